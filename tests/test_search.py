"""The search: what is indexed, the files, and what queries find with the engine that is shipped."""

import json
import re
import subprocess
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement, document_fromstring

from handbook import marks
from handbook.check.queries import FOLDER, Query, read_queries
from handbook.content.handbook import Content
from handbook.content.sayings import FILE, load_sayings
from handbook.language.folding import bare_words
from handbook.language.problems import Problems, report
from handbook.search.sections import Section, sections
from tests.conftest import LANGUAGES, BuiltSite, language_of

# What a keyboard does to words that stand in the handbook: hardly a query of these may be lost.
SPELLING = frozenset(
    {"exact", "i-y", "nfd", "no-accents", "partly-accented", "prefix"}
    | {"run-together", "telex", "tone-placement", "typo"}
)
# As the files of the index write it.
NEW_LINE = r"\n"


def met(query: Query, url: str) -> bool:
    """Whether an address is a right answer; an expected page without anchor means any section."""
    return url in query.pages or url.partition("#")[0] in query.pages


def answer(root: Path, site: Path, language: str, queries: Iterable[str]) -> list[dict[str, Any]]:
    """What the command-line tool answers to each query."""
    command = ["node", "scripts/search-cli.mjs", str(site), language]
    asked = "".join(f"{query}\n" for query in queries)
    done = subprocess.run(
        command, cwd=root, input=asked, capture_output=True, encoding="utf-8", check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def search(root: Path, site: Path, language: str, queries: Iterable[str]) -> list[list[str]]:
    """The addresses that each query finds."""
    answers = answer(root, site, language, queries)
    return [[result["url"] for result in one["results"]] for one in answers]


def ask(root: Path, site: BuiltSite, queries: list[Query]) -> list[tuple[Query, list[str]]]:
    found: list[tuple[Query, list[str]]] = []
    for language in LANGUAGES.all:
        asked = [query for query in queries if query.language == language]
        answers = search(root, site.folder, language, (query.text for query in asked))
        found += zip(asked, answers, strict=True)
    return found


def rank(query: Query, urls: list[str]) -> int:
    """Place of the first right answer from 1; 0 for none."""
    return next((place for place, url in enumerate(urls, 1) if met(query, url)), 0)


@pytest.fixture(scope="module")
def answers(root: Path, site: BuiltSite) -> list[tuple[Query, list[str]]]:
    """To what readers ask, as docs/_queries says; held-out.jsonl is for bench/search."""
    file, problems = f"docs/{FOLDER}/queries.jsonl", Problems()
    if not (root / file).is_file():
        pytest.skip(f"sổ tay không có câu thử tìm kiếm nào: {file}")
    queries = list(read_queries(root / file, file, LANGUAGES, problems))
    assert not problems, report(problems.found)
    return ask(root, site, queries)


def told(rows: Iterable[tuple[Query, list[str]]]) -> str:
    """What an editor is told who has changed a page: the queries, line by line."""
    lines = [
        f"{query.position.file}:{query.position.line}: câu “{query.text}” chờ "
        f"{', '.join(query.pages[:3])}, máy tìm trả lời {', '.join(urls[:3]) or 'không có gì'}."
        for query, urls in rows
    ]
    remedy = "Sửa: trang đã đổi chữ thì sửa pages hay q ở dòng ấy, hoặc xóa dòng."
    return "\n".join(["", *lines, remedy])


def test_queries_of_readers_find_their_page(answers: list[tuple[Query, list[str]]]) -> None:
    ranks = [rank(query, urls) for query, urls in answers]
    late = [row for row, place in zip(answers, ranks, strict=True) if place != 1]
    lost = [row for row, place in zip(answers, ranks, strict=True) if not 0 < place <= 5]
    assert len(lost) <= 0.01 * len(ranks), told(lost)
    # A share: one that is taken away with its page does not weigh more than one that is left.
    assert len(late) <= 0.07 * len(ranks), told(late)


def test_no_class_of_queries_is_left_behind(answers: list[tuple[Query, list[str]]]) -> None:
    classes: dict[str, list[tuple[Query, list[str]]]] = {}
    for query, urls in answers:
        classes.setdefault(query.kind, []).append((query, urls))
    for kind, rows in classes.items():
        lost = [row for row in rows if not 0 < rank(*row) <= 5]
        allowed = 0.01 * len(rows) if kind in SPELLING else max(1, 0.1 * len(rows))
        assert len(lost) <= allowed, told(lost)


def test_compound_words_bring_only_sections_that_have_them(
    root: Path, site: BuiltSite, answers: list[tuple[Query, list[str]]]
) -> None:
    """A page that was written later may have them too, or what an editor says they stand for."""
    sayings = load_sayings(root, LANGUAGES, Problems())
    for query, urls in answers:
        if query.only:
            assert urls, told([(query, urls)])
            meant = [to for said, to in sayings[query.language] if said == query.text]
            strays = [
                url
                for url in urls
                if not met(query, url)
                and not any(has(site, url, words) for words in (query.means, *meant))
            ]
            assert not strays, told([(query, strays)])


def has(site: BuiltSite, url: str, phrase: str) -> bool:
    """Whether a page has a phrase, word by word."""
    document = site.pages[f"{url.partition('#')[0]}index.html"]
    text = " ".join(text for text, _ in document.texts)
    return f" {spoken(phrase)} " in f" {spoken(text)} "


def spoken(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))


