"""Links by id, as Markdown: the site generator then checks page and anchor."""

import posixpath
from functools import lru_cache

from handbook.content.handbook import Target
from handbook.content.literal import literal
from handbook.content.model import Citation, Page
from handbook.content.registers import SOURCES
from macros.context import Context


def link(context: Context, name: str, text: str | None = None) -> str:
    """A link to anything that has an id, with its number and title or an own text."""
    target = context.content.targets[name]
    label = literal(text or target.title[context.language])
    page = context.content.page(target.page, context.language)
    marked = foreign(context, page) if text is None and target.anchor is None else ""
    return f"[{label}]({address(context, target)}){marked}"


def foreign(context: Context, page: Page, before: str = "") -> str:
    """An attribute that says the language, for words of a page that is not translated."""
    if page.language == context.language:
        return ""
    return f'{before}{{: lang="{page.language}" }}'


def marked(context: Context, page: Page, text: str) -> str:
    """Words of a page inside a line; those of one that is not translated say their language."""
    return _spoken(context, text, page.language)


def original(context: Context, text: str) -> str:
    """Words that a translation keeps in the language of the handbook."""
    return _spoken(context, text, context.content.languages.default)


def _spoken(context: Context, text: str, language: str) -> str:
    """Words in a language, which they name where it is not that of the page."""
    said = literal(text)
    return said if language == context.language else f'<span lang="{language}">{said}</span>'


def address(context: Context, target: Target) -> str:
    """Path of a target's file as seen from the page, with the anchor of a row."""
    path = context.content.defaults[target.page].path
    if target.page == context.page.id:
        return f"#{target.anchor}" if target.anchor else posixpath.basename(path)
    relative = _relative(path, posixpath.dirname(context.page.path))
    return f"{relative}#{target.anchor}" if target.anchor else relative


@lru_cache(maxsize=10_000)
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


def citation(context: Context, citation: Citation) -> str:
    """``[Kế hoạch 147-KH/TU](…), mục II.1`` for one citation."""
    name = link(context, f"{SOURCES}/{citation.source}")
    place = place_label(context, citation)
    return f"{name}, {place}" if place else name


def place_label(context: Context, citation: Citation) -> str:
    """The place of a citation as Markdown; nothing when it means the whole source."""
    if citation.place is None:
        return ""
    source = context.content.sources[citation.source]
    return literal(source.places[citation.place].label[context.language])


def citations(context: Context, found: tuple[Citation, ...]) -> str:
    """Several citations in one text, those of one source behind its name."""
    return "; ".join(by_source(context, found))


def by_source(context: Context, found: tuple[Citation, ...]) -> list[str]:
    """A text for each source cited, with all the places in it."""
    places: dict[str, list[str]] = {}
    for item in found:
        label = place_label(context, item)
        known = places.setdefault(item.source, [])
        if label and label not in known:
            known.append(label)
    return [
        ", ".join([link(context, f"{SOURCES}/{name}"), *labels]) for name, labels in places.items()
    ]
