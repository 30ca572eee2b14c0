"""Whatever Markdown our configuration reads can be printed, in every form; or it is said clearly
what cannot."""

import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from markdown import Extension, Markdown
from mkdocs.config import load_config

from handbook.language.texts import load_texts
from handbook.paper import epub, fonts, passages, pdf, word
from handbook.paper.articles import Destinations, notes_of, printed, read, texts_of
from handbook.paper.book import Book, Part
from handbook.paper.errors import PaperError
from handbook.paper.press import options_of
from macros.extension import HandbookExtension
from tests.poppler import drawn
from tests.realbooks import EDITION, article, job, put, ready
from tests.test_epub import checked

EVERYTHING = """
Plain, *slanted*, **bold**, `inline code`, <kbd>Key</kbd>, H<sub>low</sub>, x<sup>high</sup>,
<del>deleted</del>, <mark>marked</mark>, <u>under</u>, <q>quoted</q>, <small>little</small>.
A line with two spaces at its end  
goes on below.<!-- unseen -->

*[OLN]: of long name

The OLN, [a site](https://example.org/a), <https://example.org/b>, [below](#deep).[^one]

***

    indented code
        deeper

```python title="name.py"
def fenced(): pass  # "quoted" \\ and #hash
```

```python linenums="1" hl_lines="1"
counted = 1
```

Term
:   First meaning

:   Second meaning

    with a paragraph.[^many]

??? tip "Folded title"
    Folded text

    - outer
        1. middle
            - inner

!!! note
    Boxed text[^one]

Unknown class.
{: .no-such-class #place}

- [ ] a task
- [x] a task done

Between lists.

1. one counted
2. two counted

## Deep heading[^head] {#deep}

### Third level
#### Fourth level
##### Fifth level
###### Sixth level

| Left[^cell] | Middle |
|:--|:-:|
| cell `code` | second<br>line[^cell] |

<div class="own-box" markdown="1">

- in a box

</div>

<table><tr><td>no</td><td>row</td><td>below</td><td>the</td><td>first</td><td>one</td></tr></table>

<table>
<caption>Named table</caption>
<tr><th>Outer head</th><th>Other head</th></tr>
<tr><td><ul><li>list in a cell</li></ul><pre>code in a cell</pre></td>
<td><table><tr><td>inner cell</td></tr></table></td></tr></table>

<figure markdown="span">
In a figure <figcaption>its caption</figcaption>
</figure>

> A saying
>
> > in a saying

[^one]: Short *note* with [its address](https://example.org/n).
[^many]: Note of two paragraphs.

    The second one.

    - and a list
[^head]: Note of a heading.
[^cell]: Note of a cell.
"""
SAID = (
    *("Plain, slanted, bold, inline code, Key, Hlow, xhigh, deleted, marked, under,", "little"),
    *("goes on below.", "The OLN", "below", "indented code", "deeper", "name.py", "counted = 1"),
    'def fenced(): pass # "quoted" \\ and #hash',
    *("Term", "First meaning", "Second meaning", "with a paragraph.", "Folded title"),
    *("Folded text", "outer", "middle", "inner", "Note", "Boxed text", "Unknown class."),
    *(
        "[ ] a task",
        "[x] a task done",
        "Between lists.",
        "one counted",
        "two counted",
        "Deep heading",
    ),
    *("Third level", "Fourth level", "Fifth level", "Sixth level", "Left", "cell code", "second"),
    *(
        "in a box",
        "Named table",
        "Outer head",
        "Other head",
        "list in a cell",
        "code in a cell",
        "inner cell",
    ),
    *("In a figure", "its caption", "A saying", "in a saying", "Note of a heading."),
)
NOTES = (
    "of long name",
    "https://example.org/a",
    "Short note with its address (https://example.org/n).",
    "Note of two paragraphs. The second one. and a list",
)


