"""The site in real browsers: each file of tests/browser/ that ends in ``.test.mjs``.

Those of ``EVERY_PAGE`` go over all pages of the handbook itself and know none by name; the others
do on the site of tests/reader what readers do. One file alone, on a built site:
``SITE="$(.venv/bin/python -m tests.reader_site /tmp/reader)" node --test tests/browser/…``;
file.test.mjs and firefox.test.mjs also want ``FOLDER``, the unpacked ZIP of the site.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import BuiltSite

FILES = sorted((Path(__file__).parent / "browser").glob("*.test.mjs"))
EVERY_PAGE = {"axe.test.mjs", "budget.test.mjs", "large.test.mjs", "styles.test.mjs"}
# Where the tests look for a browser -> its names, the first found is taken.
BROWSERS = {
    "CHROMIUM": ("chromium", "google-chrome", "chromium-browser"),
    "FIREFOX": ("firefox-esr", "firefox"),
}
# A browser that waits for others runs into the limits of its tests.
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)

Run = subprocess.CompletedProcess[str]


def browsers() -> dict[str, str]:
    """The paths of the browsers; the variables themselves name others than those found."""
    return {
        variable: os.environ.get(variable) or next(filter(None, map(shutil.which, names)))
        for variable, names in BROWSERS.items()
    }


def run(file: Path, site: Path, folder: Path, **more: str) -> Run:
    return subprocess.run(
        ["node", "--test", "--test-reporter=spec", str(file)],
        env={**os.environ, "SITE": str(site), "FOLDER": str(folder), **browsers(), **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def folder(reader_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that readers take along, unpacked."""
    [packed] = reader_site.folder.glob("*.zip")
    around = tmp_path_factory.mktemp("folder")
    shutil.unpack_archive(packed, around)
    return around / packed.stem


@pytest.fixture(scope="module")
def runs(
    site: BuiltSite, reader_site: BuiltSite, folder: Path
) -> Iterator[dict[Path, Future[Run]]]:
    """All files, several at a time."""
    whole, small = site.folder, reader_site.folder
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {
            file: pool.submit(run, file, whole if file.name in EVERY_PAGE else small, folder)
            for file in FILES
        }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_readers_can(runs: dict[Path, Future[Run]], file: Path) -> None:
    done = runs[file].result()
    assert done.returncode == 0, done.stdout + done.stderr
