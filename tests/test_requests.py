"""What people write for the page that they want printed."""

import pytest

from handbook.content.handbook import Content
from handbook.language.texts import load_texts
from handbook.paper.requests import languages_of, requested
from tests.articles import small_handbook

SCREEN = "---\ntitle: Chỉ xem\nsummary: Trang chỉ cho màn hình.\nscreen_only: true\n---\n\nChữ.\n"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return small_handbook(tmp_path_factory.mktemp("handbook"), {"chi-xem.md": SCREEN})


@pytest.mark.parametrize(
    "name",
    [
        "chuyen-de/doc-cham",
        "chuyen-de/doc-cham.md",
        "docs/chuyen-de/doc-cham.md",
        "./docs/chuyen-de/doc-cham.md",
        "docs\\chuyen-de\\doc-cham.md",
        "chuyen-de/doc-cham/",
        "chuyen-de/doc-cham.en.md",
        "https://so-tay.vn/chuyen-de/doc-cham/",
        "https://co-quan.vn/so-tay/en/chuyen-de/doc-cham/index.html?h=a#y-chinh",
        "/home/toi/so-tay/docs/chuyen-de/doc-cham.md",
    ],
)
def test_ways_to_name_a_page(content: Content, name: str) -> None:
    found = requested(content, [name])
    assert found.pages == ("chuyen-de/doc-cham",) and not found.refused


def test_a_folder_is_its_index_and_a_host_the_whole(content: Content) -> None:
    names = ["chuyen-de", "docs/chuyen-de/", "https://so-tay.vn/", "index.md"]
    assert requested(content, names).pages == ("chuyen-de/index", "index")


def test_good_ones_are_kept_once_and_bad_ones_named(content: Content) -> None:
    names = ["chuyen-de/doc-cham", "khong-co", "chi-xem", "docs/chuyen-de/doc-cham.md", "khong-co"]
    found = requested(content, names)
    assert found.pages == ("chuyen-de/doc-cham",)
    said = {name: error.message(load_texts()) for name, error in found.refused.items()}
    assert list(said) == ["khong-co", "chi-xem"]
    assert "“khong-co”" in said["khong-co"] and "docs/chi-xem.md" in said["chi-xem"]


def test_a_slip_gets_the_nearest_id(content: Content) -> None:
    [error] = requested(content, ["docs/chuyen-de/doc-chm.md"]).refused.values()
    assert "chuyen-de/doc-cham" in error.message(load_texts())


def test_languages_are_those_of_the_pages(content: Content) -> None:
    assert languages_of(content, ["chuyen-de/doc-cham"]) == ["vi"]
    assert languages_of(content, ["chuyen-de/doc-cham", "index"]) == ["vi", "en"]
