"""Handouts: one page for each entry, with all that its kind asks for and no more."""

import itertools
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from handbook.check.handouts import ITEM, LINES, ROOM
from handbook.content.handbook import Content
from handbook.content.model import HANDOUT_ITEMS
from handbook.language.texts import Texts
from handbook.paper import fonts, pdf
from handbook.paper.book import Article, Edition
from handbook.paper.handouts import Sheet, handout_around, handout_files, handout_texts, sheets
from handbook.paper.jobs import Job
from tests.articles import article, read_articles, small_handbook
from tests.conftest import READER_LANGUAGES, BuiltSite
from tests.poppler import drawn
from tests.realbooks import EDITION, put

KIND = """---
title: Chuyên đề đọc sách
summary: Hai việc ai vào phòng đọc cũng cần biết.
order: 2
kind:
  singular: Chuyên đề
  numbered: true
  parts: [y-chinh, tu-kiem-tra]
  questions: 1
  handout: [y-chinh]
  minutes: {y-chinh: 15, question: 5, tasks: 10}
---

Đọc theo thứ tự nào cũng được.
"""
ENTRY_HTML = """<div class="quotation">
<blockquote><p>Giữ yên lặng trong phòng đọc.</p><p class="quotation-source">Nội quy, điều 1</p>
</blockquote></div>
<p>Lời không phải trích dẫn.</p>
<h2 id="y-chinh">Ý chính</h2><p>Lời dẫn của danh sách.</p>
<ul>{items}</ul>
<h2 id="tu-kiem-tra">Tự kiểm tra</h2><ul><li>Mục không được chọn</li></ul>"""

QUIZ_HTML = """<div class="quiz" id="{id}" data-right="B"{kind}>
<p class="quiz-question"><strong>Câu 1.</strong> {asked}</p>
<ol type="A" class="quiz-choices"><li>Xem lại mã</li><li>Hỏi người trực</li></ol>
<details class="quiz-answer"><summary>Xem đáp án</summary><p class="quiz-right">Đáp án: B</p>
<ol type="A"><li><strong>Chưa đúng.</strong> Mã không sai.</li>
<li><strong>Đúng.</strong> Người trực biết kệ nào.</li></ol><p>Nguồn: nội quy</p></details></div>"""


def job_of(made: tuple[Sheet, ...], texts: Texts, language: str, edition: Edition = EDITION) -> Job:
    words = texts.group(language, "paper")
    files = handout_files(made, edition, words, language)
    where = os.pathsep.join({str(path.parent) for path in fonts.find(fonts.SYSTEM).values()})
    options = {"format": "a4", "fonts": where, "page": words["page"]}
    found = (*handout_texts(made), *handout_around(made, edition, words))
    return Job("a.pdf", "pdf", files, options, found)


def make(job: Job, folder: Path) -> Path:
    """The PDF of a job; that all its texts are drawn is checked while it is made."""
    put(job.files, folder)
    return pdf.make_pdf(job, folder)


@pytest.fixture
def small(tmp_path: Path) -> Content:
    return small_handbook(tmp_path, {"chuyen-de/index.md": KIND})


def with_items(content: Content, count: int, words: int) -> dict[str, Article]:
    """The entries of the small handbook, each with a list of so many items of so many words."""
    items = "".join(f"<li>Mục {number} {'dài ' * words}hết.</li>" for number in range(1, count + 1))
    html = ENTRY_HTML.format(items=items)
    return {page.id: article(content, page.id, html) for page in content.entries["chuyen-de"]}


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_every_entry_has_one_page_of_its_own(
    reader_site: BuiltSite, reader: Content, texts: Texts, tmp_path: Path, language: str
) -> None:
    found = read_articles(reader_site, reader, language)
    made = sheets(reader, found, texts, language)
    pages = [
        " ".join(text.split())
        for text in drawn(make(job_of(made, texts, language), tmp_path / "a"))
    ]
    entries = [entry for entry in reader.entries["bai-hoc"] if entry.id in found]
    assert len(pages) - 1 == len(made) == len(entries) > 0
    assert {sheet.one.article.id for sheet in made} == {entry.id for entry in entries}
    for page, sheet in zip(pages, made, strict=False):
        article = sheet.one.article
        assert page.startswith(f"{sheet.kind} {article.label}")
        assert f"{EDITION.address}{article.url}" in page.replace(" ", "")
        source = reader.page(article.id, language)
        assert source.quotations
        for name in source.quotations:
            assert reader.quotations[name].text[language].strip(" .") in page, article.id
        for heading in source.headings:
            shown = reader.kinds[source.folder].kind
            assert shown and (heading.text in page or heading.id not in shown.handout)