def test_languages_are_never_mixed(root: Path, site: BuiltSite) -> None:
    words = ["tham nhũng", "cán bộ", "147-KH/TU", "party", "the"]
    for language in LANGUAGES.all:
        for urls in search(root, site.folder, language, words):
            assert all(language_of(url) == language for url in urls)


def test_every_address_of_an_answer_exists(
    site: BuiltSite, answers: list[tuple[Query, list[str]]]
) -> None:
    for url in {url for _, urls in answers for url in urls}:
        page, _, anchor = url.partition("#")
        document = site.pages[f"{page}index.html"]
        assert not anchor or anchor in document.ids, url


def test_rows_are_found_as_themselves(root: Path, reader_site: BuiltSite) -> None:
    wanted = {
        "MTTQ": "tra-cuu/thuat-ngu/#mat-tran",
        "pho giao su": "tra-cuu/thuat-ngu/#pho-giao-su",
        "7-BB": "dot-sinh-hoat/van-ban/#bien-ban-7",
        "giấy mời họp đầu năm": "dot-sinh-hoat/van-ban/#giay-moi-3",
    }
    found = search(root, reader_site.folder, "vi", wanted)
    for (query, url), urls in zip(wanted.items(), found, strict=True):
        assert urls[0] == url, (query, urls[:3])


def test_what_is_nowhere_finds_nothing(root: Path, site: BuiltSite) -> None:
    queries = ["xyzzyq", "xyzzy qwrtp", "<img src=x onerror=alert(1)>", "!!!", "\\"]
    assert search(root, site.folder, LANGUAGES.default, queries) == [[] for _ in queries]


def test_a_word_that_stands_nowhere_is_named_and_left_out(
    root: Path, reader_site: BuiltSite
) -> None:
    queries = ["xyzzyq giấy mời họp đầu năm", "giấy mời họp đầu năm", "qwrtzx xyzzyq giấy mời"]
    left, whole, nothing = answer(root, reader_site.folder, "vi", queries)
    assert left["unknown"] == ["xyzzyq"]
    assert left["corrected"] is None
    assert left["results"][0]["url"] == whole["results"][0]["url"]
    assert whole["unknown"] == []
    assert nothing["results"]


def test_nonsense_is_not_corrected_into_answers(root: Path, site: BuiltSite) -> None:
    queries = ["zzzzqqq", "aaaa bbbb cccc dddd", "asdfghjkl qwxv", "xyzzy frobnicate qwrtp báo"]
    assert search(root, site.folder, LANGUAGES.default, queries) == [[] for _ in queries]


def test_a_correction_is_told_as_it_was_searched(root: Path, reader_site: BuiltSite) -> None:
    [mended] = answer(root, reader_site.folder, "vi", ["giấy mờii họp đầu năm"])
    assert mended["corrected"] == "giấy mời họp đầu năm"


def test_a_correction_is_words_that_stand_behind_one_another(
    root: Path, reader_site: BuiltSite
) -> None:
    """Never one word from here and one from there; nor is a short form a slip of a word."""
    queries = ["mỗh tháng", "nhắc mỡi", "mục chuag", "chn"]
    *found, short = answer(root, reader_site.folder, "vi", queries)
    assert [one["corrected"] for one in found] == ["mỗi tháng", "nhắc mới", None]
    assert all(one["results"] for one in found)
    assert not short["results"]


def test_other_marks_are_a_likelier_slip_than_other_letters(
    root: Path, reader_site: BuiltSite
) -> None:
    """One word that stands with other marks leads to what has just its letters."""
    [marks] = answer(root, reader_site.folder, "vi", ["sổm"])
    assert marks["corrected"] == "sớm"


