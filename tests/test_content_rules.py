"""The content rules: a sound handbook, one mistake laid over it, the exact message it must give.

A case is a change to that sound handbook, in the files of ``content_rules/changes``, by a name
that begins with its code: in ``file`` the text ``old``, which stands there once, becomes ``new``;
without ``old`` the file is written anew, without ``new`` it is removed. ``says`` is the whole
report, line by line. Several changes make one case under ``changes``; what is no text, or what git
may spoil, is made by a function here.
"""

import ast
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import handbook
from handbook.check.all import Checked, check
from handbook.check.guessing.rules import CODES as GUESSING_CODES
from handbook.check.spelling import check_spelling
from handbook.content.questions import KINDS, LEVELS
from handbook.language import problems, texts
from handbook.language.problems import Problems, messages, report
from handbook.marks import CONNECTIONS_ID, SOURCES_ID
from macros.catalog import catalog
from tests import badpictures

FOLDER = Path(__file__).parent / "content_rules"
VIETNAMESE = FOLDER.parent.parent / "handbook/language/texts/vi.yml"
FRENCH = "docs/_texts/fr.yml"
CHANGED = sorted((FOLDER / "changes").glob("*.yml"))
# What is told only of the whole, with hunspell, or to who may not read everything, has tests of its
# own.
NOT_CONTENT = {"fix", "summary", "spelling", "file-closed", *GUESSING_CODES.values()}
CODES = frozenset(messages())
CODE = re.compile(r"[a-z]+(-[a-z]+)+")
ENTRY = "docs/chuyen-de/doc-cham.md"
SOURCES = "docs/_registers/sources.yml"
ICON = "docs/_site/bieu-tuong.svg"


def bytes_of_windows(root: Path) -> None:
    change(root / ENTRY, "Đọc xong".encode(), "Đọc xong".encode("utf-16-le"))


def register_of_notepad(root: Path) -> None:
    (root / SOURCES).write_bytes((root / SOURCES).read_text(encoding="utf-8").encode("utf-16"))


def texts_of_notepad(root: Path) -> None:
    (root / FRENCH).parent.mkdir()
    (root / FRENCH).write_bytes(VIETNAMESE.read_text(encoding="utf-8").encode("utf-16"))


def icon_of_notepad(root: Path) -> None:
    (root / ICON).parent.mkdir(exist_ok=True)
    (root / ICON).write_bytes("<svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16"))


def marks_apart(root: Path) -> None:
    word = "yên tĩnh"
    change(root / ENTRY, word.encode(), unicodedata.normalize("NFD", word).encode())


def hidden_characters(root: Path) -> None:
    """A zero-width space inside an id, a line break of Word inside a text."""
    change(root / ENTRY, b"[chuyen-de/tim-sach]", "[chuyen-de/\u200btim-sach]".encode())
    change(root / SOURCES, "Nội quy phòng".encode(), "Nội quy\x0b phòng".encode())


def accented_name(root: Path) -> None:
    shutil.copy(root / "docs/hinh/phong-doc.svg", root / "docs/hinh/phòng-đọc.svg")


