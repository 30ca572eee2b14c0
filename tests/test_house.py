"""The rules of the house: how long code may be, who imports whom, where texts live, what the theme
is assumed to do."""

import ast
import fnmatch
import importlib
import importlib.metadata
import inspect
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
from mkdocs.config import load_config

import hooks
from handbook import marks
from handbook.language.problems import Problems
from handbook.language.texts import FOLDER, load_texts, read_texts
from handbook.publish.styles import BLOCK, RULE, small
from tests.conftest import LANGUAGES, READER

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
# Tools of the language itself: letters to fold, marks to find.
LETTER_TABLES = ("folding.py", "rules.py", "spelling.py")
# Files of code; a command of the shell has no ending.
CODE = (".css", ".js", ".mjs", ".py", ".sh", ".ts", ".typ", "")
MOST_LINES, MOST_IN_TESTS_AND_STYLES, MOST_IN_FUNCTION = 300, 400, 30
INSTALLED = re.compile(r"/(node_modules|__pycache__)/")


def code_of(root: Path) -> Iterator[tuple[str, str]]:
    """Path and text of every file of code, but for what git ignores and what is installed."""
    ignored = [
        ".git",
        ".engine",
        "docs",
        *(root / ".gitignore").read_text().replace("/", "").split(),
    ]
    tops = [
        path
        for path in root.iterdir()
        if not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored)
    ]
    for path in (path for top in tops for path in (top, *top.rglob("*"))):
        name = path.relative_to(root).as_posix()
        if path.suffix in CODE and path.is_file() and not INSTALLED.search(name):
            yield name, path.read_text(encoding="utf-8")


def test_no_file_of_code_is_long(root: Path) -> None:
    """A longer one does more than one thing."""
    sizes = {name: len(text.splitlines()) for name, text in code_of(root)}
    looser = {name for name in sizes if name.startswith("tests/") or name.endswith(".css")}
    assert {Path(name).suffix for name in sizes} >= {".py", ".js", ".mjs", ".css", ".typ", ""}
    assert {
        name: size
        for name, size in sizes.items()
        if size > (MOST_IN_TESTS_AND_STYLES if name in looser else MOST_LINES)
    } == {}


