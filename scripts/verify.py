"""Compare a published site with what was built, and tell the administrator what to change."""

import http.client
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from handbook.language.texts import Texts, load_texts
from handbook.language.usage import Command, word
from handbook.publish.verify.asking import Asker
from handbook.publish.verify.faults import GITHUB, told
from handbook.publish.verify.listing import Listing, of_folder, of_site, of_sums
from handbook.publish.verify.site import Verdict, verify

# The first page in a list; what a path has as it is.
HOME, SIGNS = "", "/%:@!$&'()*+,;=~"
# Where a browser takes http for safe.
LOCAL = ("localhost", "127.0.0.1", "::1")


class PlaceError(Exception):
    """No list can be had from a place on this machine."""


def listing_of(place: Path | None) -> Callable[[Asker], Listing]:
    """Where the list to go by comes from: a place on this machine, else the site itself."""
    if place is None:
        return of_site
    if not place.is_dir() and not place.is_file():  # a pipe would be waited for without end
        raise PlaceError
    try:
        found = of_folder(place) if place.is_dir() else of_sums(place.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PlaceError from error
    if HOME not in {one.path for one in found.files}:  # else nothing is compared, and all is well
        raise PlaceError
    return lambda _: found


def asker(address: str) -> Asker | None:
    """The site at an address, None when that is none. The address may be one that a browser shows
    of its first page."""
    try:
        parts = urlsplit(address)
        is_one = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return None
    path = quote(parts.path.removesuffix("index.html"), safe=SIGNS)
    return Asker(urlunsplit((parts.scheme, parts.netloc, path, "", ""))) if is_one else None


def notes(site: Asker, verdict: Verdict, texts: Texts) -> list[str]:
    """What an administrator should know, and is no fault."""
    parts, listing = urlsplit(site.address), verdict.listing
    own = site.origin + site.root
    said = {
        "address": verdict.canonical not in ("", own),
        "http": parts.scheme == "http" and parts.hostname not in LOCAL,
        "partial": not listing.whole and not listing.torn,
        "github": verdict.server == GITHUB,
    }
    about = {"found": verdict.canonical, "own": own}
    return [texts.message(f"verify_notes.{name}", **about) for name, is_so in said.items() if is_so]


def parser() -> Command:
    """What the command takes."""
    made = Command("verify")
    made.add_argument("address")
    made.add_argument("place", nargs="?", type=word)
    return made


def _why(error: Exception) -> str:
    """Which message says why nothing can be told."""
    if isinstance(error, PlaceError):
        return "place"
    return "unlisted" if isinstance(error, ValueError) else "unreachable"


def main(arguments: Sequence[str]) -> int:
    """0 when the site is what was built, 1 when not, 2 when that cannot be told."""
    start, *given = arguments
    asked = parser().parse_args(given)
    texts, site = load_texts(), asker(asked.address)
    place = Path(start) / asked.place if asked.place is not None else None
    about = {"address": asked.address, "place": place}
    if site is None:
        print(texts.message("verify.address", **about), file=sys.stderr)
        return 2
    try:
        verdict = verify(site, listing_of(place))
    except (PlaceError, OSError, http.client.HTTPException, ValueError) as error:
        print(texts.message(f"verify.{_why(error)}", **about, reason=error), file=sys.stderr)
        return 2
    count = len(verdict.listing.files)
    print(texts.message("verify.looked", address=site.origin + site.root, count=count))
    for line in (*told(verdict.faults, verdict.server, texts), *notes(site, verdict, texts)):
        print(line)
    print(texts.message("verify.wrong" if verdict.faults else "verify.right"))
    return 1 if verdict.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