def renamed_document(root: Path) -> None:
    (root / ENTRY).write_bytes(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4\xd2l")


def deep_brackets(root: Path) -> None:
    """So many that the parser itself would fall."""
    change(root / ENTRY, b"[giu-yen-lang]", b"[" * 200_000 + b"]" * 200_000)


def deep_macro(root: Path) -> None:
    change(root / ENTRY, "Chỗ yên".encode(), b"{{ ref(" + b"-" * 5000 + "1) }} Chỗ yên".encode())


def long_handout(root: Path) -> None:
    """Three items, then a list of which the fifth is not printed."""
    items = [f"- {'Chữ dài ' * 220}hết.\n" for _ in range(3)]
    unprinted = "- Bốn.\n- Năm.\n- Sáu.\n- Bảy.\n" + f"- {'Không in ' * 900}hết.\n"
    text = f"## Ý chính {{#y-chinh}}\n\n{''.join(items)}\nĐoạn.\n\n{unprinted}"
    change(root / ENTRY, "## Ý chính {#y-chinh}\n".encode(), text.encode())
    index = root / "docs/chuyen-de/index.md"
    change(index, b"\n  questions: 1", b"\n  questions: 1\n  handout: [y-chinh]")


def interface_in_french(root: Path, old: str, new: str) -> None:
    """A language that the engine does not speak, whose texts are those in Vietnamese but one."""
    text = VIETNAMESE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    (root / FRENCH).parent.mkdir()
    (root / FRENCH).write_text(text.replace(old, new), encoding="utf-8")


def said_in(root: Path, said: str) -> str:
    """A message as it is to be: ``@`` is the line in which French differs, wherever that is now."""
    if f"{FRENCH}:@:" not in said:
        return said
    ours, theirs = (
        path.read_text(encoding="utf-8").split("\n") for path in (VIETNAMESE, root / FRENCH)
    )
    line = next(at for at, (a, b) in enumerate(zip(ours, theirs, strict=False), 1) if a != b)
    return said.replace(f"{FRENCH}:@:", f"{FRENCH}:{line}:")


def text_left_out(root: Path) -> None:
    interface_in_french(root, "  read_original: Đọc bản gốc\n", "  read: Đọc bản gốc\n")


def text_without_its_value(root: Path) -> None:
    interface_in_french(root, 'of: "{label} trong', 'of: "bài trong')


def quarter_left_out(root: Path) -> None:
    interface_in_french(root, "quarters: [I, II, III, IV]", "quarters: [I, II, III]")


def colon_in_a_list(root: Path) -> None:
    interface_in_french(root, "quarters: [I, II, III, IV]", "quarters: [I, II: hai, III, IV]")


def group_without_texts(root: Path) -> None:
    interface_in_french(root, 'matrix:\n  none: "Nguồn không ghi"\n', "matrix: Nguồn không ghi\n")


def brace_left_open(root: Path) -> None:
    interface_in_french(root, "{label} trong {count}", "{label} trong {count")


MADE: Mapping[str, Callable[[Path], None]] = {
    "text-utf8": bytes_of_windows,
    "text-utf8-so": register_of_notepad,
    "text-utf8-tieng": texts_of_notepad,
    "text-utf8-bieu-tuong": icon_of_notepad,
    "text-nfc": marks_apart,
    "text-hidden": hidden_characters,
    "file-name-dau": accented_name,
    "macro-syntax-qua-sau": deep_macro,
    "text-office": renamed_document,
    "yaml-deep": deep_brackets,
    **badpictures.MADE,
    "handout-long": long_handout,
    "language-key": text_left_out,
    "language-values": text_without_its_value,
    "language-list": quarter_left_out,
    "text-plain-hai-cham": colon_in_a_list,
    "text-plain-nhom": group_without_texts,
    "language-values-ngoac": brace_left_open,
}


def change(path: Path, old: bytes, new: bytes) -> None:
    """Put other bytes in the place of some that stand there once."""
    found = path.read_bytes()
    assert found.count(old) == 1, path
    path.write_bytes(found.replace(old, new))


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


@dataclass(frozen=True)
class Case:
    """A mistake by its name, which begins with its code, and all that is reported of it."""

    name: str
    changes: tuple[Change, ...]
    says: tuple[str, ...]

    def lay_over(self, root: Path) -> None:
        """Make the mistake in a copy of the sound handbook."""
        for one in self.changes:
            one.make(root)
        if self.name in MADE:
            MADE[self.name](root)


def cases_of(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    written: Mapping[str, Mapping[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, case in written.items():
        changes = case.get("changes", [case])
        made = (Change(one["file"], one.get("old"), one.get("new")) for one in changes)
        yield Case(name, tuple(made), tuple(case["says"]))


OF_FILES = {path: tuple(cases_of(path)) for path in CHANGED}
CASES = tuple(case for cases in OF_FILES.values() for case in cases)


def checked(root: Path) -> Checked:
    return check(root, catalog(), FOLDER / "base" / "texts")


def lines(found: Problems) -> list[str]:
    """The report that an editor sees."""
    return report(sorted(set(found.found))).splitlines()


def code_of(case: str) -> str:
    """The longest code that the name of a case begins with."""
    codes = (code for code in CODES if f"{case}-".startswith(f"{code}-"))
    return max(codes, key=len, default="")


def literals() -> Iterator[str]:
    """Every string in the rooms that read the content and tell of its mistakes."""
    rooms = (Path(handbook.__file__).parent / name for name in ("language", "content", "check"))
    for path in (path for room in rooms for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.fixture(scope="module", autouse=True)
def _engine_is_read_once() -> Iterator[None]:
    """The engine's own texts are the same for all cases, and reading them is half of the time."""
    read, told = texts._read, cache(problems.messages)

    @cache
    def own(path: Path) -> texts.Groups:
        faults = Problems()
        found = read(path, faults)
        assert not faults
        return found

    def known(path: Path, found: Problems) -> texts.Groups:
        return own(path) if path.is_relative_to(texts.FOLDER) else read(path, found)

    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(texts, "_read", known)
        changed.setattr(problems, "messages", told)
        yield


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the sound handbook, to be spoilt."""
    return shutil.copytree(FOLDER / "base", tmp_path, dirs_exist_ok=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_mistake_gives_exactly_its_message(base: Path, case: Case) -> None:
    case.lay_over(base)
    assert lines(checked(base).problems) == [said_in(base, said) for said in case.says]
    assert any(f" [{code_of(case.name)}] " in line for line in case.says), "named after its code"


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.name)
def test_no_case_takes_the_name_of_another(path: Path) -> None:
    """Of two with one name in a file the first would be forgotten without a word."""
    written = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert isinstance(written, yaml.MappingNode)
    names = [name.value for name, _ in written.value]
    others = [case.name for other in CHANGED if other != path for case in OF_FILES[other]]
    assert len(set(names)) == len(names) and not set(names) & set(others)


NESTED = {
    "quotes": "> " * 3000 + "x",
    "lists": "\n".join(f"{'    ' * depth}- x" for depth in range(400)),
    "boxes": "\n".join(f"{'    ' * depth}!!! note" for depth in range(400)),
    "links": "[" * 3000 + "](x)",
    "stars": "*" * 5001,
}


@pytest.mark.parametrize("name", NESTED)
def test_page_nested_without_end_is_reported(base: Path, name: str) -> None:
    with (base / ENTRY).open("a", encoding="utf-8") as page:
        page.write(f"\n{NESTED[name]}\n")
    assert lines(checked(base).problems)


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("docs/_queries/queries.jsonl", '{"q":' + "[" * 100_000, "query-form"),
        ("mkdocs.yml", "a: " + "[" * 100_000, "yaml-broken"),
        (SOURCES, "- " * 100_000 + "x", "yaml-deep"),
        (SOURCES, "\n".join(f"{' ' * depth}a:" for depth in range(3000)), "yaml-deep"),
        ("docs/hinh/phong-doc.svg", "<svg>" + "<g>" * 5000, "picture-broken"),
    ],
    ids=["queries", "settings", "dashes", "keys", "drawing"],
)
def test_file_nested_without_end_is_reported(base: Path, file: str, text: str, code: str) -> None:
    (base / file).parent.mkdir(exist_ok=True)
    (base / file).write_text(text, encoding="utf-8")
    assert any(f"[{code}]" in line for line in lines(checked(base).problems))


def test_sound_handbook_has_no_problem(base: Path) -> None:
    assert lines(checked(base).problems) == []
    assert lines(check(base, catalog()).problems) == []


def test_files_saved_on_windows_are_sound(base: Path) -> None:
    for path in (*base.rglob("*.md"), *base.rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert lines(checked(base).problems) == []


def test_all_problems_of_several_broken_files_come_at_once(base: Path) -> None:
    names = {"yaml-colon", "text-nfc", "date-unknown", "quotation-differs", "id-unknown-xa"}
    cases = [case for case in CASES if case.name in names]
    for case in cases:
        case.lay_over(base)
    assert len(cases) == len(names)
    assert set(lines(checked(base).problems)) == {line for case in cases for line in case.says}


def test_every_rule_has_a_case() -> None:
    assert {code_of(case.name) for case in CASES} == CODES - NOT_CONTENT


def test_every_code_has_a_message_and_every_message_a_use() -> None:
    found = set(literals()) - {CONNECTIONS_ID, SOURCES_ID, "js-version", *KINDS, *LEVELS}
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
    (base / "CHANGELOG.md").write_text("# Thay đổi\n\n## 2026.11\n\nBài mớj.\n", encoding="utf-8")
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
