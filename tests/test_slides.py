"""Slides: what an entry gives to show and to say, as a presentation and as a PDF."""

import io
import os
import zipfile
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.util import Emu

from handbook.content.handbook import Content
from handbook.language.texts import Texts, load_texts
from handbook.packed import Entry, zip_file
from handbook.paper import fonts, powerpoint, slides, slidespdf
from handbook.paper.book import Edition
from handbook.paper.errors import PaperError
from handbook.paper.format import DECK, DECKS
from handbook.paper.jobs import Job
from handbook.paper.plan import decks, plan
from handbook.paper.slides import Deck, Slide, deck_of
from tests.articles import article, read_articles, small_handbook
from tests.conftest import BuiltSite
from tests.poppler import drawn
from tests.realbooks import EDITION, put
from tests.test_handouts import KIND

HTML = """<p class="lead">Tóm tắt.</p><div class="quotation">
<blockquote><p>Giữ yên lặng &amp; đúng chỗ.</p><p class="quotation-source">Nội quy, mục 1</p>
</blockquote></div><p>Lời không chiếu.</p>
<h2 id="y-chinh">Ý chính</h2><ul><li>Ý thứ nhất.</li><li>Ý thứ hai.</li><li>Ý thứ ba.</li></ul>
<h2 id="giai-thich">Giải thích</h2><p>Điều người nói kể thêm.</p>
<h3>Ở phòng đọc</h3><ul><li>Một việc.</li></ul>
<h2 id="tu-kiem-tra">Tự kiểm tra</h2>
<div class="quiz" id="cau"><p class="quiz-question"><strong>Câu 1.</strong> Ai giữ yên lặng?</p>
<ol type="A"><li>Người đọc.</li><li>Người canh.</li></ol>
<details class="quiz-answer"><summary>Xem</summary><p class="quiz-right">Đáp án: A</p>
<ol type="A"><li>Đúng thế.</li><li>Chưa phải.</li></ol></details></div>"""
ASKED = HTML.replace(
    '<h2 id="tu-kiem-tra"',
    '<h2 id="thao-luan">Thảo luận</h2><ol><li>Hỏi một?</li><li>Hỏi hai?</li></ol>'
    '<h2 id="tu-kiem-tra"',
)


@pytest.fixture
def small(tmp_path: Path) -> Content:
    return small_handbook(tmp_path, {"chuyen-de/index.md": KIND})


def words_of(texts: Texts) -> dict[str, str]:
    return {**texts.group("vi", "paper"), **texts.group("vi", "slides")}


def deck(small: Content, texts: Texts, written: str = HTML, edition: Edition = EDITION) -> Deck:
    entry = small.entries["chuyen-de"][0]
    found = {entry.id: article(small, entry.id, written)}
    return deck_of(small, found, entry, edition, words_of(texts))


def presented(one: Deck, folder: Path, own: bytes | None = None) -> Path:
    files = {powerpoint.DECK_FILE: slides.deck_file(one)}
    put({**files, **powerpoint.slides_files(one, EDITION, own)}, folder)
    return powerpoint.make_pptx(Job("a.pptx", "pptx", {}), folder)


def set_in_type(one: Deck, texts: Texts, folder: Path, address: str) -> Path:
    put(slidespdf.deck_files(one, EDITION, words_of(texts), address), folder)
    where = os.pathsep.join({str(path.parent) for path in fonts.find(fonts.SYSTEM).values()})
    options = {"format": slidespdf.SCREEN, "fonts": where, "page": "tr."}
    return slidespdf.make_deck(Job("a.pdf", "deck", {}, options, one.texts), folder)


def test_each_thing_to_show_has_a_slide_and_the_rest_is_said(small: Content, texts: Texts) -> None:
    shown = deck(small, texts).slides
    assert [one.layout for one in shown] == ["ten-bai", "cau-trich", "y-chinh", "phuong-an", "het"]
    title, wording, points, asked, end = shown
    assert wording.lines == ("Giữ yên lặng & đúng chỗ.",) and wording.small == ("Nội quy, mục 1",)
    assert points.lines == ("Ý thứ nhất.", "Ý thứ hai.", "Ý thứ ba.")
    assert points.notes == (
        "Giải thích", "Điều người nói kể thêm.", "Ở phòng đọc", "Một việc."
    )  # fmt: skip
    assert asked.lines == ("Ai giữ yên lặng?",)
    assert asked.small == ("A. Người đọc.", "B. Người canh.")
    assert asked.notes == ("Đáp án: A", "A. Đúng thế.", "B. Chưa phải.")
    assert end.lines[1].startswith(EDITION.address) and not title.notes
    assert "Lời không chiếu." not in str(shown)


