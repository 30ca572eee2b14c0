"""The site in real browsers: what readers do, on the site of tests/reader.

One file alone, on a built site:
``SITE="$(.venv/bin/python -m tests.reader_site /tmp/reader)" node --test tests/browser/…``;
file.test.mjs and firefox.test.mjs also want ``FOLDER``, the unpacked ZIP of the site.
"""

from pathlib import Path

import pytest

from tests.browsers import OTHERS, must_pass
from tests.conftest import BuiltSite


@pytest.mark.parametrize("file", OTHERS, ids=lambda file: file.name)
def test_readers_can(file: Path, reader_site: BuiltSite, unpacked: Path) -> None:
    must_pass(file, reader_site.folder, unpacked)
