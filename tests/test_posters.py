"""Posters and leaflets: one official sentence, large, with its source."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from handbook.content.handbook import Content
from handbook.language.texts import Texts
from handbook.paper import fonts, posters
from handbook.paper.book import Edition
from handbook.paper.format import LEAFLET, POSTER, STREET
from handbook.paper.jobs import Job
from handbook.paper.plan import plan
from tests.articles import article, small_handbook
from tests.poppler import drawn
from tests.realbooks import EDITION, put
from tests.test_handouts import KIND

ASKING = KIND.replace("order: 2\n", "order: 2\nposter: yen-lang\n")
MILLIMETRES = {POSTER: (297, 420), LEAFLET: (210, 297)}


@pytest.fixture
def small(tmp_path: Path) -> Content:
    return small_handbook(tmp_path, {"chuyen-de/index.md": asking(tmp_path)})


def asking(folder: Path) -> str:
    """The index of the kind, which asks for a poster of the first quotation there is."""
    return ASKING.replace("yen-lang", first_quotation(folder))


def first_quotation(folder: Path) -> str:
    content = small_handbook(folder / "look", {"chuyen-de/index.md": KIND})
    return min(content.quotations)


def sheet(small: Content, texts: Texts, edition: Edition = EDITION) -> posters.Sheet:
    index = small.defaults["chuyen-de/index"]
    pages = [index, *small.entries["chuyen-de"]]
    found = {page.id: article(small, page.id, "<p>Chữ.</p>") for page in pages}
    return posters.sheet_of(small, found, index, edition, words_of(texts))


def words_of(texts: Texts) -> dict[str, str]:
    return {**texts.group("vi", "paper"), **texts.group("vi", "posters")}


def made(one: posters.Sheet, texts: Texts, form: str, folder: Path) -> Path:
    put(posters.sheet_files(one, EDITION, words_of(texts)), folder)
    where = os.pathsep.join({str(path.parent) for path in fonts.find(fonts.SYSTEM).values()})
    options = {"format": form, "fonts": where, "page": "tr."}
    return posters.make_street(Job("a.pdf", "street", {}, options, one.texts), folder)


@pytest.mark.parametrize("form", MILLIMETRES)
def test_all_stands_on_one_page_of_its_size_however_long(
    small: Content, texts: Texts, tmp_path: Path, form: str
) -> None:
    one = sheet(small, texts)
    long = replace(one, said=" ".join([one.said] * 12), inside=one.inside * 14)
    for name, what in (("one", one), ("long", long)):
        path = made(what, texts, form, tmp_path / name)
        with pikepdf.open(path) as document:
            assert len(document.pages) == 1
            box = [float(side) / 72 * 25.4 for side in document.pages[0].MediaBox]
            assert [round(side) for side in box[2:]] == list(MILLIMETRES[form])
            assert document.Root.MarkInfo.Marked
        text = " ".join(" ".join(drawn(path)).split())
        assert one.address in text.replace(" ", "")
        assert (one.inside[0][0] in text) is (form == LEAFLET)


def test_the_source_is_said_and_two_makings_are_the_same(
    small: Content, texts: Texts, tmp_path: Path
) -> None:
    one = sheet(small, texts)
    quotation = small.quotations[small.defaults["chuyen-de/index"].poster]
    assert one.said == quotation.text["vi"]
    assert one.source.startswith(small.sources[quotation.citation.source].title["vi"])
    pair = [made(one, texts, POSTER, tmp_path / name).read_bytes() for name in ("a", "b")]
    assert pair[0] == pair[1]


def test_without_an_address_there_is_no_code(small: Content, texts: Texts, tmp_path: Path) -> None:
    bare = sheet(small, texts, Edition("2026.11", 2026, 11))
    files = posters.sheet_files(bare, EDITION, words_of(texts))
    assert not [name for name in files if name.endswith(".svg")]
    found = " ".join(drawn(made(bare, texts, LEAFLET, tmp_path / "work")))
    assert words_of(texts)["online"] not in found


def test_words_of_several_syllables_stay_on_a_line() -> None:
    kept = posters.kept_together("Phòng là cơ bản, Cơ Bản hay cơ bảng", ["cơ bản"])
    assert re.findall(r"\w+\u00a0\w+", kept) == ["cơ\u00a0bản", "Cơ\u00a0Bản"]


def test_pages_that_ask_for_them_have_them_planned(content: Content, texts: Texts) -> None:
    asking = {
        (page.id if page.id != "index" else "", language)
        for (_, language), page in content.pages.items()
        if page.poster
    }
    found = {
        (one.made.of, language): one.made.format.name
        for language in content.languages.all
        for one in plan(content, texts, language)
        if one.made.what == STREET
    }
    assert set(found) == asking
