"""``python -m tests.retired_site SITE ADDRESS FOLDER``: what is left of a site that has moved."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.publish.edition import EDITION, Built
from handbook.publish.retire import Move, write_retired
from handbook.publish.sums import write_sums
from tests.conftest import READER_LANGUAGES, ROOT, all_texts


def retired(site: Path, address: str, folder: Path) -> Path:
    """Write it into a folder, for a site of tests/reader that was only built."""
    with TemporaryDirectory() as work:
        whole = Path(work) / "site"
        shutil.copytree(site, whole)
        (whole / EDITION).write_text("2026.11\n", encoding="utf-8")
        write_sums(whole)
        languages = READER_LANGUAGES.all
        move = Move(Built.of(whole), address, ROOT / "browser", all_texts(), languages)
        write_retired(move, folder)
    return folder


if __name__ == "__main__":
    retired(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