@pytest.fixture(scope="module")
def convert(root: Path) -> Callable[[str], str]:
    """Markdown to HTML with all extensions of the configuration."""
    config = load_config(str(root / "mkdocs.yml"))
    own = HandbookExtension(frozenset("–"))
    extensions: list[str | Extension] = [*map(str, config.markdown_extensions), own]
    return lambda text: Markdown(
        extensions=extensions, extension_configs=config.mdx_configs
    ).convert(text)


@pytest.fixture(scope="module")
def book(convert: Callable[[str], str]) -> Book:
    everything = article("everything", convert(EVERYTHING))
    return Book("en", "A book", "About it", EDITION, (Part(everything),))


def flat(text: str) -> str:
    return " ".join(text.split())


def words() -> Mapping[str, str]:
    return load_texts().group("en", "paper")


def make_pdf(book: Book, form: str, folder: Path) -> Path:
    files = pdf.document(pdf.book_markup(book, ready(book), words()), words(), pdf.addresses(book))
    put(files, folder)
    options = options_of(form, fonts.find(fonts.SYSTEM), words())
    return pdf.make_pdf(job("pdf", files, ready(book), options), folder)


@pytest.mark.parametrize("form", ["a4", "phone"])
def test_pdf_has_everything(book: Book, form: str, tmp_path: Path) -> None:
    found = flat(" ".join(drawn(make_pdf(book, form, tmp_path))))
    # A narrow page breaks addresses, whose parts then stand apart.
    close = found.replace(" ", "")
    for said in (*SAID, *NOTES, "Note of a cell"):
        assert said.replace(" ", "") in close, said
    assert "unseen" not in found


def test_word_has_everything(book: Book, tmp_path: Path) -> None:
    articles = ready(book)
    files = word.word_files(book, articles, words())
    put(files, tmp_path)
    made = word.make_docx(job("docx", files, articles), tmp_path)
    found = [flat(line) for line in word.texts(made)]
    for said in SAID:
        assert any(said in line for line in found), said
    notes = {flat(line) for line in word.texts(made, word.NOTES)}
    assert {*NOTES, "Note of a cell."} <= notes


