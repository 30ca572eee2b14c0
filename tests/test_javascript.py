"""The scripts of browser/: types, and what old phones can run."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import BuiltSite


@pytest.mark.parametrize("folder", ["dialog", "landing", "page", "search"])
def test_types_hold(root: Path, folder: str) -> None:
    command = ["node_modules/.bin/tsc", "--project", f"browser/{folder}"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_scripts_ask_nothing_of_a_newer_browser(site: BuiltSite) -> None:
    """ES2018 without look-behind; the type check guards the library, this the syntax."""
    for path in [site.folder / "page.js", *(site.folder / "search").glob("*.js")]:
        text = path.read_text(encoding="utf-8")
        for newer in ("(?<=", "(?<!", "?.[", "??", "||=", "&&=", "catch{", ".at(", ".replaceAll("):
            assert newer not in text, (path.name, newer)
