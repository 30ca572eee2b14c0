"""An issue of a bulletin in Word: made up as on paper, ready to be changed."""

import re
import zipfile
from pathlib import Path

import pytest

from handbook.language.texts import Texts
from handbook.paper import bulletin, word
from handbook.paper.jobs import Job
from tests.issues import ISSUE, articles_of, issue_of, small_issue
from tests.realbooks import EDITION, put


def made(folder: Path, texts: Texts, issue: str = ISSUE) -> dict[str, str]:
    """The parts of the document of a small issue; that all its texts are there is checked while it
    is made."""
    content = small_issue(folder / "content", issue)
    page, words = issue_of(content), texts.group("vi", "paper")
    book, ready = bulletin.issue_book(page, articles_of(content), EDITION, texts)
    files = word.word_files(book, ready, words)
    found = word.all_texts(bulletin.issue_texts(book, ready), book, ready, words)
    put(files, folder / "work")
    document = word.make_docx(Job("a.docx", "docx", files, {"fonts": ""}, found), folder / "work")
    with zipfile.ZipFile(document) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if "word/" in name}


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, texts: Texts) -> dict[str, str]:
    return made(tmp_path_factory.mktemp("word-issue"), texts)


def sections(parts: dict[str, str]) -> list[tuple[str, str]]:
    """Of each section where it begins, and in how many columns it is."""
    found = re.findall(r"<w:sectPr.*?</w:sectPr>", parts["word/document.xml"], re.DOTALL)
    one = re.compile(r'w:type w:val="(\w+)".*w:cols [^>]*w:num="(\d)"', re.DOTALL)
    return [match.groups() for text in found if (match := one.search(text))]  # type: ignore[misc]


def test_head_goes_across_and_the_texts_flow_in_columns(parts: dict[str, str]) -> None:
    assert sections(parts) == [("continuous", "1"), ("continuous", "2"), ("continuous", "1")]
    text = parts["word/document.xml"]
    assert text.index("Tờ tin phòng đọc<") < text.index("Số 3, tháng 1/2027 · Nhóm trực thư viện")
    assert text.index("Nhóm trực") < text.index("Lời mở đầu") < text.index("Ghi mã xếp giá")


def test_there_is_no_cover_no_contents_and_no_forced_page(parts: dict[str, str]) -> None:
    assert "TOC" not in parts["word/document.xml"]
    style = re.search(r'w:styleId="Heading1".*?</w:style>', parts["word/styles.xml"], re.DOTALL)
    assert style and "pageBreakBefore" not in style[0]
    assert "4200" not in parts["word/styles.xml"]
    assert 'w:br w:type="page"' not in parts["word/document.xml"]


def test_every_style_is_there_once(parts: dict[str, str]) -> None:
    names = re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"])
    assert len(names) == len(set(names))
    used = set(re.findall(r'w:pStyle w:val="(\w+)"', parts["word/document.xml"]))
    assert used <= set(names)
    assert {"Title", "Subtitle", "IssueSummary", "IssueLead", "Imprint"} <= used


def test_an_issue_in_one_column_has_one_here_too(tmp_path: Path, texts: Texts) -> None:
    one = ISSUE.replace("  publisher:", "  columns: 1\n  publisher:")
    assert sections(made(tmp_path, texts, one))[1] == ("continuous", "1")


def test_letters_are_those_of_the_paper_edition(parts: dict[str, str]) -> None:
    """Half points: a book in 13 pt would be twice as long."""
    assert re.search(r'<w:rPrDefault>.*?w:sz w:val="21"', parts["word/styles.xml"], re.DOTALL)
