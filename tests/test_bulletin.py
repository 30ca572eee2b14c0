"""Issues of a bulletin: the texts in the place of their cards, in the order of the issue."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.handbook import Content
from handbook.content.model import IssueSpec
from handbook.language.dates import PartialDate
from handbook.language.texts import Texts
from handbook.marks import CONNECTIONS_ID
from handbook.paper import bulletin
from handbook.paper.articles import blocks
from handbook.paper.backmatter import CODE, DOTS, IMPRINT, SOURCES, references
from handbook.paper.book import Article
from handbook.paper.format import IN_COLUMNS
from handbook.paper.notes import notes_in
from tests.conftest import BuiltSite
from tests.issues import CARD, ISSUE, OWN_HTML, articles_of, issue_of, small_issue
from tests.realbooks import EDITION


@pytest.fixture
def small(tmp_path: Path) -> Content:
    return small_issue(tmp_path)


@pytest.fixture
def articles(small: Content) -> dict[str, Article]:
    return articles_of(small)


def test_key_of_the_page_says_what_the_issue_is(small: Content) -> None:
    assert issue_of(small).issue == IssueSpec(
        number=3,
        month=PartialDate(2027, 1),
        masthead="Tờ tin phòng đọc",
        publisher="Nhóm trực thư viện",
        columns=2,
        sizes=("a4", "a5"),
    )


def test_only_the_largest_paper_has_columns(small: Content) -> None:
    spec = issue_of(small).issue
    assert spec
    assert bulletin.format_of(spec, "a4") == IN_COLUMNS
    assert bulletin.format_of(spec, "a5") == "a5"
    assert bulletin.format_of(replace(spec, columns=1), "a4") == "a4"


def test_pieces_are_articles_in_the_order_of_the_issue(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    book, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    assert book.title == "Tờ tin phòng đọc. Số 3, tháng 1/2027"
    assert [(part.opening.id, [one.id for one in part.articles]) for part in book.parts] == [
        ("to-tin", ["chuyen-de/tim-sach", "chuyen-de/doc-cham@y-chinh"]),
        ("to-tin@muc-sau", ["tra-cuu@trich-dan"]),
        ("to-tin@issue-back", []),
    ]
    assert [one.id for one in book.articles] == list(ready)
    assert ready["chuyen-de/doc-cham@y-chinh"].article.label == (
        "Chuyên đề 2. Đọc chậm, phần “Ý chính”"
    )


def test_texts_take_the_place_of_their_cards(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    book, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    found = "\n".join(bulletin.issue_texts(book, ready))
    in_order = (
        "Lời mở đầu",
        "Ghi mã xếp giá",
        "Lời nối",
        "Đọc theo GMC",
        "Việc nhỏ",
        "Lời của mục sau",
        "Giữ yên lặng",
        "Lời khép lại",
        "Nội quy, điều 2",
    )
    places = [found.index(text) for text in in_order]
    assert places == sorted(places)
    for text in ("Thẻ", "không thuộc phần", "sau phần được lấy", "bảng giờ", "không cần in"):
        assert text not in found, text
    assert CONNECTIONS_ID in articles["chuyen-de/tim-sach"].html


def test_links_lead_inside_only_to_what_is_there_as_a_whole(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    _, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    links = [link for one in ready.values() for link in one.body.iter("a")]
    assert [(link.text, link.get("data-to"), link.get("href")) for link in links] == [
        ("Đọc chậm", None, "https://so-tay.example/chuyen-de/doc-cham/"),
        ("bài tìm sách", "chuyen-de/tim-sach#y-chinh", "../tim-sach/#y-chinh"),
        ("nơi tra cứu", None, "https://so-tay.example/tra-cuu/"),
    ]


def test_notes_and_sources_stand_once_at_the_end(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    _, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    *others, back = ready.values()
    assert not [one for one in others if one.body.find_class(SOURCES) or notes_in(one.body)]
    assert list(blocks(back.body))[:3] == [
        "Tờ tin phòng đọc. Số 3, tháng 1/2027. Nội quy của tờ tin.",
        "Chuyên đề 1. Tìm sách. Nội quy, điều 2.",
        "Chú thích: GMC: giờ mở cửa.",
    ]


def test_links_say_their_page_or_their_code(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    """Each place has one code, however often it is referred to."""
    _, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    places = [(one.number, one.address) for one in references(ready)]
    assert places == [
        (1, "https://so-tay.example/chuyen-de/doc-cham/"),
        (2, "https://so-tay.example/tra-cuu/"),
    ]
    every = [link for one in ready.values() for link in one.body.iter("a")]
    assert all(link.get("data-page") == "" or link.get(CODE) for link in every)
    said = [text for one in ready.values() for text in blocks(one.body)]
    assert any("(mã\u00a01)" in text.replace(" ", "\u00a0") for text in said)
    unknown = replace(EDITION, address="")
    _, offline = bulletin.issue_book(issue_of(small), articles, unknown, texts)
    assert not references(offline)


HEADED = CARD.replace(
    '">', '" data-headline="Tìm cho ra" data-lead="Ba bước, không hơn.">', 1
).replace(
    "</div>",
    '<div class="quotation"><blockquote><p>Giữ yên lặng</p>'
    '<p class="quotation-source"><a href="../tra-cuu/">Nội quy</a></p></blockquote></div></div>',
)


def test_a_piece_has_headline_lead_and_pull_quote_of_its_own(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    """And says where it is from; one without them is called as its page."""
    plain, name = CARD.format(name="chuyen-de/tim-sach"), "chuyen-de/tim-sach"
    html = OWN_HTML.replace(plain, HEADED.format(name=name))
    found = {**articles, "to-tin": replace(articles["to-tin"], html=html)}
    _, ready = bulletin.issue_book(issue_of(small), found, EDITION, texts)
    one = ready[name]
    assert (one.article.title, one.article.summary) == ("Tìm cho ra", "Ba bước, không hơn.")
    told = list(blocks(one.body))
    assert told[0] == "Chuyên đề 1. Tìm sách"
    assert 1 < told.index("Giữ yên lặng") < told.index("Xem lại mã")
    assert "Nội quy" in told and not one.body.xpath(".//a[text()='Nội quy']")


def test_a_question_may_be_a_piece(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    """With its answer in the key, and nothing of its page around it, not even its number there."""
    plain = CARD.format(name="chuyen-de/tim-sach")
    html = OWN_HTML.replace(plain, CARD.format(name="chuyen-de/tim-sach#cau-1"))
    whole = articles["chuyen-de/tim-sach"]
    asked = whole.html.replace("Nên làm gì", "<strong>Câu 5.</strong> Nên làm gì")
    found = {
        **articles,
        "to-tin": replace(articles["to-tin"], html=html),
        "chuyen-de/tim-sach": replace(whole, html=asked),
    }
    _, ready = bulletin.issue_book(issue_of(small), found, EDITION, texts)
    one = ready["chuyen-de/tim-sach@cau-1"]
    assert one.article.title == "Chuyên đề 1. Tìm sách, phần “Ý chính”"
    assert next(blocks(one.body)) == "Nên làm gì trước?"
    assert len(one.answers) == 1 and "Ý chính" not in " ".join(blocks(one.body))
    assert [number for number, _ in one.key] == [0]


def test_imprint_is_what_the_issue_says_or_lines_to_fill_in(tmp_path: Path, texts: Texts) -> None:
    told = "  imprint:\n    responsible: Tổ trực\n    copies:\n---"
    content = small_issue(tmp_path, ISSUE.replace("---\n\nLời mở", f"{told}\n\nLời mở", 1))
    _, ready = bulletin.issue_book(issue_of(content), articles_of(content), EDITION, texts)
    [imprint] = list(ready.values())[-1].body.find_class(IMPRINT)
    assert list(blocks(imprint)) == [
        "Về số này",
        "Nhóm trực thư viện",
        "Chịu trách nhiệm nội dung: Tổ trực",
        f"Số lượng:{DOTS}",
    ]


def test_cards_of_the_site_lead_to_every_piece(reader_site: BuiltSite, reader: Content) -> None:
    page = issue_of(reader)
    document = reader_site.pages[f"{page.id}/index.html"]
    named = [
        tag.attributes["data-piece"] for tag in document.tags if "data-piece" in tag.attributes
    ]
    assert named == [call.arguments[0] for call in page.calls if call.name == "piece"]
    links = {tag.attributes.get("href") for tag in document.all("a")}
    for name in named:
        page_id, sign, anchor = name.partition("#")
        assert f"../../{page_id}/{sign}{anchor}" in links, name
