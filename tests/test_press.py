"""The making of files for paper: whole or not at all, only what changed, errors in words."""

import ast
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pikepdf
import pytest
from lxml import html
from PIL import Image

from handbook.content.handbook import Content
from handbook.language.texts import Texts, load_texts
from handbook.paper import fonts, inks, pdf
from handbook.paper.binding import single
from handbook.paper.book import Article, Book, Edition, Part
from handbook.paper.epub import epub_files
from handbook.paper.errors import FailedJobsError, PaperError
from handbook.paper.format import A4
from handbook.paper.jobs import Job, Workshop
from handbook.paper.press import document_of, options_of, workshop
from handbook.paper.printing import Printing
from handbook.paper.requests import Requested
from handbook.paper.typst import Writer
from handbook.paper.word import word_files
from tests.poppler import drawn
from tests.realbooks import EDITION

HTML = """<p>Một đoạn mở đầu, có <a href="#muc">liên kết</a>.</p>
<h2 id="muc">Mục thứ nhất</h2>
<p>Đoạn văn này được bỏ đi để xem máy có nhận ra không, nên dài hơn một dòng một chút.</p>
<table><thead><tr><th>Tên</th><th>Việc</th></tr></thead>
<tbody><tr><td id="a">Cơ quan thứ nhất</td>
<td>Lo việc <abbr class="first" title="giải thích">KH/TU</abbr> đầu tiên</td></tr></tbody></table>
<p>Theo <abbr class="first" title="kế hoạch của tỉnh ủy">KH/TU</abbr>, ai cũng có việc.</p>"""


@pytest.fixture(scope="module")
def small() -> Book:
    article = Article("bai", "bai/", "Bài mẫu", "Bài mẫu", "Tóm lại", "vi", HTML, "bai.md")
    return Book("vi", "Sổ tay mẫu", "Một bài", EDITION, (Part(article),), "")


def job_of(book: Book, texts: Texts) -> Job:
    words, found = texts.group(book.language, "paper"), fonts.find(fonts.SYSTEM)
    source = document_of(book, words)
    options = options_of(A4, found, words)
    return Job("tep/vi/mau-a4.pdf", "pdf", source.files, options, source.texts, source.notes)


def set_as(form: str, markup: str, texts: Texts, work: Path) -> Path:
    """Some markup with the templates of a book."""
    for name, body in pdf.document(markup, texts.group("vi", "paper"), {}).items():
        (work / name).write_bytes(body)
    pdf.typeset(options_of(form, fonts.find(fonts.SYSTEM), texts.group("vi", "paper")), work)
    return work / pdf.MADE


