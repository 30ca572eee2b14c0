"""The search box in a real browser: each file of tests/browser/ that ends in ``.test.mjs``.

One file alone, on a built site: ``SITE="$PWD/site" node --test tests/browser/landing.test.mjs``.
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
NAMES = ("chromium", "google-chrome", "chromium-browser")
# A browser that waits for others runs into the limits of its tests.
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)

Run = subprocess.CompletedProcess[str]


def browser() -> str:
    """The path of the browser; CHROMIUM names another than the one found."""
    found = (path for name in NAMES if (path := shutil.which(name)))
    return os.environ.get("CHROMIUM") or next(found)


def run(file: Path, site: Path) -> Run:
    return subprocess.run(
        ["node", "--test", "--test-reporter=spec", str(file)],
        env={**os.environ, "SITE": str(site), "CHROMIUM": browser()},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def runs(site: BuiltSite) -> Iterator[dict[Path, Future[Run]]]:
    """All files, several at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {file: pool.submit(run, file, site.folder) for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_readers_can(runs: dict[Path, Future[Run]], file: Path) -> None:
    done = runs[file].result()
    assert done.returncode == 0, done.stdout + done.stderr
