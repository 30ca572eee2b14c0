"""What each macro prints, in both languages, beside what it printed when someone last looked.

The expected texts are tests/rendering/<case>.<language>.md. After a wanted change, run
``UPDATE_GOLDEN=1 .venv/bin/python -m pytest tests/test_rendering.py`` and read the difference.
"""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from markdown import markdown

from handbook.check.all import check
from handbook.content.editions import Change, Editions, Move, Record
from handbook.content.glossary import Abbreviations
from handbook.content.handbook import Content
from handbook.content.literal import literal, typed
from handbook.content.model import Position
from handbook.content.questions import KINDS, QuestionReader
from handbook.language.dates import PartialDate
from handbook.language.problems import Problems
from handbook.language.texts import Texts, load_texts
from macros import questions
from macros.catalog import Macros, catalog
from macros.cells import cell
from macros.context import Context
from macros.extension import HandbookExtension
from tests.conftest import READER, READER_LANGUAGES

GOLDEN = Path(__file__).parent / "rendering"
AT = Position("", 1)
NO_HASH = "0" * 12


def record(name: str, day: PartialDate | None, *changes: tuple[str, str, bool]) -> Record:
    """An edition that changed these pages: path, what is said of it, whether it is a correction."""
    pages = {path: Change(path, NO_HASH, what, mends, AT) for path, what, mends in changes}
    return Record(name, day, pages, {}, AT)


# A page that has moved since, one that is no more, one that is translated, one of either sort.
EDITIONS = Editions(
    "2026.12",
    (
        record(
            "2026.12",
            PartialDate(2026, 12, 5),
            ("chuyen-de/doc-cham.md", "Nói rõ *vì sao* đọc chậm.", False),
            ("chuyen-de/tim.md", "Số ngày mượn là mười, không phải hai mươi.", True),
            ("index.en.md", "Says what the room is for.", False),
            ("tra-cuu.md", "", False),
            ("da-bo.md", "Không còn.", False),
        ),
        record("2026.11", None),
        record("2026.10", PartialDate(2026, 10, 1), ("index.md", "", False)),
    ),
    {"chuyen-de/tim": Move("chuyen-de/tim-sach", AT)},
)


def with_editions(macros: Macros) -> Macros:
    return Macros(
        replace(macros.context, content=replace(macros.context.content, editions=EDITIONS))
    )


def every_kind(macros: Macros) -> str:
    """The questions of a page that has one of each kind, as if they stood on this one."""
    page, language = macros.context.page, macros.context.language
    suffix = "" if language == READER_LANGUAGES.default else f".{language}"
    text = (READER / f"docs/bai-hoc/noi-di-doi-voi-lam{suffix}.md").read_text(encoding="utf-8")
    body = text[text.index("/// quiz") :]
    found = QuestionReader("", 1, Problems(), READER_LANGUAGES).read(body)
    assert {question.kind for question in found} == set(KINDS)
    # Its sources are not known here.
    asked = tuple(
        replace(question, citations=page.citations if question.citations else ())
        for question in found
    )
    context = replace(macros.context, page=replace(page, body=body, questions=asked))
    return questions.with_questions(context, body)


