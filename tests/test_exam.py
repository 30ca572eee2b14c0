"""Papers of a contest, printed by the code that a screen draws them by: versions, key, the form of
Azota, what is said of a code that is none."""

import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from handbook.content.bank import Paper, draw, question_pages, record_name
from handbook.content.handbook import Content
from handbook.content.questions import GAP, ORDER
from handbook.export.bank import Asked, BankReader, Leaf
from handbook.language.texts import Texts
from handbook.paper import fonts, pdf, word
from handbook.paper.book import Edition
from handbook.paper.exam import FIRST, MOST, Exam, Numbered, Version, versions
from handbook.paper.examiner import Examiner
from handbook.paper.jobs import Job
from handbook.paper.requests import requested
from tests.conftest import ROOT, BuiltSite
from tests.poppler import drawn as drawn_text
from tests.realbooks import put

CODE = "a1b2_12_30"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# As Azota describes it: a question, a choice, an answer of the table, a reason.
QUESTION, CHOICE = re.compile(r"Câu (\d+)\. \S"), re.compile(r"([A-H])\. \S")
ANSWER, REASON = re.compile(r"(\d+)-([A-H])\b"), re.compile(r"(\d+)\. Chọn ([A-H])\. \S")


@pytest.fixture(scope="module")
def asked(reader: Content, reader_site: BuiltSite, texts: Texts) -> Sequence[Asked]:
    pages = [page for found in question_pages(reader, "vi").values() for page in found]
    folder = reader_site.folder
    leaves = {
        page.id: Leaf(
            f"{record_name(page.id)}/",
            (folder / record_name(page.id) / "index.html").read_text(encoding="utf-8"),
        )
        for page in pages
    }
    return BankReader(reader, texts, "vi", leaves).drawn(Paper.of(CODE))


@pytest.fixture(scope="module")
def exam() -> Exam:
    return Exam(CODE, Paper.of(CODE), 4)


@pytest.fixture(scope="module")
def made(exam: Exam, asked: Sequence[Asked]) -> tuple[Version, ...]:
    return versions(exam, asked)


@pytest.fixture(scope="module")
def jobs(reader: Content, texts: Texts, exam: Exam, made: tuple[Version, ...]) -> Mapping[str, Job]:
    found = fonts.find((ROOT / "fonts", *fonts.SYSTEM))
    shop = Examiner(reader, texts, "vi", Edition("2026.11", 2026, 11), found)
    return {job.path.rpartition("/")[2]: job for job in shop.jobs(exam, made)}


def right(one: Numbered) -> set[str]:
    """The texts of the right answer by the letters of its key."""
    if one.question.kind == GAP:
        return set(one.key.split("; "))
    texts = {letter: offer.text.plain for letter, offer in one.choices}
    return {texts[letter] for letter in one.key}


def test_the_first_version_is_the_paper_of_the_screen(
    reader: Content, made: tuple[Version, ...], asked: Sequence[Asked]
) -> None:
    on_screen = draw(reader, Paper.of(CODE))
    assert [one.page for one in asked] == [one.page.id for one in on_screen]
    first = made[0]
    assert all(
        one.title.startswith(f"{reader.page_label(reader.page(one.page, 'vi'))} · ")
        for one in asked
    )
    in_order = {one.name: at for at, one in enumerate(asked)}
    for part in (first.lettered, first.others):
        places = [in_order[one.question.name] for one in part]
        assert places == sorted(places) and part
    assert all(one.offers == one.question.offers for one in first.asked)


def test_every_version_asks_the_same_with_a_right_key(made: tuple[Version, ...]) -> None:
    assert [one.number for one in made] == [str(FIRST + at) for at in range(4)]
    keys = {one.question.name: right(one) for one in made[0].asked}
    for version in made:
        assert [one.number for one in version.asked] == list(range(1, len(keys) + 1))
        assert {one.question.name: right(one) for one in version.asked} == keys
        assert not any(one.is_lettered for one in version.others)
        for one in version.asked:
            if one.question.kind != ORDER:
                expected = {offer.text.plain for offer in one.question.offers if offer.right}
                assert right(one) == expected


def test_versions_differ_in_order_of_questions_and_choices(made: tuple[Version, ...]) -> None:
    assert len({tuple(one.question.name for one in version.asked) for version in made}) == 4
    assert len({tuple(one.key for one in version.asked) for version in made}) == 4
    fixed = [one for version in made for one in version.asked if one.question.keeps_order]
    assert all(one.offers == one.question.offers for one in fixed)


def test_what_puts_things_in_order_is_answered_by_letters(made: tuple[Version, ...]) -> None:
    found = [one for version in made for one in version.asked if one.question.kind == ORDER]
    for one in found:
        letters = {letter: offer.place for letter, offer in one.choices}
        assert [letters[letter] for letter in one.key] == sorted(letters.values())


