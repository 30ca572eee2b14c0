"""The site in real browsers: what readers do without a network, or with one that lies."""

from pathlib import Path

import pytest

from tests.browsers import OFFLINE, must_pass
from tests.conftest import BuiltSite


@pytest.mark.parametrize("file", OFFLINE, ids=lambda file: file.name)
def test_readers_can_go_on(file: Path, reader_site: BuiltSite, unpacked: Path) -> None:
    must_pass(file, reader_site.folder, unpacked)
