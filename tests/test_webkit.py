"""The site in WebKitGTK, whose kin are all browsers of an iPhone: what readers do is true there."""

from pathlib import Path

from tests.browsers import must_pass
from tests.conftest import BuiltSite

FILE = Path(__file__).parent / "browser-webkit" / "reader.test.mjs"


def test_readers_can_with_webkit(reader_site: BuiltSite, unpacked: Path) -> None:
    must_pass(FILE, reader_site.folder, unpacked)
