"""The papers for a meeting: what stands on each sheet, that they are pages and files."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from lxml import etree, html

from handbook import marks
from handbook.content.handbook import Content
from handbook.content.meetings import Agenda, Meeting
from handbook.content.questions import LEVELS
from handbook.images.store import Store
from handbook.language.languages import LocalText
from handbook.language.texts import Texts
from handbook.paper import fonts
from handbook.paper.book import Article
from handbook.paper.format import KIT
from handbook.paper.kits import Kit, kit, make_kit, make_kit_word
from handbook.paper.meetings import all_kits
from handbook.paper.pdf import TEMPLATES
from handbook.paper.plan import kit_files, meeting_page, meetings
from handbook.paper.press import Press
from tests.articles import read_articles
from tests.conftest import READER_LANGUAGES, BuiltSite
from tests.poppler import drawn
from tests.realbooks import EDITION, put

GUIDANCE = "42-HD/BTCTW"
ONE, TWO = "bai-hoc/noi-di-doi-voi-lam", "bai-hoc/kiem-soat-quyen-luc"


@pytest.fixture(scope="module")
def articles(reader_site: BuiltSite, reader: Content) -> Mapping[str, Article]:
    return read_articles(reader_site, reader, "vi")


def of(content: Content, texts: Texts, articles: Mapping[str, Article], *pages: str) -> Kit:
    return kit(content, texts, articles, pages, meeting_page(content, "vi", pages))


def said(content: Content) -> Meeting:
    assert content.meeting
    return content.meeting


def test_every_entry_and_every_pair_has_papers_where_it_is_written(reader: Content) -> None:
    assert {*meetings(reader, "vi")} == {
        *((name,) for name in reader.handed_out),
        *(pair.entries for pair in said(reader).pairs),
    }
    assert set(meetings(reader, "en")) == {(ONE,)}
    assert not list(meetings(replace(reader, meeting=None), "vi"))


def test_the_handbook_itself_gives_every_meeting_its_time(content: Content) -> None:
    """As long as it says itself, longer for what is talked about on top; each sheet names its
    rules. Under the guidance of the Central Organisation Commission at least 90 minutes, and 120.
    """
    if content.meeting is None:
        pytest.skip("sổ tay không có docs/_site/buoi-hop.yml nên không có tài liệu họp")
    meeting = content.meeting
    agendas = [block for sheet in meeting.sheets for block in sheet.blocks]
    kinds = [(block.entries, block.inside) for block in agendas if isinstance(block.inside, Agenda)]
    assert kinds and all(one.minutes >= one.least for _, one in kinds)
    if any(
        GUIDANCE in rule[content.languages.default]
        for sheet in meeting.sheets
        for rule in sheet.rules
    ):
        assert {one.minutes for _, one in kinds} == {90, 120}
        assert meeting.caution["vi"] == "Đối chiếu trước khi dùng."
    alone = [one.minutes for entries, one in kinds if entries == 1]
    assert all(one.minutes > max(alone, default=0) for entries, one in kinds if entries != 1)
    assert all(sheet.rules for sheet in meeting.sheets)
    assert all(meeting.caution[language] for language in content.languages.all)


def test_sheets_hold_the_texts_of_the_entry(
    reader: Content, texts: Texts, articles: Mapping[str, Article]
) -> None:
    made = of(reader, texts, articles, ONE)
    label = reader.page_label(reader.defaults[ONE])
    agenda, chair, minutes = made.sheets
    assert agenda.label == made.title == f"Buổi họp: {label}"
    assert f"Học {label}" in agenda.html and "Họp hai bài" not in agenda.html
    assert re.findall(r">(\d+)</td></tr></tbody>", agenda.html) == ["90"]
    body = html.fragment_fromstring(articles[ONE].html, "div")
    text = html.fragment_fromstring(chair.html, "div").text_content()
    for name in ("y-chinh", "thao-luan"):
        [head] = body.xpath(f".//h2[@id='{name}']")
        for item in head.getnext().iter("li"):
            assert item.text_content() in text, name
    assert "Chủ trì, thư ký" in minutes.html
    for sheet in made.sheets:
        assert "Quy ước 1-QU/KP ngày 2/1/2026" in sheet.html
        assert "Đối chiếu trước khi dùng." in sheet.html


def test_questions_go_from_easy_to_hard_and_are_numbered_anew(
    reader: Content, texts: Texts, articles: Mapping[str, Article]
) -> None:
    made = of(reader, texts, articles, ONE, TWO)
    tree = html.fragment_fromstring(made.sheets[1].html, "div")
    asked = [box.text_content() for box in tree.find_class(marks.QUIZ_QUESTION)]
    levels = texts.group("vi", "quiz_levels")
    assert 4 <= len(asked) <= 6
    for number, text in enumerate(asked, start=1):
        assert re.match(rf"Câu {number}\b", text), text
    shown = [next(level for level in LEVELS if levels[level] in text) for text in asked[:3]]
    assert shown == sorted(shown, key=LEVELS.index)
    over = tree.xpath(f".//h3[following-sibling::*[1][starts-with(@id, '{marks.QUIZ}-')]]")
    labels = [reader.page_label(reader.defaults[page]) for page in (ONE, TWO)]
    assert [head.text_content() for head in over] == labels
    assert not tree.find_class(marks.QUIZ), "the page would ask them to be answered"
    for page in (ONE, TWO):
        assert made.sheets[1].html.count(f"<h3>{reader.page_label(reader.defaults[page])}</h3>")


def test_pages_of_the_site_lead_there_and_back(reader_site: BuiltSite, reader: Content) -> None:
    for pages in meetings(reader, "vi"):
        path = f"{meeting_page(reader, 'vi', pages)}index.html"
        document = reader_site.pages[path]
        robots = [tag for tag in document.all("meta") if tag.attributes.get("name") == "robots"]
        assert robots[0].attributes["content"] == "noindex"
        for page in pages:
            lesson = (reader_site.folder / page / "index.html").read_text(encoding="utf-8")
            assert f'<a href="{marks.MEETINGS}/">' in lesson
            text = (reader_site.folder / path).read_text(encoding="utf-8")
            assert f'<a href="{"../" * path.count("/")}{page}/">' in text
            own = (reader_site.folder / page / marks.MEETINGS / "index.html").read_text("utf-8")
            assert f'{path.removesuffix("index.html")}">' in own or len(pages) == 1
    # Nobody else leads there: no menu, no list of all pages, no search.
    other = (reader_site.folder / "tra-cuu" / "index.html").read_text(encoding="utf-8")
    within = (path for path in (reader_site.folder / "search").rglob("*") if path.is_file())
    found = [*within, *reader_site.folder.glob("sitemap.xml")]
    assert f"{marks.MEETINGS}/" not in other
    assert not [one for one in found if f"{marks.MEETINGS}/" in one.read_text(encoding="utf-8")]


@pytest.fixture(scope="module")
def press(reader: Content, texts: Texts, articles: Mapping[str, Article], root: Path) -> Press:
    found = fonts.find(fonts.SYSTEM)
    return Press(reader, texts, articles, "vi", EDITION, found, Store.of(root), root / "docs")


def test_files_are_whole_and_the_same_to_the_byte(
    press: Press, reader: Content, texts: Texts, tmp_path: Path
) -> None:
    """That all texts are in them is looked for while they are made."""
    made: dict[str, list[bytes]] = {}
    for planned in kit_files(reader, texts, "vi", (ONE, TWO)):
        job, tool = press.job(planned), planned.made.format.make
        assert planned.made.what == KIT and tool in (make_kit, make_kit_word)
        for name in ("one", "two"):
            folder = tmp_path / name / planned.made.format.ending
            put(job.files, folder)
            made.setdefault(planned.path, []).append(tool(job, folder).read_bytes())
    assert {path.rpartition(".")[2] for path in made} == {"pdf", "docx"}
    assert all(one == two for one, two in made.values())


def test_paper_says_whose_rules_and_that_they_are_to_be_compared(
    press: Press, reader: Content, texts: Texts, tmp_path: Path
) -> None:
    pdf, word = kit_files(reader, texts, "vi", (ONE,))
    for planned in (pdf, word):
        put(press.job(planned).files, tmp_path / planned.made.format.ending)
    made = make_kit(press.job(pdf), tmp_path / "pdf")
    pages = [" ".join(text.split()) for text in drawn(made)]
    assert len([page for page in pages if "Quy ước 1-QU/KP" in page]) == len(said(reader).sheets)
    with pikepdf.open(made) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        embedded = [font for page in document.pages for font in page.Resources.Font.values()]
    assert embedded
    with zipfile.ZipFile(make_kit_word(press.job(word), tmp_path / "docx")) as packed:
        tree = etree.fromstring(packed.read("word/document.xml"))
    written = "".join(map(str, tree.itertext()))
    assert written.count("Đối chiếu trước khi dùng.") == len(said(reader).sheets)


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_papers_are_in_the_language_of_their_entries(
    reader_site: BuiltSite, reader: Content, texts: Texts, language: str
) -> None:
    found = read_articles(reader_site, reader, language)
    made = [one for one, _, _ in all_kits(reader, texts, found, language)]
    assert made and {one.language for one in made} == {language}
    folder = READER_LANGUAGES.folder(language)
    assert all(one.url.startswith(f"{folder}{one.articles[0].id}/") for one in made)


def test_words_of_the_handbooks_own_language_in_papers_say_so(
    reader_site: BuiltSite, reader: Content, texts: Texts
) -> None:
    found = read_articles(reader_site, reader, "en")
    meeting = said(reader)
    told = LocalText({"vi": "Hỏi chi bộ.", "en": "Ask the cell (chi bộ) before use."})
    own = replace(reader, meeting=replace(meeting, caution=told))
    made = kit(own, texts, found, (ONE,), "x/")
    assert 'the cell (<span lang="vi">chi bộ</span>) before' in made.sheets[0].html


def test_word_has_the_letters_of_paper_and_as_many_pages(
    press: Press, reader: Content, texts: Texts
) -> None:
    """Half points: in the 13 pt of a book it would be two pages longer than the PDF."""
    _, word = kit_files(reader, texts, "vi", (ONE, TWO))
    styles = etree.fromstring(press.job(word).files["word/styles.xml"])
    names = {"w": styles.nsmap["w"]}
    own = re.search(r"book: \(\s*size: ([\d.]+)pt", (TEMPLATES / "parts.typ").read_text("utf-8"))
    assert own
    assert styles.xpath("string(.//w:rPrDefault//w:sz/@w:val)", namespaces=names) == str(
        round(2 * float(own[1]))
    )
    lines = [
        one.get(f"{{{names['w']}}}line", "0") for one in styles.iterfind(".//w:spacing", names)
    ]
    assert 240 < max(map(int, lines)) < 1.05 * 240


def test_what_is_to_be_filled_in_takes_the_width_of_the_paper(
    press: Press, reader: Content, texts: Texts
) -> None:
    pdf, _ = kit_files(reader, texts, "vi", (ONE,))
    markup = press.job(pdf).files["main.typ"].decode()
    sheets = re.split(r"\n#(?=part\(|article\()", markup)
    forms = [sheet for sheet in sheets if texts.get("vi", "paper.kit_filled") in sheet]
    assert forms and all(re.match(r"\w+\([^\[]*\[[^\[]*\], flow: false\)", one) for one in forms)


def test_no_page_ends_in_a_question_and_no_rule_is_stretched(
    press: Press, reader: Content, texts: Texts
) -> None:
    pdf, _ = kit_files(reader, texts, "vi", (ONE, TWO))
    markup = press.job(pdf).files["main.typ"].decode()
    asked = [at.start() for at in re.finditer(r'#paragraph\("quiz-question"\)', markup)]
    assert asked
    assert all('#div("quiz")' in markup[at - 120 : at] for at in asked)
    rules = re.findall(r'#paragraph\("ragged"\)\[#small-text\[#"Theo ', markup)
    assert len(rules) == len(re.findall(r"\n#(?:part|article)\((?!\"answers)", markup)) > 2
