"""What only the screen shows of a text: the first part in a box, words and numbers on one line.

It is laid over the finished HTML of a page; search and paper have read the text before.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from handbook.marks import KEY_PART, UNBROKEN

# The sign of the search, in the header of every page and where a first page offers it.
GLASS = (
    '<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M10 3a7 7 0 1 0 '
    '4.2 12.6l5 5 1.4-1.4-5-5A7 7 0 0 0 10 3zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10z"/></svg>'
)
# A number of a document, also where its letters are an abbreviation, but for those inside a tag. It
# begins with a digit, not with what must stand before that, to be found fast.
NUMBER = re.compile(r"\d(?<!\w\d)\d*-(?:<abbr\b[^>]*>[^<]*</abbr>|/|[^\W\d_]\w*)+(?![^<>]*>)")
# The name of a site, but for those inside a tag: it may break before a stop or a stroke,
# in a narrow column.
SITE = re.compile(r"(?<![\w.-])(?=[\w./-]{16})(\w[\w-]*)((?:[./][\w-]*[^\W\d_])+)(?![^<>]*>)")
STEP = re.compile(r"[./]")
# The name of a card: the link that begins a row of a table or a piece of an issue.
BEGIN = r"<tr\b[^>]*>\s*<t[dh]\b[^>]*>|<div class=\"(?:piece|card)\"[^>]*>\s*<p><strong>"
CARD = re.compile(rf"((?:{BEGIN})<a\b[^>]*>)([^<]+)(?=</a>)")
# A number in a list of words stands for any, with another behind a stroke: 12/2026.
DIGITS, ANY = re.compile(r"\d+"), r"\\d+(?:/\\d+)?"
# Where a part ends: at the next one, or at the notes of the whole page.
END = re.compile(r'<h2\b|<div class="footnote"|\Z')


@dataclass(frozen=True)
class Screen:
    """Lays it over; ``words`` are those that stay on one line in titles."""

    words: frozenset[str]
    glass: ClassVar[str] = GLASS

    @cached_property
    def _word(self) -> re.Pattern[str]:
        longest = sorted(self.words, key=lambda word: (-len(word), word))
        found = "|".join(DIGITS.sub(ANY, re.escape(word)) for word in longest) or r"\Z."
        return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)

    def title(self, text: str) -> str:
        """A title as HTML in which no word of these breaks."""
        return self._whole(html.escape(text))

    def article(self, text: str, parts: Iterable[str]) -> str:
        """The HTML of a page for the screen; ``parts`` are those that its kind asks for."""
        whole = CARD.sub(lambda card: card[1] + self._whole(card[2]), text)
        numbered = NUMBER.sub(lambda found: span(found[0]), whole)
        broken = SITE.sub(lambda found: found[1] + STEP.sub(r"<wbr>\g<0>", found[2]), numbered)
        return _boxed(broken, next(iter(parts), ""))

    def _whole(self, text: str) -> str:
        return self._word.sub(lambda word: span(word[0]), text)


def span(text: str) -> str:
    """What stays on one line."""
    return f'<span class="{UNBROKEN}">{text}</span>'


def _boxed(text: str, part: str) -> str:
    """The text with that part in a box; as it is where the page has none of this name."""
    begin = re.search(rf'<h2\b[^>]*\sid="{re.escape(part)}"', text) if part else None
    if begin is None:
        return text
    found = END.search(text, begin.end())
    end = found.start() if found else len(text)
    inside = text[begin.start() : end]
    return f'{text[: begin.start()]}<div class="{KEY_PART}">{inside}</div>{text[end:]}'
