"""Links by which a reader sends a passage on: where they stand, and what has none of them."""

from functools import partial

from handbook.language.texts import Texts
from handbook.publish.passages import letter, with_links
from handbook.search.sections import sections

PAGE = (
    '<div class="quotation" id="trich-a"><blockquote><p>Lời.</p>'
    '<p class="quotation-source">Nguồn</p></blockquote></div>'
    '<h2 id="mot">Một <em>&amp;</em> “hai”</h2><p>Chữ.</p>'
    '<details><summary><h3 id="ba">Ba</h3></summary></details><h4 id="bon">Bốn</h4>'
    '<h3 id="nam">Năm<sup><a href="#fn:1">1</a></sup></h3>'
)
LETTERS = '<div class="alphabet" data-paper="index"><h2 id="chu-b">B</h2></div>'


def test_a_link_stands_behind_each_heading_and_in_each_wording(texts: Texts) -> None:
    made = with_links(PAGE + LETTERS, lambda key, **values: texts.get("vi", key, **values))
    assert made.count('class="share"') == 3
    assert (
        '</h2><a class="share" href="#mot" aria-label="Gửi phần “Một &amp; “hai””"></a><p>' in made
    )
    assert '<a class="share" href="#nam" aria-label="Gửi phần “Năm”"></a>' in made
    assert '<p class="quotation-source"><a class="share" href="#trich-a"' in made
    assert made.endswith(LETTERS)


def test_of_several_wordings_each_has_its_number(texts: Texts) -> None:
    say = partial(texts.get, "vi")
    page = PAGE + PAGE.replace("trich-a", "trich-b")
    made = with_links(page, say)
    assert 'href="#trich-a" aria-label="Gửi câu trích 1"' in made
    assert 'href="#trich-b" aria-label="Gửi câu trích 2"' in made
    assert 'aria-label="Gửi câu trích này"' in with_links(PAGE, say)


def test_a_wording_is_no_section_of_its_own() -> None:
    assert [one.anchor for one in sections("Trang", PAGE)] == ["", "mot", "ba", "bon", "nam"]


def test_a_letter_says_all_that_is_known() -> None:
    assert letter("", "Tên", ["Trang"]) == ""
    assert letter("https://b.vn/bao", "Tên", ["Trang"]) == "https://b.vn/bao"
    assert letter("a@b.vn", "Sai: a&b", ["Một", ""]) == (
        "mailto:a@b.vn?subject=Sai%3A%20a%26b&body=M%E1%BB%99t%0A"
    )
