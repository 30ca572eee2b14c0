"""Translations that are still the original: a copy that nobody has translated yet."""

import re
from collections.abc import Iterator

from handbook.check.rules import plain_lines
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.language.folding import alike
from handbook.language.problems import Problems

WORD = re.compile(r"[^\W\d_]+")
# As much of a body as that may be left alone: quotations, wordings of forms.
MOST = 0.5

# The page that may be called as the handbook is, by a name that stays.
HOME = "index"


def check_untranslated(content: Content, problems: Problems) -> None:
    """Title, summary and most of the text of a translation are other ones than the original's."""
    for page in content.pages.values():
        original = content.defaults.get(page.id)
        if original is None or original is page:
            continue
        file = f"docs/{page.path}"
        for key in ("summary",) if page.id == HOME else ("title", "summary"):
            said: str = getattr(page, key)
            if _is_foreign(said) and alike(said) == alike(getattr(original, key)):
                problems.add(file, page.at(key), "translation-same", key=key)
        line = _first_same(original, page)
        if line is not None:
            problems.add(file, line, "translation-body")


def _first_same(original: Page, page: Page) -> int | None:
    """The first line that both have, where they have most of the text in common."""
    known = {alike(text) for _, text in _prose(original) if _is_foreign(text)}
    found = list(_prose(page))
    same = [(line, text) for line, text in found if alike(text) in known]
    if sum(len(text) for _, text in same) <= MOST * sum(len(text) for _, text in found):
        return None
    return same[0][0]


def _prose(page: Page) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their places."""
    for number, text in plain_lines(page):
        if WORD.search(text):
            yield page.body_line + number, text.strip()


def _is_foreign(text: str) -> bool:
    """Whether a text has words that no English one has: those with marks, but for names."""
    return any(word[0].islower() and not word.isascii() for word in WORD.findall(text))
