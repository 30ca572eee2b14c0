"""Another campaign's handbook: started by one command, other Markdown and no other code."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from handbook.check.all import check
from handbook.check.settings import LOG
from handbook.check.spelling import check_spelling
from handbook.content.handbook import Content
from handbook.content.questions import KINDS, LEVELS
from handbook.language.problems import report
from handbook.language.texts import FOLDER, Texts
from macros.catalog import catalog
from scripts import campaign, editions
from scripts.campaign import start
from scripts.engine import LIST, engine
from scripts.refusal import RefusedError
from tests import browsers
from tests.conftest import LANGUAGES, ROOT, build, read_site

NAME = "Sổ tay thử: 100 % “mới”"
# Tests of what a handbook says, beside those of the engine.
OF_CONTENT = (
    *("tests/test_site.py", "tests/test_templates.py", "tests/test_wording.py"),
    "tests/test_guides.py",
)
# Takes long, and says nothing of a handbook that its site does not.
VALID = "tests/test_site.py::test_html_is_valid"
# Sites of one language say nothing of these.
TRACES = {
    "vi": re.compile(r'"vi"|/vi/|\bvi\.js|Tiếng Việt|Việt'),
    "en": re.compile(r'"en"|/en/|\ben\.js|English'),
}
# A licence comes with what it is of, in the words that it was given in.
LICENCE = re.compile(r'</summary><div lang="en">.*?</div></details>', re.DOTALL)
KNOWN = [language for language in campaign.LANGUAGES if language in LANGUAGES.all]
CHOICES = [chosen for count in (1, 2) for chosen in permutations(KNOWN, count)]
REGISTERED = re.compile(rf"\{{{KNOWN[0]}: ((?:'[^']*'|[^,{{}}\n])*)")
# An id of several words, as no other word looks.
LONG_ID, WORD = re.compile(r"\w+(?:-\w+)+"), re.compile(r"[\w/-]+")
# A kind and a page of it as the starting ones are; no sentence stands on two pages.
INDEX = """---
title: Những {name}
summary: Mỗi {name} một trang.
order: 20
kind: {{singular: Số, numbered: true, expected: 5, parts: [y-chinh, tu-kiem-tra], questions: 1}}
sources: [loi-keu-goi]
---

Các {name} xếp theo số.

{{{{ table("{kind}") }}}}
"""
ENTRY = """---
title: Trang {name} {number}
number: {number}
summary: Trang {name} {number} để thử.
sources: [loi-keu-goi]
---

## Ý chính {{#y-chinh}}

- Ý của {name} {number} đứng đầu.

## Tự kiểm tra {{#tu-kiem-tra}}

/// quiz | Trang {name} {number} nói gì? {{#trang-noi-gi}}
    level: nhan-biet

- [ ] Trang {name} {number} không nói gì.
    Có nói điều {name} {number}.
- [x] Trang {name} {number} nói một ý.
    Ý ấy của {name} {number}.
- [ ] Trang {name} {number} nói ba ý.
    Ba ý thì thành ba trang {name} {number}.
///
"""


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A new handbook in all languages that it can be started in here."""
    start(ROOT, tmp_path / "new", NAME, KNOWN)
    return tmp_path / "new"


def must_be_sound(root: Path) -> None:
    found = check(root, catalog()).problems
    assert not found, report(found.found)


@pytest.mark.parametrize("languages", CHOICES, ids="-".join)
def test_it_is_sound_and_builds_in_its_languages(tmp_path: Path, languages: Sequence[str]) -> None:
    root = tmp_path / "new"
    start(ROOT, root, NAME, languages)
    must_be_sound(root)
    done = build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    site = read_site(root / "site")
    assert {"index.html", *(f"{one}/index.html" for one in languages[1:])} <= set(site.pages)
    assert site.pages["index.html"].all("html")[0].attributes["lang"] == languages[0]
    for other in TRACES.keys() - set(languages):
        pages = {
            name: LICENCE.sub("", (root / "site" / name).read_text(encoding="utf-8"))
            for name in site.pages
        }
        assert {name for name, text in pages.items() if TRACES[other].search(text)} == set()
        assert not [path for path in (root / "site").rglob(f"*{other}.*") if path.is_file()]


@pytest.mark.parametrize("languages", CHOICES, ids="-".join)
def test_what_is_said_of_its_content_holds(tmp_path: Path, languages: Sequence[str]) -> None:
    """Its own tests are those of every handbook; none knows this one, not even an address of it
    that has moved, nor in how many languages it is."""
    new = tmp_path / "new"
    start(ROOT, new, NAME, languages)
    moved = new / "docs" / "_editions" / "moved.yml"
    moved.write_text("bai-cu: bai/bai-dau-tien\nindex#dau-tien: index#bat-dau\n", encoding="utf-8")
    must_pass(new, *OF_CONTENT)


