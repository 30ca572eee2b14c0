"""The site in real browsers: what readers do, on the site of tests/reader.

One file alone, on a built site:
``SITE="$(.venv/bin/python -m tests.reader_site /tmp/reader)" node --test tests/browser/…``;
file.test.mjs and firefox.test.mjs also want ``FOLDER``, the unpacked ZIP of the site.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsers import OTHERS, Runs, must_pass, running
from tests.conftest import BuiltSite


@pytest.fixture(scope="module")
def runs(reader_site: BuiltSite, unpacked: Path) -> Iterator[Runs]:
    with running(OTHERS, reader_site.folder, unpacked) as begun:
        yield begun


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.name)
def test_readers_can(runs: Runs, file: Path) -> None:
    must_pass(runs[file].result())
