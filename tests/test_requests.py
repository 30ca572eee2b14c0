"""What people write for the page that they want printed."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.handbook import Content
from handbook.language.texts import load_texts
from handbook.paper.format import DECK, HANDOUT, KIT, PAGE
from handbook.paper.requests import languages_of, requested
from tests.articles import SOUND, small_handbook
from tests.conftest import READER

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


def test_a_page_without_a_handout_is_refused_where_that_is_asked_for(tmp_path: Path) -> None:
    index = (SOUND / "docs" / "chuyen-de" / "index.md").read_text(encoding="utf-8")
    handed = index.replace("  numbered: true\n", "  numbered: true\n  handout: [y-chinh]\n")
    content = small_handbook(tmp_path, {"chuyen-de/index.md": handed})
    names = ["chuyen-de/doc-cham", "chuyen-de", "tra-cuu", "khong-co"]
    found = requested(content, names, HANDOUT)
    assert found.what == HANDOUT and found.pages == ("chuyen-de/doc-cham",)
    said = {name: error.message(load_texts()) for name, error in found.refused.items()}
    assert list(said) == ["chuyen-de", "tra-cuu", "khong-co"]
    for name in ("chuyen-de", "tra-cuu"):
        assert "`handout`" in said[name] and "chuyen-de/doc-cham" in said[name], name
    assert "“khong-co”" in said["khong-co"]
    assert requested(content, names).what == PAGE
    shown = requested(content, names, DECK)
    assert shown.what == DECK and shown.pages == found.pages
    assert shown.refused.keys() == found.refused.keys()
    assert requested(content, names).pages == ("chuyen-de/doc-cham", "chuyen-de/index", "tra-cuu")


def test_a_slip_gets_the_nearest_id(content: Content) -> None:
    [error] = requested(content, ["docs/chuyen-de/doc-chm.md"]).refused.values()
    assert "chuyen-de/doc-cham" in error.message(load_texts())


def test_languages_are_those_of_the_pages(content: Content) -> None:
    assert languages_of(content, ["chuyen-de/doc-cham"]) == ["vi"]
    assert languages_of(content, ["chuyen-de/doc-cham", "index"]) == ["vi", "en"]


def test_a_page_for_screens_alone_is_so_in_every_language(reader: Content) -> None:
    translation = (READER / "docs" / "viec-hoc.en.md").read_text(encoding="utf-8")
    assert "screen_only" not in translation
    assert reader.pages["viec-hoc", "en"].screen_only


def test_papers_for_a_meeting_are_about_one_or_two_entries(reader: Content) -> None:
    names = ["bai-hoc/phoi-hop", "bai-hoc/kiem-soat-quyen-luc", "bai-hoc/lam-den-noi"]
    assert requested(reader, names[:1], KIT).pages == tuple(names[:1])
    assert requested(reader, names[:2], KIT).pages == tuple(names[:2])
    [many] = requested(reader, names, KIT).refused.values()
    assert names[2] in many.message(load_texts())
    # All of them or none: papers about one of two are not what was asked for.
    found = requested(reader, ["bai-hoc/phoi-hop", "khong-co"], KIT)
    assert not found.pages and list(found.refused) == ["khong-co"]
    [none] = requested(replace(reader, meeting=None), names[:1], KIT).refused.values()
    assert "docs/_site/buoi-hop.yml" in none.message(load_texts())
