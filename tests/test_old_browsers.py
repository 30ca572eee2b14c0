"""The site in browsers of years ago, as cheap phones still have them: what the handbook promises to
old devices is true there. Their programs lie packed in node_modules, as package.json names them.
"""

import json
import os
from pathlib import Path

import brotli
import pytest

from tests.browsers import must_pass
from tests.conftest import ROOT, BuiltSite

FILE = Path(__file__).parent / "browser-old" / "reader.test.mjs"
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
NAME = "chromium-"
VERSIONS = sorted(
    name.removeprefix(NAME) for name in PACKAGE["devDependencies"] if name.startswith(NAME)
)


def unpacked_browser(version: str) -> Path:
    """The program of a version; it is unpacked once, next to what else a build keeps."""
    program = ROOT / ".build" / "browsers" / f"{NAME}{version}"
    if program.is_file():
        return program
    (packed,) = (ROOT / "node_modules" / f"{NAME}{version}" / "bin").glob("chromium*.br")
    program.parent.mkdir(parents=True, exist_ok=True)
    new = program.with_name(f"{program.name}.{os.getpid()}")
    new.write_bytes(brotli.decompress(packed.read_bytes()))
    new.chmod(0o755)
    return new.rename(program)


def test_the_oldest_browser_that_is_named_is_tried() -> None:
    assert PACKAGE["browserslist"] == [f"chrome {VERSIONS[0]}"]


@pytest.mark.parametrize("version", VERSIONS)
def test_readers_can_with_an_old_browser(
    version: str, reader_site: BuiltSite, unpacked: Path
) -> None:
    program = str(unpacked_browser(version))
    must_pass(FILE, reader_site.folder, unpacked, OLD=program, OLD_VERSION=version)
