"""What random texts are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

LISTS = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
# Signs that stand between words and are plain text.
SIGNS: tuple[str, ...] = tuple(LISTS["signs"].split())
# What inline code, and what lines of code blocks may hold.
CODES: tuple[str, ...] = tuple(LISTS["codes"])
CODE_LINES: tuple[str, ...] = tuple(LISTS["lines"])
# What may stand behind a word.
ENDS = (",", ".", ";", ":", "?", "!", "…", "?!", "...", ")", "”", "’")
LONG = (
    "dai" * 25,
    "nghiêng" * 12,
    "https://vi-du.vn/" + "duong-dan-rat-dai/" * 8 + "trang.html",
    "0123456789" * 7,
    "a-b" * 30,
)


@dataclass(frozen=True)
class Language:
    """A language's words, how a quotation inside a sentence is marked, what a statement may be."""

    words: tuple[str, ...]
    said: str
    truth: tuple[str, str]


LANGUAGES: Mapping[str, Language] = {
    name: Language(tuple(LISTS[name].split()), "“{text}”", truth)
    for name, truth in (("vi", ("Đúng", "Sai")), ("en", ("True", "False")))
}
