"""The questions of a handbook as files for scripts, and the papers that are drawn from them.

What a browser does with them: tests/browser/questions.test.mjs, tests/browser/exam.test.mjs.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from handbook.content.bank import Paper, draw, question_pages, record_name
from handbook.content.fingerprint import question_hash
from handbook.content.handbook import Content
from handbook.content.model import Question
from handbook.content.questions import LEVELS, OPEN
from handbook.language.texts import Texts
from handbook.packed import MOST, gzip_file
from handbook.publish.bank import LARGEST, Bank
from tests.conftest import LANGUAGES, READER_LANGUAGES, ROOT, BuiltSite, build, project

# Bytes as they are sent: of a file at most, of one before its first question, and of a question
# with all that is said of it.
EACH, FILE, QUESTION = 15_000, 380, 217
CALL = re.compile(r'handbookBank\("([^"]+)",(.*)\);\n', re.DOTALL)
CODES = (
    *("a_5", "a_20", "b_20", "hoi1_50_30", "z9_1", "x_200", "q_12__bai-hoc"),
    *("q_12__bai-hoc.ket-qua_hieu", "q_7___nhan-biet.van-dung", "q_4__khong-co"),
)


def read(path: Path) -> tuple[str, Any]:
    """The name and the value that a file tells."""
    found = CALL.fullmatch(path.read_text(encoding="utf-8"))
    assert found, path
    return found[1], json.loads(found[2])


def files_of(folder: Path, language: str) -> list[Path]:
    """Those of the questions: the cards to repeat (cards.py) lie beside them."""
    found = sorted(folder.glob(f"study/{language}-*.js"))
    return [path for path in found if not path.name.startswith(f"{language}-cards")]


def asked(folder: Path, language: str) -> dict[str, list[Any]]:
    """Every question of a bank by its key, with what is said of it."""
    found: dict[str, list[Any]] = {}
    for path in files_of(folder, language):
        name, pages = read(path)
        assert f"{name}.js" == path.name
        for page, questions in pages.items():
            found |= {f"{page}#{one[0]}": one for one in questions}
    return found


def questions_of(content: Content) -> dict[str, Question]:
    """Every question of a handbook by its key, in the handbook's own language."""
    pages = content.defaults.values()
    return {f"{record_name(page.id)}#{one.id}": one for page in pages for one in page.questions}


def drawn(site: BuiltSite, codes: Sequence[str], *more: str) -> list[list[str]]:
    """The papers of these codes as a browser draws them."""
    command = ["node", "tests/drawn.mjs", *more, "browser/exam/draw.js"]
    command += [str(site.folder / "study" / f"{LANGUAGES.default}.js"), *codes]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_question_is_there_in_every_language(site: BuiltSite, content: Content) -> None:
    own = questions_of(content)
    for language in content.languages.all:
        found = asked(site.folder, language)
        assert found.keys() == own.keys()
        assert {key: one[1] for key, one in found.items()} == {
            key: question_hash(question) for key, question in own.items()
        }
        for key, question in own.items():
            _, _, right, text, choices, reasons, *_ = found[key]
            assert text and bool(right) == (question.kind != OPEN), key
            assert len(reasons) == len(question.choices or question.paragraphs), key
            assert all(choices) and all(reasons), key


def test_the_list_names_what_the_files_hold(reader_site: BuiltSite, reader: Content) -> None:
    for language in READER_LANGUAGES.all:
        _, first = read(reader_site.folder / "study" / f"{language}.js")
        listed = {
            f"{page[0]}#{one[0]}": (first["kinds"][one[1]], first["levels"][one[2]])
            for part in first["parts"]
            for page in part[3]
            for one in page[2]
        }
        own = questions_of(reader)
        assert listed == {key: (one.kind, one.level) for key, one in own.items()}
        assert [part[0] for part in first["parts"]] == [*question_pages(reader, language)]


def test_files_are_small(site: BuiltSite, content: Content) -> None:
    assert LARGEST <= EACH
    count = len(questions_of(content))
    for language in content.languages.all:
        paths = [*files_of(site.folder, language), site.folder / f"study/{language}.js"]
        sizes = {path.name: len(gzip_file(path.read_bytes(), MOST)) for path in paths}
        assert max(sizes.values()) <= EACH, sizes
        assert sum(sizes.values()) <= FILE * len(sizes) + QUESTION * count, sizes


