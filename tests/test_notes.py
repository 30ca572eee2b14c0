"""Notes of readers: where passages are found when a page has changed, and the ids of prompts."""

import json
import re
import subprocess
from pathlib import Path
from random import Random

import pytest

from handbook.content.handbook import Content
from handbook.content.prompts import prompts_of
from handbook.publish.prompts import with_prompts
from tests.conftest import READER, BuiltSite

LESSON, HEADING = "bai-hoc/kiem-soat-quyen-luc", "tu-soi-tu-sua"
COUNT, SEEDS = 180, (2, 3, 4)
# Lessons drawn at random: so many, of so many parts, each of so many words.
PAGES, PARTS, LONG = 5, 4, 350
# Changes that leave a passage on its page, and those that take it away.
STAYS = ("unchanged", "paragraph before", "word in it", "word before it", "word behind it")
GONE = ("taken away", "taken away with what is around it")


def noted(root: Path, site: Path, seed: int) -> dict[str, dict[str, int]]:
    """Where passages of the lessons of a site were found, by what became of their page."""
    command = ["node", "tests/noted.mjs", str(site), str(seed), str(COUNT)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    found: dict[str, dict[str, int]] = json.loads(done.stdout)
    return found


def must_be_found(told: dict[str, dict[str, int]]) -> None:
    """Nearly all after one word is edited, none in a wrong place."""
    assert set(told) == {*STAYS, *GONE}
    assert [name for name, counts in told.items() if counts["wrong"]] == []
    assert [name for name in STAYS if told[name]["same"] < 0.98 * COUNT] == []
    assert [name for name in GONE if told[name]["lost"] < 0.98 * COUNT] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_passages_are_found_when_their_page_has_changed(
    root: Path, site: BuiltSite, seed: int
) -> None:
    """In the real lessons."""
    told = noted(root, site.folder, seed)
    if not told:
        pytest.skip("sổ tay không có bài dài nào có câu tự soi, nơi người đọc ghi chép")
    must_be_found(told)


@pytest.mark.parametrize("seed", SEEDS)
def test_passages_are_found_in_any_lessons(root: Path, tmp_path: Path, seed: int) -> None:
    """In lessons drawn at random from the words of tests/reader, of which no two are alike."""
    texts = (path.read_text(encoding="utf-8") for path in (READER / "docs").rglob("*.md"))
    words, draw = sorted({word for text in texts for word in text.split()}), Random(seed)
    words = [word for word in words if word.isalpha()]
    for page in range(PAGES):
        parts = (
            f'<h2 id="p{part}">P</h2><p data-prompt="">{" ".join(draw.choices(words, k=LONG))}</p>'
            for part in range(PARTS)
        )
        path = tmp_path / "bai" / str(page) / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(f'<div class="handbook-text">{"".join(parts)}</div>', encoding="utf-8")
    must_be_found(noted(root, tmp_path, seed))


def test_prompts_have_an_id_of_their_own(reader: Content) -> None:
    """The same in all languages; another one before it changes nothing."""
    page = reader.defaults[LESSON]
    ids = prompts_of(reader, page)[HEADING]
    assert len(set(ids)) == len(ids) == 3
    translated = reader.page("bai-hoc/noi-di-doi-voi-lam", "en")
    assert translated.language == "en"
    original = reader.defaults["bai-hoc/noi-di-doi-voi-lam"]
    assert prompts_of(reader, translated) == prompts_of(reader, original)


def test_prompts_carry_their_ids(reader_site: BuiltSite) -> None:
    html = (reader_site.folder / LESSON / "index.html").read_text(encoding="utf-8")
    found = re.findall(rf'<li data-prompt="{HEADING}/([0-9a-f]{{6}})">([^<]*)', html)
    assert [words for _, words in found] == [
        "Tháng này, tôi đã làm gì cho kiểm soát quyền lực?",
        "Chuyện chữ ký nào tôi còn né?",
        "Ai có thể nhắc tôi về chữ ký?",
    ]


def test_only_the_lists_below_their_heading_are_marked() -> None:
    page = (
        '<h2 id="a">A</h2><ul><li>x</li></ul>'
        '<h3 class="c" id="b">B</h3><div><ul><li>no</li></ul></div>'
        "<ul><li>y<ul><li>no</li></ul></li><li>z</li></ul>"
        '<h2 id="c">C</h2><ul><li>no</li></ul>'
    )
    marked = with_prompts(page, {"b": ("1", "2")})
    assert marked == page.replace("<li>y", '<li data-prompt="b/1">y').replace(
        "<li>z", '<li data-prompt="b/2">z'
    )
    with pytest.raises(ValueError, match="zip"):
        with_prompts(page, {"b": ("1", "2", "3")})
