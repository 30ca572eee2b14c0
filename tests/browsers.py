"""The real browsers that tests drive, and the files of tests/browser/ that are run in them."""

import os
import shutil
import subprocess
from pathlib import Path

# Where the tests look for a browser -> its names, the first found is taken.
CHROMIUM = ("chromium", "google-chrome", "chromium-browser")
BROWSERS = {
    "CHROMIUM": CHROMIUM,
    # The same without windows: a third of the time. What needs a profile or an installation does
    # not run in it.
    "CHROMIUM_SHELL": ("chromium-headless-shell", *CHROMIUM),
    "FIREFOX": ("firefox-esr", "firefox"),
}
FILES = tuple(sorted((Path(__file__).parent / "browser").glob("*.test.mjs")))
# Those that go over all pages of the handbook itself and know none by name; the others do on the
# site of tests/reader what readers do.
EVERY_PAGE = tuple(
    file for file in FILES if file.name.partition(".")[0] in ("axe", "budget", "large", "styles")
)
OFFLINE = tuple(file for file in FILES if "offline" in file.name)
OTHERS = tuple(file for file in FILES if file not in EVERY_PAGE + OFFLINE)


def browsers() -> dict[str, str]:
    """The paths of the browsers; the variables themselves name others than those found."""
    return {
        variable: os.environ.get(variable) or next(filter(None, map(shutil.which, names)))
        for variable, names in BROWSERS.items()
    }


def must_pass(file: Path, site: Path, folder: Path, **more: str) -> None:
    """Run a file of tests on a built site; ``folder`` is what readers take along, unpacked."""
    done = subprocess.run(
        ["node", "--test", "--test-reporter=spec", str(file)],
        env={**os.environ, "SITE": str(site), "FOLDER": str(folder), **browsers(), **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
