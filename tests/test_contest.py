"""Questions for a contest: not a word of them in what is published, all of them when asked for."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.contest import withheld
from handbook.content.fingerprint import Fingerprints
from handbook.content.handbook import Content
from handbook.content.literal import typed
from handbook.content.model import Page
from tests.conftest import READER, build, project
from tests.poppler import drawn

# A page with a translation and every kind of question, and one with a set made of rows.
HIDDEN = ("bai-hoc/noi-di-doi-voi-lam", "dot-sinh-hoat/van-ban")
PACKED = (".zip", ".apkg", ".docx", ".epub", ".xlsx")


def closed(root: Path) -> Path:
    """The handbook with the pages for a contest; said in one language it holds for all."""
    for name in HIDDEN:
        path = root / "docs" / f"{name}.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("---\n", "---\ncontest: true\n", 1), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return closed(project(tmp_path_factory.mktemp("contest")))


def bare(text: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>|[*_]", "", typed(text)).split())


def said(pages: list[Page]) -> set[str]:
    """What their questions say in words of their own, long enough to be known again."""
    questions = [question for page in pages for question in page.questions]
    texts = {part for one in questions for part in (*one.text.split("___"), one.hint)}
    texts |= {part for one in questions for part in one.paragraphs}
    texts |= {part for one in questions for c in one.choices for part in (c.text, c.reason)}
    return {bare(text) for text in texts if len(bare(text)) > 20}


def all_texts(path: Path) -> Iterator[str]:
    """What a file holds, and every file in it."""
    if path.suffix == ".pdf":
        yield from drawn(path)
    elif path.suffix in PACKED:
        yield from _inside(path.read_bytes())
    else:
        yield path.read_bytes().decode("utf-8", errors="replace")


def _inside(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            inner = packed.read(name)
            if name.endswith(PACKED):
                yield from _inside(inner)
            else:
                yield inner.decode("utf-8", errors="replace")


def whole(folder: Path) -> str:
    """All words of a site, each blank one."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return " ".join(" ".join(text for path in files for text in all_texts(path)).split())


@pytest.fixture(scope="module")
def hidden(reader: Content) -> set[str]:
    pages = list(reader.pages.values())
    own_pages = [page for page in pages if page.id in HIDDEN]
    own = said(own_pages)
    others = [page for page in pages if page.id not in HIDDEN]
    stays = [*(bare(page.body) for page in others), *map(_around, own_pages)]
    elsewhere = " ".join([*said(others), *stays])
    found = {text for text in own if text not in elsewhere}
    assert len(found) > 20
    return found


def _around(page: Page) -> str:
    """What a page says besides its questions."""
    inside = {at for one in page.questions for at in range(one.start, one.end + 1)}
    lines = page.body.split("\n")
    return bare(" ".join(line for at, line in enumerate(lines) if at not in inside))


def test_nothing_of_them_is_published(root: Path, hidden: set[str]) -> None:
    done = build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "site" / "tep" / "vi" / "cau-hoi-anki.apkg").is_file()
    found = whole(root / "site")
    assert {text for text in hidden if text in found} == set()


def test_nothing_of_them_is_printed(root: Path, reader: Content, hidden: set[str]) -> None:
    done = build(root, root / "none", PRINT_ONLY=" ".join(HIDDEN))
    assert done.returncode == 0, done.stdout + done.stderr
    found = whole(root / "in")
    assert all(reader.page(name, "vi").title in found for name in HIDDEN)
    assert {text for text in hidden if text in found} == set()


def test_a_build_that_is_asked_for_them_has_them(root: Path, hidden: set[str]) -> None:
    done = build(root, root / "asked", CONTEST="true")
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.sub(r"<[^<>]*>", "", whole(root / "asked"))
    assert {text for text in hidden if text not in found} == set()


def test_keeping_them_out_is_no_change_of_the_page(reader: Content) -> None:
    pages = {key: page for key, page in reader.pages.items() if page.id in HIDDEN}
    marked = {key: replace(page, contest=True) for key, page in pages.items()}
    content = withheld(replace(reader, pages={**reader.pages, **marked}))
    before, after = (Fingerprints(one, READER / "docs") for one in (reader, content))
    for key, page in pages.items():
        assert after.of(content.pages[key]) == before.of(page)
        assert not content.pages[key].questions
        assert content.pages[key].body.count("\n") == page.body.count("\n")
