"""All pages of the handbook itself in a real browser, whatever they are called."""

from pathlib import Path

import pytest

from tests.browsers import EVERY_PAGE, must_pass
from tests.conftest import BuiltSite


@pytest.mark.parametrize("file", EVERY_PAGE, ids=lambda file: file.name)
def test_every_page_is_as_promised(file: Path, site: BuiltSite, unpacked: Path) -> None:
    must_pass(file, site.folder, unpacked)