def test_changes_are_told_in_the_language_of_the_handbook(tmp_path: Path) -> None:
    """A dictionary of another language says nothing of them."""
    root = tmp_path / "new"
    start(ROOT, root, NAME, ["en"])
    with (root / LOG).open("a", encoding="utf-8") as log:
        log.write("\nThe reading room opens earlier; three quotations are corrected.\n")
    checked = check(root, catalog())
    check_spelling(root, checked.content, checked.problems)
    assert not checked.problems, report(checked.problems.found)


@pytest.mark.parametrize("languages", CHOICES, ids="-".join)
def test_every_template_comes_with_it(tmp_path: Path, languages: Sequence[str]) -> None:
    """By the name that the guide calls it, in whatever language it is written."""
    start(ROOT, tmp_path / "new", NAME, languages)
    names = {path.name for path in (ROOT / campaign.TEMPLATES).iterdir()}
    plain = {name for name in names if name.count(".") == 1}
    assert plain <= {path.name for path in (tmp_path / "new" / campaign.TEMPLATES).iterdir()}


def test_what_it_may_weigh_is_what_the_engine_sends(new: Path) -> None:
    """The starting pages keep the budget that they come with, which nobody has set for them."""
    done = build(new, new / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    (new / "node_modules").symlink_to(ROOT / "node_modules")
    browsers.must_pass(new / "tests" / "browser" / "budget.test.mjs", new / "site", new / "site")


def must_pass(root: Path, *tests: str) -> None:
    """The tests of a handbook, run in it."""
    own = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--deselect", VALID, "-p", "no:cacheprovider", *tests],
        cwd=root, env=own, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_pages_and_ids_are_free_until_it_is_published(new: Path, texts: Texts) -> None:
    """Then they are kept, and said to be of that edition."""
    [record] = check(new, catalog()).content.editions.records
    page = new / "docs" / "index.md"  # whose headings no kind asks for
    page.write_text(page.read_text(encoding="utf-8").replace("{#bat-dau}", "{#vi-sao}"), "utf-8")
    sound = {one.code for one in check(new, catalog()).problems.found}
    assert "address-lost" not in sound
    page.write_text(page.read_text(encoding="utf-8").replace("{#vi-sao}", "{#bat-dau}"), "utf-8")
    editions.write(new, record.name, date(2027, 1, 5))
    must_be_sound(new)
    content = check(new, catalog()).content
    assert content.editions.records[0].day == "2027-01-05"
    assert {f"docs/{path}" for path in content.editions.records[0].pages} == {
        f"docs/{one.path}" for one in content.pages.values()
    }
    page.write_text(page.read_text(encoding="utf-8").replace("{#bat-dau}", "{#vi-sao}"), "utf-8")
    assert "address-lost" in {one.code for one in check(new, catalog()).problems.found}


def test_it_grows_by_files_alone(new: Path) -> None:
    """Two more kinds, ten pages, a third language that the engine does not speak."""
    grow(new)
    ids = check(new, catalog()).content.defaults.keys() - {""}
    speak(new, "fr")
    must_be_sound(new)
    done = build(new, new / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = read_site(new / "site").pages
    assert len([name for name in pages if name.startswith("fr/")]) == len(ids)
    assert pages["fr/viec/index.html"].all("html")[0].attributes["lang"] == "fr"


def test_a_language_beside_one_that_the_templates_have(tmp_path: Path) -> None:
    """A handbook started in one language takes another that its templates are not written in."""
    start(ROOT, tmp_path / "new", NAME, KNOWN[:1])
    speak(tmp_path / "new", "fr")
    must_be_sound(tmp_path / "new")
    must_pass(tmp_path / "new", "tests/test_templates.py")


def grow(root: Path) -> None:
    """Add two kinds of five pages each."""
    for kind, name in (("viec", "việc"), ("chuyen", "chuyện")):
        folder = root / "docs" / kind
        folder.mkdir()
        (folder / "index.md").write_text(INDEX.format(kind=kind, name=name), encoding="utf-8")
        for number in range(1, 6):
            page = ENTRY.format(name=name, number=number)
            (folder / f"{kind}-{number}.md").write_text(page, encoding="utf-8")


def speak(root: Path, language: str) -> None:
    """Add a language: to the settings, to every text of a register, and its interface texts."""
    settings = root / "mkdocs.yml"
    entry = f"      - {{locale: {language}, name: Français, build: true}}"
    settings.write_text(f"{settings.read_text(encoding='utf-8').rstrip()}\n{entry}\n", "utf-8")
    for path in (root / "docs" / "_registers").glob("*.yml"):
        text = REGISTERED.sub(
            rf"{{{language}: \1, {KNOWN[0]}: \1", path.read_text(encoding="utf-8")
        )
        text = re.sub(rf"(?m)^( +){KNOWN[0]}: (.*)$", rf"\1{language}: \2\n\g<0>", text)
        path.write_text(text, encoding="utf-8")
    (root / "docs" / "_texts").mkdir()
    shutil.copy(FOLDER / "vi.yml", root / "docs" / "_texts" / f"{language}.yml")


def refusals(folder: Path) -> Iterator[tuple[str, Path, str, Sequence[str]]]:
    yield "there", folder, NAME, ["vi"]
    yield "inside", ROOT / "docs" / "moi", NAME, ["vi"]
    yield "language", folder / "moi", NAME, ["vi", "fr"]
    yield "name", folder / "moi", "a" * 61, KNOWN[:1]
    for name in ('Sổ "mới"', "Sổ\u200btay", ""):
        yield "unsound", folder / "moi", name, KNOWN[:1]


def test_what_cannot_be_started_is_refused_with_its_message(tmp_path: Path, texts: Texts) -> None:
    (tmp_path / "co-san.md").write_text("của tôi", encoding="utf-8")
    for code, target, name, languages in refusals(tmp_path):
        with pytest.raises(RefusedError) as caught:
            start(ROOT, target, name, languages)
        error = caught.value
        assert error.code == code and texts.message(f"campaign.{code}", **error.values)
    assert [path.name for path in tmp_path.iterdir()] == ["co-san.md"]
    assert not (ROOT / "docs" / "moi").exists()


def test_an_edition_is_named_as_editors_write_it() -> None:
    """2027.1, as the guide has it: another register of that month would be 2027.01."""
    names = [campaign.edition_of(date(2027, month, 1)) for month in (1, 9, 10)]
    assert names == ["2027.1", "2027.9", "2027.10"]


def test_without_a_word_it_speaks_the_language_of_the_handbook_at_hand(tmp_path: Path) -> None:
    """A handbook without Vietnamese can start another one too."""
    start(ROOT, tmp_path / "one", NAME, ["en"])
    start(tmp_path / "one", tmp_path / "two", NAME, [])
    assert (tmp_path / "two/docs/index.md").read_text("utf-8").count("Việt") == 0
    must_be_sound(tmp_path / "two")


@pytest.mark.parametrize("place", ["tep/moi", "a" * 300, "vong/moi"])
def test_a_folder_that_cannot_be_is_told(tmp_path: Path, texts: Texts, place: str) -> None:
    (tmp_path / "tep").write_text("tệp", encoding="utf-8")
    (tmp_path / "vong").symlink_to("vong")
    with pytest.raises(RefusedError) as caught:
        start(ROOT, tmp_path / place, NAME, KNOWN)
    assert caught.value.code == "place" and texts.message("campaign.place", **caught.value.values)


def test_a_language_said_twice_is_one(tmp_path: Path) -> None:
    start(ROOT, tmp_path / "new", NAME, [KNOWN[0], KNOWN[0]])
    must_be_sound(tmp_path / "new")


def test_starting_touches_nothing_beside_the_folder(tmp_path: Path) -> None:
    others = [tmp_path / name for name in ("new.part", "new.tmp", "new~")]
    for path in others:
        path.mkdir()
        (path / "cua-toi.md").write_text("của tôi", encoding="utf-8")
    start(ROOT, tmp_path / "new", NAME, KNOWN)
    assert all((path / "cua-toi.md").is_file() for path in others)
    assert {path.name for path in tmp_path.iterdir()} == {"new", *(path.name for path in others)}


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", campaign.__name__, str(tmp_path), *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    started, again, updated = run("a", NAME), run("a", NAME), run("--update", "a")
    (tmp_path / "vong").symlink_to("vong")
    for given in (["vong"], ["--update", "vong"]):
        refused = run(*given)
        assert refused.returncode == 1 and len(refused.stderr.splitlines()) == 1
    for given in ([], [""], ["--updat", "a"]):
        wrong = run(*given)
        assert wrong.returncode == 2 and "Dùng: sh scripts/new" in wrong.stderr
    assert started.returncode == 0 and str(tmp_path / "a") in started.stdout
    assert again.returncode == 1 and "--update" in again.stderr
    assert updated.returncode == 0 and (tmp_path / "a" / LIST).is_file()


def ids_of(content: Content) -> set[str]:
    """Of several words; those of pages, rows, quotations."""
    rows = {row for register in content.registers.values() for row in register.rows}
    return {one for one in (*content.defaults, *rows, *content.quotations) if LONG_ID.search(one)}


def test_no_id_of_this_campaign_stands_in_the_engine(content: Content, reader: Content) -> None:
    """But for those that the handbook of the tests, whose ids the guides show, or the starting
    pages have too, and for what questions are told by."""
    starting = check(ROOT / campaign.STARTER, catalog()).content
    ids = ids_of(content)
    foreign = ids - ids_of(reader) - ids_of(starting) - {*KINDS, *LEVELS}
    found = {
        (name, one)
        for name in engine(ROOT)
        if not name.startswith("tests/")
        for one in foreign.intersection(WORD.findall((ROOT / name).read_text("utf-8", "replace")))
    }
    assert len(ids) > 2
    assert found == set()
