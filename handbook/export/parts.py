"""Which parts of the handbook have questions: known before any page is rendered."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.content.navigation import Tree, tree


@dataclass(frozen=True)
class PartOf:
    """A top-level section in a language: its folder, its title, its pages in their order; the pages
    beside all sections are one under the name of the first page."""

    name: str
    title: str
    pages: tuple[Page, ...]


def parts_of(content: Content, language: str) -> tuple[PartOf, ...]:
    """The sections with questions in that language, in the order of the menu."""
    found: dict[str, list[Page]] = {}
    for page in pages_of(content, language):
        found.setdefault(page.id.partition("/")[0] if page.folder else "index", []).append(page)
    return tuple(
        PartOf(name, _title(content, name, language), tuple(pages))
        for name, pages in found.items()
        if any(page.questions for page in pages)
    )


def pages_of(content: Content, language: str) -> Iterator[Page]:
    """All pages with a text of that language to read, in the order of the menu."""
    for path in _paths(tree(content)):
        page = content.pages.get((content.languages.split(path)[0], language))
        if page and not page.screen_only:
            yield page


def _title(content: Content, name: str, language: str) -> str:
    index = name if name == "index" else f"{name}/index"
    return content.page(index, language).title


def _paths(branch: Tree) -> Iterator[str]:
    for item in branch:
        if isinstance(item, str):
            yield item
        else:
            for inner in item.values():
                yield from _paths(inner)
