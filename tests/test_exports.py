"""The questions as files for other programs: each form is read again, where that can be had by the
program that it is for, and holds what pages show. Tables and decks have files of their own."""

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from lxml import etree, html
from lxml.etree import _Element

from handbook.content.handbook import Content
from handbook.content.mixing import key, shown
from handbook.content.model import Page, Question
from handbook.content.questions import BLANK, GAP, KINDS, ONE, OPEN, ORDER, SEVERAL, TRUTH
from handbook.export.bank import Asked, Bank, Leaf, Offer, Part, Shown
from handbook.export.form import Job
from handbook.export.forms import FORMS
from handbook.export.plan import plan
from handbook.export.text import NOTHING, Text, plain_text, text_of
from handbook.export.xml import Maker
from handbook.language.texts import Texts
from tests.conftest import READER_LANGUAGES, ROOT, BuiltSite
from tests.exported import LANGUAGES, asked, bare, file, name

# The shares of a mark that Moodle knows, without their signs.
SHARES = {
    *(
        "100",
        "90",
        "83.33333",
        "80",
        "75",
        "70",
        "66.66667",
        "60",
        "50",
        "40",
        "33.33333",
        "30",
        "25",
    ),
    *("20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0"),
}


def test_the_handbook_of_the_tests_has_every_kind(reader: Content) -> None:
    assert {question.kind for _, question in asked(reader, "vi")} == set(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_planned_files_are_made_and_offered_with_their_sizes(
    reader: Content, reader_site: BuiltSite, texts: Texts, language: str
) -> None:
    planned = plan(reader, texts, language)
    assert {one.form for one in planned} == set(FORMS)
    page = f"{READER_LANGUAGES.folder(language)}tai-ve/index.html"
    shown_page = (reader_site.folder / page).read_text(encoding="utf-8")
    links = dict(
        re.findall(r'href="(?:\.\./)+(tep/[^"]+)" download>.*?</a> \(([^)]*)\)', shown_page)
    )
    for one in planned:
        size = (reader_site.folder / one.path).stat().st_size
        tenths = divmod(-(-size // 100_000), 10)
        assert re.search("{}[.,]{} MB".format(*tenths), links[one.path])


def test_files_are_in_no_copy(reader_site: BuiltSite, unpacked: Path) -> None:
    assert not (unpacked / "tep").exists()
    [listed] = (reader_site.folder / "assets").glob("offline.*.json")
    assert "tep/" not in listed.read_text(encoding="utf-8")


# Moodle.

TYPES = {
    ONE: "multichoice", SEVERAL: "multichoice", TRUTH: "truefalse", ORDER: "matching",
    GAP: "shortanswer", OPEN: "essay",
}  # fmt: skip


@pytest.fixture(params=LANGUAGES)
def moodle(request: pytest.FixtureRequest, reader_site: BuiltSite) -> tuple[str, _Element]:
    language = str(request.param)
    return language, etree.parse(file(reader_site, language, "moodle")).getroot()


def test_moodle_has_every_question_once_under_its_own_id(
    moodle: tuple[str, _Element], reader: Content
) -> None:
    language, quiz = moodle
    found = {
        one.findtext("idnumber"): one.get("type") for one in quiz.findall("question[idnumber]")
    }
    expected = {name(*one): TYPES[one[1].kind] for one in asked(reader, language)}
    assert found == expected and len(quiz.findall("question[idnumber]")) == len(expected)
    assert all(len(one or "") <= 100 for one in found)
    categories = quiz.findall("question[@type='category']")
    assert len(categories) == len({page.id for page, _ in asked(reader, language)})


def asked_in(
    moodle: tuple[str, _Element], reader: Content
) -> Iterator[tuple[Page, Question, _Element]]:
    """Each question that is asked, with what Moodle is given of it."""
    language, quiz = moodle
    by_name = {one.findtext("idnumber"): one for one in quiz.findall("question[idnumber]")}
    for page, question in asked(reader, language):
        yield page, question, by_name[name(page, question)]


def test_moodle_has_choices_as_they_are_shown_with_every_reason(
    moodle: tuple[str, _Element], reader: Content
) -> None:
    for page, question, item in asked_in(moodle, reader):
        order = shown(page.id, question)
        choices = [question.choices[place] for place in order]
        reasons = [bare(one.findtext("feedback/text")) for one in item.findall("answer")]
        if question.kind in (ONE, SEVERAL):
            texts = [bare(one.findtext("text")) for one in item.findall("answer")]
            assert texts == [bare(choice.text) for choice in choices]
            assert (
                item.findtext("shuffleanswers") == "0"
                and item.findtext("answernumbering") == "ABCD"
            )
            assert item.findtext("single") == ("true" if question.kind == ONE else "false")
        if question.kind not in (ORDER, OPEN):
            assert reasons == [bare(choice.reason) for choice in choices]
        if question.kind == ORDER:
            said = bare(item.findtext("generalfeedback/text"))
            assert all(bare(choice.reason) in said for choice in choices)
            pairs = item.findall("subquestion")
            assert [one.findtext("answer/text") for one in pairs] == [
                str(place + 1) for place in order
            ]
        if question.kind == OPEN:
            said = bare(item.findtext("graderinfo/text"))
            assert said == bare(" ".join(question.paragraphs))


def test_what_fills_a_gap_is_what_readers_type(
    moodle: tuple[str, _Element], reader: Content
) -> None:
    for _, question, item in asked_in(moodle, reader):
        if question.kind == GAP:
            fillings = [one.findtext("text") for one in item.findall("answer")]
            assert fillings == [bare(choice.text) for choice in question.choices]


def test_moodle_gives_a_whole_mark_to_the_key_alone(moodle: tuple[str, _Element]) -> None:
    _, quiz = moodle
    for item in quiz.findall("question[answer]"):
        shares = [str(one.get("fraction")) for one in item.findall("answer")]
        assert all(share.removeprefix("-") in SHARES for share in shares)
        right = [float(share) for share in shares if float(share) > 0]
        if item.findtext("single") == "false":
            assert sum(right) == pytest.approx(100, abs=0.001)
            assert sum(map(float, shares)) == pytest.approx(0, abs=0.001) or len(right) == len(
                shares
            )
        else:
            assert set(right) == {100.0}


# GIFT, by the parser of those who use it.


def parsed_gift(path: Path) -> list[dict[str, object]]:
    code = (
        "import {parse} from 'gift-pegjs'; import {readFileSync} from 'node:fs';"
        "console.log(JSON.stringify(parse(readFileSync(process.argv[1], 'utf8'))))"
    )
    command = ["node", "--input-type=module", "-e", code, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return [one for one in found if one["type"] != "Category"]


GIFT_TYPES = {
    ONE: "MC", SEVERAL: "MC", TRUTH: "TF", ORDER: "Matching", GAP: "Short", OPEN: "Essay"
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_gift_is_read_with_the_right_choices(
    reader: Content, reader_site: BuiltSite, language: str
) -> None:
    found = {str(one["id"]): one for one in parsed_gift(file(reader_site, language, "gift"))}
    expected = {name(*one): one for one in asked(reader, language)}
    assert set(found) == set(expected)
    for key_name, (page, question) in expected.items():
        item = found[key_name]
        assert item["type"] == GIFT_TYPES[question.kind]
        if question.kind in (ONE, SEVERAL):
            choices = item["choices"]
            assert isinstance(choices, list)
            told = [question.choices[place] for place in shown(page.id, question)]
            assert [bare(one["text"]["text"]) for one in choices] == [
                bare(one.text) for one in told
            ]
            assert [bare(one["feedback"]["text"]) for one in choices] == [
                bare(one.reason) for one in told
            ]
            right = [one["isCorrect"] or (one["weight"] or 0) > 0 for one in choices]
            assert right == [one.right for one in told]
        if question.kind == TRUTH:
            assert item["isTrue"] is question.choices[0].right


# Signs that mean something to a form are signs in a text.

ODD = r"""a<b> & "c" {d} ~e =f #g :h \i 50% > // ::j:: $k [l] 'm'"""


def odd_bank() -> Bank:
    """A question of each kind, and a page and a part, whose texts have them all."""
    text = plain_text(ODD)
    offers = [Offer(letter, text, text, letter == "B", at) for at, letter in enumerate("ABC", 1)]
    asked_all = [
        Asked(
            f"{kind}#x", ODD, "p", kind, "hieu", plain_text(f"{ODD} {BLANK}"), text,
            () if kind == OPEN else tuple(offers), () if kind in (GAP, OPEN) else ("B",),
            (text,) if kind == OPEN else (), text, text,
        )
        for kind in KINDS
        if kind != TRUTH
    ]  # fmt: skip
    page = Shown("p", ODD, Leaf("p/", "<p></p>" + '<div class="quiz"></div>' * 5), tuple(asked_all))
    return Bank("vi", ODD, "2026.11", "", (Part("p", ODD, (page,)),))


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory, texts: Texts) -> Path:
    folder, bank = tmp_path_factory.mktemp("odd"), odd_bank()
    for form in FORMS:
        job = Job(bank, bank.parts[0], texts, folder, {})
        (folder / f"{form.name}.{form.ending}").write_bytes(form.make(job).body)
    return folder


def test_signs_are_signs_in_gift(odd: Path) -> None:
    found = parsed_gift(odd / "gift.txt")
    assert [one["type"] for one in found] == ["MC", "MC", "Matching", "Short", "Essay"]
    for one in found[:2]:
        choices = one["choices"]
        assert isinstance(choices, list) and one["title"] == ODD
        assert [unescape(choice["text"]["text"]) for choice in choices] == [ODD] * 3
        assert [unescape(choice["feedback"]["text"]) for choice in choices] == [ODD] * 3


def test_a_choice_that_begins_with_a_share_is_no_share_in_gift(
    tmp_path: Path, texts: Texts
) -> None:
    said = [plain_text(one) for one in ("%50% của quỹ", "% của quỹ", "%33.3%")]
    offers = tuple(Offer("ABC"[at], one, one, at == 0, at + 1) for at, one in enumerate(said))
    asked_one = Asked("p#x", "Câu", "p", ONE, "hieu", said[0], said[0], offers, ("A",))
    page = Shown("p", "Trang", Leaf("p/", "<p></p>"), (asked_one,))
    bank = Bank("vi", "Sổ", "2026.11", "", (Part("p", "Phần", (page,)),))
    [gift] = (form for form in FORMS if form.name == "gift")
    path = tmp_path / "gift.txt"
    path.write_bytes(gift.make(Job(bank, None, texts, tmp_path, {})).body)
    [found] = parsed_gift(path)
    choices = found["choices"]
    assert isinstance(choices, list)
    assert [unescape(one["text"]["text"]) for one in choices] == [one.plain for one in said]
    assert [one["weight"] for one in choices] == [None] * 3


def test_signs_are_signs_in_every_xml(odd: Path) -> None:
    quiz = etree.parse(odd / "moodle.xml").getroot()
    answers = quiz.findall("question[@type='multichoice']/answer")
    assert len(answers) == 6
    assert all(unescape(one.findtext("text") or "") == ODD for one in answers)
    [*choices] = (
        one for root in roots(odd / "qti.zip") for one in root.iter(f"{{{QTI['q']}}}simpleChoice")
    )
    assert ["".join(map(str, one.itertext())) for one in choices] == [ODD] * 9
    for version in ("scorm12", "scorm2004"):
        [manifest] = roots(odd / f"{version}.zip")
        assert ODD in "".join(map(str, manifest.itertext()))
        with zipfile.ZipFile(odd / f"{version}.zip") as packed:
            page = html.document_fromstring(packed.read("index.html").decode())
        assert [one.text for one in page.iter("h1")] == [ODD]
        assert [one.text for one in page.iter("span")] == [ODD] * 6


def test_links_in_a_package_stay_in_the_page_or_open_elsewhere(
    tmp_path: Path, texts: Texts
) -> None:
    """In its frame a page of the site would take the place of the package."""
    link = Text('<a href="https://x.example/a/">Nguồn</a>', "Nguồn")
    note = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
    told = '<ol><li id="fn:1">Lời chú. <a href="#fnref:1">↩</a></li></ol>'
    leaf = (
        f'<h2 id="y">Ý</h2><p>Một{note}, <a href="#het">hết</a></p>{told}<div class="quiz"></div>'
    )
    offers = tuple(Offer("ABC"[at], link, link, at == 0, at + 1) for at in range(3))
    pages = tuple(
        Shown(
            name, "Trang", Leaf(f"{name}/", leaf),
            (Asked(f"{name}#x", "Câu", name, ONE, "hieu", link, NOTHING, offers, ("A",)),),
        )
        for name in ("p", "q")
    )  # fmt: skip
    page = packed_page(Part("p", "Phần", pages), texts, tmp_path)
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids)) == 6 and not [one for one in ids if one.endswith("-y")]
    for one in page.iter("a"):
        target = one.get("href", "")
        assert target[1:] in ids if target.startswith("#") else one.get("target") == "_blank"
    assert len([one for one in page.iter("a") if one.get("target")]) == 2 * 7


def test_words_of_another_language_say_so_in_every_form_of_html() -> None:
    inner = 'A cell (<span lang="vi" class="x">chi bộ</span>), <a href="a/" lang="vi">Bài</a>'
    text = text_of(html.fragment_fromstring(inner, "p"), "https://x.example/")
    assert text.plain == "A cell (chi bộ), Bài"
    assert text.html == (
        'A cell (<span lang="vi">chi bộ</span>), <a href="https://x.example/a/" lang="vi">Bài</a>'
    )
    found = Maker(QTI["q"]).rich("p", f"{text.html} &lt;b lang=")
    assert found.xpath("//@xml:lang") == ["vi", "vi"] and not found.xpath("//@lang")
    assert "".join(map(str, found.itertext())) == "A cell (chi bộ), Bài <b lang="


def packed_page(part: Part, texts: Texts, folder: Path) -> html.HtmlElement:
    """The page of a part's package."""
    bank = Bank("vi", "Sổ", "2026.11", "https://x.example/", (part,))
    [form] = (one for one in FORMS if one.name == "scorm12")
    made = form.make(Job(bank, part, texts, folder, {})).body
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        return html.document_fromstring(packed.read("index.html").decode())


def roots(package: Path) -> list[_Element]:
    """The XML files of a package."""
    with zipfile.ZipFile(package) as packed:
        names = [one for one in packed.namelist() if one.endswith(".xml")]
        return [etree.fromstring(packed.read(one)) for one in names]


# QTI: that a player gives marks by these keys is tests/browser/qti.test.mjs.

QTI = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}


def words(elements: list[_Element]) -> str:
    """What elements say."""
    return bare(" ".join(str(text) for one in elements for text in one.itertext()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_qti_has_each_question_with_its_key_and_every_reason(
    reader: Content, reader_site: BuiltSite, language: str
) -> None:
    with zipfile.ZipFile(file(reader_site, language, "qti")) as packed:
        manifest = packed.read("imsmanifest.xml").decode()
        names = [one for one in packed.namelist() if one.startswith("cau/")]
        items = [etree.fromstring(packed.read(one)) for one in names]
    assert all(f'href="{one}"' in manifest for one in names)
    by_stem = {words(one.findall(".//q:itemBody", QTI)): one for one in items}
    assert len(by_stem) == len(asked(reader, language)) == len(items)
    for page, question in asked(reader, language):
        parts = [bare(part) for part in question.text.split("___")]
        [item] = (one for said, one in by_stem.items() if all(part in said for part in parts))
        right = [one.text for one in item.findall(".//q:correctResponse/q:value", QTI)]
        if question.kind in (ONE, SEVERAL, TRUTH, ORDER):
            assert right == list(key(page.id, question))
            choices = item.findall(".//q:simpleChoice", QTI)
            order = shown(page.id, question)
            assert [words([one]) for one in choices] == [
                bare(question.choices[place].text) for place in order
            ]
        told = words(item.findall("q:modalFeedback", QTI))
        assert all(bare(choice.reason) in told for choice in question.choices)
        assert all(bare(text) in told for text in question.paragraphs)
