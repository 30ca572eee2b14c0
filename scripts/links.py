"""Ask each outside address of the content once, and tell which are dead: ``scripts/links``.

Nothing else here asks anybody outside: neither a build nor a test of every day.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urldefrag, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from handbook.check.paths import check_paths
from handbook.content.pages import read_text
from handbook.language.problems import Problems, report
from handbook.language.texts import Texts, load_texts

ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\“”‘’]+")
# What ends a sentence, or a mark around the address, more often than the address.
BEHIND = ".,;:!?…*_]}"
# Samples to copy, whose addresses are made up.
SAMPLES = "_templates"
# Seconds that a server may take to begin its answer; how many servers are asked at a time.
LIMIT, AT_ONCE = 20.0, 8
AGENT = "Mozilla/5.0 (compatible; handbook-links)"
GONE, PEOPLE_ONLY = (404, 410), (401, 403, 429)
# Signs of an address that stay as they are.
SIGNS = "/%:=&?~#+!$,;'@()*[]-._"


@dataclass(frozen=True, order=True)
class Place:
    """Where an address stands: the path of a file from the root, and its line."""

    file: str
    line: int
    address: str


@dataclass(frozen=True)
class Answer:
    """What came back. ``code`` is a key of the messages ``links``, empty when all is well; ``said``
    is a status or what the machine says."""

    code: str = ""
    said: str = ""

    @property
    def is_dead(self) -> bool:
        return self.code not in ("", "people")


def places(root: Path, problems: Problems) -> list[Place]:
    """Every address in the pages and registers below ``docs``; none, with the reasons in
    ``problems``, when these cannot be read."""
    check_paths(root, problems)
    if problems:
        return []
    paths = [path for kind in ("*.md", "*.yml") for path in (root / "docs").rglob(kind)]
    names = (path.relative_to(root).as_posix() for path in paths if SAMPLES not in path.parts)
    return sorted(place for name in names for place in _in(root, name, problems))


def _in(root: Path, name: str, problems: Problems) -> Iterator[Place]:
    found = Problems()
    text = read_text(root / name, name, found)
    if text is None:  # what else is wrong with it, an address may stand beside
        problems.found += found.found
        return
    for number, line in enumerate(text.split("\n"), 1):
        for found in ADDRESS.findall(line):
            yield Place(name, number, urldefrag(_trimmed(found)).url)


def _trimmed(address: str) -> str:
    """Without what stands behind it; a bracket belongs to it when it was opened there."""
    short = address.rstrip(BEHIND)
    while short.endswith(")") and short.count("(") < short.count(")"):
        short = short[:-1].rstrip(BEHIND)
    return short


def ask_all(addresses: Iterable[str], limit: float = LIMIT) -> Mapping[str, Answer]:
    """The answer of each address. A server is asked one thing at a time; what failed is asked once
    more when all others have answered."""
    found = _ask_hosts(addresses, limit)
    again = [address for address, answer in found.items() if answer.code in ("silent", "broken")]
    return {**found, **_ask_hosts(again, limit)}


def _ask_hosts(addresses: Iterable[str], limit: float) -> dict[str, Answer]:
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in sorted(set(addresses)):
        hosts[urlsplit(address).netloc].append(address)

    def ask_host(listed: Sequence[str]) -> list[tuple[str, Answer]]:
        return [(address, ask(address, limit)) for address in listed]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(pair for pairs in pool.map(ask_host, hosts.values()) for pair in pairs)


def ask(address: str, limit: float) -> Answer:
    """Ask for an address and leave the answer's body alone."""
    try:
        request = Request(_encoded(address), headers={"User-Agent": AGENT})
        with urlopen(request, timeout=limit) as answer:
            is_home = _path(answer.url) == "" and _path(address) != ""
            return Answer("home", answer.url) if is_home else Answer()
    except HTTPError as error:
        return Answer(_refused(error.code), str(error.code))
    except (OSError, HTTPException, ValueError) as error:
        return Answer("silent", str(getattr(error, "reason", error)))


def _refused(status: int) -> str:
    if status in GONE:
        return "gone"
    return "people" if status in PEOPLE_ONLY else "broken"


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path.strip("/") + parts.query


def _encoded(address: str) -> str:
    """The address in ASCII. UnicodeError, a ValueError, when its host has no such name."""
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode()
    path, query = quote(parts.path, safe=SIGNS), quote(parts.query, safe=SIGNS)
    return urlunsplit((parts.scheme, host, path, query, ""))


def told(found: Sequence[Place], answers: Mapping[str, Answer], texts: Texts) -> list[str]:
    """A line for each place with an address that did not answer well."""
    wrong = [(place, answers[place.address]) for place in found if answers[place.address].code]
    return [
        f"{place.file}:{place.line}: "
        + texts.message(f"links.{answer.code}", address=place.address, said=answer.said)
        for place, answer in wrong
    ]


def main(root: Path, limit: float = LIMIT) -> int:
    """Tell of dead addresses; 1 when there are any, or the pages cannot be read."""
    unread = Problems()
    texts, found = load_texts(), places(root, unread)
    if unread:
        print(report(sorted(unread.found)), file=sys.stderr)
        return 1
    answers = ask_all((place.address for place in found), limit)
    for line in told(found, answers, texts):
        print(line)
    dead = sum(answer.is_dead for answer in answers.values())
    print(texts.message("links.done", count=len(answers), dead=dead))
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
