"""Questions made of the rows of registers: what a page prints of them, that a row more changes only
the questions in which its value is drawn, and that no wrong choice is what a row gives the asked.

The expected texts are tests/question_sets/<language>.md. After a wanted change, run
``UPDATE_GOLDEN=1 .venv/bin/python -m pytest tests/test_question_sets.py`` and read the difference.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.check.all import check
from handbook.content.fingerprint import fingerprints
from handbook.content.handbook import Content
from handbook.content.literal import typed
from handbook.content.model import Page, Question
from handbook.content.questions import ONE
from handbook.content.sets import FEWEST_WRONG
from handbook.language.texts import load_texts
from macros import entries, questions
from macros.catalog import catalog
from macros.context import Context
from tests.conftest import READER, READER_LANGUAGES

GOLDEN = Path(__file__).parent / "question_sets"
PAGE, REGISTER = "dot-sinh-hoat/van-ban", "docs/_registers/milestones.yml"
ROW = """
  - id: viec-them-{day}
    date: {day}/1/2028
    what: {{vi: Cuộc thêm {day}, en: One more {day}}}
    document: giay-moi-3
    sources: [ke-hoach#muc-1]
"""


def made(page: Page) -> Mapping[str, Question]:
    """The questions of a page that are made of rows, by id."""
    return {question.id: question for question in page.questions if question.at}


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_sets_are_printed_as_they_were(reader: Content, language: str) -> None:
    context = Context(reader, load_texts(), reader.page(PAGE, language))
    lines = context.page.body.split("\n")
    body = "\n".join(lines[context.page.sets[0].start - 1 :])
    shift = len(lines) - len(body.split("\n"))
    asked = [one for one in context.page.questions if one.at]
    moved = [replace(one, start=one.start - shift, end=one.end - shift) for one in asked]
    alone = replace(context, page=replace(context.page, questions=tuple(moved)))
    printed = typed(questions.with_questions(alone, body)).strip() + "\n"
    path = GOLDEN / f"{language}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


def test_numbers_go_on_through_written_and_made_questions(reader: Content) -> None:
    page = reader.page(PAGE, READER_LANGUAGES.default)
    context = Context(reader, load_texts(), page)
    printed = questions.with_questions(context, page.body)
    numbers = [printed.index(f"<strong>Câu {number}<") for number in range(1, 6)]
    assert numbers == sorted(numbers) and "Câu 6" not in printed
    assert [bool(one.at) for one in page.questions] == [False, True, True, True, True]


def test_a_page_names_the_sources_of_the_rows_it_asks(reader: Content) -> None:
    page = replace(reader.page(PAGE, READER_LANGUAGES.default), citations=())
    assert "mục 1" in typed(entries.citations(Context(reader, load_texts(), page)))


def with_row(tmp_path: Path, row: str) -> Content:
    root = tmp_path / "more"
    shutil.copytree(READER, root, dirs_exist_ok=True)
    text = (root / REGISTER).read_text(encoding="utf-8")
    (root / REGISTER).write_text(text + row.lstrip("\n"), encoding="utf-8")
    return check(root, catalog()).must_be_sound()


def test_no_wrong_choice_is_what_a_row_gives_to_what_is_asked(reader: Content) -> None:
    rows = reader.registers["milestones"].rows
    papers = {reader.row_label(row)["vi"]: row.values["document"] for row in rows.values()}
    asked = made(reader.page(PAGE, "vi"))
    for name, first in (("hop-theo-giay-moi", "viec-1"), ("hop-theo-ke-hoach", "viec-2")):
        for choice in asked[name].choices:
            given = papers[typed(choice.text)]
            assert (given == rows[first].values["document"]) == choice.right


def test_rows_that_hang_on_an_open_point_are_not_offered(reader: Content, tmp_path: Path) -> None:
    """Neither as right ones beside the row that is asked, nor as wrong ones."""
    root = tmp_path / "open"
    shutil.copytree(READER, root)
    errata, rows = root / "docs/_registers/errata.yml", root / REGISTER
    text = errata.read_text(encoding="utf-8")
    text = text.replace("rows:", "  open: {type: flag, title: {vi: Ngỏ, en: Open}}\nrows:", 1)
    errata.write_text(
        text.replace("certainty: C", "certainty: C\n    open: true", 1), encoding="utf-8"
    )
    text = rows.read_text(encoding="utf-8")
    for number in (5, 6):
        text = text.replace(f"- id: viec-{number}\n", f"- id: viec-{number}\n    errata: [sua-1]\n")
    rows.write_text(text, encoding="utf-8")
    asked = made(check(root, catalog()).must_be_sound().page(PAGE, "vi"))
    before = made(reader.page(PAGE, "vi"))
    texts, seen = (
        {typed(choice.text) for one in found.values() for choice in one.choices}
        for found in (asked, before)
    )
    hidden = {"Họp tháng Năm", "Họp tháng Sáu"}
    assert hidden <= seen and not hidden & texts


@pytest.mark.parametrize("day", range(1, 9))
def test_another_row_changes_only_questions_that_draw_it(
    reader: Content, tmp_path: Path, day: int
) -> None:
    before = made(reader.page(PAGE, READER_LANGUAGES.default))
    after = made(with_row(tmp_path, ROW.format(day=day)).page(PAGE, READER_LANGUAGES.default))
    assert before.keys() == after.keys()
    words = (f"{day}/1/2028", f"Cuộc thêm {day}")
    for name, question in before.items():
        texts = [typed(choice.text) for choice in after[name].choices]
        drawn = any(text in words for text in texts)
        assert drawn or after[name].choices == question.choices
        # One value at most goes out for the one that comes in.
        assert len({*texts} - {typed(choice.text) for choice in question.choices}) <= 1


def test_the_text_of_a_page_changes_with_its_rows(reader: Content, tmp_path: Path) -> None:
    """A made question is text of its page: an edition says that it has changed."""
    root = tmp_path / "changed"
    shutil.copytree(READER, root)
    text = (root / REGISTER).read_text(encoding="utf-8")
    changed = text.replace("5/1/2027", "4/1/2027")
    (root / REGISTER).write_text(changed, encoding="utf-8")
    content = check(root, catalog()).must_be_sound()
    path = f"{PAGE}.md"
    after, before = fingerprints(content, root / "docs"), fingerprints(reader, READER / "docs")
    assert after[path] != before[path]


def test_every_made_question_is_fit_to_ask(content: Content, reader: Content) -> None:
    """Of the tests' own handbook and of the project's: different choices, each with its reason,
    and rows and places that the key rests on."""
    pages = (*content.pages.values(), *reader.pages.values())
    asked = [question for page in pages for question in made(page).values()]
    assert asked
    for question in asked:
        texts = [choice.text for choice in question.choices]
        assert len(set(texts)) == len(texts) > FEWEST_WRONG
        assert all(choice.reason for choice in question.choices)
        assert question.citations and question.rows
        assert question.kind != ONE or sum(choice.right for choice in question.choices) == 1
