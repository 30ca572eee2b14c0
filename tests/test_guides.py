"""The guides say what is so: README, CONTRIBUTING for editors, ARCHITECTURE for developers.

A section is found by its heading and a table by the first word of its head, so a guide may be
rearranged; what stands in it is compared with the code.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import PurePosixPath

import pytest

import hooks
from handbook.content.handbook import Content, load
from handbook.content.registers import TYPES
from handbook.language.problems import Problems, messages
from handbook.paper.requests import WAYS, requested
from macros.catalog import catalog
from scripts import campaign, editions, publish
from tests.conftest import READER, READER_LANGUAGES, ROOT
from tests.test_house import FLOORS

README, EDITORS, DEVELOPERS = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
)
GUIDES = {"README.md": README, "CONTRIBUTING.md": EDITORS, "ARCHITECTURE.md": DEVELOPERS}
FENCED = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"(?<!`)(`+) ?(.+?) ?\1(?!`)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) +(.+)$", re.MULTILINE)
COMMAND = re.compile(r"(?:([A-Z_]+)=\S+ +)?sh scripts/([\w-]+)([^`\n#|]*)")
CODE = re.compile(r"\[([a-z]+(?:-[a-z0-9]+)+)\](?!\()")
NAME = re.compile(r"[\w.*/-]+")
# Entries of problems.vi.yml that are no mistake.
NO_CODE = {"fix", "summary"}
# What the guides name that is no file of the project: what a site has, what an editor may make.
PUBLISHED = {
    "edition.txt",
    "thieu-tep.txt",
    "an-ban/",
    "luu-tru/",
    "site/_redirects",
    "site/nginx-redirects.conf",
    "sw.js",
    "sbom.cdx.json",
    "site/sbom.cdx.json",
    "search/vi.js",
    "sitemap.xml",
    "index.html",
    "en/",
    "robots.txt",
    "may-chu/",
    "/.well-known/security.txt",
}
EXAMPLES = {
    "docs/bai-hoc/ten-bai.md", "ten-bai.md", "ten-bai.en.md", "2027-01.md", "docs/hinh/",
    "docs/_texts/", "hop-chi-bo.jpg", "../hinh/hop-chi-bo.jpg", "vi-du.jpg", "Thumbs.db",
    "bieu-tuong.svg", "mau.css", "docs/_site/",
    "bai.en.md", "docs/_templates/bai.en.md",
    "docs/_queries/", "docs/_queries/queries.jsonl", "docs/_queries/held-out.jsonl",
    "docs/_queries/own-words.jsonl",
    ".en.md", ".test.mjs",
}  # fmt: skip


def section(guide: str, title: str) -> str:
    """From a heading to the next that is not below it."""
    found = list(HEADING.finditer(FENCED.sub(lambda match: "~" * len(match[0]), guide)))
    at = next(number for number, match in enumerate(found) if match[2] == title)
    behind = (match.start() for match in found[at + 1 :] if len(match[1]) <= len(found[at][1]))
    return guide[found[at].end() : next(behind, len(guide))]


def table(text: str, head: str) -> list[list[str]]:
    """The rows of the first table of a text whose head begins with these words."""
    lines = [line.strip() for line in text.split("\n")]
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {head} |"))
    rows: list[list[str]] = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return rows


def spans(text: str) -> list[str]:
    """All that stands in backticks."""
    return [match[2] for match in SPAN.finditer(FENCED.sub("", text))]


def named(text: str, head: str) -> list[str]:
    """What stands in backticks in the first column of a table."""
    return [name for row in table(text, head) for name in spans(row[0])]


def is_ignored(name: str) -> bool:
    """Whether git leaves an entry of the project's folder alone."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return name in (".git", ".engine") or any(fnmatch(name, line.strip("/")) for line in lines)


def files() -> Iterator[PurePosixPath]:
    """Every file of the project, and every folder, below its root."""
    for top in ROOT.iterdir():
        if not is_ignored(top.name):
            for path in (top, *top.rglob("*")):
                if not {"__pycache__", "node_modules"} & set(path.parts):
                    yield PurePosixPath(path.relative_to(ROOT).as_posix())


FILES = frozenset(files())


# What an editor may write.


def test_every_macro_has_a_row_that_shows_it() -> None:
    rows = table(section(EDITORS, "Lệnh dùng trong trang"), "Viết")
    shown = [name for row in rows for name in re.findall(r"\{\{ (\w+)\(", row[0])]
    assert set(shown) == set(catalog())


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """The keys that the loader takes, as it says them itself beside one that it does not know."""
    root = tmp_path_factory.mktemp("keys")
    registers = root / "docs" / "_registers"
    registers.mkdir(parents=True)
    front = "title: A\nsummary: B\nq0: 1\nkind: {q1: 1}\nissue: {q2: 1}"
    (root / "docs" / "index.md").write_text(f"---\n{front}\n---\n\nA.\n", encoding="utf-8")
    texts = {
        "any": "q3: 1\ncolumns: {name: {q4: 1}}\nrows: []",
        "quotations": "rows: [{id: a, q5: 1}]",
        "sources": "rows: [{id: a, q6: 1, places: {b: {q7: 1}}}]",
    }
    for name, text in texts.items():
        (registers / f"{name}.yml").write_text(text, encoding="utf-8")
    (root / "docs" / "_questions").mkdir()
    asked = root / "docs" / "_questions" / "a.yml"
    asked.write_text("q8: 1\nrows: [{row: a, q9: 1}]", encoding="utf-8")
    problems = Problems()
    load(root, READER_LANGUAGES, problems)
    told = [dict(one.values) for one in problems.found if one.code == "key-unknown"]
    found = {str(one["key"]): set(str(one["near"]).split(", ")) for one in told}
    assert sorted(found) == [f"q{number}" for number in range(10)]
    return found