def test_short_wordings_of_one_place_are_in_one_box(small: Content, texts: Texts) -> None:
    again = '<div class="quotation"><blockquote><p>Giữ chỗ.</p><p class="quotation-source">'
    again += "Nội quy, điều 1 · đã đính chính</p></blockquote></div>"
    plain = with_items(small, 1, 2)
    found = {name: replace(one, html=again + one.html) for name, one in plain.items()}
    one, *_ = sheets(small, found, texts, "vi")
    assert handout_texts((one,))[2:6] == (
        one.one.article.label,
        "Giữ chỗ.",
        "Giữ yên lặng trong phòng đọc.",
        "Nội quy, điều 1 · đã đính chính",
    )


def test_kinds_follow_each_other_as_on_the_site(
    site: BuiltSite, content: Content, texts: Texts
) -> None:
    made = sheets(content, read_articles(site, content, "vi"), texts, "vi")
    kinds = list(dict.fromkeys(sheet.kind for sheet in made))
    handed = [page for page in content.kinds.values() if page.kind and page.kind.handout]
    shown = [page for page in handed if content.entries[page.folder]]
    assert kinds == [index.title for index in sorted(shown, key=lambda page: page.order)]
    assert [sheet.kind for sheet in made] == sorted((s.kind for s in made), key=kinds.index)


def test_only_the_first_items_of_the_chosen_sections_are_there(
    small: Content, texts: Texts
) -> None:
    one, *_ = sheets(small, with_items(small, 5, 2), texts, "vi")
    found = handout_texts((one,))
    assert HANDOUT_ITEMS == 4
    assert [text for text in found if text.startswith("Mục")] == [
        f"Mục {number} dài dài hết." for number in (1, 2, 3, 4)
    ]
    assert texts.get("vi", "paper.handout_more", count=1) in found
    assert "Giữ yên lặng trong phòng đọc." in found
    assert not {"Lời không phải trích dẫn.", "Lời dẫn của danh sách."} & set(found)


def test_kind_that_asks_for_none_has_none(tmp_path: Path, texts: Texts) -> None:
    plain = re.sub(r"  handout: .*\n  minutes: .*\n", "", KIND)
    content = small_handbook(tmp_path, {"chuyen-de/index.md": plain})
    assert sheets(content, with_items(content, 3, 2), texts, "vi") == ()