def test_two_settings_are_the_same_to_the_byte(small: Book, texts: Texts, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        made.append(
            pdf.make_pdf(job_of(small, texts), unpacked(job_of(small, texts), tmp_path / name))
        )
    assert made[0].read_bytes() == made[1].read_bytes()


def test_no_template_returns_what_is_set_above() -> None:
    """Typst sets only what a block says itself: what it returns is taken out of it."""
    found = [path.name for path in sorted(pdf.TEMPLATES.glob("*.typ"))
             if re.search(r"\breturn +[^\s}]", path.read_text(encoding="utf-8"))]  # fmt: skip
    assert len(list(pdf.TEMPLATES.glob("*.typ"))) > 5 and found == []


@pytest.mark.parametrize(("form", "size"), [("a4", 8.5), ("a5", 8.61), ("phone", 9.43)])
def test_what_closes_an_article_is_in_small_print(
    texts: Texts, tmp_path: Path, form: str, size: float
) -> None:
    markup = '#import "book.typ": *\n#show: book.with(title: "A", bound: false)\n'
    markup += "#in-columns[Một #ends(([Hai],), ())]"
    with pikepdf.open(set_as(form, markup, texts, tmp_path)) as document:
        [page] = document.pages
        drawn_with = pikepdf.parse_content_stream(page, "Tf")
    sizes = [float(one.operands[1]) for one in drawn_with]
    assert round(sizes[1], 2) == size < sizes[0]


@pytest.mark.parametrize("way", ["in-columns", "in-one"])
def test_the_line_of_a_running_head_is_below_its_letters(
    texts: Texts, tmp_path: Path, way: str
) -> None:
    """However near the text of the page has its paragraphs."""
    markup = '#import "book.typ": *\n#show: book.with(title: "A")\n'
    markup += (
        f'#part("a", [Mau])[Một]\n#article("b", [Hai], flow: {str(way != "in-one").lower()})[]'
    )
    last = str(pdf.page_count(set_as(A4, markup, texts, tmp_path)))
    # In dots of half a point, as high as the head.
    head = ["-r", "144", "-f", last, "-x", "0", "-y", "0", "-W", "1191", "-H", "110"]
    draw = ["pdftoppm", *head, "-gray", "-singlefile", pdf.MADE, "head"]
    subprocess.run(draw, cwd=tmp_path, check=True)
    picture = Image.open(tmp_path / "head.pgm")
    strips = (picture.crop((0, at, picture.width, at + 1)) for at in range(picture.height))
    rows = [sum(strip.histogram()[:200]) for strip in strips]
    line = rows.index(max(rows))
    assert rows[line] > picture.width / 2
    # No letter here goes below the others.
    assert rows[line - 4 : line - 1] == [0, 0, 0] and sum(rows[: line - 4]) > 0


def test_a_page_alone_has_no_cover_and_no_contents(
    small: Book, texts: Texts, tmp_path: Path
) -> None:
    """What those say stands at the foot of each page."""
    words, notice = texts.group("vi", "paper"), "Tài liệu để thử."
    bound = replace(small, notice=notice)
    found = {}
    for book in (bound, single(bound, "bai")):
        job = job_of(book, texts)
        made = pdf.make_pdf(job, unpacked(job, tmp_path / str(book.bound)))
        found[book.bound] = [" ".join(page.split()) for page in drawn(made)[:-1]]
    # Cover, who answers for it, contents.
    assert len(found[True]) == len(found[False]) + 3
    assert found[False][0].startswith("Bài mẫu Một đoạn mở đầu")
    assert not [page for page in found[False] if words["contents"] in page]
    edition = words["edition"].replace("{edition}", EDITION.name)
    assert all(f"{edition}. {notice}" in page for page in found[False])
    with pikepdf.open(tmp_path / "False" / pdf.MADE) as document:
        assert document.docinfo["/Title"] == "Bài mẫu"


def test_who_answers_for_a_book_is_named(small: Book, texts: Texts, tmp_path: Path) -> None:
    """Behind the cover, and in what files say of themselves; nobody where none is named."""
    words = texts.group("vi", "paper")
    edition = replace(EDITION, author="Ban biên soạn", publisher="Nhà phát hành")
    for book in (small, replace(small, edition=edition)):
        source, named = document_of(book, words), book.edition is edition
        options = {"publisher": book.edition.publisher} if named else {}
        job = replace(job_of(book, texts), files=source.files, texts=source.texts + source.around)
        job = replace(job, options={**job.options, **options})
        made = pdf.make_pdf(job, unpacked(job, tmp_path / str(named)))
        behind = " ".join(drawn(made)[1].split())
        assert ("Biên soạn: Ban biên soạn Nơi phát hành: Nhà phát hành" in behind) is named
        with pikepdf.open(made) as document, document.open_metadata() as about:
            assert about.get("dc:creator") == (["Ban biên soạn"] if named else None)
            assert about.get("dc:publisher") == ({"Nhà phát hành"} if named else None)
            assert about["pdfuaid:part"] == "1"
        flowing = b"".join(epub_files(book, source.ready, words).values())
        assert (b"dc:creator>Ban bi" in flowing) is named
        assert (b"dc:publisher>Nh" in flowing) is named
        said = b"".join(word_files(book, source.ready, words).values())
        assert (b'"author"' in said) is named


def unpacked(job: Job, folder: Path) -> Path:
    for name, body in job.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    return folder


def test_a_paragraph_that_is_missing_stops_the_work(
    small: Book, texts: Texts, tmp_path: Path
) -> None:
    job = job_of(small, texts)
    main = job.files["main.typ"].decode()
    [paragraph] = [line for line in main.split("\n") if "được bỏ đi" in line]
    short = replace(job, files={**job.files, "main.typ": main.replace(paragraph, "").encode()})
    shop = workshop(tmp_path, fonts.find(fonts.SYSTEM), lambda *_: None)
    with pytest.raises(PaperError) as caught:
        shop.make([short], tmp_path / "site")
    found = caught.value
    assert found.code == "lost" and found.values["path"] == short.path
    assert found.values["count"] == 1
    lost = str(found.values["some"])
    assert lost.startswith("“Đoạn văn này được bỏ đi") and ";" not in lost
    assert short.path in found.message(texts) and lost in found.message(texts)
    assert not (tmp_path / "site").exists()


def test_pages_that_never_settle_stop_the_work(small: Book, texts: Texts, tmp_path: Path) -> None:
    job = job_of(small, texts)
    # As many pages as there were in the layout before, and one more.
    growing = b"\n#context for _ in range(query(<more>).len() + 1) [#pagebreak()#metadata(0)<more>]"
    main = job.files["main.typ"] + growing
    shop = workshop(tmp_path, fonts.find(fonts.SYSTEM), lambda *_: None)
    with pytest.raises(PaperError) as caught:
        shop.make([replace(job, files={**job.files, "main.typ": main})], tmp_path / "site")
    assert caught.value.code == "tool" and "converge" in caught.value.message(texts)
    assert not list(shop.cache.iterdir())


def test_only_what_changed_is_made_again(small: Book, texts: Texts, tmp_path: Path) -> None:
    said: list[object] = []
    found = fonts.find(fonts.SYSTEM)
    shop = workshop(tmp_path, found, lambda *facts: said.append(facts[-1]))
    job = job_of(small, texts)
    other = replace(job, path="b.pdf", files={**job.files, "unused.txt": b"x"})
    for jobs in ([job], [job, other], [job, other]):
        shop.make(jobs, tmp_path / "site")
    assert said == [job.path, "b.pdf"]
    assert len(list(shop.cache.iterdir())) == 2
    shop.make([job], tmp_path / "site")
    assert len(list(shop.cache.iterdir())) == 1


def test_a_half_made_file_is_never_taken_for_a_whole_one(tmp_path: Path) -> None:
    shop = Workshop({"broken": broken}, "1", tmp_path / "cache", lambda *_: None)
    with pytest.raises(PaperError) as caught:
        shop.make([Job("a.pdf", "broken", {})], tmp_path / "site")
    assert caught.value.code == "tool"
    said = caught.value.message(load_texts())
    assert "a.pdf" in said and "no paper" in said
    assert not list((tmp_path / "cache").iterdir())


def test_one_that_fails_is_no_matter_to_those_of_the_same_process(tmp_path: Path) -> None:
    told: list[str] = []
    tools, quick = {"broken": broken, "whole": whole}, frozenset(("broken", "whole"))
    shop = Workshop(tools, "1", tmp_path / "cache", lambda *said: told.append(said[2]), quick)
    kinds = ["broken" if number == 3 else "whole" for number in range(40)]
    jobs = [Job(f"{at}.pdf", kind, {}, {"at": str(at)}) for at, kind in enumerate(kinds)]
    with pytest.raises(FailedJobsError) as caught:
        shop.make(jobs, tmp_path / "site")
    assert list(caught.value.reasons) == ["3.pdf"]
    made = sorted(path.name for path in (tmp_path / "site").iterdir())
    assert made == sorted(told) == sorted(job.path for job in jobs if job.tool == "whole")
    processes = {path.read_text() for path in (tmp_path / "site").iterdir()}
    assert 1 < len(processes) < len(made) / 2


def whole(job: Job, work: Path) -> Path:
    (work / "made.pdf").write_text(str(os.getpid()))
    return work / "made.pdf"


def broken(job: Job, work: Path) -> Path:
    (work / "half.pdf").write_bytes(b"half")
    raise ValueError("no paper")


def test_fonts_of_two_folders_are_not_mixed_up(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "Tinos-Bold.ttf").write_bytes(b"own")
    found = fonts.find((tmp_path / "own", *fonts.SYSTEM))
    assert found["Tinos-Bold.ttf"] == tmp_path / "own" / "Tinos-Bold.ttf"
    assert set(found) == set(fonts.FILES)
    assert fonts.find((tmp_path,)) == {}


def test_a_missing_package_is_named(
    content: Content, texts: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "SYSTEM", ())
    printing = Printing(tmp_path, content, texts, {}, EDITION)
    with pytest.raises(PaperError) as caught:
        printing.print_only(Requested(("index",), {}), tmp_path, lambda _: ())
    assert "fonts-croscore" in caught.value.message(texts)


@pytest.mark.parametrize(("name", "month"), [("2026.11", 11), ("2027.1", 1), ("2027.01", 1)])
def test_edition_is_read_from_its_name(name: str, month: int) -> None:
    assert Edition.of(name, "") == Edition(name, int(name[:4]), month)


@pytest.mark.parametrize("name", ["2026", "2026.0", "2026.13", "26.1", "2026.11 ", 2026.11, None])
def test_what_is_no_edition_is_refused(name: object) -> None:
    with pytest.raises(PaperError) as caught:
        Edition.of(name, "")
    assert caught.value.code == "edition"


def test_every_error_has_its_message(root: Path, texts: Texts) -> None:
    """And the message asks for no value that the error does not bring."""
    raised: dict[str, set[str]] = {"lost": {"some", "count"}}
    for path in (root / "handbook" / "paper").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name("PaperError"),
                    args=[ast.Constant(str(code)), ast.Dict(keys=keys)],
                ):
                    values = {str(key.value) for key in keys if isinstance(key, ast.Constant)}
                    raised[code] = raised.get(code, set()) | values
    group = {code: str(text) for code, text in texts.messages["paper_errors"].items()}
    assert set(raised) == set(group)
    for code, text in group.items():
        asked = {name for _, name, _, _ in Formatter().parse(text) if name}
        # The workshop says in which file.
        assert asked <= raised[code] | {"path"}, code


