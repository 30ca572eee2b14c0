"""The handbook's own books as they are printed, without making any file of them."""

import functools
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build
from mkdocs.config import load_config

from handbook.paper.articles import Printed, destinations, notes_of, printed, settle, texts_of
from handbook.paper.binding import whole
from handbook.paper.book import Article, Book, Edition, Part
from handbook.paper.jobs import Job
from handbook.paper.word import word_texts

ADDRESS = "https://so-tay.example/"
EDITION = Edition("2026.11", 2026, 11, ADDRESS)


@functools.cache
def real_books(root: Path) -> Mapping[str, Book]:
    """The whole handbook in each language."""
    with TemporaryDirectory() as folder:
        config = load_config(str(root / "mkdocs.yml"), site_dir=folder, site_url=ADDRESS)
        config.extra["paper"] = False
        build(config)
    built = config.handbook.build  # type: ignore[attr-defined]
    return {
        language: whole(built.content, built.texts, articles, language, EDITION)
        for language, articles in built.articles.items()
    }


def ready(book: Book) -> Mapping[str, Printed]:
    """The articles of a book for paper, by id."""
    where = destinations(book.articles, book.edition.address)
    found = {article.id: printed(article, where) for article in book.articles}
    settle(found.values())
    return found


def job(
    tool: str,
    files: Mapping[str, bytes],
    articles: Mapping[str, Printed],
    options: Mapping[str, str] | None = None,
) -> Job:
    """What makes a file of these articles, and what must be found in it."""
    texts = tuple(text for one in articles.values() for text in texts_of(one))
    if tool == "docx":
        texts = word_texts(texts, articles.values())
    notes = tuple(note for one in articles.values() for note in notes_of(one))
    return Job(f"book.{tool}", tool, files, options or {}, texts, notes)


def put(files: Mapping[str, bytes], work: Path) -> None:
    """Write the files of a job where its tool looks for them."""
    for name, body in files.items():
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def article(name: str, html: str, label: str = "") -> Article:
    """An article with this text."""
    title = label or name.capitalize()
    return Article(
        name, f"{name.removesuffix('index')}/", title, title, "", "en", html, f"{name}.en.md"
    )


def small_book(language: str = "en", edition: Edition = EDITION) -> Book:
    """A part with an article, in which everything stands that a page can have."""
    opening = article("part/index", OPENING, "The part")
    return Book(
        language,
        "A book",
        "About it",
        edition,
        (Part(opening, (article("part/one", ONE),)),),
        "Hm.",
    )


OPENING = """
<p id="start">It begins.</p>
<h2 id="where">Where</h2>
<p>See <a href="one/#row-b">the row</a> or <a href="one/">nothing</a>.</p>
"""
ONE = """
<blockquote><p>A saying</p><p class="quotation-source">Its source</p></blockquote>
<h2 id="first">First <em lang="vi">một</em></h2>
<p>The <abbr class="first" title="of long name">OLN</abbr> is here; <code>a &lt; b</code>.</p>
<ul><li id="point">A point<ul><li>An inner point</li></ul></li><li><p>In a paragraph</p></li></ul>
<table><thead><tr><th>Name</th><th>What it is about</th></tr></thead><tbody>
<tr><td data-label="Name">A</td><td data-label="What it is about">A text of many words, so that
its column is the wider one, by far</td></tr>
<tr><td data-label="Name" id="row-b">B</td><td class="empty">–</td></tr></tbody></table>
<table><thead><tr><th>k1</th><th>k2</th><th>k3</th><th>k4</th><th>k5</th><th>k6</th></tr></thead>
<tbody><tr><td>v1</td><td>v2</td><td lang="vi">v3</td><td>v4</td><td>v5</td><td class="empty">–</td>
</tr><tr><td>w1</td><td>w2</td><td>w3</td><td>w4</td><td class="empty">–</td><td>w6</td></tr>
</tbody></table>
<dl><dt id="term">A term</dt><dd>Its meaning</dd></dl>
<div class="admonition"><p class="admonition-title">Mind</p><p>the gap</p></div>
<div class="quiz" id="q1"><p class="quiz-question" id="q1-text">A question?</p>
<ol class="quiz-choices" type="A"><li>Maybe</li><li>Never</li></ol>
<details class="quiz-answer"><summary>Show</summary><p class="quiz-right">Right: B</p>
<ol class="quiz-reasons" type="A"><li>A reason</li><li>Another reason</li></ol></details></div>
<div class="letters" data-paper="index"><h2 id="a">A</h2><ul><li><a href="#term"><span>A term</span>
<small>kind</small></a></li></ul></div>
<p>An <a href="https://example.org/x">outside address</a>.<br>The last line.</p>
"""
