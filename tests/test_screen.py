"""What only the screen shows of a text: summary, first part in a box, words on one line; and that
search and paper have the text as it is."""

import re
from pathlib import Path

import pytest

from handbook.content.handbook import Content
from handbook.content.unbroken import unbroken_words
from handbook.language.texts import Texts
from handbook.publish.screen import Screen
from tests.conftest import READER, READER_LANGUAGES, BuiltSite

LESSON = "bai-hoc/kiem-soat-quyen-luc"
SCREEN = Screen(frozenset(("chính trị", "hệ thống", "hệ thống chính trị", "số 1")))
TITLES = {
    "Hệ thống chính trị": '<span class="nb">Hệ thống chính trị</span>',
    "Chính trị, tư tưởng": '<span class="nb">Chính trị</span>, tư tưởng',
    "Phi chính trịa": "Phi chính trịa",
    "Bản tin, số 1": 'Bản tin, <span class="nb">số 1</span>',
    "Bản tin, số 12/2026": 'Bản tin, <span class="nb">số 12/2026</span>',
    "Chính trị & <b>": '<span class="nb">Chính trị</span> &amp; &lt;b&gt;',
}
ABBR = '<abbr class="first" title="sổ 1-AB">KH/TU</abbr>'
NUMBER, ATTRIBUTE = f"147-{ABBR}", '<a title="21-KL/TW" href="#21-kl">năm 2023-2024</a>'
NUMBERS = {
    f"<p>Kế hoạch {NUMBER}, mục 1</p>": f'<p>Kế hoạch <span class="nb">{NUMBER}</span>, mục 1</p>',
    "<p>21-KL/TW.</p>": '<p><span class="nb">21-KL/TW</span>.</p>',
    ATTRIBUTE: ATTRIBUTE,
}
FIRST, SECOND = '<h2 id="y-chinh">Ý</h2><ul><li>Một</li></ul>', '<h2 id="sau">Sau</h2><p>Hai</p>'
NOTES = '<div class="footnote">chú</div>'


@pytest.mark.parametrize("typed", TITLES)
def test_a_word_of_a_title_does_not_break(typed: str) -> None:
    assert SCREEN.title(typed) == TITLES[typed]


def test_without_words_a_title_is_as_typed() -> None:
    assert Screen(frozenset()).title("Chính trị") == "Chính trị"


@pytest.mark.parametrize("text", NUMBERS)
def test_the_number_of_a_document_does_not_break(text: str) -> None:
    assert SCREEN.article(text, ()) == NUMBERS[text]


def test_names_of_cards_do_not_break_and_other_links_are_as_they_are() -> None:
    row = (
        '<tr><td data-label="Bài"><a href="a/">{}</a></td><td><a href="b/">Chính trị</a></td></tr>'
    )
    card = '<div class="piece" data-piece="a"><p><strong><a href="a/">{}</a></strong></p></div>'
    for form in (row, card):
        shown = SCREEN.article(form.format("Chính trị"), ())
        assert shown == form.format('<span class="nb">Chính trị</span>')


def test_the_first_part_stands_in_a_box_that_ends_where_the_part_does() -> None:
    box = f'<div class="key-part">{FIRST}</div>'
    assert (
        SCREEN.article(f"<p>A</p>{FIRST}{SECOND}", ("y-chinh", "sau")) == f"<p>A</p>{box}{SECOND}"
    )
    assert SCREEN.article(f"{FIRST}{NOTES}", ("y-chinh",)) == f"{box}{NOTES}"
    assert SCREEN.article(SECOND, ("y-chinh", "sau")) == SECOND
    assert SCREEN.article(FIRST, ()) == FIRST


def test_terms_of_the_glossary_are_words_too(reader: Content) -> None:
    words = unbroken_words(reader, READER / "docs")
    # Of the list; of the glossary; too long; an abbreviation is none.
    assert {"kiểm soát", "Giặc nội xâm"} <= words
    assert not {"Mặt trận Tổ quốc", "CB"} & words


def article(site: BuiltSite, name: str) -> str:
    text = (site.folder / name / "index.html").read_text(encoding="utf-8")
    return text.partition("<article")[2].partition("</article>")[0]


def test_an_entry_leads_with_its_summary_and_ends_with_what_comes_next(
    reader_site: BuiltSite, reader: Content, texts: Texts
) -> None:
    page, after = reader.page(LESSON, "vi"), reader.page("bai-hoc/phoi-hop", "vi")
    shown = article(reader_site, LESSON)
    assert shown.index("<h1>") < shown.index(page.summary) < shown.index('class="key-part"')
    assert shown.count(page.summary) == 1
    end = shown.partition('class="end"')[2]
    label = f"{texts.get('vi', 'frame.end_next')} · {reader.number_label(after)}"
    assert label in end and after.title in re.sub("<[^>]*>", "", end) and after.summary in end
    assert '<a href="../">' in end


def test_a_page_that_is_no_entry_has_neither(reader_site: BuiltSite) -> None:
    for name in ("bai-hoc", "tra-cuu/thuat-ngu"):
        shown = article(reader_site, name)
        assert 'class="lead"' not in shown and 'class="key-part"' not in shown
        assert 'class="end-next"' not in shown


def test_menu_and_footer_say_the_number(reader_site: BuiltSite, reader: Content) -> None:
    for language in READER_LANGUAGES.all:
        folder = READER_LANGUAGES.folder(language)
        path = reader_site.folder / folder / LESSON / "index.html"
        text = path.read_text(encoding="utf-8")
        menu = text.partition('class="menu"')[2].partition("</nav>")[0]
        for page in reader.entries["bai-hoc"]:
            assert f">{page.number}. {reader.page(page.id, language).title}<" in menu
        after = reader.page("bai-hoc/phoi-hop", language)
        foot = re.sub("<[^>]*>", "", text.partition('class="foot"')[2])
        assert f" · {reader.number_label(after, language)}{after.title}" in foot


def test_search_has_the_summary_once_for_the_page_and_once_in_the_table_of_its_kind(
    reader_site: BuiltSite, reader: Content
) -> None:
    summary = reader.page(LESSON, "vi").summary
    parts = Path(reader_site.folder, "search").glob("vi*/*.js")
    assert sum(path.read_text(encoding="utf-8").count(summary) for path in parts) == 2
