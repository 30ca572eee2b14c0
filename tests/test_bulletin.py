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
from handbook.paper.book import Article
from handbook.paper.notes import NOTES
from tests.conftest import BuiltSite
from tests.issues import articles_of, issue_of, small_issue
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
    assert bulletin.format_of(spec, "a4") == bulletin.IN_COLUMNS
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
        "Nội quy, điều 2",
        "Lời nối",
        "Đọc theo GMC",
        "Việc nhỏ",
        "Lời của mục sau",
        "Giữ yên lặng",
        "Lời khép lại",
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


def test_abbreviations_are_explained_in_every_piece_that_has_them(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    _, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    notes = {name: one.body.find_class(NOTES) for name, one in ready.items()}
    said = {name: found[0].text for name, found in notes.items() if found}
    note = "Chú thích: GMC: giờ mở cửa."
    assert said == {"to-tin": note, "chuyen-de/doc-cham@y-chinh": note}


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
