"""Looks at a whole published site: every file of its list, and how it treats addresses that are no
file."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from handbook.publish.policy import written_policy
from handbook.publish.servers import FOLDER
from handbook.publish.verify.asking import Asker
from handbook.publish.verify.faults import Fault, mendable, server_of, values
from handbook.publish.verify.files import Inspector, absent
from handbook.publish.verify.listing import Listing, edition_of

# Files that are asked for at the same time.
AT_ONCE = 4
# Addresses that no site has.
NOWHERE = ("trang-khong-co/", "bai/khong-co/trang.html")
# What only servers read.
INNER = (f"{FOLDER}/nginx.conf", f"{FOLDER}/DOC-TRUOC.txt", "_headers")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
OTHER_MARK = '"khac"'


@dataclass(frozen=True)
class Verdict:
    """What was found: the server by its name, empty when that is unknown; what it was compared
    with; the address that its first page says is its own, if any."""

    faults: list[Fault]
    server: str
    listing: Listing
    canonical: str = ""


def verify(site: Asker, listing_of: Callable[[Asker], Listing]) -> Verdict:
    """Compare a site with a list. OSError, HTTPException when the server cannot be reached;
    ValueError when it is none of a handbook, or there is no list."""
    first = site.ask("")
    server = server_of(first.one("server"))
    if first.status != 200:
        return Verdict([absent("", first)], server, Listing(()))
    if first.is_cut:
        return Verdict([Fault("cut", "")], server, Listing(()))
    page, listing = first.body.decode(errors="replace"), listing_of(site)
    named = CANONICAL.search(page)
    faults = list(_of_edition(site, listing))
    faults += _of_files(Inspector(site, written_policy(page)), listing)
    faults += [*_of_missing(site), *_of_slashes(site, listing), *_of_marks(site), *_of_inner(site)]
    return Verdict(mendable(faults, server), server, listing, named[1] if named else "")


def _of_edition(site: Asker, listing: Listing) -> Iterator[Fault]:
    if listing.torn:
        yield Fault("torn", "sw.js")
    elif listing.edition and edition_of(site) != listing.edition:
        yield Fault("edition", "sw.js")


def _of_files(inspector: Inspector, listing: Listing) -> Iterator[Fault]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for found in pool.map(lambda file: list(inspector.look(file)), listing.files):
            yield from found


def _of_missing(site: Asker) -> Iterator[Fault]:
    own = site.ask("404.html")
    for path in NOWHERE:
        answer = site.ask(path)
        if answer.status != 404:
            yield Fault("soft-404", path, values(status=str(answer.status)))
        elif own.status == 200 and answer.body != own.body:
            yield Fault("other-404", path)


def _of_slashes(site: Asker, listing: Listing) -> Iterator[Fault]:
    """A folder without its slash leads to the folder, on the same host and in the same way."""
    for path in [one.path for one in listing.files if one.path.endswith("/")][:1]:
        answer = site.ask(path.rstrip("/"))
        goal = site.origin + site.root + path
        found = urljoin(goal.rstrip("/"), answer.one("location"))
        # A letter may be written by its bytes in two ways.
        is_there = unquote(found) == unquote(goal)
        if answer.status not in (301, 302, 307, 308) or not is_there:
            said = answer.one("location") or str(answer.status)
            yield Fault("slash", path.rstrip("/"), values(found=said, wanted=goal))


def _of_marks(site: Asker) -> Iterator[Fault]:
    """Asked whether a file has changed, the server says the truth."""
    mark = site.ask("").one("etag")
    if not mark:
        yield Fault("no-mark", "")
    elif site.ask("", If_None_Match=mark).status != 304:
        yield Fault("never-304", "")
    if site.ask("", If_None_Match=OTHER_MARK).status == 304:
        yield Fault("always-304", "")


def _of_inner(site: Asker) -> Iterator[Fault]:
    """Unless the server sends the same page for whatever is not there."""
    nothing = site.ask(NOWHERE[0]).body
    for path in INNER:
        answer = site.ask(path)
        if answer.status == 200 and answer.body != nothing:
            yield Fault("exposed", path)