def test_addresses_begin_at_the_root(reader_site: BuiltSite) -> None:
    folder, count = reader_site.folder, 0
    for language in READER_LANGUAGES.all:
        for one in asked(folder, language).values():
            for address in re.findall(r'href="([^"#]*)', json.dumps(one).replace('\\"', '"')):
                assert (folder / address / "index.html").is_file(), one
                count += 1
    assert count


def test_a_changed_question_changes_one_file(reader_site: BuiltSite, tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    path = root / "docs" / "bai-hoc" / "phoi-hop.md"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"(/// quiz \| )", r"\1Thử hỏi lại: ", text, count=1)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    done = build(root, tmp_path / "site")
    assert done.returncode == 0, done.stderr

    def scripts(folder: Path) -> dict[str, bytes]:
        paths = [path for path in folder.rglob("*.js") if path.name != "sw.js"]
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in paths
            if "search" not in path.parts[-3:]
        }

    before, after = scripts(reader_site.folder), scripts(tmp_path / "site")
    assert before.keys() == after.keys()
    others = {name for name in before if before[name] != after[name]}
    assert others == {f"study/{language}-bai-hoc.js" for language in READER_LANGUAGES.all}


def test_python_and_the_browser_draw_one_paper(site: BuiltSite, content: Content) -> None:
    found = drawn(site, CODES)
    for code, keys in zip(CODES, found, strict=True):
        assert keys == [one.key for one in draw(content, Paper.of(code))], code


def test_another_code_is_another_paper(reader: Content) -> None:
    papers = {tuple(one.key for one in draw(reader, Paper.of(code))) for code in CODES}
    assert len(papers) == len(CODES)


def test_a_paper_is_of_what_was_asked_for(reader: Content) -> None:
    pages = question_pages(reader, READER_LANGUAGES.default)
    first, *_ = pages
    paper = draw(reader, Paper("s", 3, parts=(first,), levels=(LEVELS[0],)))
    assert paper
    assert all(one.page in pages[first] and one.question.level == LEVELS[0] for one in paper)
    everything = draw(reader, Paper("s", 1000))
    assert len({one.key for one in everything}) == len(everything)
    kinds = [one.kind for one in questions_of(reader).values()]
    assert len(everything) == len(kinds) - kinds.count(OPEN)


def test_parts_are_asked_alike(reader: Content) -> None:
    """However many questions each has."""
    pages = question_pages(reader, reader.languages.default)
    paper = draw(reader, Paper("s", 2 * len(pages)))
    parts = [one.page.id.partition("/")[0] for one in paper]
    assert len(pages) > 1
    assert {parts.count(part) for part in pages} == {2}


def test_a_question_taken_away_changes_one_of_a_paper(site: BuiltSite) -> None:
    """Another edition asks almost the same for the same code."""
    before, after = drawn(site, CODES[:4]), drawn(site, CODES[:4], "--without")
    for old, new in zip(before, after, strict=True):
        gone = old[-1]
        assert gone not in new
        assert [key for key in new if key in old] == old[:-1]


@pytest.mark.parametrize("code", ["", "a", "a_x", "_5_0", "A_5"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(code)}$"):
        Paper.of(code)


def test_signs_of_tags_within_a_value_end_no_tag(
    reader: Content, reader_site: BuiltSite, texts: Texts, tmp_path: Path
) -> None:
    """What fills a gap is typed freely; the finished page writes a value in the shortest way."""
    site = shutil.copytree(reader_site.folder, tmp_path / "site")
    page = site / "bai-hoc/noi-di-doi-voi-lam/index.html"
    before = page.read_text(encoding="utf-8")
    assert before.count('data-right="tháng"') == 1
    after = before.replace('data-right="tháng"', """data-right='a -> "b" id="c"'""")
    page.write_text(after, encoding="utf-8")
    files = Bank(reader, texts, READER_LANGUAGES.default, site).files()
    told = [json.loads(CALL.fullmatch(text)[2]) for text in files.values() if "-bai-hoc" in text]  # type: ignore[index]
    values = [one[2] for found in told for questions in found.values() for one in questions]
    assert "a -> &quot;b&quot; id=&quot;c&quot;" in values
