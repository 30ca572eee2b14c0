"""Words of the handbook's own language in a page in another."""

import re

import pytest
from lxml.html import fragment_fromstring, tostring

from handbook.language.foreign import Own, marked, onto_words, signed, unwrapped
from handbook.language.texts import load_texts

LETTERS = "abcdefghijklmnopqrstuvwxyz"
OWN = Own(frozenset(("the", "in", "of", "to", "an")), frozenset(LETTERS))
FRENCH = Own(frozenset(("la", "le", "qui")), frozenset(LETTERS + "àâæçéèêëîïôœùûüÿ"))


def shown(html: str) -> str:
    """What is marked stands in braces."""
    return marked(html, "vi", OWN).replace('<span lang="vi">', "{").replace("</span>", "}")


@pytest.mark.parametrize(
    "text",
    [
        "a cell ({chi bộ}), and (<em>{chi bộ}</em>)",
        "the Committee ({Quận ủy Thanh Xuân}) of Thanh Xuân in Hà Nội",
        "“{công thông tin điện tử}” (portal) is “cong”",
        "early years of {Đổi mới} and eight",
        "The {Lao động Thủ đô} newspaper ({an toàn}) may be read",
        "<td>{câu bị ngắt ở chỗ sang trang}</td><td>Thái Minh Châu</td>",
        "({Ban cán sự đảng} <abbr title='a (ủy ban)'>UBND</abbr> {Thành phố})",
        "R&amp;D of {chi bộ} &quot;{tự diễn biến}&quot;",
        "naïve cafés do not count: only {chữ có dấu}, 2 of them",
    ],
)
def test_what_is_marked(text: str) -> None:
    assert shown(text.replace("{", "").replace("}", "")) == text


@pytest.mark.parametrize(
    "html",
    [
        '<p lang="vi">chi bộ <b>họp</b><br>chi bộ</p>',
        '<a href="#a" lang="vi">Không nghỉ</a>',
        '<img alt="chi bộ">',
        "Nothing of it here &amp; there",
    ],
)
def test_what_stays(html: str) -> None:
    assert marked(html, "vi", OWN) == html


@pytest.mark.parametrize(
    "text",
    [
        "Il est né là, à côté du thé : le Comité ({Quận ủy}) y va dès midi",
        "la cellule ({chi bộ}) et la {bí thư} qui là aussi",
        "Là où le thé a été bu",
    ],
)
def test_a_language_with_marks_of_its_own_keeps_its_words(text: str) -> None:
    html = marked(text.replace("{", "").replace("}", ""), "vi", FRENCH)
    assert html.replace('<span lang="vi">', "{").replace("</span>", "}") == text


def test_what_comes_behind_a_marked_element_is_read_again() -> None:
    html = '<p><em lang="vi"><b>họp</b></em> chi bộ</p><ul><li>chi bộ</ul>chi bộ'
    assert shown(html).count("{chi bộ}") == 3


@pytest.mark.parametrize(
    ("default", "language", "said"),
    [
        ("vi", "en", "a cell (\x01chi bộ\x01) of Thanh Xuân"),
        ("vi", "vi", "a cell (chi bộ) of Thanh Xuân"),
        ("en", "vi", "a cell (chi bộ) of Thanh Xuân"),
    ],
)
def test_what_scripts_draw_has_signs(default: str, language: str, said: str) -> None:
    assert signed("a cell (chi bộ) of Thanh Xuân", language, default, load_texts()) == said


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (
            'see <a href="x" id="y" lang="vi">Không nghỉ</a>, then',
            '<span lang="vi">Không nghỉ</span>',
        ),
        ('see <a href="x">Words</a>, then', "see Words, then"),
    ],
)
def test_a_link_that_leads_nowhere_leaves_its_words_in_their_language(html: str, left: str) -> None:
    tree = fragment_fromstring(html, "p")
    unwrapped(tree.find("a"))
    said = tostring(tree, encoding="unicode")
    assert left in said and "<a" not in said and said.endswith(", then</p>")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<p lang="vi">Một <b>hai</b></p><p>x</p>', '<p lang="vi">{Một <b>hai</b>}</p><p>x</p>'),
        (
            '<td lang="vi">a<br>b</td><td lang="en">c</td>',
            '<td lang="vi">{a<br>b}</td><td lang="en">c</td>',
        ),
        (
            '<div lang="vi">a<ul><li>b<ol><li>c</li></ol></li></ul><p lang="en">d</p></div>',
            '<div lang="vi">{a}<ul><li>{b}<ol><li>{c}</li></ol></li></ul><p lang="en">d</p></div>',
        ),
    ],
)
def test_what_a_block_says_of_its_language_its_words_say(html: str, said: str) -> None:
    tree = fragment_fromstring(html, "div")
    onto_words(tree, "en", ("b", "br"))
    written = tostring(tree, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
    marked_so = re.sub(r'<span lang="vi">(.*?)</span>', r"{\1}", written)
    assert marked_so == said


def test_a_word_that_is_also_one_of_the_page_alone_is_none() -> None:
    html = "<p>PDF không.</p>"
    assert marked(html, "vi", Own(frozenset({"không"}), frozenset())) == html
