"""Vietnamese letters: bare forms, slugs, alphabetical order, nearest id."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

# The order of a Vietnamese dictionary; tone marks only decide between otherwise equal words.
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def bare(text: str) -> str:
    """Lower-case text without Vietnamese marks: ``Đảng viên`` -> ``dang vien``."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


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
