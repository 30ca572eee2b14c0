"""All pages of the handbook itself in a real browser, whatever they are called."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsers import EVERY_PAGE, Runs, must_pass, running
from tests.conftest import BuiltSite


@pytest.fixture(scope="module")
def runs(site: BuiltSite, unpacked: Path) -> Iterator[Runs]:
    with running(EVERY_PAGE, site.folder, unpacked) as begun:
        yield begun


@pytest.mark.parametrize("file", EVERY_PAGE, ids=lambda file: file.name)
def test_every_page_is_as_promised(runs: Runs, file: Path) -> None:
    must_pass(runs[file].result())
