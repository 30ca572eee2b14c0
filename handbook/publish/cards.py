"""The cards that readers repeat, as script files: pages from a folder can fetch nothing else.

Rows become cards where their register says which columns are asked and answered; entries by what
stands in the first of the parts that their kind asks for. Read by browser/review/cards.js.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handbook.content.editions import path_of
from handbook.content.handbook import Content
from handbook.content.model import Page, Register
from handbook.content.values import Values
from handbook.language.foreign import signed
from handbook.language.texts import Texts
from handbook.packed import gzip_file

FOLDER = "study"
# What a page calls on which cards are repeated.
MACRO = "review"
# Bytes of a file as it is sent: what does not fit goes into a further one.
MOST = 15_000
DIGITS = 6
# The text of a part of a page, a block a line, by language, page and anchor.
Passages = Mapping[tuple[str, str, str], str]


@dataclass(frozen=True)
class Card:
    """``name`` tells it from the others of its group; ``back`` may be several lines; ``hash`` is
    another when what it says in the handbook's own language is; ``language`` only of a text that is
    in another one than the site."""

    name: str
    hash: str
    front: str
    back: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True)
class Group:
    """The cards of a register, whose rows stand on the page ``home``, or of a kind; ``title`` is
    what one of them is called."""

    name: str
    title: str
    home: str
    cards: tuple[Card, ...]


def decks(content: Content) -> tuple[Sequence[Register], Sequence[Page]]:
    """What there are cards of: registers, and indexes of kinds, in the order of the site."""
    registers = [one for one in content.registers.values() if one.cards]
    kinds = [one for one in content.kinds.values() if one.kind and one.kind.parts]
    return registers, sorted(kinds, key=lambda page: (page.order, page.id))


def card_files(
    content: Content, texts: Texts, languages: Iterable[str], passages: Passages
) -> dict[str, str]:
    """The files of all languages: path below the site's root -> text; none for a handbook without a
    page on which they are repeated."""
    if not content.page_with(MACRO):
        return {}
    return {
        path: text
        for language in languages
        for path, text in _files(Deck(content, texts, language, passages)).items()
    }


@dataclass(frozen=True)
class Deck:
    """All cards of the site of a language."""

    content: Content
    texts: Texts
    language: str
    passages: Passages

    def groups(self) -> Iterator[Group]:
        """Those that have cards."""
        registers, kinds = decks(self.content)
        found = [*map(self._register, registers), *map(self._kind, kinds)]
        yield from (group for group in found if group.cards)

    def _register(self, register: Register) -> Group:
        title, home = register.title[self.language], path_of(register.page)
        return Group(register.name, title, home, tuple(self._rows(register)))

    def _rows(self, register: Register) -> Iterator[Card]:
        values, default = Values(self.content, self.texts), self.content.languages.default
        for row in register.rows.values():
            sides = [
                [" ".join(values.field(row, column, language).split()) for column in register.cards]
                for language in (default, self.language)
                if register.cards
            ]
            (asked, answered), (front, back) = sides
            if front and back:
                hashed = _hash((asked, answered))
                yield Card(row.id, hashed, self._told(front), (self._told(back),))

    def _kind(self, index: Page) -> Group:
        kind = self.content.page(index.id, self.language).kind
        title, part = (kind.singular, kind.parts[0]) if kind else ("", "")
        cards = (self._entry(page, part) for page in self.content.entries[index.folder])
        return Group(index.folder, title, "", tuple(card for card in cards if card.back))

    def _entry(self, own: Page, part: str) -> Card:
        """An entry; without the part its back is empty."""
        page = self.content.page(own.id, self.language)
        original, back = self._part(own, part), self._part(page, part)
        hashed, other = _hash((own.title, *original)), page.language != self.language
        name = own.id.rpartition("/")[2]
        if other:
            return Card(name, hashed, page.title, back, page.language)
        return Card(name, hashed, self._told(page.title), tuple(map(self._told, back)))

    def _part(self, page: Page, part: str) -> tuple[str, ...]:
        text = self.passages.get((page.language, page.id, part), "")
        return tuple(filter(None, text.split("\n")))

    def _told(self, text: str) -> str:
        """A text whose words in the handbook's own language are marked as such."""
        return signed(text, self.language, self.content.languages.default, self.texts)


def _hash(sides: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sides).encode()).hexdigest()[:DIGITS]


def _files(deck: Deck) -> dict[str, str]:
    """The files of a language, each as full as it may be; the first tells how many follow it."""
    parts: list[list[Group]] = [[]]
    for group in (piece for one in deck.groups() for piece in _pieces(one)):
        if parts[-1] and not _fits((*parts[-1], group)):
            parts.append([])
        parts[-1].append(group)
    folder = deck.content.languages.folder(deck.language)
    first, *others = map(_json, parts)
    return {
        _path(deck.language, number): f"handbookCards({told});\n"
        for number, told in enumerate([f'{first},{len(others)},"{folder}"', *others])
    }


def _path(language: str, number: int) -> str:
    return f"{FOLDER}/{language}-cards{f'-{number}' if number else ''}.js"


def _pieces(group: Group) -> Iterator[Group]:
    """The group, or halves of it that fit into a file each."""
    half = len(group.cards) // 2
    if _fits([group]) or not half:
        yield group
        return
    for cards in (group.cards[:half], group.cards[half:]):
        yield from _pieces(replace(group, cards=cards))


def _fits(groups: Iterable[Group]) -> bool:
    return len(gzip_file(_json(groups).encode())) < MOST - 100


def _json(groups: Iterable[Group]) -> str:
    plain = [[one.name, one.title, one.home, list(map(_card, one.cards))] for one in groups]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _card(card: Card) -> list[object]:
    back = card.back[0] if len(card.back) == 1 else card.back
    own = [card.language] if card.language else []
    return [card.name, card.hash, card.front, back, *own]