def test_no_function_is_long(root: Path) -> None:
    """From ``def`` to its last line; scripts for browsers and Node.js are not measured."""
    functions = [
        (name, node)
        for name, text in code_of(root)
        if name.endswith(".py")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    sizes = [(name, one.name, (one.end_lineno or 0) - one.lineno + 1) for name, one in functions]
    assert sizes
    assert [one for one in sizes if not 0 < one[2] <= MOST_IN_FUNCTION] == []


def imports(path: Path) -> set[str]:
    """First parts of the names that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_imports_go_one_way(root: Path) -> None:
    for path in (root / "handbook").rglob("*.py"):
        assert not imports(path) & {"mkdocs", "macros", "hooks", "material"}, path
    for path in (root / "macros").rglob("*.py"):
        assert not imports(path) & {"mkdocs", "hooks", "material"}, path


# The floors of ``handbook``: a room knows those below its own, and no other room beside it.
FLOORS = (
    {"language", "marks", "packed", "types"},
    {"content", "images", "machine"},
    {"check", "paper", "search", "export", "publish"},
    {"building"},
)


def rooms_of(root: Path) -> Iterator[tuple[str, str]]:
    """Every room of ``handbook`` with a room that it imports from."""
    for path in (root / "handbook").rglob("*.py"):
        own = path.relative_to(root / "handbook").parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [f"{node.module}.{name.name}" for name in node.names]
                parts = [name.split(".") for name in names]
                yield from ((own, part[1]) for part in parts if part[0] == "handbook")


def test_rooms_know_only_the_floors_below(root: Path) -> None:
    floors = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
    arrows = {(a, b) for a, b in rooms_of(root) if a != b}
    rooms = (path for path in (root / "handbook").iterdir() if path.suffix in ("", ".py"))
    there = {path.stem for path in rooms} - {"__init__", "__pycache__"}
    assert there == set(floors)
    assert {(a, b) for a, b in arrows if floors[a] <= floors[b]} == set()
    assert len(arrows) > len(floors)


def test_marks_are_read_elsewhere_and_written_nowhere_else(root: Path) -> None:
    """Each is used by another room, or by scripts and styles; the code never spells it out."""
    names = {name: value for name, value in vars(marks).items() if name.isupper()}
    outside = [*(root / "browser").rglob("*.js"), *(root / "overrides").rglob("*.css")]
    read = "\n".join(path.read_text(encoding="utf-8") for path in outside)
    python = [*(root / "handbook").rglob("*.py"), *(root / "macros").rglob("*.py")]
    code = {path: path.read_text(encoding="utf-8") for path in python}
    for name, value in names.items():
        users = {path.parent for path, text in code.items() if f"marks.{name}" in text}
        spellings = (value, f"dataset.{value.removeprefix('data-')}")
        assert len(users) > 1 or any(one in read for one in spellings), name
    # The others are words that mean something else, too.
    spelt = [value for value in names.values() if "-" in value]
    written = [(path, text) for path, text in strings(root) if path.name != "marks.py"]
    assert spelt
    assert [(path, text) for path, text in written for value in spelt if value in text] == []


def test_texts_have_the_same_keys_in_every_language() -> None:
    texts = load_texts()
    keys = [
        {f"{group}.{name}" for group in found for name in texts.group(language, group)}
        for language, found in texts.values.items()
    ]
    assert len(keys) > 1 and all(found == keys[0] for found in keys)


def test_mistake_in_a_text_is_told_with_its_file(root: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / FOLDER.name)
    with (folder / "vi.yml").open("a", encoding="utf-8") as file:
        file.write("more:\n  empty: ~\n")
    problems = Problems()
    read_texts(problems, folder)
    [found] = problems.found
    assert found.code == "key-missing" and (root / found.file).samefile(FOLDER / "vi.yml")


def test_no_vietnamese_text_inside_the_code(root: Path) -> None:
    for path, text in strings(root):
        assert path.name in LETTER_TABLES or not VIETNAMESE.search(text), (path, text)


def strings(root: Path) -> Iterator[tuple[Path, str]]:
    """Every string in the engine's code that is not a docstring."""
    for path in [*(root / "handbook").rglob("*.py"), *(root / "macros").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = docstrings(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if node.value not in docs:
                yield path, node.value


def docstrings(tree: ast.Module) -> set[str | None]:
    """What the module says of itself; not text for editors or readers."""
    return {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }


def test_languages_are_read_as_the_generator_reads_them(root: Path) -> None:
    config = load_config(str(root / "mkdocs.yml")).plugins["i18n"].config
    found = {language.locale: language.name for language in config.languages}
    assert found == LANGUAGES.names
    assert next(one.locale for one in config.languages if one.default) == LANGUAGES.default


def test_engine_names_no_kind_of_page(root: Path) -> None:
    """Another campaign's handbook is other Markdown, not other code.

    Only names of several words: a folder may well be called as something else is in the code.
    """
    books = [root / "docs", READER / "docs", root / "tests" / "campaign" / "docs"]
    folders = {path.name for book in books for path in book.iterdir() if path.is_dir()}
    kinds = [name for name in folders if "-" in name and not name.startswith("_")]
    assert kinds
    for path, text in strings(root):
        assert not any(kind in text for kind in kinds), (path, text)


def declarations(sheet: str) -> Iterator[tuple[str, str, str]]:
    """Each with its query and its selector; without them those of variables, which base.css has
    elsewhere than the theme."""
    for block in BLOCK.finditer(small(sheet).removeprefix('@charset "UTF-8";')):
        query = block[1] if "{" in block[2] else ""
        for selectors, body in RULE.findall(block[2] if query else block[0]):
            for one in re.findall(r"""(?:[^;"]|"[^"]*")+""", " ".join(body.split())):
                for selector in selectors.split(","):
                    yield ("", "", one) if one.startswith("--") else (query, selector, one)


def test_the_theme_still_has_the_rules_that_the_base_sheet_took_over(root: Path) -> None:
    base = (root / "overrides/assets/stylesheets/base.css").read_text(encoding="utf-8")
    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    (theme,) = (path.read_text(encoding="utf-8") for path in folder.glob("main.*.css"))
    taken = set(declarations(base))
    assert len(taken) > 100
    assert taken - set(declarations(theme)) == set()
    assert f"mkdocs-material {importlib.metadata.version('mkdocs-material')} " in base


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_page_is_converted_by_the_method_that_hooks_replace(generator: str) -> None:
    """hooks.py gives an untranslated page the HTML made before; these are what it sets."""
    page = importlib.import_module(f"{generator}.structure.pages").Page
    assert list(inspect.signature(page.render).parameters) == ["self", "config", "files"]
    source = inspect.getsource(page.render)
    for name in ("content", "toc", "present_anchor_ids"):
        assert f"self.{name} = " in source


@pytest.mark.parametrize(
    ("link", "is_file"),
    [
        ('<a href="../muc/">', False),
        ('<a href="../muc/#ma">', False),
        ('<a href="#ma">', False),
        ('<a href="https://example.org/a.pdf">', False),
        ('<a href="../../tep/a.pdf">', True),
        ('<img src="../hinh.svg">', True),
    ],
)
def test_html_with_files_is_converted_anew(link: str, is_file: bool) -> None:
    assert bool(hooks.FILE_LINK.search(link)) == is_file
