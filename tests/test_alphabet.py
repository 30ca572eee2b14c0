"""The list by letters: all that the handbook has, in the order of a dictionary."""

import re
from dataclasses import replace

import pytest

from handbook.content.handbook import Content
from handbook.content.literal import typed
from handbook.language.folding import LETTERS
from handbook.language.texts import load_texts
from macros import alphabet
from macros.catalog import Macros
from macros.context import Context
from tests.conftest import READER_LANGUAGES, BuiltSite
from tests.html import Document, Tag
from tests.test_site import target_of

LINE = re.compile(r"^- \[<span(?: lang=\"\w+\")?>(.*)</span> <small>(.*)</small>\]\((.*)\)$")
NUMBERED = "errata"
HEADING = re.compile(r"^## (.*) \{#(.*)\}$")


def page_with_list(content: Content) -> str:
    """The page that calls the macro."""
    calling = [
        page.id
        for page in content.defaults.values()
        if any(call.name == "alphabet" for call in page.calls)
    ]
    assert len(calling) == 1
    return calling[0]


def printed(content: Content, language: str) -> list[str]:
    page = content.page(page_with_list(content), language)
    assert page.language == language
    return Macros(Context(content, load_texts(), page)).alphabet().split("\n")


def names(lines: list[str]) -> list[str]:
    return [match[1] for line in lines if (match := LINE.match(line))]


def path_of(page_id: str, language: str) -> str:
    folder = page_id.removesuffix("index").rstrip("/")
    parts = ["" if language == READER_LANGUAGES.default else language, folder, "index.html"]
    return "/".join(part for part in parts if part)


def listed(site: BuiltSite, content: Content, language: str) -> set[tuple[str, str]]:
    """Page and anchor of every line on the built page."""
    path = path_of(page_with_list(content), language)
    return {target_of(path, link.attributes["href"]) for link in lines_of(site.pages[path])}


def lines_of(document: Document) -> list[Tag]:
    """The links of the list itself: those with a small print."""
    found: list[Tag] = []
    last: Tag | None = None
    for tag in document.tags:
        last = tag if tag.name == "a" else last
        if tag.name == "small" and last is not None:
            found.append(last)
    return found


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_every_page_is_there_but_the_list_itself(
    reader_site: BuiltSite, reader: Content, language: str
) -> None:
    pages = {goal for goal, anchor in listed(reader_site, reader, language) if not anchor}
    own = page_with_list(reader)
    assert pages == {path_of(name, language) for name in reader.defaults if name != own}


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_every_row_is_there_whose_page_is_in_the_language(
    reader_site: BuiltSite, reader: Content, language: str
) -> None:
    found = {(goal, anchor) for goal, anchor in listed(reader_site, reader, language) if anchor}
    assert found == {
        (path_of(register.page, language), row)
        for register in reader.registers.values()
        if reader.page(register.page, language).language == language and not register.signpost
        if register.name != NUMBERED
        for row in register.rows
    }


def test_names_that_are_only_numbers_are_not_looked_for(reader: Content) -> None:
    """Each row of that register is called “Điểm” and a number."""
    assert len(reader.registers[NUMBERED].rows) > 1
    assert not [name for name in names(printed(reader, "vi")) if name.startswith("Điểm ")]


def test_rows_that_only_lead_to_pages_are_connected_with_none(reader: Content) -> None:
    rows = {
        f"{register.name}/{row}"
        for register in reader.registers.values()
        if register.signpost
        for row in register.rows
    }
    assert rows and rows <= set(reader.targets)
    others = {name for found in reader.connections.values() for name in found}
    assert rows.isdisjoint(others.union(reader.connections))


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_search_is_told_to_pass_it_by(
    reader_site: BuiltSite, reader: Content, language: str
) -> None:
    document = reader_site.pages[path_of(page_with_list(reader), language)]
    marked = [tag for tag in document.tags if tag.attributes.get("data-search") == "off"]
    assert [tag.attributes["class"] for tag in marked] == ["alphabet"]


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_bar_names_the_letters_that_follow(reader: Content, language: str) -> None:
    lines = printed(reader, language)
    headings = [match.groups() for line in lines if (match := HEADING.match(line))]
    assert len(headings) > 10
    assert [f"- [{title}](#{name})" for title, name in headings] == [
        line for line in lines if re.match(r"- \[[^<]+\]\(#", line)
    ]


