"""The content rules: a sound handbook, one mistake laid over it, the exact message it must give.

A case is a folder of ``content_rules/cases`` named after its code (``<code>`` or
``<code>-<variant>``): ``docs/`` goes over a copy of ``content_rules/base``, ``xoa.txt`` lists files
to remove, ``expected.txt`` is the whole report. What git may spoil is made by a function here.

New cases are changes to that sound handbook, in the files of ``content_rules/changes``, by name:
in ``file`` the text ``old``, which stands there once, becomes ``new``; without ``old`` the file is
written anew, without ``new`` it is removed. ``says`` is the whole report, line by line. Several
changes make one case under ``changes``.
"""

import ast
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

import handbook
from handbook.markdown import CONNECTIONS_ID, SOURCES_ID
from handbook.problems import Problems, messages, report
from handbook.site import Checked, check
from handbook.spelling import check_spelling
from macros.catalog import catalog

FOLDER = Path(__file__).parent / "content_rules"
CASES = sorted(path.name for path in (FOLDER / "cases").iterdir())
CHANGED = sorted((FOLDER / "changes").glob("*.yml"))
NOT_CONTENT = {"fix", "summary", "spelling"}
CODES = frozenset(messages())
CODE = re.compile(r"[a-z]+(-[a-z]+)+")
ENTRY = "docs/chuyen-de/doc-cham.md"
SOURCES = "docs/_registers/sources.yml"


def bytes_of_windows(root: Path) -> None:
    change(root / ENTRY, "Đọc xong".encode(), "Đọc xong".encode("utf-16-le"))


def register_of_notepad(root: Path) -> None:
    (root / SOURCES).write_bytes((root / SOURCES).read_text(encoding="utf-8").encode("utf-16"))


def marks_apart(root: Path) -> None:
    word = "yên tĩnh"
    change(root / ENTRY, word.encode(), unicodedata.normalize("NFD", word).encode())


def hidden_characters(root: Path) -> None:
    """A zero-width space inside an id, a line break of Word inside a text."""
    change(root / ENTRY, b"[chuyen-de/tim-sach]", "[chuyen-de/\u200btim-sach]".encode())
    change(root / SOURCES, "Nội quy phòng".encode(), "Nội quy\x0b phòng".encode())


def accented_name(root: Path) -> None:
    shutil.copy(root / "docs/hinh/phong-doc.svg", root / "docs/hinh/phòng-đọc.svg")


def deep_brackets(root: Path) -> None:
    change(root / ENTRY, b"[giu-yen-lang]", b"[" * 600 + b"]" * 600)


def deep_macro(root: Path) -> None:
    change(root / ENTRY, "Chỗ yên".encode(), b"{{ ref(" + b"-" * 5000 + "1) }} Chỗ yên".encode())


def link_to_a_file(root: Path) -> None:
    (root / "docs/hinh/loi-tat.svg").symlink_to(root / "docs/hinh/phong-doc.svg")


def link_to_a_folder(root: Path) -> None:
    (root / "docs/nhac").symlink_to(root, target_is_directory=True)


MADE: Mapping[str, Callable[[Path], None]] = {
    "text-utf8": bytes_of_windows,
    "text-utf8-so": register_of_notepad,
    "text-nfc": marks_apart,
    "text-hidden": hidden_characters,
    "file-elsewhere": link_to_a_file,
    "file-elsewhere-thu-muc": link_to_a_folder,
    "file-name-dau": accented_name,
    "macro-syntax-qua-sau": deep_macro,
    "yaml-deep": deep_brackets,
}


def change(path: Path, old: bytes, new: bytes) -> None:
    """Put other bytes in the place of some that stand there once."""
    found = path.read_bytes()
    assert found.count(old) == 1, path
    path.write_bytes(found.replace(old, new))


def lay_over(root: Path, case: str) -> None:
    """The mistake of a case, over a copy of the sound handbook."""
    folder = FOLDER / "cases" / case
    if (folder / "docs").is_dir():
        shutil.copytree(folder / "docs", root / "docs", dirs_exist_ok=True)
    if (folder / "xoa.txt").is_file():
        for name in (folder / "xoa.txt").read_text(encoding="utf-8").splitlines():
            (root / name).unlink()
    if case in MADE:
        MADE[case](root)


@dataclass(frozen=True)
class Change:
    """Another text in the place of ``old``; None: the whole file is written, or taken away."""

    file: str
    old: str | None
    new: str | None

    def make(self, root: Path) -> None:
        path = root / self.file
        if self.new is None:
            path.unlink()
        elif self.old is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.new, encoding="utf-8")
        else:
            change(path, self.old.encode(), self.new.encode())