def test_short_wordings_of_one_place_are_on_one_slide(small: Content, texts: Texts) -> None:
    box = HTML[HTML.index('<div class="quotation">') : HTML.index("<p>Lời không")]
    noted = box.replace("mục 1", "mục 1 · đã đính chính")
    elsewhere = box.replace("mục 1", "mục 2")
    written = HTML.replace(box, f"{box}{noted}{elsewhere}")
    found = [one for one in deck(small, texts, written).slides if one.layout == slides.QUOTATION]
    assert [(len(one.lines), one.small) for one in found] == [
        (2, ("Nội quy, mục 1 · đã đính chính",)),
        (1, ("Nội quy, mục 2",)),
    ]
    long = written.replace("Giữ yên lặng", "Giữ yên lặng " * 5)
    found = [one for one in deck(small, texts, long).slides if one.layout == slides.QUOTATION]
    assert len(found) == 3


def test_what_is_numbered_has_a_slide_for_each_item(tmp_path: Path, texts: Texts) -> None:
    asked = KIND.replace("handout: [y-chinh]", "handout: [y-chinh, thao-luan]").replace(
        "parts: [y-chinh, tu-kiem-tra]", "parts: [y-chinh, thao-luan, tu-kiem-tra]"
    )
    base = small_handbook(tmp_path / "base", {"chuyen-de/index.md": KIND})
    entries = {
        page.path: (tmp_path / "base" / "docs" / page.path)
        .read_text(encoding="utf-8")
        .replace("## Tự kiểm tra", "## Thảo luận {#thao-luan}\n\n1. Hỏi?\n\n## Tự kiểm tra")
        for (_, _), page in base.pages.items()
        if page.folder == "chuyen-de" and not page.is_index
    }
    content = small_handbook(tmp_path / "own", {"chuyen-de/index.md": asked, **entries})
    shown = deck(content, texts, ASKED).slides
    found = [one for one in shown if one.layout == slides.QUESTION]
    assert [(one.title, *one.lines) for one in found] == [
        ("Thảo luận 1/2", "Hỏi một?"),
        ("Thảo luận 2/2", "Hỏi hai?"),
    ]
    assert all(one.notes == (words_of(texts)["ask"],) for one in found)