def test_a_remark_does_not_hide_what_is_named_so(root: Path, reader_site: BuiltSite) -> None:
    """The very words stand in two answers; a title has another word between them."""
    [urls] = search(root, reader_site.folder, "vi", ["họp này"])
    assert urls[0] == "#hop-lan-nay"
    assert "dot-sinh-hoat/van-ban/#ngay-hop-viec-1" in urls


def test_the_number_of_a_document_stands_whole_or_not_at_all(
    root: Path, reader_site: BuiltSite
) -> None:
    """There are a 7-BB and a 12-KH/KP."""
    strange, known = answer(root, reader_site.folder, "vi", ["biên bản 12-BB", "biên bản 7-BB"])
    assert strange["unknown"] == ["12-BB"]
    assert known["unknown"] == []


def test_a_number_alone_is_not_what_was_asked(root: Path, reader_site: BuiltSite) -> None:
    """Rows of the errata are called “Điểm 11”."""
    for urls in search(root, reader_site.folder, "vi", ["tháng 11", "chỉ thị 11"]):
        assert urls
        assert "tra-cuu/nguon/#sua-11" not in urls


def test_the_beginning_of_a_title_is_not_the_title(root: Path, reader_site: BuiltSite) -> None:
    """“Bài học” does not name Bài học 3, which would come first."""
    found = search(root, reader_site.folder, "vi", ["bao nhiêu bài học", "bao nhieu bai hoc"])
    assert [urls[0] for urls in found] == ["bai-hoc/"] * 2


def test_the_beginning_of_a_number_is_a_short_form_too(root: Path, reader_site: BuiltSite) -> None:
    """KH of KH/KP, Kế hoạch của khu phố."""
    index = next(reader_site.folder.glob("search/vi-*/words.js")).read_text(encoding="utf-8")
    assert '["KH","Kế hoạch"]' in index
    assert '["KP"' not in index


def test_keys_that_explain_every_word_go_before_what_most_words_say(
    root: Path, reader_site: BuiltSite
) -> None:
    """Raw Telex of a row's whole name, of which other rows have most words one slip away."""
    [keys] = answer(root, reader_site.folder, "vi", ["giaays mowif hopj ddaauf nawm"])
    assert keys["corrected"] == "giấy mời họp đầu năm"
    assert keys["results"][0]["url"] == "dot-sinh-hoat/van-ban/#giay-moi-3"


def test_readers_words_find_what_the_handbook_says(root: Path, reader_site: BuiltSite) -> None:
    said, meant = answer(root, reader_site.folder, "vi", ["thư kêu đi họp", "giấy mời"])
    assert said["results"][0]["url"] in {result["url"] for result in meant["results"]}
    assert said["unknown"] == []


def test_who_asks_for_a_definition_gets_the_term(root: Path, reader_site: BuiltSite) -> None:
    """As who asks what it is; not what is written about definitions."""
    for query in ("khái niệm chi bộ", "định nghĩa chi bộ"):
        [urls] = search(root, reader_site.folder, "vi", [query])
        assert urls[0] == "tra-cuu/thuat-ngu/#chi-bo", query


def test_what_readers_just_say_so_finds_first_what_it_stands_for(
    root: Path, reader_site: BuiltSite
) -> None:
    """The very words stand in another row: that one comes behind."""
    answers = search(
        root, reader_site.folder, "vi", ["họp chung", "hop chung", "biên bản họp chung"]
    )
    wanted, other = "dot-sinh-hoat/van-ban/#giay-moi-3", "dot-sinh-hoat/van-ban/#bien-ban-7"
    said, unmarked, named = answers
    for urls in (said, unmarked):
        assert urls[0] == wanted
        assert other in urls
    assert named[0] == other


def test_the_handbook_has_what_readers_words_stand_for(root: Path, site: BuiltSite) -> None:
    """A page that was changed may no longer have it; then nothing is found by that line."""
    problems = Problems()
    sayings = load_sayings(root, LANGUAGES, problems)
    assert not problems, report(problems.found)
    lost = [
        f"{FILE}: không trang nào có chữ “{meant}” (dòng của “{said}”). "
        "Sửa: viết chữ trang nay dùng, hoặc bỏ chữ ấy ở meant."
        for language, pairs in sayings.items()
        for text in (written(site, language),)
        for said, meant in pairs
        if f" {spoken(meant)} " not in text
    ]
    assert not lost, "\n".join(lost)


def written(site: BuiltSite, language: str) -> str:
    """All that the index of a language has, word by word."""
    [folder] = (site.folder / "search").glob(f"{language}-*")
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))]
    return f" {spoken(' '.join(texts).replace(NEW_LINE, ' '))} "


def test_a_key_held_down_counts_once(root: Path, site: BuiltSite) -> None:
    short, long = search(root, site.folder, LANGUAGES.default, ["a" * 3, "a" * 5000])
    assert short == long