def cases_of_changes() -> Iterator[tuple[str, list[Change], list[str]]]:
    """Every case of the files of changes: its name, what is changed, what is reported."""
    for path in CHANGED:
        written: Mapping[str, Mapping[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name, case in written.items():
            changes = case.get("changes", [case])
            made = [Change(one["file"], one.get("old"), one.get("new")) for one in changes]
            yield name, made, list(case["says"])


def checked(root: Path) -> Checked:
    return check(root, catalog(), FOLDER / "base" / "texts")


def lines(problems: Problems) -> list[str]:
    """The report that an editor sees."""
    return report(sorted(set(problems.found))).splitlines()


def expected(case: str) -> list[str]:
    path = FOLDER / "cases" / case / "expected.txt"
    return path.read_text(encoding="utf-8").splitlines()


def code_of(case: str) -> str:
    """The longest code that the name of a case begins with."""
    codes = (code for code in CODES if f"{case}-".startswith(f"{code}-"))
    return max(codes, key=len, default="")


def literals() -> Iterator[str]:
    """Every string in the modules of ``handbook``."""
    for path in Path(handbook.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the sound handbook, to be spoilt."""
    shutil.copytree(FOLDER / "base" / "docs", tmp_path / "docs")
    return tmp_path


@pytest.mark.parametrize("case", CASES)
def test_mistake_gives_exactly_its_message(base: Path, case: str) -> None:
    lay_over(base, case)
    assert lines(checked(base).problems) == expected(case)


@pytest.mark.parametrize(
    ("name", "changes", "says"), [pytest.param(*case, id=case[0]) for case in cases_of_changes()]
)
def test_change_gives_exactly_its_message(
    base: Path, name: str, changes: list[Change], says: list[str]
) -> None:
    for one in changes:
        one.make(base)
    assert lines(checked(base).problems) == says
    assert any(f" [{code_of(name)}] " in line for line in says), "a case is named after its code"


@pytest.mark.parametrize("case", CASES)
def test_case_is_named_after_its_code(case: str) -> None:
    assert any(f" [{code_of(case)}] " in line for line in expected(case))


def test_sound_handbook_has_no_problem(base: Path) -> None:
    assert lines(checked(base).problems) == []
    assert lines(check(base, catalog()).problems) == []


def test_files_saved_on_windows_are_sound(base: Path) -> None:
    for path in (*base.rglob("*.md"), *base.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert lines(checked(base).problems) == []


def test_all_problems_of_several_broken_files_come_at_once(base: Path) -> None:
    cases = ("yaml-colon", "text-nfc", "date-unknown", "quotation-differs", "id-unknown-xa")
    for case in cases:
        lay_over(base, case)
    assert set(lines(checked(base).problems)) == {line for case in cases for line in expected(case)}


def test_every_rule_has_a_case() -> None:
    names = [*CASES, *(name for name, _, _ in cases_of_changes())]
    assert {code_of(name) for name in names} == CODES - NOT_CONTENT


def test_every_code_has_a_message_and_every_message_a_use() -> None:
    found = set(literals()) - {CONNECTIONS_ID, SOURCES_ID, "js-version"}
    assert {text for text in found if CODE.fullmatch(text)} <= CODES
    assert found >= CODES


def test_misspelt_word_is_found(base: Path) -> None:
    change(base / ENTRY, "lập luận dài".encode(), "lập luặng dài".encode())
    found = checked(base)
    check_spelling(base, found.content, found.problems)
    assert lines(found.problems) == [
        "docs/chuyen-de/doc-cham.md:13: [spelling] từ điển không có chữ “luặng”. "
        "Sửa: sửa chính tả; nếu đúng là tên riêng hay thuật ngữ, "
        "thêm một dòng vào docs/_words.txt."
    ]


def test_misspelt_word_of_the_list_of_changes_is_found(base: Path) -> None:
    (base / "CHANGELOG.md").write_text("# Thay đổi\n\n## 2027.1\n\nBài mớj.\n", encoding="utf-8")
    found = checked(base)
    check_spelling(base, found.content, found.problems)
    [line] = lines(found.problems)
    assert line.startswith("CHANGELOG.md:5: [spelling] từ điển không có chữ “mớj”.")


def test_words_of_the_content_are_known(base: Path) -> None:
    """Several on a line, and those of a comment not."""
    change(base / ENTRY, "lập luận dài".encode(), "lập luặng Đắk Glônh dài".encode())
    words = "# luặng\nĐắk Glônh\n"
    (base / "docs" / "_words.txt").write_text(words, encoding="utf-8")
    found = checked(base)
    check_spelling(base, found.content, found.problems)
    assert [line.partition("Sửa:")[0] for line in lines(found.problems)] == [
        "docs/chuyen-de/doc-cham.md:13: [spelling] từ điển không có chữ “luặng”. "
    ]