def test_letters_are_those_of_the_language(reader: Content) -> None:
    for language, letters in (("vi", LETTERS), ("en", "abcdefghijklmnopqrstuvwxyz")):
        lines = printed(reader, language)
        titles = [match[1] for line in lines if (match := HEADING.match(line))]
        digits, *found = [title.lower() for title in titles]
        assert digits == load_texts().get(language, "alphabet.digits")
        assert found == sorted(found, key=letters.index)


def test_every_letter_has_an_address_of_its_own() -> None:
    found = {letter: alphabet._id(letter) for letter in LETTERS}
    assert len(set(found.values())) == len(LETTERS)
    assert all(re.fullmatch(r"chu-[a-z]{1,2}", name) for name in found.values())
    for letter, name in (("a", "a"), ("ă", "aw"), ("â", "aa"), ("đ", "dd"), ("ê", "ee")):
        assert found[letter] == f"chu-{name}"
    for letter, name in (("ô", "oo"), ("ơ", "ow"), ("u", "u"), ("ư", "uw")):
        assert found[letter] == f"chu-{name}"


def test_order_is_that_of_a_dictionary(reader: Content) -> None:
    lines = names(printed(reader, "vi"))
    for earlier, later in (
        ("Cán bộ", "Cẩm nang"),
        ("Giặc nội xâm", "giặc nội xâm"),
        ("Uy tín", "Ủy viên"),
    ):
        assert lines.index(earlier) < lines.index(later), (earlier, later)
    context = Context(reader, load_texts(), reader.page(page_with_list(reader), "vi"))
    two, ten = (alphabet.Entry(name, name, "", "") for name in ("Điểm 2", "Điểm 10"))
    assert alphabet._order(context, two) < alphabet._order(context, ten)


def test_codes_have_lines_of_their_own(reader: Content) -> None:
    lines = names(printed(reader, "vi"))
    assert "MTTQ → Mặt trận Tổ quốc" in lines and "Mặt trận Tổ quốc" in lines
    assert "12-KH/KP → Kế hoạch của phường" in lines


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("147-KH/TU", True),
        ("b/c", True),
        ("B1.1", True),
        ("1,398 lượt xem", False),
        ("108 -KH/ĐUK", False),
        ("*hư*", False),
        ("I-; I.", False),
        ("–", False),
    ],
)
def test_what_a_register_quotes_is_no_code(reader: Content, code: str, is_one: bool) -> None:
    """Nobody looks a misprint up in an index."""
    documents = reader.registers["documents"]
    row = next(iter(documents.rows.values()))
    row = replace(row, values={**row.values, "number": code})
    found = alphabet._codes(row, [documents.columns["number"]], "Kế hoạch")
    assert list(found) == ([code] if is_one else [])


def test_codes_of_many_rows_have_none(reader: Content) -> None:
    """A column such as the certainty of a correction sorts the rows, it does not name them."""
    errata = reader.registers["errata"]
    documents = reader.registers["documents"]
    assert alphabet._names_rows(documents, documents.columns["number"])
    assert not alphabet._names_rows(errata, errata.columns["certainty"])
    assert not any(line.startswith("C → ") for line in names(printed(reader, "vi")))


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_no_line_stands_twice(reader: Content, language: str) -> None:
    lines = [line for line in printed(reader, language) if LINE.match(line)]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Có kế hoạch riêng.", "Có kế hoạch riêng"),
        ("một " * 20, "một " * 14 + "một…"),
        ("một " * 13 + "hai, – bốn năm", "một " * 13 + "hai…"),
        ("a" * 70, "a" * 60 + "…"),
    ],
)
def test_long_text_ends_at_a_word(text: str, shown: str) -> None:
    assert alphabet.shortened(text) == shown


SIGNS = ("<b>", "*", "[1]", "&", "{", "_")


def test_what_would_be_markup_is_text() -> None:
    entry = alphabet.Entry("", "<b> *hư* [1] & {x}", "a_b", "trang.md")
    line = alphabet._line(entry)
    assert typed(line) == "- [<span><b> *hư* [1] & {x}</span> <small>a_b</small>](trang.md)"
    assert not [sign for sign in SIGNS if sign in line]
