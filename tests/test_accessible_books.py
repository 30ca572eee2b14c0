"""The electronic books as Ace judges them, DAISY's, whose rules are those of libraries for the
blind; it runs in the browser of the other tests (tests/books.mjs)."""

import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browsers import browsers
from tests.conftest import ROOT, WRITTEN
from tests.realbooks import real_books, small_book
from tests.test_epub import made

PASSED = [["pass"]]
# What is broken -> the file and how; the rules that must notice it.
BROKEN: dict[str, tuple[str, Callable[[str], str]]] = {
    "image-alt": ("EPUB/cover.xhtml", lambda text: text.replace("alt=", "data-alt=")),
    "metadata-accessibilityhazard": (
        "EPUB/package.opf",
        lambda text: text.replace("schema:accessibilityHazard", "schema:other"),
    ),
    "html-has-lang": (
        "EPUB/title.xhtml",
        lambda text: text.replace(' lang="en"', "").replace(' xml:lang="en"', ""),
    ),
}


def judged(book: Path, work: Path) -> list[list[str]]:
    """What Ace finds: file, rule and element of each fault, and whether the book passes."""
    command = ["node", "tests/books.mjs", str(book), str(work)]
    done = subprocess.run(
        command,
        env={**os.environ, **browsers()},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(small_book(), tmp_path_factory.mktemp("epub"))


def test_nothing_is_found_in_a_book_with_everything(small: Path, tmp_path: Path) -> None:
    assert judged(small, tmp_path) == PASSED


def test_what_is_broken_is_found(small: Path, tmp_path: Path) -> None:
    """Else that it finds nothing would say nothing."""
    broken = tmp_path / "broken.epub"
    changes = dict(BROKEN.values())
    with zipfile.ZipFile(small) as book, zipfile.ZipFile(broken, "w") as goal:
        for one in book.infolist():
            body = book.read(one)
            change = changes.get(one.filename)
            goal.writestr(one, change(body.decode()).encode() if change else body)
    *found, outcome = judged(broken, tmp_path / "work")
    assert {rule for _, rule, _ in found} == BROKEN.keys() and outcome == ["fail"]


# Ace looks at every file in a page of its own: a minute and more for each book.
@pytest.mark.long
@pytest.mark.parametrize("language", WRITTEN)
def test_nothing_is_found_in_the_whole_book(language: str, root: Path, tmp_path: Path) -> None:
    book = made(real_books(root)[language], tmp_path / "book")
    assert judged(book, tmp_path / "work") == PASSED
