"""Compare a published site with what was built, and tell the administrator what to change."""

import http.client
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from handbook.language.texts import Texts, load_texts
from handbook.publish.verify.asking import Asker
from handbook.publish.verify.faults import GITHUB, told
from handbook.publish.verify.listing import Listing, of_folder, of_site, of_sums
from handbook.publish.verify.site import Verdict, verify

# Where a browser takes http for safe.
LOCAL = ("localhost", "127.0.0.1", "::1")


def listing_of(place: str | None) -> Callable[[Asker], Listing]:
    """Where the list to go by comes from: a place on this machine, else the site itself."""
    if place is None:
        return of_site
    path = Path(place)
    found = of_folder(path) if path.is_dir() else of_sums(path.read_text(encoding="utf-8"))
    return lambda _: found


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


def main(arguments: Sequence[str]) -> int:
    """0 when the site is what was built, 1 when not, 2 when that cannot be told."""
    texts = load_texts()
    address, place = arguments[0], arguments[1] if len(arguments) > 1 else None
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        print(texts.message("verify.address", address=address), file=sys.stderr)
        return 2
    site = Asker(address)
    try:
        verdict = verify(site, listing_of(place))
    except (OSError, http.client.HTTPException) as error:
        print(texts.message("verify.unreachable", address=address, reason=error), file=sys.stderr)
        return 2
    except ValueError:
        print(texts.message("verify.unlisted", address=address), file=sys.stderr)
        return 2
    count = len(verdict.listing.files)
    print(texts.message("verify.looked", address=site.origin + site.root, count=count))
    for line in (*told(verdict.faults, verdict.server, texts), *notes(site, verdict, texts)):
        print(line)
    print(texts.message("verify.wrong" if verdict.faults else "verify.right"))
    return 1 if verdict.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
