"""Checks of what a page is called and what it says of itself in a sentence."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from handbook.content.handbook import Content
from handbook.content.model import Page, Row
from handbook.content.registers import QUOTATIONS
from handbook.language.folding import alike
from handbook.language.problems import Problems

# How many signs they may have, as the templates promise, so that menus and phones show the whole.
TITLE, SUMMARY = (60, "title-long"), (160, "summary-long")


def check_titles(content: Content, problems: Problems) -> None:
    """Titles are short, each but once in a language; summaries are a sentence."""
    pages = [page for _, page in sorted(content.pages.items())]
    for page in pages:
        _check_form(page, problems)
    named = (page for page in pages if page.title)
    for page, other in twins(named, lambda page: (page.language, page.title.casefold())):
        at = page.at("title")
        problems.add(f"docs/{page.path}", at, "title-duplicate", title=page.title, other=other)


def check_labels(content: Content, problems: Problems) -> None:
    """Rows of a register that are called the same in a language cannot be told apart. A quotation
    is no name: it may stand in two places."""
    for register in content.registers.values():
        first: dict[tuple[str, str], Row] = {}
        for row in register.rows.values() if register.name != QUOTATIONS else ():
            label = content.row_label(row)
            names = [(one, alike(label[one])) for one in content.languages.all]
            other = next((first[name] for name in names if name in first), None)
            if other is not None:
                at = row.at(register.label)
                said = {"label": label[content.languages.default], "other": other.position.line}
                problems.add(at.file, at.line, "register-twins", **said)
            for name in names:
                first.setdefault(name, row)


def twins(
    pages: Iterable[Page], likeness: Callable[[Page], Hashable]
) -> Iterator[tuple[Page, str]]:
    """Each page that is like others, with their files: the editor of the newer one sees it too."""
    alike: dict[Hashable, list[Page]] = defaultdict(list)
    for page in pages:
        alike[likeness(page)].append(page)
    for found in alike.values():
        for page in found:
            others = ", ".join(f"docs/{other.path}" for other in found if other is not page)
            if others:
                yield page, others


def _check_form(page: Page, problems: Problems) -> None:
    file = f"docs/{page.path}"
    forms = (("title", page.title, TITLE), ("summary", page.summary, SUMMARY))
    for key, text, (most, code) in forms:
        if len(text) > most:
            problems.add(file, page.at(key), code, found=len(text), most=most)
        if "\n" in text.strip():
            problems.add(file, page.at(key), "value-text", key=key)
        if text.startswith("“") and text.endswith("”") and text.count("“") == 1:
            problems.add(file, page.at(key), "title-quotes", key=key)
