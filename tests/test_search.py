"""The search: what is indexed, the files, and what queries find with the engine that is shipped."""

import gzip
import json
import re
import subprocess
import unicodedata
from collections.abc import Iterable
from html import unescape
from pathlib import Path

import pytest

from handbook.check.queries import FOLDER, Query, read_queries
from handbook.content.handbook import Content
from handbook.language.folding import bare_words
from handbook.language.problems import Problems, report
from handbook.search.sections import Section, sections
from tests.conftest import LANGUAGES, BuiltSite, language_of

# Bytes over gzip before the first answer: the engine, and for each page of a language.
ENGINE_BYTES, PAGE_BYTES = 9_000, 150


def met(query: Query, url: str) -> bool:
    """Whether an address is a right answer; an expected page without anchor means any section."""
    return url in query.pages or url.partition("#")[0] in query.pages


def search(root: Path, site: Path, language: str, queries: Iterable[str]) -> list[list[str]]:
    """The addresses that each query finds, from the command-line tool."""
    command = ["node", "scripts/search-cli.mjs", str(site), language]
    asked = "".join(f"{query}\n" for query in queries)
    done = subprocess.run(
        command, cwd=root, input=asked, capture_output=True, encoding="utf-8", check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [[result["url"] for result in answer["results"]] for answer in answers]


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
    assert sum(1 / place for place in ranks if place) / len(ranks) >= 0.97, told(late)


def test_no_class_of_queries_is_left_behind(answers: list[tuple[Query, list[str]]]) -> None:
    classes: dict[str, list[tuple[Query, list[str]]]] = {}
    for query, urls in answers:
        classes.setdefault(query.kind, []).append((query, urls))
    for rows in classes.values():
        lost = [row for row in rows if not 0 < rank(*row) <= 5]
        assert len(lost) <= max(1, 0.1 * len(rows)), told(lost)


def test_compound_words_bring_only_sections_that_have_them(
    site: BuiltSite, answers: list[tuple[Query, list[str]]]
) -> None:
    """A page that was written later may have them too."""
    for query, urls in answers:
        if query.only:
            assert urls, told([(query, urls)])
            strays = [url for url in urls if not (met(query, url) or has(site, url, query.means))]
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


def test_a_key_held_down_counts_once(root: Path, site: BuiltSite) -> None:
    short, long = search(root, site.folder, LANGUAGES.default, ["a" * 3, "a" * 5000])
    assert short == long


def test_bytes_before_the_first_answer(site: BuiltSite, content: Content) -> None:
    [engine] = site.folder.glob("assets/engine.*.js")
    assert packed(engine) <= ENGINE_BYTES
    for language in LANGUAGES.all:
        first = site.folder / "search" / f"{language}.js"
        assert packed(first) <= PAGE_BYTES * len(content.defaults), language


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


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
        <tr><td id="hang">Tên</td><td class="empty">–</td><td>Nghĩa</td></tr></tbody></table>
      <p>d</p><div data-search="off"><p id="kin">e</p></div>
      <div id="cau" class="quiz"><p id="cau-hoi">Hỏi?</p><ol><li>Đáp</li></ol></div>
      <p>f</p>"""
    assert sections("Trang", html) == (
        Section("", "Trang", "Mở đầu"),
        Section("mot", "Phần một", "a\nb\nT\nd\nf"),
        Section("moc", "Phần một", "c"),
        Section("hang", "Tên", "Nghĩa"),
        Section("cau", "Hỏi?", "Đáp"),
    )


def test_index_has_every_word_of_the_pages(site: BuiltSite, content: Content) -> None:
    for language in (one for one in LANGUAGES.all if ("index", one) in content.pages):
        home = f"{LANGUAGES.folder(language)}index.html"
        [folder] = (site.folder / "search").glob(f"{language}-*")
        indexed = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
        html = (site.folder / home).read_text(encoding="utf-8")
        article = re.split(r"<article[^>]*>|</article>", html)[1]
        text = unescape(re.sub(r"<[^>]*>", " ", article))
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
