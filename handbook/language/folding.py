"""Vietnamese letters: bare forms, words, slugs, alphabetical order, nearest id.

The table letters.json is the source for this module and for the search engine in the browser.
"""

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

TABLE_FILE = Path(__file__).parent / "letters.json"
TABLE = json.loads(TABLE_FILE.read_text(encoding="utf-8"))
# The order of a Vietnamese dictionary; tone marks only decide between otherwise equal words.
LETTERS: str = TABLE["order"]
TONES = {item["mark"]: place for place, item in enumerate(TABLE["tones"], 1)}
STROKES = {item["letter"]: item["bare"] for item in TABLE["strokes"]}
WORD = re.compile(r"[^\W\d_]+|[0-9]+")
FINAL_Y = re.compile(rf"\A({'|'.join(TABLE['i_for_y_after'])})y\Z")


def bare(text: str) -> str:
    """Lower-case text without Vietnamese marks: ``Đảng viên`` -> ``dang vien``."""
    lowered = text.lower()
    for letter, plain in STROKES.items():
        lowered = lowered.replace(letter, plain)
    return unmarked(lowered)


def unmarked(text: str) -> str:
    """The text without marks above and below; a letter with a stroke keeps that."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def alike(text: str) -> str:
    """What texts have in common that readers hold to be the same, whatever capitals and blanks."""
    return " ".join(text.split()).casefold()


def words(text: str) -> list[str]:
    """The words of a text as they are written, in lower case."""
    return [word.lower() for word in WORD.findall(unicodedata.normalize("NFC", text))]


def bare_words(text: str) -> list[str]:
    """The words of a text as the search engine compares them: ``147-KH/TU`` -> 147, kh, tu.

    Bare, with i for a final y (``kỹ`` and ``kĩ`` are one), numbers without leading zeros.
    """
    return [_bare_word(word) for word in WORD.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=50_000)
def _bare_word(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or "0"
    return FINAL_Y.sub(r"\1i", bare(word))


def slugify(text: str, separator: str = "-") -> str:
    """An address in plain ASCII, made the same way on every machine."""
    return re.sub(r"[^a-z0-9]+", separator, bare(text)).strip(separator)


def sort_key(text: str) -> tuple[list[int], list[int]]:
    """Key that sorts words as a Vietnamese dictionary does (a ă â … d đ …)."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        letter, tone = _split(char)
        position = LETTERS.find(letter)
        letters.append(position + 1000 if position >= 0 else ord(letter))
        tones.append(tone)
    return letters, tones


@lru_cache(maxsize=1000)
def _split(char: str) -> tuple[str, int]:
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((TONES[mark] for mark in decomposed if mark in TONES), 0)
    kept = "".join(mark for mark in decomposed if mark not in TONES)
    return unicodedata.normalize("NFC", kept)[:1], tone


def nearest(wanted: str, known: Iterable[str], count: int = 3) -> list[str]:
    """The known ids that look most like the one that was written."""
    candidates = sorted(set(known))
    close = difflib.get_close_matches(wanted, candidates, count, 0.5)
    if close:
        return close
    tail = wanted.rsplit("/", 1)[-1]
    tails = {name.rsplit("/", 1)[-1]: name for name in candidates}
    return [tails[name] for name in difflib.get_close_matches(tail, list(tails), count, 0.5)]


def suggestion(wanted: str, known: Iterable[str]) -> str:
    """The nearest ids as a message names them; a dash when none is near."""
    return ", ".join(nearest(wanted, known)) or "–"
