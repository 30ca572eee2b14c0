"""The cards that readers repeat: what becomes one, what tells that it was edited, which files."""

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from handbook.content.handbook import Content
from handbook.content.model import Register, Row
from handbook.language.languages import LocalText
from handbook.language.texts import load_texts
from handbook.publish.cards import FOLDER, MOST, Passages, card_files
from tests.conftest import READER_LANGUAGES, BuiltSite

CALL = re.compile(r"handbookCards\((.*)\);\n\Z")
REGISTER, ROWS = "glossary", 900
DEFAULT, OTHER = READER_LANGUAGES.all
# Of an entry of the reader's handbook that is translated, and of one that is not.
BOTH, ONE = "bai-hoc/noi-di-doi-voi-lam", "bai-hoc/kiem-soat-quyen-luc"
PART = "y-chinh"
PASSAGES: Passages = {
    (DEFAULT, BOTH, PART): "Nói ít.\nLàm trước.",
    (OTHER, BOTH, PART): "Say little of chi bộ số bảy.\nAct first.",
    (DEFAULT, ONE, PART): "Một người xem lại.",
}

Cards = Mapping[str, list[Any]]


def arguments(file: str) -> list[Any]:
    """What a file says, read as the browser does."""
    found = CALL.fullmatch(file)
    assert found, file[:80]
    told: list[Any] = json.loads(f"[{found[1]}]")
    return told


def cards(files: Mapping[str, str], language: str) -> Cards:
    """Id -> what else is said of the card, in all files of a language."""
    texts = [text for name, text in files.items() if name.startswith(f"{FOLDER}/{language}-")]
    groups = [group for text in texts for group in arguments(text)[0]]
    pairs = [(f"{group[0]}/{card[0]}", card[1:]) for group in groups for card in group[3]]
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def made(content: Content, passages: Passages = PASSAGES) -> Mapping[str, str]:
    return card_files(content, load_texts(), READER_LANGUAGES.all, passages)


def with_rows(content: Content, rows: Mapping[str, Row]) -> Content:
    register = replace(content.registers[REGISTER], rows=rows)
    return replace(content, registers={**content.registers, REGISTER: register})


def with_meaning(content: Content, name: str, language: str, text: str) -> Content:
    """The handbook with another answer in one row."""
    row = content.registers[REGISTER].rows[name]
    old = row.values["meaning"]
    assert isinstance(old, LocalText)
    values = {**row.values, "meaning": LocalText({**old.values, language: text})}
    rows = {**content.registers[REGISTER].rows, name: replace(row, values=values)}
    return with_rows(content, rows)


def test_each_row_of_a_register_that_asks_for_it_is_a_card(reader: Content) -> None:
    register: Register = reader.registers[REGISTER]
    assert [one.name for one in reader.registers.values() if one.cards] == [REGISTER]
    for language in READER_LANGUAGES.all:
        found = cards(made(reader), language)
        for name, row in register.rows.items():
            term, meaning = row.values["term"], row.values["meaning"]
            assert isinstance(term, LocalText) and isinstance(meaning, LocalText)
            _, front, back = found[f"{REGISTER}/{name}"]
            assert (front, back) == (term[language], meaning[language])


def test_entries_are_asked_for_what_stands_in_their_first_part(reader: Content) -> None:
    found = cards(made(reader), DEFAULT)
    assert found[BOTH][1:] == [reader.defaults[BOTH].title, ["Nói ít.", "Làm trước."]]
    assert {name for name in found if not name.startswith(f"{REGISTER}/")} == {BOTH, ONE}


def test_words_in_another_language_say_so(reader: Content) -> None:
    found = cards(made(reader), OTHER)
    assert found[BOTH][2] == ["Say little of \x01chi bộ số bảy\x01.", "Act first."]
    assert found[ONE][1:] == [reader.defaults[ONE].title, "Một người xem lại.", DEFAULT]


def test_a_card_is_one_card_in_all_languages_and_edited_with_its_first(reader: Content) -> None:
    first, second = (cards(made(reader), language) for language in READER_LANGUAGES.all)
    assert {name: one[0] for name, one in first.items()} == {n: one[0] for n, one in second.items()}
    name = next(iter(reader.registers[REGISTER].rows))
    edited = cards(made(with_meaning(reader, name, DEFAULT, "Lời khác")), OTHER)
    assert {one for one, card in edited.items() if card[0] != first[one][0]} == {
        f"{REGISTER}/{name}"
    }
    translated = cards(made(with_meaning(reader, name, OTHER, "Other words")), OTHER)
    assert all(card[0] == first[one][0] for one, card in translated.items())


def test_what_does_not_fit_into_one_file_goes_into_more(reader: Content) -> None:
    row = next(iter(reader.registers[REGISTER].rows.values()))
    # Texts that do not repeat each other, as those of no register would.
    rows = {
        f"dong-{number}": replace(
            row,
            id=f"dong-{number}",
            values={
                "term": LocalText(dict.fromkeys(READER_LANGUAGES.all, str(number**9))),
                "meaning": LocalText(dict.fromkeys(READER_LANGUAGES.all, str(number**27))),
            },
        )
        for number in range(3, ROWS)
    }
    files = made(with_rows(reader, rows))
    own = {name: text for name, text in files.items() if name.startswith(f"{FOLDER}/{DEFAULT}-")}
    assert len(own) > 2
    assert arguments(own[f"{FOLDER}/{DEFAULT}-cards.js"])[1:] == [len(own) - 1, ""]
    assert all(len(gzip.compress(text.encode(), 9)) <= MOST for text in own.values())
    assert set(cards(files, DEFAULT)) == {f"{REGISTER}/{name}" for name in rows} | {BOTH, ONE}


def test_a_handbook_without_a_page_for_them_has_none(reader: Content) -> None:
    page = reader.page_with("review")
    pages = {key: one for key, one in reader.pages.items() if one.id != page}
    assert page and not made(replace(reader, pages=pages))


def test_site_has_the_cards_of_its_pages(reader: Content, reader_site: BuiltSite) -> None:
    files = {
        f"{FOLDER}/{path.name}": path.read_text(encoding="utf-8")
        for path in (reader_site.folder / FOLDER).glob("*-cards*.js")
    }
    found = cards(files, DEFAULT)
    kinds = (one for one in reader.kinds.values() if one.kind and one.kind.parts)
    entries = {entry.id for one in kinds for entry in reader.entries[one.folder]}
    assert {name for name in found if not name.startswith(f"{REGISTER}/")} == entries
    items = [line[2:] for line in reader.defaults[ONE].body.split("\n") if line.startswith("- ")]
    assert found[ONE][2] == items[: len(found[ONE][2])]


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_cards_of_the_handbook_are_light(site: BuiltSite, language: str) -> None:
    paths = sorted((site.folder / FOLDER).glob(f"{language}-cards*.js"))
    if not paths:
        pytest.skip("sổ tay không có trang ôn tập")
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in paths}
    assert all(size <= MOST for size in sizes.values()), sizes
