"""``python -m tests.reader_site FOLDER``: the site of tests/reader, for a browser test by hand."""

import sys
from pathlib import Path

from tests.conftest import build, project


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1]).resolve()
    done = build(project(folder / "project"), folder / "site", ZIM="true")
    print(done.stdout + done.stderr, file=sys.stderr)
    print(folder / "site")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
