"""The questions as tables: as LibreOffice reads them, and for games in class."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from handbook.content.handbook import Content
from handbook.content.mixing import key, shown
from handbook.content.model import Question
from handbook.content.questions import BLANK, GAP, ONE, ORDER, SEVERAL, TRUTH
from handbook.export.bank import Asked, Bank, Leaf, Offer, Part, Shown
from handbook.export.form import Job
from handbook.export.forms import FORMS
from handbook.export.games import KAHOOT_CHOICE, KAHOOT_CHOICES, KAHOOT_STEM
from handbook.export.sheets import csv_file, workbook
from handbook.export.text import plain_text
from handbook.language.texts import Texts
from tests.conftest import BuiltSite
from tests.exported import LANGUAGES, LESSONS, asked, bare, file, files, name

NAMES = {"vi": "cau-hoi", "en": "questions"}


def rows_of(sheet: Path) -> list[list[str]]:
    """The rows of a workbook as LibreOffice reads them."""
    office = shutil.which("soffice")
    # Writer and Impress can be there without what reads tables.
    if office is None or not (Path(office).resolve().parent / "libsclo.so").exists():
        pytest.skip("không có LibreOffice Calc trên máy")
    target = sheet.parent / "read"
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    reading = ["--infilter=CSV:44,34,76,1,,0,true,false"] if sheet.suffix == ".csv" else []
    home = f"-env:UserInstallation=file://{sheet.parent}/office"
    command = [
        office,
        home,
        "--headless",
        *reading,
        "--convert-to",
        options,
        "--outdir",
        str(target),
    ]
    subprocess.run([*command, str(sheet)], check=True, capture_output=True)
    read = (target / f"{sheet.stem}.csv").read_text(encoding="utf-8").removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(read)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_csv_has_all_and_opens_in_an_office(
    reader: Content, reader_site: BuiltSite, tmp_path: Path, language: str
) -> None:
    path = file(reader_site, language, "csv")
    text = path.read_bytes().decode("utf-8-sig")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(text))
    by_name = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert set(by_name) == {name(*one) for one in asked(reader, language)}
    most = max(len(question.choices) for _, question in asked(reader, language))
    first = head.index(head[6])
    for page, question in asked(reader, language):
        values = list(by_name[name(page, question)].values())
        choices = [question.choices[place] for place in shown(page.id, question)]
        texts, reasons = values[first : first + most], values[first + most + 1 :][:most]
        ends = "." if question.kind == GAP else ""
        assert [one for one in texts if one] == [
            bare(one.text).removesuffix(ends) for one in choices
        ]
        assert [one for one in reasons if one] == [bare(one.reason) for one in choices]
        if question.kind in (ONE, SEVERAL, ORDER):
            assert values[first + most] == ", ".join(key(page.id, question))
    copied = Path(shutil.copy(path, tmp_path))
    assert rows_of(copied) == [head, *rows]


def test_no_cell_of_a_csv_is_a_formula() -> None:
    read = list(
        csv.reader(io.StringIO(csv_file([["=1+1", "+x", "@a", "-b", 7]]).decode("utf-8-sig")))
    )
    assert read == [[" =1+1", " +x", " @a", " -b", "7"]]


def test_a_workbook_keeps_texts_as_they_are(tmp_path: Path) -> None:
    rows: list[list[str | int]] = [["=1+1", 'a "b" <c> & d', "  x "], ["Ấn, bản", 12, ""]]
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook("Tên & <x>", rows))
    assert rows_of(path) == [[str(cell) for cell in row] for row in rows]


def fits_kahoot(question: Question, task: str) -> bool:
    stem = bare(question.text) + (f" {task}" if task else "")
    return (
        question.kind in (ONE, SEVERAL, TRUTH)
        and len(stem) <= KAHOOT_STEM
        and len(question.choices) <= KAHOOT_CHOICES
        and all(len(bare(choice.text)) <= KAHOOT_CHOICE for choice in question.choices)
    )


def test_kahoot_has_what_fits_and_the_page_says_what_does_not(
    reader: Content, reader_site: BuiltSite, texts: Texts, tmp_path: Path
) -> None:
    [path] = (one for one in files(reader_site, "vi", "kahoot") if LESSONS in one.name)
    found = rows_of(Path(shutil.copy(path, tmp_path)))[8:]
    lessons = [one for one in asked(reader, "vi") if one[0].folder == LESSONS]
    tasks = texts.group("vi", "quiz_tasks")
    fitting = [one for one in lessons if fits_kahoot(one[1], tasks.get(one[1].kind, ""))]
    assert 0 < len(fitting) < len(lessons)
    assert len(found) == len(fitting)
    by_stem = {row[1]: row for row in found}
    for page, question in fitting:
        task = tasks.get(question.kind, "")
        row = by_stem[f"{bare(question.text)} {task}".strip()]
        order = shown(page.id, question)
        told = [bare(question.choices[place].text) for place in order]
        assert [one for one in row[2:6] if one] == told
        right = [str(at + 1) for at, place in enumerate(order) if question.choices[place].right]
        assert row[7].split(",") == right and row[6].isdigit()
    listed = (reader_site.folder / "tai-ve/index.html").read_text(encoding="utf-8")
    said = texts.get("vi", "question_files.told_left").replace("{count}", str(len(fitting)))
    said = said.replace("{left}", str(len(lessons) - len(fitting))).partition("{")[0]
    assert re.search(rf'{path.name}" download>[^<]*</a> \({said}', listed)


def test_wayground_has_the_reasons(reader: Content, reader_site: BuiltSite, tmp_path: Path) -> None:
    [path] = (one for one in files(reader_site, "vi", "wayground") if LESSONS in one.name)
    head, _, *rows = rows_of(Path(shutil.copy(path, tmp_path)))
    assert len(head) == 11
    lessons = [one for one in asked(reader, "vi") if one[0].folder == LESSONS]
    fitting = [one for one in lessons if one[1].kind != ORDER]
    assert len(rows) == len(fitting)
    told = "\n".join(row[-1] for row in rows)
    for _, question in fitting:
        assert all(bare(choice.reason) in told for choice in question.choices)


def test_a_gap_fits_wayground_by_what_fills_it_alone(texts: Texts, tmp_path: Path) -> None:
    """What is mistaken for that takes no room there."""
    said = plain_text("Chữ")
    offers = tuple(Offer("", plain_text(f"c{at}"), said, at < 4, at) for at in range(8))
    one = Asked("p#x", "Câu", "p", GAP, "hieu", plain_text(f"Điền {BLANK}"), said, offers, ())
    part = Part("p", "Phần", (Shown("p", "Trang", Leaf("p/", "<p></p>"), (one,)),))
    bank = Bank("vi", "Sổ", "2026.11", "", (part,))
    [form] = (form for form in FORMS if form.name == "wayground")
    made = form.make(Job(bank, part, texts, tmp_path, {}))
    assert (made.count, made.left) == (1, 0)
    with zipfile.ZipFile(io.BytesIO(made.body)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r">(c\d)<", sheet) == ["c0", "c1", "c2", "c3"]
