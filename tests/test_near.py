"""What is near a page in meaning: chosen by the pairs of words and the links that entries share,
the same choice again as long as they stay as they are."""

import json
import random
from dataclasses import replace

from handbook.search.near import SHOWN, Entry, Near, links
from tests.conftest import BuiltSite

# Nonsense, so that nothing is near by chance.
SYLLABLES = [f"{one}{two}{end}" for one in "bcdghklmnpqrstvx" for two in "aeiou" for end in "cmnpt"]


def entry(url: str, text: str, *linked: str, points: tuple[str, ...] = ()) -> Entry:
    return Entry(url, url, f"tóm tắt {url}", "y-chinh", points, text, frozenset(linked))


def near(*entries: Entry) -> dict[str, list[tuple[str, str, str]]]:
    beside = Near(entries)
    return {one.url: list(beside.rows(one.url)) for one in entries}


def noise(seed: int, words: int = 120) -> str:
    return " ".join(random.Random(seed).choices(SYLLABLES, k=words))


def some(count: int, first: int = 100) -> list[Entry]:
    return [entry(f"khac-{number}/", noise(first + number)) for number in range(count)]


def test_entries_that_share_rare_words_are_near() -> None:
    said = "con dấu đóng sẵn giấy trắng để người giữ khóa tủ khỏi chờ"
    one, other = entry("mot/", said), entry("hai/", f"{said}. {noise(1, 10)}")
    found = near(one, other, *some(20))
    assert [row[0] for row in found["mot/"]] == ["hai/"]
    assert [row[0] for row in found["hai/"]] == ["mot/"]
    assert all(not rows for url, rows in found.items() if url.startswith("khac"))


def test_what_is_linked_is_left_out() -> None:
    said = "con dấu đóng sẵn giấy trắng để người giữ khóa tủ khỏi chờ"
    found = near(entry("mot/", said, "hai/"), entry("hai/", said), *some(20))
    assert found["mot/"] == [] and len(found["hai/"]) == 1


def test_the_nearest_point_is_shown_else_the_summary() -> None:
    point = "con dấu đóng sẵn giấy trắng, người giữ khóa tủ khỏi chờ"
    points = ("sổ trực ghi đủ ba dòng", point, f"lời văn bản: “{point}”")
    told = entry("hai/", "\n".join(points), points=points)
    silent = entry("ba/", point, points=("sổ trực ghi đủ ba dòng",))
    found = near(entry("mot/", point), told, silent, *some(20))
    assert ("hai/#y-chinh", "hai/", point) in found["mot/"]
    assert ("ba/", "ba/", "tóm tắt ba/") in found["mot/"]


def test_links_lead_to_pages_as_the_article_has_them() -> None:
    html = """<nav><a href="../menu/">x</a></nav><article class="x"><a href="../khac/#y">x</a>
      <a class="c" href="./">x</a><a href="#z">x</a><a href="../../tra-cuu/">x</a></article>
      <footer><a href="../sau/">x</a></footer>"""
    assert links("bai/mot/", html) >= {"bai/khac/", "bai/mot/", "tra-cuu/"}
    assert not links("bai/mot/", html) & {"bai/menu/", "bai/sau/"}


def test_one_edited_entry_changes_few_files() -> None:
    """Itself and three others, in a handbook of families that speak of the same things."""
    said = [noise(seed, 60) for seed in range(12)]
    entries = [
        entry(f"bai-{number}/", f"{said[number % 12]}. {noise(200 + number, 90)}")
        for number in range(48)
    ]
    before = near(*entries)
    assert sum(len(rows) for rows in before.values()) > 48
    for number in (0, 17, 40):
        sentence = f". Một câu mới để thử, {noise(number, 8)}."
        edited = [*entries]
        edited[number] = replace(entries[number], text=entries[number].text + sentence)
        after = near(*edited)
        changed = [url for url in before if before[url] != after[url]]
        assert len([url for url in changed if url != entries[number].url]) <= 3, changed


def test_files_of_the_site_lead_to_what_is_there(site: BuiltSite) -> None:
    told = {}
    for path in sorted((site.folder / "near").rglob("index.js")):
        url = path.parent.relative_to(site.folder / "near").as_posix() + "/"
        text = path.read_text(encoding="utf-8")
        told[url] = json.loads(text.removeprefix("handbookNear(").removesuffix(");\n"))
    assert told
    for url, rows in told.items():
        goals = [row[0].partition("#") for row in rows]
        own = links(url, (site.folder / url / "index.html").read_text(encoding="utf-8"))
        assert len(rows) <= SHOWN and len({page for page, _, _ in goals}) == len(rows)
        for page, _, anchor in goals:
            document = site.pages[f"{page}index.html"]
            assert page not in own and page != url
            assert not anchor or anchor in document.ids


def test_it_is_no_part_of_a_copy(site: BuiltSite) -> None:
    """Of a small change several files change, which all who keep a copy would fetch."""
    [listed] = site.folder.glob("assets/offline.*.json")
    paths = [row[0] for row in json.loads(listed.read_text(encoding="utf-8"))]
    assert paths and not [path for path in paths if "near" in path.replace("/", ".").split(".")]
