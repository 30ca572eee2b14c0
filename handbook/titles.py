"""Checks of what a page is called and what it says of itself in a sentence."""

from handbook.content import Content
from handbook.model import Page
from handbook.problems import Problems

# How many signs they may have, as the templates promise, so that menus and phones show the whole.
TITLE, SUMMARY = (60, "title-long"), (160, "summary-long")


def check_titles(content: Content, problems: Problems) -> None:
    """Titles are short, each but once in a language; summaries are a sentence."""
    first: dict[tuple[str, str], Page] = {}
    for _, page in sorted(content.pages.items()):
        _check_form(page, problems)
        other = first.setdefault((page.language, page.title.casefold()), page)
        if other is not page and page.title:
            problems.add(
                f"docs/{page.path}", page.at("title"), "title-duplicate",
                title=page.title, other=f"docs/{other.path}",
            )  # fmt: skip


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