def test_a_long_entry_shrinks_and_keeps_to_its_page(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    heights = []
    for name, words in (("short", 5), ("long", 260)):
        made = sheets(small, with_items(small, 3, words), texts, "vi")
        document = make(job_of(made, texts, "vi"), tmp_path / name)
        with pikepdf.open(document) as opened:
            assert len(opened.pages) == len(made) == 2
            sizes = re.findall(rb"([\d.]+) Tf", opened.pages[0].Contents.read_bytes())
        heights.append(max(map(float, sizes)))
    assert heights[0] > heights[1]


def test_an_entry_that_the_check_has_misjudged_goes_on_overleaf(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    made = sheets(small, with_items(small, 3, 900), texts, "vi")
    with pikepdf.open(make(job_of(made, texts, "vi"), tmp_path / "work")) as document:
        assert len(document.pages) > len(made)


def test_what_the_check_lets_through_has_room(small: Content, texts: Texts, tmp_path: Path) -> None:
    """Items of wide letters, as long as the check allows."""
    words = ((ROOM - LINES) // HANDOUT_ITEMS - ITEM) // len("nghiêng ")
    html = ENTRY_HTML.format(items=f"<li>{'nghiêng ' * words}hết.</li>" * HANDOUT_ITEMS)
    found = {page.id: article(small, page.id, html) for page in small.entries["chuyen-de"]}
    made = sheets(small, found, texts, "vi")
    with pikepdf.open(make(job_of(made, texts, "vi"), tmp_path / "work")) as document:
        assert len(document.pages) == len(made)


@pytest.fixture
def asking(small: Content, texts: Texts) -> tuple[Sheet, ...]:
    """Handouts of entries with three questions: a long one, a short one, one of another kind."""
    items = "".join(f"<li>Mục {number}.</li>" for number in (1, 2, 3))
    long = QUIZ_HTML.format(id="mot", kind="", asked="Sách không có trên kệ thì làm gì trước?")
    short = QUIZ_HTML.format(id="hai", kind="", asked="Hỏi ai?")
    other = QUIZ_HTML.format(id="ba", kind=' data-kind="dung-sai"', asked="Ai?")
    html = ENTRY_HTML.format(items=items) + long + short + other
    found = {page.id: article(small, page.id, html) for page in small.entries["chuyen-de"]}
    return sheets(small, found, texts, "vi")


def test_a_question_has_the_reason_of_its_key_on_the_same_side(
    asking: tuple[Sheet, ...], texts: Texts, tmp_path: Path
) -> None:
    """The shortest with one right choice, so that it takes no room from the talk."""
    found = handout_texts(asking[:1])
    assert "Hỏi ai?" in found and "Đáp án: B" in found
    assert "Đúng. Người trực biết kệ nào." in found
    assert not {"Ai?", "Chưa đúng. Mã không sai.", "Nguồn: nội quy"} & set(found)
    with pikepdf.open(make(job_of(asking, texts, "vi"), tmp_path / "work")) as document:
        assert len(document.pages) == len(asking)


def test_a_handout_says_how_long_it_takes(asking: tuple[Sheet, ...]) -> None:
    assert asking[0].minutes == 30 and asking[0].tasks.endswith("10 phút")
    assert "Ý chính · 15 phút" in handout_texts(asking[:1])


def test_lines_to_write_on_fill_the_side(
    asking: tuple[Sheet, ...], small: Content, texts: Texts, tmp_path: Path
) -> None:
    """Short entries get more of them, and end as low as long ones."""
    full = sheets(small, with_items(small, 4, 40), texts, "vi")
    lines = []
    for name, made in (("short", asking), ("long", full)):
        pdf_file = make(job_of(made, texts, "vi"), tmp_path / name)
        side = used(pdf_file)
        assert 0.75 <= side <= 0.95, (name, side)
        lines.append(side)
    assert abs(lines[0] - lines[1]) < 0.1


def used(pdf_file: Path) -> float:
    """How much of the first page is used: without bands of more than 12 mm that are empty."""
    command = ["pdftoppm", "-r", "25.4", "-gray", "-singlefile", str(pdf_file), str(pdf_file)]
    subprocess.run(command, check=True)
    with Image.open(f"{pdf_file}.pgm") as drawn_page:
        width, height = drawn_page.size
        rows = [min(drawn_page.crop((0, y, width, y + 1)).tobytes()) < 200 for y in range(height)]
    bands = (len(list(band)) for inked, band in itertools.groupby(rows) if not inked)
    return 1 - sum(band for band in bands if band > 12) / height


def test_without_an_address_there_are_no_codes(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    made = sheets(small, with_items(small, 3, 2), texts, "vi")
    job = job_of(made, texts, "vi", Edition("2026.11", 2026, 11))
    assert not [name for name in job.files if name.endswith(".svg")]
    assert texts.get("vi", "paper.online") not in " ".join(drawn(make(job, tmp_path / "work")))


def test_two_settings_are_the_same_to_the_byte(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    made = sheets(small, with_items(small, 3, 2), texts, "vi")
    one, two = (make(job_of(made, texts, "vi"), tmp_path / name) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_structure_is_what_screen_readers_need(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    made = sheets(small, with_items(small, 3, 2), texts, "vi")
    with pikepdf.open(make(job_of(made, texts, "vi"), tmp_path / "work")) as document:
        assert document.Root.MarkInfo.Marked and document.Root.Lang == "vi"
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        with document.open_outline() as outline:
            titles = [(kind.title, [item.title for item in kind.children]) for kind in outline.root]
        assert [(kind, len(entries)) for kind, entries in titles] == [("Chuyên đề đọc sách", 2)]