@pytest.mark.parametrize(
    ("mapping", "title"),
    [
        ("q0", "Các khóa ở đầu trang"),
        ("q1", "Khóa của một loại bài"),
        ("q2", "Làm một số bản tin"),
    ],
)
def test_table_has_the_keys_that_are_taken(
    keys: Mapping[str, set[str]], mapping: str, title: str
) -> None:
    assert sorted(named(section(EDITORS, title), "Khóa")) == sorted(keys[mapping])


def test_every_key_of_a_register_is_named(keys: Mapping[str, set[str]]) -> None:
    text = section(EDITORS, "Khóa và kiểu cột của sổ")
    assert sorted(named(text, "Khóa của sổ")) == sorted(keys["q3"])
    inner = keys["q4"] | keys["q5"] | keys["q6"] | keys["q7"]
    assert inner - set(spans(text)) == set()


def test_every_key_of_a_set_of_questions_is_named(keys: Mapping[str, set[str]]) -> None:
    text = section(EDITORS, "Câu hỏi làm từ sổ")
    assert sorted(named(text, "Khóa của bộ")) == sorted(keys["q8"])
    assert keys["q9"] - set(spans(text)) == set()


def test_every_type_of_column_has_a_row() -> None:
    types = named(section(EDITORS, "Khóa và kiểu cột của sổ"), "Kiểu cột")
    assert sorted(types) == sorted(TYPES)


def test_every_code_begins_with_a_word_of_the_table() -> None:
    families = [code.partition("-")[0] for code in messages() if code not in NO_CODE]
    assert sorted(named(section(EDITORS, "Mã lỗi"), "Mã mở đầu bằng")) == sorted(set(families))


def test_codes_that_are_shown_exist() -> None:
    shown = {code for text in GUIDES.values() for code in CODE.findall(text)}
    assert shown
    assert shown - set(messages()) == set()


# Commands.


def test_every_script_is_named() -> None:
    scripts = [path.name for path in (ROOT / "scripts").iterdir() if path.is_file()]
    commands = {name for name in scripts if "." not in name}
    said = "\n".join(GUIDES.values())
    assert {name for name in commands if not re.search(rf"scripts/{name}\b(?!-)", said)} == set()


def commands() -> list[tuple[str, str, list[str]]]:
    """Every command that is shown: the variable before it, its name, its arguments."""
    found = [match for text in GUIDES.values() for match in COMMAND.finditer(text)]
    return [(match[1] or "", match[2], match[3].split()) for match in found]


def test_commands_that_are_shown_exist_and_take_their_arguments(reader: Content) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "macros.check", "--help"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip
    assert len(commands()) > len(GUIDES)
    for variable, name, arguments in commands():
        script = (ROOT / "scripts" / name).read_text(encoding="utf-8")
        assert not variable or is_read(variable), variable
        if name == "check":
            assert all(re.search(rf"{one}\b", told) for one in arguments), arguments
        elif name == "new":
            campaign.parser().parse_args([".", *shlex.split(" ".join(arguments))])
        elif name == "publish":
            publish.parser().parse_args(shlex.split(" ".join(arguments)))
        elif name == "verify":
            assert len(arguments) <= 2
        elif name == "edition":
            editions.parser().parse_args(arguments or ["2026.11"])
        elif name == "print":
            ways = {f"--{way}": what for way, what in WAYS.items()}
            ids = [one for one in arguments if not one.endswith(("…", *ways))]
            if "--exam" in ids:
                ids = [":".join(("exam", *ids[1:]))]
            [what] = [ways[one] for one in arguments if one in ways] or [WAYS["page"]]
            assert not requested(reader, ids, what).refused
        else:
            # The words that a command takes stand in it.
            assert all(one in re.split(r"\W", script) for one in arguments), (name, arguments)


def is_read(variable: str) -> bool:
    """Whether a command or the configuration asks for a variable."""
    places = (*(ROOT / "scripts").iterdir(), ROOT / "mkdocs.yml", ROOT / "handbook" / "mkdocs.yml")
    texts = (path.read_text(encoding="utf-8") for path in places if path.is_file())
    return any(re.search(rf"\b{variable}\b", text) for text in texts)


# Names of files, and links.