def test_the_colour_of_the_handbook_is_in_all_that_is_printed() -> None:
    """Every template that has a colour of its own gets it; the others stay as they are."""
    folder = Path(inks.__file__).parent / "templates"
    paths = [path for path in folder.rglob("*") if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    made = inks.coloured(files, "#0b3d91")
    red = re.compile(inks.TEMPLATE_COLOUR.encode(), re.IGNORECASE)
    had = {name for name, body in files.items() if red.search(body)}
    assert {Path(name).suffix for name in had} == set(inks.COLOURED)
    assert {name for name, body in made.items() if red.search(body)} == set()
    assert {name for name in files if made[name] != files[name]} == had
    assert inks.coloured(files, "") == files


def test_the_start_of_a_list_is_a_number_or_nothing_is_set() -> None:
    """It goes into the paper's own language, where anything else could be a command."""
    hostile = html.fragment_fromstring('<ol start="1, [#sys.version]"><li>Một</li></ol>')
    with pytest.raises(ValueError, match="sys"):
        Writer(2).block(hostile)
    counted = html.fragment_fromstring('<ol start="4"><li>Bốn</li></ol>')
    assert "start: 4," in Writer(2).block(counted)


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("<p>Theo Kế hoạch 147-KH/TU{}</p>", "noted"),
        ("<p>Theo <b>một</b> số 147-KH/TU{}</p>", "noted"),
        ('<p><a href="https://a.example/">Kế hoạch 147-KH/TU</a>{}</p>', "noted"),
        ("<p>Theo KH/TU{}</p>", "footnote"),
        ("<p>Theo 147-KH/TU, <b>UBND</b>{}</p>", "footnote"),
        ("<p>{} đứng đầu</p>", "footnote"),
    ],
)
def test_a_note_behind_a_number_in_a_box_is_known(text: str, call: str) -> None:
    tree = html.fragment_fromstring(text.format('<span class="note">kế hoạch</span>'))
    assert f'#{call}[#"kế hoạch"]' in Writer(2).block(tree)


def test_no_line_begins_with_the_sign_of_a_note(texts: Texts, tmp_path: Path) -> None:
    """Whatever the width, and nothing that is not seen is in the text."""
    tree = '<p>Số 147-KH/TU<span class="note">kế hoạch</span></p>'
    noted = Writer(2).block(html.fragment_fromstring(tree))
    # As wide as the number and wider, by less than the sign is wide.
    widths = f"#for at in range(30) {{ block(width: 20mm + at * .3mm)[{noted}] }}"
    markup = f'#import "book.typ": *\n#show: book.with(title: "A", bound: false)\n{widths}'
    lines = "\n".join(drawn(set_as(A4, markup, texts, tmp_path))).splitlines()
    assert sum(bool(re.search(r"147-KH/TU\d+$", line)) for line in lines) == 30
