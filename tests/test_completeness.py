"""How complete a handbook says it is: what is expected, and what of it is there with its source."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.check.all import check
from handbook.check.completeness import Count, counts, listing
from handbook.content.handbook import Content
from macros.catalog import catalog
from tests.articles import SOUND

INDEX = "docs/chuyen-de/index.md"


@pytest.fixture
def counted(tmp_path: Path) -> Content:
    """The sound handbook of tests/content_rules, whose kind says how many entries it has."""
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    index = tmp_path / INDEX
    text = index.read_text(encoding="utf-8")
    index.write_text(text.replace("questions: 1\n", "questions: 1\n  expected: 2\n"), "utf-8")
    return check(tmp_path, catalog()).must_be_sound()


def test_kinds_and_registers_are_counted_that_say_what_they_expect(counted: Content) -> None:
    assert counts(counted) == (
        Count("chuyen-de", "Chuyên đề đọc sách", expected=2, complete=2),
        Count("sessions", "Các buổi", expected=2, complete=2),
    )


def test_a_signpost_is_complete_without_sources(counted: Content) -> None:
    sessions = counted.registers["sessions"]
    bare = {name: replace(row, citations=()) for name, row in sessions.rows.items()}
    signpost = replace(sessions, rows=bare, signpost=True)
    registers = {**counted.registers, "sessions": signpost}
    assert counts(replace(counted, registers=registers))[-1].complete == 2


def test_each_counted_row_is_listed_with_its_page_and_source(counted: Content) -> None:
    assert list(listing(counted)) == [
        "sessions/buoi-sang\ttra-cuu/#buoi-sang\tnoi-quy#dieu-2",
        "sessions/buoi-toi\ttra-cuu/#buoi-toi\tnoi-quy#dieu-1",
    ]
