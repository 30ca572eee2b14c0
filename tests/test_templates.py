"""The files of docs/_templates/: filled in as their comments say, they pass every check.

They are laid over the handbook of tests/reader, whose ids are known here.
"""

import re
import shutil
from pathlib import Path

import pytest

from handbook.check.all import check
from handbook.language.problems import Problem
from macros.catalog import catalog
from scripts.campaign import keep_languages
from tests.conftest import LANGUAGES, READER, READER_LANGUAGES

TEMPLATES = "docs/_templates"
# Where an editor puts a copy: a new kind with one entry in two languages, a page, its register.
COPIED = {
    "muc-luc.md": "docs/loai-moi/index.md",
    "bai.md": "docs/loai-moi/bai-moi.md",
    "bai.en.md": "docs/loai-moi/bai-moi.en.md",
    "trang.md": "docs/tra-cuu/trang-moi.md",
    "so.yml": "docs/_registers/so-moi.yml",
    "bo-cau-hoi.yml": "docs/_questions/bo-moi.yml",
    "ban-tin.md": "docs/ban-tin/so-moi.md",
}
if "en" not in LANGUAGES.all:
    del COPIED["bai.en.md"]
# Rows that go to the end of a register.
APPENDED = {
    "trich-dan.yml": "docs/_registers/quotations.yml",
    "nguon.yml": "docs/_registers/sources.yml",
}
# What the comments tell an editor to replace.
FILLED = {
    "ma-trich-dan": "nhot-quyen-luc",
    "ma-cau-hoi": "viec-lam-truoc",
    "ma-nguon": "ke-hoach",
    "ma-cho": "muc-1",
    "ma-dinh-chinh": "sua-1",
    "thu-muc/ten-bai": "bai-hoc/noi-di-doi-voi-lam",
    "thu-muc/ten-trang": "tra-cuu/trang-moi",
    "ten-thu-muc": "loai-moi",
    "ten-so": "so-moi",
    "so-khac": "documents",
    "so-hoi": "milestones",
    "cot-dap-an": "date",
    "cot-hoi": "what",
    "ma-dong-hoi": "viec-1",
    "ma-dong-loai": "viec-2",
    "ma-dong": "ke-hoach-12",
}
# The entry has one question as a pattern to copy; the kind asks for four.
UNFINISHED = {("docs/loai-moi/bai-moi.md", "questions-few")}


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A handbook to add to, whose bulletin already leads to the issue that is added, and a page of
    which asks the set of questions."""
    if LANGUAGES.default != READER_LANGUAGES.default:
        pytest.skip("sổ tay của kiểm thử không có bản gốc bằng ngôn ngữ gốc của sổ tay này")
    shutil.copytree(READER, tmp_path, dirs_exist_ok=True)
    if "en" not in LANGUAGES.all:
        keep_languages(tmp_path / "docs", [LANGUAGES.default], LANGUAGES.default)
        settings = tmp_path / "mkdocs.yml"
        one, _, _ = settings.read_text(encoding="utf-8").partition("      - locale: en\n")
        settings.write_text(one, encoding="utf-8")
    shutil.copytree(root / TEMPLATES, tmp_path / TEMPLATES)
    with (tmp_path / "docs" / "ban-tin" / "index.md").open("a", encoding="utf-8") as index:
        index.write('- {{ ref("ban-tin/so-moi") }}\n')
    with (tmp_path / "docs" / "dot-sinh-hoat" / "lich.md").open("a", encoding="utf-8") as page:
        page.write("\n/// questions | bo-moi\n///\n")
    return tmp_path


def add(project: Path, filled: dict[str, str]) -> None:
    """Every template at its place, with the placeholders replaced."""
    for name, place in (COPIED | APPENDED).items():
        text = (project / TEMPLATES / name).read_text(encoding="utf-8")
        for placeholder, value in filled.items():
            text = text.replace(placeholder, value)
        target = project / place
        target.parent.mkdir(exist_ok=True)
        with target.open("a", encoding="utf-8") as file:
            file.write(text)


def problems(project: Path) -> list[Problem]:
    return check(project, catalog()).problems.found


def test_every_template_is_tried(root: Path) -> None:
    """In a handbook whose first language is another one they may have other endings."""
    found = {path.name for path in (root / TEMPLATES).iterdir()}
    assert {plain(name) for name in found} == {plain(name) for name in (*COPIED, *APPENDED)}


def plain(name: str) -> str:
    """The name without its language."""
    return re.sub(r"\.[a-z]{2}(?=\.md$)", "", name)


def test_filled_templates_are_sound(project: Path) -> None:
    add(project, FILLED)
    assert {(problem.file, problem.code) for problem in problems(project)} == UNFINISHED


@pytest.mark.parametrize("placeholder", FILLED)
def test_a_forgotten_placeholder_is_reported(project: Path, placeholder: str) -> None:
    add(project, {name: value for name, value in FILLED.items() if name != placeholder})
    assert {(problem.file, problem.code) for problem in problems(project)} > UNFINISHED
