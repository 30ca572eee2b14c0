"""What is lost in print is found, and nothing else is taken for lost: on pages of our own."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.language.letters import FILE, code_points, unprintable
from handbook.language.texts import load_texts
from handbook.paper import fonts, pdf
from handbook.paper.book import Article, Book, Part
from handbook.paper.errors import FailedJobsError, PaperError
from handbook.paper.format import A4, A5, PHONE
from handbook.paper.jobs import Job, Workshop
from handbook.paper.lost import missing
from handbook.paper.press import document_of, options_of
from handbook.paper.tagged import read_tagged
from tests.realbooks import EDITION, put

LONG = " ".join(f"Câu thứ {number} của một đoạn dài qua nhiều trang." for number in range(400))
HTML = f"""<p>Vấn đề lưu ý 4. Bài mẫu</p><p>12</p><p>B1.10</p><p>12</p><p>{LONG}</p>
<h2 id="a">Mục<sup>2</sup></h2><p>Có</p><p>Như nhau cả.</p><p>Như nhau cả.</p>
<p>Theo <abbr class="first" title="kế hoạch của tỉnh ủy">KH/TU</abbr>, xem (tr. 12).</p>
<table><thead><tr><th>Có</th><th>Việc</th></tr></thead><tbody>
<tr><td>2</td><td>Có</td></tr><tr><td>3</td><td>Lo việc
<abbr class="first" title="ủy ban">UB</abbr> đầu</td></tr></tbody></table>
<table><thead><tr><th>a</th><th>b</th><th>c</th><th>d</th><th>e</th><th>Có</th></tr></thead>
<tbody><tr><td>19/7/2024</td><td>x</td><td>y</td><td>7</td><td>Có</td><td>–</td></tr></tbody></table>
<div class="quiz" id="c1"><p class="quiz-question" id="c1-hoi">Hỏi gì?</p>
<ol type="A"><li>Một</li><li>Hai</li></ol><details class="quiz-answer"><summary>Xem</summary>
<p class="quiz-right">Đáp án: A</p><ol type="A"><li>Vì thế.</li><li>Không.</li></ol></details></div>
"""


def job_of(html: str, form: str) -> Job:
    """An entry printed alone, whose running head is no title of it."""
    label = "Vấn đề lưu ý 4. Bài mẫu"
    article = Article(
        "luu-y/bai", "luu-y/bai/", "Bài mẫu", label, "Tóm lại", "vi", html, "luu-y/bai.md"
    )
    book = Book("vi", label, "Tóm lại", EDITION, (Part(article),), "Tự học.")
    words = load_texts().group("vi", "paper")
    source = document_of(book, words)
    options = options_of(form, fonts.find(fonts.SYSTEM), words)
    return Job("a.pdf", "pdf", source.files, options, source.texts + source.around, source.notes)


def make(job: Job, folder: Path) -> Path:
    put(job.files, folder)
    return pdf.make_pdf(job, folder)


@pytest.mark.parametrize("form", [A4, A5, PHONE])
def test_a_page_that_is_whole_is_printed(form: str, tmp_path: Path) -> None:
    make(job_of(HTML, form), tmp_path)


def test_every_cell_of_a_card_ends_where_it_ends(tmp_path: Path) -> None:
    """A screen reader must not run a text into the name of the next column."""
    blocks = read_tagged(make(job_of(HTML, PHONE), tmp_path)).blocks
    assert [text for text in blocks if text.startswith(("b: ", "c: "))] == ["b: x", "c: y"]


def test_a_very_long_page_is_printed(tmp_path: Path) -> None:
    sentences = (f"<p>Đoạn {number}: {LONG[:1900]}</p>" for number in range(160))
    html = "".join(sentences)
    assert len(html) > 300_000
    make(job_of(html, PHONE), tmp_path)


@pytest.mark.parametrize(
    ("drawn", "instead", "told"),
    [
        ('#"Như nhau cả."\n', "\n", "Như nhau cả."),
        ('#"12"', "", "12"),
        ('#"B1.10"', '#"B1.1"', "B1.10"),
        ('([#"2"], ', "([], ", "2"),
        ('[#"Có"]', "[]", "Có"),
        ("Câu thứ 399 của", "Câu thứ của", LONG),
        ('#footnote[#"kế hoạch của tỉnh ủy"]', "", "kế hoạch của tỉnh ủy"),
        ("UB: ủy ban", "UB", "ủy ban"),
        ('#"Vì thế."', "", "Vì thế."),
        ('#"Hỏi gì?"', "", "Hỏi gì?"),
        ("Tự học.", "", "Tự học."),
    ],
)
def test_what_is_dropped_is_named(drawn: str, instead: str, told: str, tmp_path: Path) -> None:
    job = job_of(HTML, A4)
    main = job.files["main.typ"].decode()
    assert drawn in main
    short = replace(job, files={**job.files, "main.typ": main.replace(drawn, instead, 1).encode()})
    with pytest.raises(PaperError) as caught:
        make(short, tmp_path)
    assert caught.value.code == "lost" and caught.value.values["count"] == 1
    assert str(caught.value.values["some"]).startswith(f"“{told[:20]}")


@pytest.mark.parametrize(
    ("texts", "found", "gone"),
    [
        (["một hai ba"], ["một hai"], ["một hai ba"]),
        (["a b", "a b"], ["a b"], ["a b"]),
        (["Có"], ["Cóc nhảy"], ["Có"]),
        (["2"], ["12", "2024"], ["2"]),
        (["2"], ["Số: 2"], []),
        (["Hỏi gì?", "Hỏi"], ["1. Hỏi gì?", "Hỏi"], []),
        (["Hỏi gì?", "Hỏi"], ["1. Hỏi gì?"], ["Hỏi"]),
        (["https://a.b/c"], ["https://a. b/c"], []),
        (["a", "b"], ["a b"], []),
        (["x_y KH/TU", "KH/TU núi"], ["rừng: x_y KH/TU núi: sông KH/TU núi"], []),
        (["x_y KH/TU", "KH/TU núi"], ["rừng: x_y KH/TU núi: KH/TU núi"], []),
        (["x_y KH/TU", "KH/TU núi"], ["rừng: x_y KH/TU núi: sông"], ["x_y KH/TU"]),
        (["một hỏi", "hỏi từ"], ["làng: một", "hỏi từ: sáu", "xa: một hỏi", "xóm: hai"], []),
        (["", " "], [], []),
    ],
)
def test_texts_are_looked_for_as_often_as_they_are(
    texts: list[str], found: list[str], gone: list[str]
) -> None:
    assert list(missing(texts, found)) == gone


def fails(job: Job, work: Path) -> Path:
    raise PaperError("lost", {"some": job.path, "count": 1})


def full(job: Job, work: Path) -> Path:
    raise OSError(28, "No space left on device")


def writes(job: Job, work: Path) -> Path:
    (work / "made").write_text(job.path, encoding="utf-8")
    return work / "made"


def test_a_file_that_fails_takes_no_other_with_it(tmp_path: Path) -> None:
    shop = Workshop({"ok": writes, "bad": fails}, "1", tmp_path / "cache", lambda *_: None)
    jobs = [
        Job("a", "bad", {}, source="docs/a.md"),
        Job("b", "ok", {}),
        Job("c", "bad", {}, source="docs/c.md"),
    ]
    with pytest.raises(FailedJobsError) as caught:
        shop.make(jobs, tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["b"]
    said = caught.value.message(load_texts())
    assert re.findall(r"docs/\w\.md", said) == ["docs/a.md", "docs/c.md"]


def test_a_full_disk_is_no_fault_of_a_page(tmp_path: Path) -> None:
    shop = Workshop({"full": full}, "1", tmp_path / "cache", lambda *_: None)
    with pytest.raises(PaperError) as caught:
        shop.make([Job("a", "full", {})], tmp_path / "site")
    assert caught.value.code == "full" and "MB" in str(caught.value.values["told"])


def test_signs_are_counted_as_readers_see_them() -> None:
    family, flag = "👩\u200d👩\u200d👧", "🇻🇳"
    assert unprintable(f"Đọc {family} và {flag}{flag} ☐, → ½ “đủ”\u00a0– ổ") == (family, flag, "☐")
    assert code_points("🎉") == "U+1F389"


def test_list_of_signs_is_that_of_the_fonts(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/printed_letters.py", "--show"],
        cwd=root,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == FILE.read_text(encoding="ascii")


def test_everything_the_interface_says_can_be_printed(root: Path) -> None:
    for path in (root / "handbook" / "language" / "texts").glob("??.yml"):
        assert unprintable(path.read_text(encoding="utf-8")) == (), path
