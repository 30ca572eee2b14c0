"""The whole handbook by letters: every page and every register's row, as in the back of a book."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from handbook import marks
from handbook.content.literal import literal
from handbook.content.model import Column, Page, Register, Row
from handbook.language.folding import LETTERS, bare, sort_key
from macros import links
from macros.context import Context

# What fits on two lines of a phone.
LONGEST = 60
BAR_ID, DIGITS_ID = "cac-chu", "chu-so"
WORD, NUMBER = re.compile(r"\w+"), re.compile(r"\d+")
# What is neither of several words nor between marks.
PIECE = re.compile(r"\w(?:\S*\w)?")
LETTER_OF = {tuple(sort_key(letter)[0]): letter for letter in LETTERS}
# Marks of a letter as they are typed: aw for a with a breve, ow and uw for a horn.
TYPED = {"\u0306": "w", "\u031b": "w"}


@dataclass(frozen=True)
class Entry:
    """A line of the list: ``name`` gives its place, ``said`` is what it says, ``what`` tells in
    small print what sort of thing it is; ``language`` is that of the words, when it is another."""

    name: str
    said: str
    what: str
    address: str
    language: str | None = None


def alphabet(context: Context) -> str:
    """Links to all that the handbook has, under letters, with a bar to jump to a letter."""
    groups = _groups(context)
    bar = "\n".join(f"- [{title(context, letter)}](#{_id(letter)})" for letter in groups)
    label = context.markdown("alphabet.letters")
    lists = "\n".join(_group(context, letter, found) for letter, found in groups.items())
    return f"""
<div class="alphabet" {marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.INDEX}" markdown="1">

<nav class="letters" id="{BAR_ID}" aria-label="{label}" {marks.PAPER}="{marks.OFF}" markdown="1">

{bar}

</nav>

{lists}
</div>
"""


def _group(context: Context, letter: str, entries: list[Entry]) -> str:
    lines = "\n".join(_line(entry) for entry in entries)
    up = f"[{context.markdown('alphabet.up')}](#{BAR_ID}){{: .up {marks.PAPER}={marks.OFF} }}"
    return f"## {title(context, letter)} {{#{_id(letter)}}}\n\n{lines}\n\n{up}\n"


def _line(entry: Entry) -> str:
    language = f' lang="{entry.language}"' if entry.language else ""
    said = f"<span{language}>{literal(entry.said)}</span>"
    return f"- [{said} <small>{literal(entry.what)}</small>]({entry.address})"


def title(context: Context, letter: str) -> str:
    """What a letter is called; what begins with a digit has none."""
    return literal(letter.upper() or context.text("alphabet.digits"))


def _id(letter: str) -> str:
    """An address of its own for each letter: a, aw, aa, … dd."""
    if not letter:
        return DIGITS_ID
    plain = bare(letter)
    mark = unicodedata.normalize("NFD", letter)[1:]
    return f"chu-{plain}{TYPED.get(mark, plain) if letter != plain else ''}"


def _groups(context: Context) -> dict[str, list[Entry]]:
    """Letter -> its entries in order; the letter is empty for what begins with a digit."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in _entries(context):
        found.setdefault((entry.name, entry.address), entry)
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(found.values(), key=lambda entry: _order(context, entry)):
        groups.setdefault(letter(context, entry.name), []).append(entry)
    return groups


def _order(context: Context, entry: Entry) -> tuple[object, ...]:
    words = NUMBER.sub(lambda number: number[0].zfill(6), _words(context, entry.name))
    return sort_key(words), entry.name, entry.what, entry.address


def letter(context: Context, name: str) -> str:
    """The letter under which a name stands; empty for what begins with a digit."""
    return LETTER_OF.get(tuple(sort_key(_words(context, name)[:1])[0]), "")


def _words(context: Context, text: str) -> str:
    """What decides the order: words without punctuation; in A to Z where that is the alphabet."""
    words = " ".join(WORD.findall(text))
    return words if context.language == context.content.languages.default else bare(words)


def _entries(context: Context) -> Iterator[Entry]:
    for name in context.content.defaults:
        if name != context.page.id:
            yield _page(context, context.content.page(name, context.language))
    for register in context.content.registers.values():
        home = context.content.page(register.page, context.language)
        if home.language == context.language and not register.signpost:
            yield from _rows(context, register)


def _page(context: Context, page: Page) -> Entry:
    """A page under its title; one without a translation under the title that it has."""
    what, address = _what(context, page), links.address(context, context.content.targets[page.id])
    if page.language == context.language:
        return Entry(page.title, page.title, what, address)
    foreign = context.text("alphabet.foreign", what=what)
    return Entry(page.title, page.title, foreign, address, page.language)


def _what(context: Context, page: Page) -> str:
    """What a page is: kind and number of an entry, else the part of the handbook it stands in."""
    if not page.folder:
        return context.text("alphabet.page")
    if page.is_index:
        return context.text("alphabet.contents")
    index = context.content.page(f"{page.folder}/index", context.language)
    if index.kind is None:
        return index.title
    number = f" {page.number}" if index.kind.numbered and page.number else ""
    return index.kind.singular + number


def _rows(context: Context, register: Register) -> Iterator[Entry]:
    """Each row under its name, and under its codes; where all names are but a number behind the
    same words, nobody looks for one."""
    what = register.title[context.language]
    codes = [column for column in register.columns.values() if _names_rows(register, column)]
    targets = {row: context.content.targets[f"{register.name}/{row}"] for row in register.rows}
    numbered = _are_numbers([one.title[context.language] for one in targets.values()])
    for row in register.rows.values():
        target = targets[row.id]
        address = links.address(context, target)
        name = shortened(target.title[context.language])
        if not numbered:
            yield Entry(name, name, what, address)
        for code in _codes(row, codes, name):
            yield Entry(code, context.text("alphabet.code", code=code, name=name), what, address)


def _are_numbers(names: list[str]) -> bool:
    """Whether these differ by nothing but their numbers."""
    return len(names) > 1 and len({NUMBER.sub("", name) for name in names}) == 1


def _codes(row: Row, columns: list[Column], name: str) -> Iterator[str]:
    """What a reader may look for instead of the name, in one piece: neither a text, as one that a
    register quotes, nor marks, nor what would stand right below the name."""
    for column in columns:
        code = str(row.values.get(column.name, ""))
        words, known = WORD.findall(code), WORD.findall(name)
        if PIECE.fullmatch(code) and len(code) <= LONGEST and words[: len(known)] != known:
            yield code


def _names_rows(register: Register, column: Column) -> bool:
    """Whether the column's codes tell rows apart; a few codes for many rows only sort them."""
    if column.type != "code":
        return False
    codes = [row.values[column.name] for row in register.rows.values() if column.name in row.values]
    return len(set(codes)) * 2 > len(codes)


def shortened(text: str, longest: int = LONGEST) -> str:
    """The first words of a long text; no full stop after a short one."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text.removesuffix(".")
    cut = text[: longest + 1].rpartition(" ")[0] or text[:longest]
    return cut.rstrip(" ,.;:–-(“‘") + "…"