def test_epub_has_everything_and_epubcheck_finds_nothing(
    book: Book, root: Path, tmp_path: Path
) -> None:
    articles = ready(book)
    files = epub.epub_files(book, articles, words())
    put(files, tmp_path)
    options = options_of("a4", fonts.find(fonts.SYSTEM), words())
    made = epub.make_epub(job("epub", files, articles, options), tmp_path)
    found = list(epub.texts(made))
    for said in SAID:
        assert any(said in block for block in found), said
    notes = [flat(note).partition(" ")[2] for note in epub.texts(made, notes=True)]
    assert {*NOTES, "Note of a cell."} <= set(notes)
    done = checked(made, root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_boxes_named_note_are_no_notes(convert: Callable[[str], str]) -> None:
    boxes = "!!! note\n    In a box\n\n??? note\n    Folded\n\n*slanted*{: .note}"
    one = printed(article("boxes", convert(boxes)), Destinations({}, ""))
    assert {"In a box", "Folded", "slanted"} <= set(texts_of(one))
    assert notes_of(one) == ()


def test_footnotes_are_gathered_without_a_name_in_front(convert: Callable[[str], str]) -> None:
    text = "*[OLN]: of long name\n\nThe OLN[^a] and [a site](https://example.org/).\n\n[^a]: Told."
    one = printed(article("notes", convert(text)), Destinations({}, ""))
    passages.gather_notes(one, "Notes:")
    [line] = one.body.find_class("end-notes")
    assert line.text == "Notes: OLN: of long name; Told; a site: https://example.org/."


def test_what_a_head_says_on_screens_stands_below_it(convert: Callable[[str], str]) -> None:
    text = "## [Site](https://example.org/) {#a}\n\n| [Of](https://example.org/b) |\n|-|\n| c |"
    one = printed(article("heads", convert(text)), Destinations({}, ""))
    below = ["Heads", "Site", "Site: https://example.org/", "Of", "c", "Of: https://example.org/b"]
    assert list(texts_of(one)) == below and notes_of(one) == ()


def test_footnote_of_a_passage_comes_along(convert: Callable[[str], str]) -> None:
    """What is cut out of a page keeps the notes that the page has at its end."""
    body = read(article("page", convert("## Head[^a] {#head}\n\nText[^a].\n\n[^a]: Told.")))
    head = passages.heading(body, "head")
    assert head.text_content() == "Head"
    assert passages.alone(passages.below(head)).count("Told.") == 2


@pytest.mark.parametrize(
    ("written", "code", "named"),
    [
        ("![a picture](a.png)", "unprintable", "<img>"),
        ("<video></video>", "unprintable", "<video>"),
        ("??? quote\n    ![a picture](a.png)", "unprintable", "<img>"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "uneven", "colspan"),
        ("<table></table>", "uneven", "colspan"),
        ("<table><tr></tr></table>", "uneven", "colspan"),
    ],
)
def test_what_cannot_be_printed_is_named_with_its_file(
    convert: Callable[[str], str], written: str, code: str, named: str
) -> None:
    one = article("part/page", convert(written))
    with pytest.raises(PaperError) as caught:
        printed(one, Destinations({}, ""))
    said = caught.value.message(load_texts())
    assert caught.value.code == code
    assert "docs/part/page.en.md" in said and named in said


def test_what_only_screens_show_needs_no_form_on_paper(convert: Callable[[str], str]) -> None:
    text = convert("Told.\n\n![a picture](a.png)\n{: data-paper=off}")
    assert texts_of(printed(article("page", text), Destinations({}, ""))) == ("Page", "Told.")


ALIGNED = "| Left | Mid | Number |\n|:--|:-:|--:|\n| a | m | 1 |\n| b | middle | 12345 |"


@pytest.fixture(scope="module")
def aligned(convert: Callable[[str], str]) -> Book:
    return Book("en", "A book", "About it", EDITION, (Part(article("aligned", convert(ALIGNED))),))


def test_columns_stand_without_a_style(convert: Callable[[str], str]) -> None:
    made = convert(ALIGNED)
    assert "style=" not in made
    assert made.count('data-align="right"') == made.count('data-align="center"') == 3


def test_columns_stand_in_a_pdf_as_written(aligned: Book, tmp_path: Path) -> None:
    made = make_pdf(aligned, "a4", tmp_path)
    done = subprocess.run(["pdftotext", "-bbox", made, "-"], capture_output=True, check=True)
    box = r'xMin="([\d.]+)"[^>]*xMax="([\d.]+)"[^>]*>{}<'
    edges = {}
    for said in ("Left", "a", "b", "Mid", "m", "middle", "Number", "1", "12345"):
        [*_, found] = re.findall(box.format(said), done.stdout.decode())
        edges[said] = tuple(map(float, found))
    assert len({edges[said][0] for said in ("Left", "a", "b")}) == 1
    assert max(abs(edges[s][1] - edges["Number"][1]) for s in ("1", "12345")) < 0.5
    assert max(abs(sum(edges[s]) - sum(edges["Mid"])) for s in ("m", "middle")) < 1


def test_columns_stand_in_word_and_epub_as_written(aligned: Book, tmp_path: Path) -> None:
    articles = ready(aligned)
    files = word.word_files(aligned, articles, words())
    put(files, tmp_path / "word")
    made = word.make_docx(job("docx", files, articles), tmp_path / "word")
    with zipfile.ZipFile(made) as parts:
        xml = parts.read("word/document.xml").decode()
    for side, said in (("right", "12345"), ("right", "Number"), ("center", "middle")):
        [paragraph] = [one for one in xml.split("<w:p>") if f">{said}<" in one]
        assert f'<w:jc w:val="{side}"' in paragraph, said
    pages = epub.epub_files(aligned, articles, words())
    [page] = [body.decode() for name, body in pages.items() if "aligned" in name]
    assert page.count('data-align="right"') == 3
    assert b'[data-align="right"]' in pages["book/EPUB/style.css"]