Render = Callable[[Macros], str]
# What the case calls, and the page it is called on.
CASES: Mapping[str, tuple[str, Render]] = {
    "ref-entry": ("index", lambda macros: macros.ref("chuyen-de/tim-sach")),
    "ref-own-text": ("index", lambda macros: macros.ref("chuyen-de/tim-sach", "xem")),
    "ref-row": ("index", lambda macros: macros.ref("sessions/buoi-toi")),
    "ref-row-same-page": ("tra-cuu", lambda macros: macros.ref("sessions/buoi-toi")),
    "say": ("index", lambda macros: macros.say("giu-yen-lang")),
    "quote": ("index", lambda macros: macros.quote("giu-yen-lang")),
    "quote-corrected": ("chuyen-de/tim-sach", lambda macros: macros.quote("muon-ba-cuon")),
    "table-kind": ("index", lambda macros: macros.table("chuyen-de")),
    "table-kind-columns": (
        "index",
        lambda macros: macros.table("chuyen-de", columns=["wording", "sources"]),
    ),
    "table-register": ("tra-cuu", lambda macros: macros.table("sessions")),
    "table-elsewhere": ("index", lambda macros: macros.table("sessions", columns=["since"])),
    "table-where": (
        "tra-cuu",
        lambda macros: macros.table("sessions", columns=["code"], where={"open": "false"}),
    ),
    "table-by": ("tra-cuu", lambda macros: macros.table("sessions", columns=["code"], by="topic")),
    "table-by-closed": (
        "tra-cuu",
        lambda macros: macros.table("sessions", columns=["code"], by="topic", closed=True),
    ),
    "table-closed": ("tra-cuu", lambda macros: macros.table("sessions", closed=True)),
    "table-again": (
        "tra-cuu",
        lambda macros: macros.table("sessions") + macros.table("sessions", columns=["code"]),
    ),
    "table-sort": (
        "tra-cuu",
        lambda macros: macros.table("sessions", columns=["seats"], sort="remark"),
    ),
    "table-quotations": ("tra-cuu", lambda macros: macros.table("quotations")),
    "timeline": ("tra-cuu", lambda macros: macros.timeline("sessions")),
    "matrix": ("index", lambda macros: macros.matrix("sessions", ["topic", "rules"])),
    "matrix-where": (
        "index",
        lambda macros: macros.matrix("sessions", ["topic", "rules"], where={"open": "false"}),
    ),
    "piece-page": ("index", lambda macros: macros.piece("chuyen-de/tim-sach")),
    "piece-passage": ("index", lambda macros: macros.piece("chuyen-de/doc-cham#y-chinh")),
    "related": ("index", lambda macros: macros.related("chuyen-de/tim-sach", "sessions")),
    "original": ("index", lambda macros: macros.original("ba cuốn *một lần*")),
    "start": ("index", lambda macros: macros.start("chuyen-de/tim-sach")),
    "start-own-text": ("index", lambda macros: macros.start("tra-cuu", "Vào <phòng> đọc")),
    "search": ("index", lambda macros: macros.search()),
    "cards-register": ("tra-cuu", lambda macros: macros.cards("sessions")),
    "cards-elsewhere": (
        "index",
        lambda macros: macros.cards("sessions", columns=["rules", "seats"]),
    ),
    "cards-kind": ("index", lambda macros: macros.cards("chuyen-de")),
    "now": ("index", lambda macros: macros.now("sessions")),
    "progress": ("index", lambda macros: macros.progress()),
    "practice": ("index", lambda macros: macros.practice()),
    "exam": ("index", lambda macros: macros.exam()),
    "paths": ("tra-cuu", lambda macros: macros.paths("sessions")),
    "alphabet": ("index", lambda macros: macros.alphabet()),
    "my_notes": ("index", lambda macros: macros.my_notes()),
    "reflection": ("index", lambda macros: macros.reflection()),
    "offline": ("index", lambda macros: macros.offline()),
    "review": ("index", lambda macros: macros.review()),
    "editions": ("tra-cuu", lambda macros: with_editions(macros).editions()),
    "edition_now": ("index", lambda macros: with_editions(macros).edition_now()),
    "files": ("index", lambda macros: macros.files()),
    "question_files": ("index", lambda macros: macros.question_files()),
    "archive": ("index", lambda macros: macros.archive()),
    "kiwix": ("index", lambda macros: macros.kiwix()),
    "for_portals": ("index", lambda macros: macros.for_portals()),
    "licences": ("index", lambda macros: macros.licences()),
    "wording": ("chuyen-de/tim-sach", lambda macros: macros.wording()),
    "connections": ("chuyen-de/tim-sach", lambda macros: macros.connections()),
    "citations": ("chuyen-de/tim-sach", lambda macros: macros.citations()),
    "questions-kinds": ("chuyen-de/tim-sach", every_kind),
    "questions": (
        "chuyen-de/tim-sach",
        lambda macros: questions.with_questions(macros.context, macros.context.page.body),
    ),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """In a copy: its pictures are made beside it."""
    root = tmp_path_factory.mktemp("small")
    base = Path(__file__).parent / "content_rules" / "base"
    shutil.copytree(base, root, dirs_exist_ok=True)
    return check(root, catalog()).must_be_sound()


def macros_on(content: Content, page_id: str, language: str) -> Macros:
    """Macros as the page has them; a page without a translation is read as if it were one."""
    page = replace(content.page(page_id, language), language=language)
    return Macros(Context(content, load_texts(), page))


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
@pytest.mark.parametrize("name", CASES)
def test_macro_prints_what_it_printed(small: Content, name: str, language: str) -> None:
    page_id, render = CASES[name]
    printed = typed(render(macros_on(small, page_id, language))).strip() + "\n"
    path = GOLDEN / f"{name}.{language}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


def test_every_macro_has_a_case() -> None:
    called = {name.partition("-")[0] for name in CASES}
    assert set(catalog()) <= called


def test_no_case_is_left_over() -> None:
    wanted = {f"{name}.{language}.md" for name in CASES for language in READER_LANGUAGES.all}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


def test_longest_abbreviation_wins(reader: Content) -> None:
    found = Abbreviations(reader, READER_LANGUAGES.default).definitions("Số 12-KH/KP và MTTQ.")
    assert found.count("*[") == 2 and "*[KH/KP]:" in found and "*[MTTQ]:" in found


def test_the_name_of_a_column_has_no_number_of_a_footnote() -> None:
    text = "| Ai | Việc[^a] | Ở |\n| --- | --- | --- |\n| Tổ | Họp | Nhà |\n\n[^a]: Mỗi tháng.\n"
    html = markdown(text, extensions=["tables", "footnotes", HandbookExtension(frozenset())])
    assert 'data-label="Việc"' in html


# What is said of each abbreviation on a page, in order: "first" for paper, "opened" for phones.
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Theo KH/KP, và KH/KP nữa.", ["first opened", ""]),
        ("## Về MTTQ\n\n- Gặp MTTQ.", ["first", "opened"]),
        ("Số 12-KH/KP, rồi KH/KP.", ["first", "opened"]),
        ("> Lời của MTTQ.\n\nGặp MTTQ.", ["first", "opened"]),
        ("Nhắc “việc của MTTQ”, rồi gặp MTTQ.", ["first", "opened"]),
        ("Xem [lịch của MTTQ](#a) và MTTQ.", ["first", "opened"]),
        ("| Ai |\n| --- |\n| MTTQ |\n\nGặp **MTTQ**.", ["first", "opened"]),
        ("{literal}", ["first", "opened"]),
    ],
)
def test_full_form_stands_where_it_breaks_nothing(
    reader: Content, text: str, said: list[str]
) -> None:
    text = text.format(literal=literal("Số 12-KH/KP, rồi KH/KP."))
    known = Abbreviations(reader, READER_LANGUAGES.default).definitions(text)
    html = markdown(text + known, extensions=["abbr", "tables", HandbookExtension(frozenset())])
    tags = re.findall("<abbr[^>]*>", html)
    assert [re.sub('.*class="([^"]*)".*|.*', r"\1", tag) for tag in tags] == said


@pytest.mark.parametrize(("value", "says"), [("TÔ CHỨC", True), ("12-KH/KP", False)])
def test_what_no_language_translates_says_whose_words_it_is(
    reader: Content, texts: Texts, value: str, says: bool
) -> None:
    register = reader.registers["documents"]
    (column,) = (column for column in register.columns.values() if column.type == "code")
    row = replace(next(iter(register.rows.values())), values={column.name: value})
    for language in READER_LANGUAGES.all:
        printed = cell(Context(reader, texts, reader.page("index", language)), row, column)
        assert ('lang="vi"' in printed) == (says and language != READER_LANGUAGES.default)
        assert typed(re.sub("<[^>]*>", "", printed)) == value


def test_a_kind_without_entries_says_so(reader: Content, texts: Texts) -> None:
    pages = {
        key: page for key, page in reader.pages.items() if page.folder != "bai-hoc" or page.is_index
    }
    content = replace(reader, pages=pages)
    for language in READER_LANGUAGES.all:
        macros = Macros(Context(content, texts, content.page("index", language)))
        assert macros.table("bai-hoc").strip() == texts.get(language, "table.none")
