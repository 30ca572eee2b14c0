"""Scripts for loudspeakers: as long as they say, from the content, nothing left to spell."""

import os
import re
from pathlib import Path

import pytest

from handbook.content.handbook import Content
from handbook.language.spoken import can_speak, syllables
from handbook.language.texts import Texts
from handbook.paper import fonts, radio
from handbook.paper.format import RADIO
from handbook.paper.jobs import Job
from handbook.paper.plan import plan
from handbook.paper.radio import FAST, MINUTES, SLOW, Script, scripts_of
from tests.articles import article, read_articles, small_handbook
from tests.conftest import BuiltSite
from tests.poppler import drawn
from tests.realbooks import EDITION, put
from tests.test_handouts import KIND

POINT = "Ý thứ {number} nói một điều ngắn; nghe một lần là nhớ. "
SPELT = re.compile(r"\d|%|\b[A-ZĐ]{2,}\b")


def words_of(texts: Texts) -> dict[str, str]:
    groups = (texts.group("vi", name) for name in ("paper", "slides", "radio"))
    return {key: text for group in groups for key, text in group.items()}


def scripts(folder: Path, texts: Texts, points: int) -> tuple[Script, ...]:
    """Those of the small handbook, each entry with so many points."""
    content = small_handbook(folder, {"chuyen-de/index.md": KIND})
    items = "".join(f"<li>{POINT.format(number=number)}</li>" for number in range(1, points + 1))
    written = f'<h2 id="y-chinh">Ý chính</h2><ul>{items}</ul>'
    index = content.defaults["chuyen-de/index"]
    pages = [index, *content.entries["chuyen-de"]]
    found = {page.id: article(content, page.id, written) for page in pages}
    return scripts_of(content, found, index, EDITION, words_of(texts))


def test_a_script_takes_the_minutes_that_it_says(tmp_path: Path, texts: Texts) -> None:
    made = scripts(tmp_path, texts, 60)
    assert [one.minutes for one in made] == list(MINUTES) == [3, 5]
    for one in made:
        assert one.size == sum(map(syllables, one.lines))
        assert one.minutes * SLOW <= one.size <= one.minutes * FAST
        assert str(one.size) in radio.measured(one, words_of(texts))


def test_with_little_to_say_it_is_shorter_and_says_so(tmp_path: Path, texts: Texts) -> None:
    short, longer = scripts(tmp_path, texts, 2)
    assert short.lines == longer.lines and short.size < 3 * SLOW
    seconds = round(short.size * 60 / FAST)
    said = radio.measured(short, words_of(texts))
    assert f"{seconds // 60} phút {seconds % 60} giây" in said


def test_what_was_read_as_a_point_is_not_read_again_as_a_task(tmp_path: Path, texts: Texts) -> None:
    content = small_handbook(tmp_path, {"chuyen-de/index.md": KIND})
    written = (
        '<h2 id="y-chinh">Ý chính</h2><h3>Ở chi bộ</h3><ul><li>Chọn một việc.</li></ul>'
        "<h2>Vận dụng</h2><h3>Tự soi</h3><ul><li>Tôi đã làm gì?</li></ul>"
    )
    index = content.defaults["chuyen-de/index"]
    pages = [index, *content.entries["chuyen-de"]]
    found = {page.id: article(content, page.id, written) for page in pages}
    lines = scripts_of(content, found, index, EDITION, words_of(texts))[-1].lines
    said = [line for line in lines if "Chọn một việc" in line]
    assert said == ["Chọn một việc."] * len(content.entries["chuyen-de"])
    assert "Tự soi: Tôi đã làm gì?" in lines


def test_one_line_is_one_short_sentence(tmp_path: Path, texts: Texts) -> None:
    made = scripts(tmp_path, texts, 4)[0]
    assert "Nghe một lần là nhớ." in made.lines
    assert "Ý thứ nhất nói một điều ngắn." in made.lines
    assert not [line for line in made.lines if SPELT.search(line)]


def test_the_text_and_the_document_say_the_same(tmp_path: Path, texts: Texts) -> None:
    made, words = scripts(tmp_path / "book", texts, 4), words_of(texts)
    files = radio.script_files("Bài phát thanh", made, EDITION, words, "vi")
    put(files, tmp_path / "work")
    where = os.pathsep.join({str(path.parent) for path in fonts.find(fonts.SYSTEM).values()})
    options = {"format": "a4", "fonts": where, "page": "tr."}
    job = Job("a.pdf", "radio", {}, options, radio.script_texts("Bài phát thanh", made, words))
    pages = " ".join(" ".join(drawn(radio.make_radio(job, tmp_path / "work"))).split())
    plain = radio.make_text(job, tmp_path / "work").read_bytes().decode("utf-8-sig")
    assert "\r\n" in plain and "\n" not in plain.replace("\r\n", "")
    for line in (line for one in made for line in one.lines):
        assert line in plain and line in pages
    assert files == radio.script_files("Bài phát thanh", made, EDITION, words, "vi")


def test_scripts_of_the_handbook_leave_nothing_to_spell(
    reader_site: BuiltSite, reader: Content, texts: Texts
) -> None:
    found = read_articles(reader_site, reader, "vi")
    index = reader.page(reader.kinds["bai-hoc"].id, "vi")
    made = scripts_of(reader, found, index, EDITION, words_of(texts))
    lines = [line for one in made for line in one.lines]
    assert not [line for line in lines if SPELT.search(line)]
    quoted = [
        reader.quotations[name] for page in reader.entries["bai-hoc"] for name in page.quotations
    ]
    assert any(one.text["vi"].strip(" .") in line for one in quoted for line in lines)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_they_are_planned_where_there_are_words_for_them(
    content: Content, texts: Texts, language: str
) -> None:
    if language not in content.languages.all:
        pytest.skip("sổ tay không có thứ tiếng này")
    made = [one for one in plan(content, texts, language) if one.made.what == RADIO]
    assert bool(made) <= can_speak(language)
    assert {one.made.format.ending for one in made} in ({"pdf", "txt"}, set())
