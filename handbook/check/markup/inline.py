"""The line of text: emphasis, code, links, notes and nothing else.

What Markdown would read as anything but these forms or plain text is a mistake, so that what an
editor typed is what readers see.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from handbook.content.dialect import BLOCK_CALL, SCHEMES, TEXT_CALL

# A mistake: where it begins in the text, its code, what the message names.
Mistake = tuple[int, str, Mapping[str, str]]

# What no emphasis ends with, and none begins with.
OPENING, CLOSING = "([{“‘", ")]},.;:!?…”’"
TARGET = r"\((?P<target>(?:[^()\n]|\([^()\n]*\))*)\)"
# The first alternative that fits where the reader stands; plain text between them is skipped, and
# fast by the signs that one of them begins with.
TOKEN = re.compile(
    rf"(?=[`!\[\])<&\\{{#}}~=^_{BLOCK_CALL}*])(?:"
    r"(?P<code>`[^`\n]+`)(?!`)"
    r"|(?P<tick>`+)"
    r"|(?P<picture>!\[(?!\^)[^\[\]\n]*\](?:\([^()\n]*\))?)"
    r"|(?P<note>\[\^(?P<id>[^\]\n]*)\])"
    rf"|(?P<link>\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]{TARGET})"
    r"|(?P<spaced>\[[^\[\]\n]+\][ ]+\((?:https?:|www\.|\.{0,2}/|[^\s()]+\.\w{2,4}\)))"
    r"|(?P<numbered>\[\d+\])"
    r"|(?P<contents>\[TOC\])"
    r"|(?P<turned>\)\[(?:https?:|www\.))"
    r"|(?P<reference>\]\[|\[\[)"
    r"|(?P<broken>\]\()"
    r"|(?P<address><https?://[^\s<>]+>)"
    r"|(?P<html><[A-Za-z/!?][^\s>]*>?)"
    r"|(?P<entity>&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)"
    r"|(?P<backslash>\\)"
    r"|(?P<comment>\{#|#\})"
    r"|(?P<brace>[{}]+)"
    r"|(?P<unknown>(?<![~=^])(?P<sign>~~|==|\^\^)(?=[^\s~=^]).*?(?P=sign))"
    r"|(?P<underscore>(?<!\w)_+(?=[^_\s])(?:[^_\n]|_+(?=\w))+?(?<=\S)_+(?!\w))"
    rf"|(?P<block>{BLOCK_CALL})"
    r"|(?P<stars>\*+))"
)
# What stands for itself as a mistake, whatever is around it: the group's name -> the code.
WRONG: Mapping[str, str] = {
    "tick": "code-open",
    "picture": "picture-inline",
    "spaced": "link-space",
    "turned": "link-space",
    "numbered": "note-number",
    "contents": "contents-mark",
    "reference": "link-reference",
    "broken": "link-form",
    "html": "html-raw",
    "entity": "html-entity",
    "backslash": "backslash",
    "comment": "remark-open",
    "brace": "brace",
    "unknown": "mark-unknown",
    "underscore": "underscore",
    "block": "macro-block",
}
ADDRESS = re.compile(r"[^\s<>\"{}|\\^`]+\Z")
PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+\Z")
PHONE = re.compile(r"tel:\+?[0-9().-]+\Z")


def read_inline(text: str, note: Callable[[int, str], None] | None = None) -> Iterator[Mistake]:
    """The mistakes of a text, in order. ``note`` is told of each sign of a footnote; without it
    none may stand there."""
    return _Reader(text, note).read()


@dataclass(frozen=True)
class _Reader:
    text: str
    note: Callable[[int, str], None] | None

    def read(self) -> Iterator[Mistake]:
        stars: list[re.Match[str]] = []
        for found in TOKEN.finditer(self.text):
            yield from self._token(found, stars)
        for left in stars:
            yield left.start(), "emphasis-open", self._around(left)

    def _token(self, found: re.Match[str], stars: list[re.Match[str]]) -> Iterator[Mistake]:
        name = found.lastgroup or ""
        if name in WRONG:
            yield found.start(), WRONG[name], self._around(found)
        elif name == "code" and TEXT_CALL in found[0]:
            yield found.start(), "macro-code", self._around(found)
        elif name == "stars":
            yield from self._stars(found, stars)
        elif name == "link":
            yield from self._link(found)
        elif name == "address":
            yield from self._target(found, found[0][1:-1])
        elif name == "note":
            yield from self._note(found)

    def _note(self, found: re.Match[str]) -> Iterator[Mistake]:
        if self.note is None:
            yield found.start(), "note-place", self._around(found)
            return
        self.note(found.start(), found["id"])

    def _stars(self, run: re.Match[str], opened: list[re.Match[str]]) -> Iterator[Mistake]:
        """Emphasis opens before a sign and closes behind one; words do not touch it outside."""
        before = self.text[max(0, run.start() - 1) : run.start()] or " "
        after = self.text[run.end() : run.end() + 1] or " "
        if before.isspace() and after.isspace() and len(run[0]) == 1:
            return
        closes = bool(opened) and len(opened[-1][0]) == len(run[0])
        outside, inside = (after, before) if closes else (before, after)
        if len(run[0]) > 3 or inside.isspace() or inside in (OPENING if closes else CLOSING):
            yield run.start(), "emphasis-open", self._around(run)
        elif opened and not closes:
            yield run.start(), "emphasis-inside", self._around(run)
        elif outside.isalnum():
            yield run.start(), "emphasis-word", self._around(run)
        if closes:
            opened.pop()
        elif len(run[0]) <= 3 and not after.isspace():
            opened.append(run)

    def _link(self, found: re.Match[str]) -> Iterator[Mistake]:
        label = found["label"]
        if not label.strip() or "[" in label or TEXT_CALL in label:
            yield found.start(), "link-text", self._around(found)
            return
        start = found.start("label")
        yield from ((start + at, code, said) for at, code, said in read_inline(label))
        yield from self._target(found, found["target"])

    def _target(self, found: re.Match[str], target: str) -> Iterator[Mistake]:
        code = target_mistake(target)
        if code:
            yield found.start(), code, {"text": target}

    def _around(self, found: re.Match[str]) -> Mapping[str, str]:
        """What the message shows: the mistake and the words behind it."""
        line = self.text[found.start() :].partition("\n")[0]
        return {"text": line.strip()}


def target_mistake(target: str) -> str | None:
    """The code of what is wrong with the address of a link, as far as the address itself tells."""
    scheme = SCHEME.match(target)
    if target.startswith("//") or (scheme and scheme[1] not in SCHEMES):
        return "link-scheme"
    if not ADDRESS.match(target) or PERCENT.search(target):
        return "link-form"
    if scheme is None:
        return None
    shapes = {"mailto": MAIL, "tel": PHONE}
    if scheme[1] in shapes:
        return None if shapes[scheme[1]].match(target) else "link-form"
    return None if _has_host(target) else "link-form"


def _has_host(target: str) -> bool:
    try:
        parts = urlsplit(target)
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:  # brackets or a port that is no number
        return False