def test_other_programs_open_what_is_presented(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    one = deck(small, texts)
    opened = Presentation(str(presented(one, tmp_path / "made")))
    assert [slide.slide_layout.name for slide in opened.slides] == [s.layout for s in one.slides]
    for slide, made in zip(opened.slides, one.slides, strict=True):
        said = [place.text_frame.text for place in slide.placeholders]
        assert said == ["\n".join(t) for t in ((made.title,), made.lines, made.small) if t]
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        assert (notes.text if notes else "") == "\n".join(made.notes)
    assert opened.core_properties.title == one.title
    assert opened.core_properties.language == "vi-VN"
    assert (opened.slide_width, opened.slide_height) == (12192000, 6858000)


def test_words_of_the_other_language_are_in_it_on_slides_and_in_what_is_said(
    texts: Texts, tmp_path: Path
) -> None:
    lines = ("Open the meeting of the cell (chi bộ) with them.", "In “tự soi” & (chi bộ)")
    shown = Slide(slides.POINTS, "Key points", lines, (), lines)
    opening = Slide(slides.TITLE, "Words")
    one = slides.with_foreign(Deck("Words", "en", (opening, shown)), "vi", texts)
    opened = Presentation(str(presented(one, tmp_path / "made")))
    _, slide = opened.slides
    for frame in (slide.placeholders[1].text_frame, slide.notes_slide.notes_text_frame):
        said = [[(run.text, run.font.language_id) for run in one.runs] for one in frame.paragraphs]
        own = [text for line in said for text, name in line if name == MSO_LANGUAGE_ID.VIETNAMESE]
        assert own == ["chi bộ", "tự soi", "chi bộ"]
        assert ["".join(text for text, _ in line) for line in said] == list(lines)
    made = set_in_type(one, texts, tmp_path / "pdf", "")
    assert all(line in " ".join(drawn(made)) for line in lines)
    with pikepdf.open(made) as document:
        said_in = document.pages[1].Contents.read_bytes()
    assert said_in.count(b"/Lang(vi)") == len(lines) + 1


def test_two_presentations_are_the_same_to_the_byte(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    one, two = (presented(deck(small, texts), tmp_path / name) for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    made = [
        set_in_type(deck(small, texts), texts, tmp_path / f"{name}-pdf", EDITION.address)
        for name in ("one", "two")
    ]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_restyled_file_is_the_template_and_its_slides_are_gone(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    first = Presentation(str(presented(deck(small, texts), tmp_path / "first")))
    layout = first.slide_layouts.get_by_name(slides.POINTS)
    assert layout is not None
    layout.placeholders[0].left = Emu(123456)
    saved = io.BytesIO()
    first.save(saved)
    other = HTML.replace("Ý thứ nhất.", "Ý khác hẳn.")
    made = presented(deck(small, texts, other), tmp_path / "second", saved.getvalue())
    opened = Presentation(str(made))
    assert [slide.slide_layout.name for slide in opened.slides].count(slides.POINTS) == 1
    points = next(s for s in opened.slides if s.slide_layout.name == slides.POINTS)
    assert points.placeholders[0].left == 123456
    assert points.placeholders[1].text_frame.text.startswith("Ý khác hẳn.")
    with zipfile.ZipFile(made) as packed:
        old = "Ý thứ nhất.".encode()
        assert not [name for name in packed.namelist() if old in packed.read(name)]
        assert len(packed.namelist()) == len(set(packed.namelist()))


def test_a_template_that_does_not_serve_is_refused_with_a_way_out(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    blank = io.BytesIO()
    Presentation().save(blank)
    bad = {
        "slides_template": blank.getvalue(),
        "slides_unreadable": zip_file([Entry("word/document.xml", b"<a/>")]),
    }
    for code, own in bad.items():
        with pytest.raises(PaperError) as caught:
            presented(deck(small, texts), tmp_path / code, own)
        assert caught.value.code == code
        assert "docs/_site/trang-chieu.pptx" in caught.value.message(load_texts())


def test_a_long_text_is_set_smaller_and_a_short_one_is_not(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    for name, words, has in (("short", 1, False), ("long", 60, True)):
        written = HTML.replace("Ý thứ hai.", "Ý thứ hai dài " * words)
        with zipfile.ZipFile(presented(deck(small, texts, written), tmp_path / name)) as packed:
            assert (b"fontScale" in packed.read("ppt/slides/slide3.xml")) is has


def test_the_pdf_has_a_page_for_each_slide_and_a_code_only_with_an_address(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    one = deck(small, texts)
    path = set_in_type(one, texts, tmp_path / "with", f"{EDITION.address}chuyen-de/")
    with pikepdf.open(path) as document:
        assert len(document.pages) == len(one.slides)
        box = [float(number) for number in document.pages[0].MediaBox]
        assert abs(box[2] / box[3] - 16 / 9) < 0.001
        assert document.Root.MarkInfo.Marked and document.Root.Lang == "vi"
    none = Edition("2026.11", 2026, 11)
    bare = deck(small, texts, edition=none)
    files = slidespdf.deck_files(bare, none, words_of(texts), "")
    assert not [name for name in files if name.endswith(".svg")]
    assert "Người canh" in " ".join(drawn(set_in_type(bare, texts, tmp_path / "bare", "")))


def test_a_part_has_all_its_entries_behind_one_opening(
    reader_site: BuiltSite, reader: Content, texts: Texts
) -> None:
    found = read_articles(reader_site, reader, "vi")
    index = reader.kinds["bai-hoc"]
    shown = deck_of(reader, found, index, EDITION, words_of(texts)).slides
    titles = [one.title for one in shown if one.layout == slides.TITLE]
    entries = [found[page.id].label for page in reader.entries["bai-hoc"] if page.id in found]
    assert titles == [found[index.id].label, *entries]
    assert [one.layout for one in shown].count(slides.END) == 1


def test_slides_are_planned_for_every_handed_out_entry_and_its_part(
    content: Content, texts: Texts
) -> None:
    for language in content.languages.all:
        made = decks(content, texts, language)
        parts = {one.made.of for one in plan(content, texts, language) if one.made.what == DECKS}
        assert {one.made.what for one in made} <= {DECK}
        of = {one.made.of.rpartition("/")[0] for one in made}
        # A part has a title where its first page is in the language.
        of = {folder for folder in of if (f"{folder}/index", language) in content.pages}
        assert {name.rpartition("/")[0] for name in parts} == of
        assert len({one.path for one in made}) == len(made) == 2 * len({o.made.of for o in made})
