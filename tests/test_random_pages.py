"""Fifty random pages inside the handbook's Markdown: accepted, built, printed, shown as typed.

``python -m tests.random_pages --seeds 10`` does the same with ten handbooks, and prints every page
and part by itself too. ``typed`` holds inputs of one line each, for the same question.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.random_pages.handbook import random_handbook
from tests.random_pages.run import Project

SEED, PAGES = 2026, 50
WHOLE = "index"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The handbook of one seed, checked and built for screens."""
    made = Project(tmp_path_factory.mktemp("random"), random_handbook(SEED, PAGES))
    made.make()
    assert made.check() == []
    assert made.build(paper=False) == []
    yield made


def test_every_text_is_on_the_site_as_it_was_typed(project: Project) -> None:
    lost = [str(one) for one in project.lost_on_site()]
    assert not lost, "\n\n".join(lost)


def test_the_pages_are_valid(project: Project) -> None:
    assert project.validate() == []


def test_the_pages_are_there_for_everyone(project: Project) -> None:
    assert project.axe(everything=False) == []


def test_every_text_is_on_paper_as_it_was_typed(project: Project) -> None:
    """In the whole handbook: three PDFs, Word and EPUB in each language."""
    assert project.build(paper=True, only=[WHOLE]) == []
    lost = [f"{name}: {one}" for name, one in project.lost_on_paper(Path("in"))]
    assert not lost, "\n\n".join(lost)