def test_site_carries_no_other_index(site: BuiltSite) -> None:
    assert not list(site.folder.rglob("search_index.*"))


def test_both_twins_fold_alike(root: Path, site: BuiltSite) -> None:
    """folding.py and browser/search/text.js read the same table; every word says so."""
    texts = {text for document in site.pages.values() for text, _ in document.texts}
    lines = [" ".join(text.split()) for text in sorted(texts)]
    lines += [unicodedata.normalize("NFD", line) for line in lines]
    lines += ["hoà hòa thuỷ thủy kỹ kĩ quý quí Đường 007 147-KH/ĐUK café naïve Straße x² ½ №3"]
    done = subprocess.run(
        ["node", "tests/search/fold.mjs"],
        cwd=root,
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for line, folded in zip(lines, done.stdout.splitlines(), strict=True):
        assert json.loads(folded) == bare_words(line), line


def test_a_page_is_cut_at_headings_and_rows() -> None:
    html = """
      <p>Mở <abbr title="x">đầu</abbr></p>
      <h2 id="mot">Phần <em>một</em></h2><p>a</p><ul><li>b</li><li id="moc">c</li></ul>
      <table><thead><tr><th>T</th></tr></thead><tbody>
        <tr id="hang"><th scope="row">Tên</th><td class="empty">–</td><td>Nghĩa</td></tr>
      </tbody></table>
      <p>d</p><div data-search="off"><p id="kin">e</p></div>
      <div id="cau" class="quiz"><p id="cau-hoi">Hỏi?</p><ol><li>Đáp</li></ol></div>
      <p>f</p>"""
    assert sections("Trang", html) == (
        Section("", "Trang", "Mở đầu"),
        Section("mot", "Phần một", "a\nb\nT\nd\nf"),
        Section("moc", "Phần một", "c"),
        Section("hang", "Tên", "Nghĩa"),
        Section("cau", "Hỏi?", "Đáp", asks=True),
    )


def test_sections_sign_words_of_the_tongue() -> None:
    html = """<p>a cell (<span lang="vi">chi bộ</span>)<p lang="vi">“<em>Nói</em>
      <b lang="en">and</b>
 làm”</p></p><h2 id="mot"><em lang="vi">Một</em> of two</h2><p>c</p>"""
    assert sections("Page", html, "vi") == (
        Section("", "Page", "a cell (\x01chi bộ\x01)\n\x01“Nói \x01and\x01 làm”\x01"),
        Section("mot", "\x01Một\x01 of two", "c"),
    )
    assert "\x01" not in "".join(one.text for one in sections("Page", html))


def test_what_opens_an_answer_is_not_found() -> None:
    html = """<div class="quiz" id="q"><p id="q-hoi">Ask</p><details class="quiz-answer">
      <summary>Show</summary><p class="quiz-right">A, C</p><ol><li>Why</li></ol></details></div>
      <details><summary>More</summary><p>text</p></details>"""
    assert sections("Page", html) == (
        Section("", "Page", "More\ntext"),
        Section("q", "Ask", "Why", asks=True),
    )


def test_index_has_every_word_of_the_pages(site: BuiltSite, content: Content) -> None:
    for language in (one for one in LANGUAGES.all if ("index", one) in content.pages):
        home = f"{LANGUAGES.folder(language)}index.html"
        [folder] = (site.folder / "search").glob(f"{language}-*")
        indexed = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
        html = (site.folder / home).read_text(encoding="utf-8")
        # Around it are words of the frame: of which edition it is, what can be done with it.
        page: HtmlElement = document_fromstring(html)
        [article] = page.find_class("handbook-text")
        for element in article.xpath(f".//*[@{marks.SEARCH}='{marks.OFF}']"):
            element.drop_tree()
        text = " ".join(article.itertext())
        assert set(bare_words(text)) <= set(bare_words(indexed.replace(r"\n", " ")))


def test_the_summary_of_a_page_finds_the_page(
    root: Path, site: BuiltSite, content: Content
) -> None:
    """It stands in the head of the page, and on the page only where others speak of it."""
    for language in LANGUAGES.all:
        pages = [page for page in content.pages.values() if page.language == language][::9]
        found = search(root, site.folder, language, (page.summary for page in pages))
        prefix = LANGUAGES.folder(language)
        for page, urls in zip(pages, found, strict=True):
            place = page.id.removesuffix("index").rstrip("/")
            own = f"{prefix}{place}/" if place else prefix
            assert own in {url.partition("#")[0] for url in urls}, (page.id, urls[:3])
