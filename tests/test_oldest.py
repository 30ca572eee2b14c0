"""Style sheets and scripts ask nothing that the oldest browser of readers does not know; which one
that is stands in package.json, what pages do without there in tests/oldest/spared.json.
"""

import subprocess
from pathlib import Path

import pytest

from handbook.publish.policy import inline_scripts
from tests.conftest import BuiltSite

CHECK = "tests/oldest/check.mjs"


def check(root: Path, *arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        ["node", CHECK, *map(str, arguments)],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def test_nothing_is_newer_than_the_oldest_browser(root: Path) -> None:
    assert check(root) == (0, "")


def test_scripts_that_are_published_are_of_old_syntax(
    root: Path, site: BuiltSite, tmp_path: Path
) -> None:
    """As the build leaves them, with that of the page's own head."""
    [inline] = inline_scripts((site.folder / "index.html").read_text(encoding="utf-8"))
    (tmp_path / "inline.js").write_text(inline, encoding="utf-8")
    scripts = [*site.folder.rglob("*.js"), tmp_path / "inline.js"]
    assert len(scripts) > 10
    assert check(root, "--syntax", *scripts) == (0, "")


SLIPS = {
    "css": {
        "a :is(b, i) { color: red; }": "“:is()” chỉ có từ Chromium 88",
        "a:not(b, i) { color: red; }": "“:not()” chỉ có từ Chromium 88",
        "a { inset: 0; }": "viết top, right, bottom, left",
        "a { margin-inline: 0; }": "viết thuộc tính vật lý",
        "a { width: min(1px, 1vw); }": "viết một giá trị cũ ở dòng ngay trước",
        "a { width: 1px; width: min(var(--a), 1vw); }": "đặt trong @supports",
        "a { --a: max(1px, 1vw); }": "đặt biến ấy trong @supports",
        "a { height: 100dvh; }": "“dvh” chỉ có từ Chromium 108",
        "a { display: flex; gap: 1px; }": "viết margin cho các phần tử con",
        "a { aspect-ratio: 1; }": "“aspect-ratio” chỉ có từ Chromium 88",
        "a:hover, a:focus-visible { color: red; }": "cho nó một luật riêng",
        "a { color red; }": "không đọc được",
        "a { overflow: clip; }": "“clip” chỉ có từ Chromium 90",
        "@container (min-width: 1px) { a { color: red; } }": "“@container” chỉ có từ Chromium 105",
        "a { &:hover { color: red; } }": "“&” chỉ có từ Chromium",
    },
    "js": {
        "const a = document.body?.id;": "cú pháp mới hơn ES2018",
        "const a = document.title ?? '';": "cú pháp mới hơn ES2018",
        "const a = [1].at(-1);": "“javascript.builtins.Array.at” chỉ có từ Chromium 92",
        "const a = 'a'.replaceAll('a', 'b');": "“javascript.builtins.String.replaceAll”",
        "const a = Object.fromEntries([]);": "“javascript.builtins.Object.fromEntries”",
        "document.body.replaceChildren();": "“api.Element.replaceChildren” chỉ có từ Chromium 86",
        "const a = structuredClone({});": "“api.structuredClone”",
        "document.querySelector('a:is(b)');": "“:is()” chỉ có từ Chromium 88",
        "navigator.clipboard.read();": "“api.Clipboard.read” chỉ có từ Chromium",
    },
}


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_is_told_with_its_line_and_remedy(root: Path, tmp_path: Path, kind: str) -> None:
    """One a file, on its second line."""
    files = {tmp_path / f"{number}.{kind}": slip for number, slip in enumerate(SLIPS[kind])}
    for file, slip in files.items():
        file.write_text(f"\n{slip}\n", encoding="utf-8")
    code, said = check(root, *files)
    assert code == 1
    told = {line.partition(":")[0].rpartition("/")[2]: line for line in said.splitlines()}
    for file, slip in files.items():
        line = told.get(file.name, "")
        assert SLIPS[kind][slip] in line and f"{file.name}:2: " in line, (slip, line)


@pytest.mark.parametrize(
    "fine",
    [
        "a { height: 100vh; height: 100dvh; }",
        "a { display: grid; gap: 1px; }",
        "@supports (width: min(1px, 1vw)) { a { width: min(var(--a), 1vw); } }",
        "a { -webkit-mask-image: none; mask-image: none; }",
        "a:focus-visible { color: red; }",
    ],
)
def test_what_has_an_older_form_before_it_is_not_told(
    root: Path, tmp_path: Path, fine: str
) -> None:
    (tmp_path / "fine.css").write_text(fine, encoding="utf-8")
    assert check(root, tmp_path / "fine.css") == (0, "")
