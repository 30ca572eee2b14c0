"""The site in real browsers: what readers do without a network, or with one that lies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsers import OFFLINE, Runs, must_pass, running
from tests.conftest import BuiltSite


@pytest.fixture(scope="module")
def runs(reader_site: BuiltSite, unpacked: Path) -> Iterator[Runs]:
    with running(OFFLINE, reader_site.folder, unpacked) as begun:
        yield begun


@pytest.mark.parametrize("file", OFFLINE, ids=lambda file: file.name)
def test_readers_can_go_on(runs: Runs, file: Path) -> None:
    must_pass(runs[file].result())