def paths_in(text: str) -> Iterator[str]:
    """The words in backticks that look like paths."""
    endings = {path.suffix for path in FILES} - {""}
    for span in spans(text):
        for word in span.split():
            name = PurePosixPath(word)
            if NAME.fullmatch(word) and re.search(r"\w", word):
                is_below = len(name.parts) > 1 and PurePosixPath(name.parts[0]) in FILES
                has_ending = name.suffix in endings and name.stem != name.name
                if is_below or has_ending or word.endswith("/"):
                    yield word


def is_there(word: str) -> bool:
    """A path from the root, or the end of one; ``*`` stands for anything in a name."""
    if is_ignored(word.split("/", maxsplit=1)[0]) or word in PUBLISHED | EXAMPLES:
        return True
    pattern = word.rstrip("/")
    own = READER / pattern
    return any(path.match(pattern) for path in FILES) or own.exists()


@pytest.mark.parametrize("guide", GUIDES)
def test_files_that_are_named_exist(guide: str) -> None:
    found = list(paths_in(GUIDES[guide]))
    assert found
    assert [word for word in found if not is_there(word)] == []


def slugs(guide: str) -> set[str]:
    """The anchors of a guide's headings, as GitHub makes them."""
    titles = [match[2] for match in HEADING.finditer(FENCED.sub("", guide))]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("guide", GUIDES)
def test_links_lead_somewhere(guide: str) -> None:
    text = SPAN.sub("", FENCED.sub("", GUIDES[guide]))
    targets = [target for target in LINK.findall(text) if "://" not in target]
    assert targets
    for target in targets:
        path, _, anchor = target.partition("#")
        assert not path or (ROOT / path).exists(), target
        assert not anchor or anchor in slugs(GUIDES[path or guide]), target


# What developers are told.


def mapped(guide: str) -> dict[PurePosixPath, bool]:
    """The paths of the map, and whether what is below them is told one by one."""
    [tree] = FENCED.findall(section(guide, "Bản đồ"))
    found: dict[PurePosixPath, bool] = {}
    above: dict[int, PurePosixPath] = {-2: PurePosixPath()}
    for line in tree.split("\n")[1:-1]:
        indent = len(line) - len(line.lstrip())
        for name in re.split(r" {2,}", line.strip())[0].split(", "):
            path = above[indent - 2] / name
            above[indent] = path
            found[path] = False
            found[path.parent] = True
    return found


@pytest.mark.parametrize("guide", ["README.md", "ARCHITECTURE.md"])
def test_map_names_only_what_is_there(guide: str) -> None:
    named_there = set(mapped(GUIDES[guide])) - {PurePosixPath()}
    assert named_there - FILES == set()


def test_map_has_every_room_and_every_entry() -> None:
    told = mapped(DEVELOPERS)
    opened = {path for path, is_open in told.items() if is_open}
    wanted = {path for path in FILES if path.parent in opened and path.name != "__init__.py"}
    assert {PurePosixPath(name) for name in ("", "handbook", "macros", "browser")} <= opened
    assert wanted - set(told) == set()


def test_every_test_is_named() -> None:
    names = [path for path in FILES if path.match("tests/test_*.py")]
    names += [path for path in FILES if path.match("tests/browser/*.test.mjs")]
    assert len(names) > len(GUIDES)
    assert {str(path) for path in names} - set(spans(section(DEVELOPERS, "Kiểm thử"))) == set()


def test_every_event_stands_once_with_its_priorities() -> None:
    """``hooks`` marks what has another priority than 0; several of an event are one object."""
    wanted = {}
    for name, event in vars(hooks).items():
        if name.startswith("on_"):
            methods = getattr(event, "methods", (event,))
            wanted[name] = [getattr(one, "mkdocs_priority", 0) for one in methods]
    rows = table(section(DEVELOPERS, "Sự kiện của MkDocs"), "Sự kiện")
    told = [(row[0].strip("`"), row[1].replace("−", "-").split(", ")) for row in rows]
    assert sorted(name for name, _ in told) == sorted(wanted)
    assert {name: [int(number) for number in numbers] for name, numbers in told} == wanted


def test_floors_are_those_that_are_kept() -> None:
    rows = table(section(DEVELOPERS, "Các tầng"), "Tầng")
    told = [{PurePosixPath(name).stem for name in spans(row[1])} for row in reversed(rows)]
    assert told == list(FLOORS)


def test_every_kind_of_argument_has_a_row() -> None:
    """What the macros of the catalogue declare; BLOCK says what a macro returns."""
    parameters = [one for signature in catalog().values() for one in signature.parameters.values()]
    kinds = {kind for one in parameters for kind in getattr(one.annotation, "__metadata__", ())}
    rows = named(section(DEVELOPERS, "Thêm một lệnh"), "Loại")
    assert sorted(rows) == sorted(kind.upper() for kind in kinds)


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= 100


@pytest.mark.parametrize("guide", ["CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_guides_are_short(guide: str) -> None:
    """Nobody finds a daily job in a longer one: say less, or elsewhere."""
    assert len(GUIDES[guide].encode()) <= 70_000