def test_all_files_are_made_and_say_all(
    jobs: Mapping[str, Job], made: tuple[Version, ...], tmp_path: Path
) -> None:
    """``make_pdf`` and ``make_docx`` look for every text themselves."""
    papers = {f"de-{one.number}.{ending}" for one in made for ending in ("pdf", "docx")}
    assert set(jobs) == papers | {"phieu-tra-loi.pdf", "dap-an.pdf"}
    for name in ("de-102.pdf", "dap-an.pdf", "phieu-tra-loi.pdf"):
        folder = tmp_path / name
        put(jobs[name].files, folder)
        pdf.typeset(jobs[name].options, folder)
        document = pdf.finished(jobs[name], folder)
        said = " ".join(" ".join(drawn_text(document)).split())
        # As windows and lists of files name it: of which version, of which paper.
        with pikepdf.open(document) as made_file:
            title = str(made_file.docinfo["/Title"])
        assert re.fullmatch(r"[^.]+\. (Mã đề 102|Đề \S+)", title), title
        if name == "phieu-tra-loi.pdf":
            assert all(str(one.number) in said for one in made[0].asked)
        elif name == "dap-an.pdf":
            assert all(f"Mã đề {one.number}" in said for one in made)
            # Outside its page a question must say which page it is about.
            assert all(f"Lấy từ {one.question.title}. Mã đề 101: " in said for one in made[0].asked)
        else:
            assert "Mã đề 102" in said and "HẾT" in said


def test_the_number_of_a_row_of_bubbles_is_on_its_height(
    jobs: Mapping[str, Job], tmp_path: Path
) -> None:
    """Else one fills in the row above or below."""
    job = jobs["phieu-tra-loi.pdf"]
    put(job.files, tmp_path)
    pdf.typeset(job.options, tmp_path)
    command = ["pdftotext", "-bbox", str(tmp_path / pdf.MADE), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    words = re.findall(r'yMin="([\d.]+)" .*yMax="([\d.]+)">([^<]+)<', said)
    heights = [((float(low) + float(high)) / 2, word) for low, high, word in words]
    rows = [at for at, (_, word) in enumerate(heights) if word == "A"]
    assert rows and all(heights[at - 1][1].isdigit() for at in rows)
    # In points; a line is as high as twelve.
    assert all(abs(heights[at][0] - heights[at - 1][0]) < 1 for at in rows)


def questions_in(lines: Sequence[str]) -> dict[int, list[str]]:
    """The letters of the choices of each question, by its number."""
    questions: dict[int, list[str]] = {}
    for line in lines:
        if found := QUESTION.match(line):
            questions[int(found[1])] = []
        elif (found := CHOICE.match(line)) and questions:
            questions[max(questions)].append(found[1])
    return questions


def test_the_word_document_has_the_form_of_azota(
    jobs: Mapping[str, Job], made: tuple[Version, ...], tmp_path: Path
) -> None:
    job, version = jobs["de-102.docx"], made[1]
    documents = []
    for at in range(2):
        put(job.files, tmp_path / str(at))
        documents.append(word.make_docx(job, tmp_path / str(at)).read_bytes())
    assert documents[0] == documents[1]
    with zipfile.ZipFile(tmp_path / "0" / word.MADE) as packed:
        tree = etree.fromstring(packed.read(word.TEXT))
    assert "Title" not in [one.get(f"{W}val") for one in tree.iter(f"{W}pStyle")]
    lines = ["".join(map(str, one.itertext(f"{W}t"))).strip() for one in tree.iter(f"{W}p")]
    # It holds only what is answered by one letter, and says how much that is.
    count = len(version.lettered)
    assert count < len(version.asked) and any(f"{count} câu, 30 phút" in line for line in lines)
    end, table = lines.index("HẾT"), lines.index("Bảng đáp án")
    assert end < table < lines.index("Lời giải")
    questions = questions_in(lines[:end])
    assert list(questions) == [one.number for one in version.lettered]
    for one in version.lettered:
        letters = questions[one.number]
        assert letters == list("ABCDEFGH")[: len(one.choices)] and 2 <= len(letters) <= 8
    answers = dict(ANSWER.findall(" ".join(lines[table : lines.index("Lời giải")])))
    told = (REASON.match(line) for line in lines[lines.index("Lời giải") + 1 :])
    reasons = {one[1]: one[2] for one in told if one}
    assert answers == reasons == {str(one.number): one.key for one in version.lettered}
    assert not any(CHOICE.match(line) for line in lines[end:])


@pytest.mark.parametrize(
    ("asked_for", "code"),
    [
        ("a1b2:4", "exam_code"),
        ("a1b2_10__bai-hocs:4", "exam_part"),
        ("a1b2_10___kho:4", "exam_level"),
        ("a1b2_10:0", "exam_versions"),
        (f"a1b2_10:{MOST + 1}", "exam_versions"),
        ("a1b2_10:nhieu", "exam_versions"),
        ("a1b2_0:4", "exam_empty"),
    ],
)
def test_a_code_that_draws_nothing_is_told(
    reader: Content, texts: Texts, asked_for: str, code: str
) -> None:
    found = requested(reader, [f"exam:{asked_for}"])
    [error] = found.refused.values()
    assert not found.exams and error.code == code
    assert "{" not in error.message(texts)


def test_an_address_has_its_code(reader: Content) -> None:
    for said in (CODE, f"https://so-tay.vn/tu-hoc/thi-thu/?de={CODE}", f"?de={CODE}#dau"):
        [exam] = requested(reader, [f"exam:{said}:3"]).exams
        assert (exam.code, exam.versions) == (CODE, 3)
