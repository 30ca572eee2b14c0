"""Readers who fetch pages of a published site all the time, and say what was wrong with answers."""

import functools
import http.client
import http.server
import random
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# What tells the editions apart: each page ends with the number of its own.
MARK = re.compile(rb"<!-- \d+ -->\Z")
# The bytes of each page without that.
Pages = Mapping[str, bytes]


def pages_of(site: Path) -> Pages:
    """The pages of a site as it was built."""
    paths = (path for path in site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def numbered(page: bytes, number: int) -> bytes:
    """A page as the edition of this number has it."""
    return page + b"<!-- %d -->" % number


def is_whole(body: bytes, page: bytes) -> bool:
    """Whether this is a page as one of the editions has it."""
    return bool(MARK.search(body)) and MARK.sub(b"", body) == page


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain server of files, which looks each path up anew and keeps connections."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@dataclass
class Readers:
    """What they all know, and what they found wrong; ``answers`` counts those of each."""

    port: int
    pages: Pages
    answers: list[int]
    wrong: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def read(self, number: int) -> None:
        """Fetch one page after the other until the end, but one at least."""
        try:
            self._fetch(number)
        except (OSError, http.client.HTTPException) as error:
            self.wrong.append(repr(error))

    def _fetch(self, number: int) -> None:
        names, choice = sorted(self.pages), random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        while not (self.ended.is_set() and self.answers[number]):
            name = choice.choice(names)
            connection.request("GET", f"/{name}")
            response = connection.getresponse()
            body = response.read()
            self.answers[number] += 1
            if response.status != http.client.OK or not is_whole(body, self.pages[name]):
                self.wrong.append(f"{name}: {response.status}, {len(body)} bytes")
        connection.close()


@contextmanager
def readers(link: Path, pages: Pages, count: int) -> Iterator[list[str]]:
    """So many readers of the site behind a link, and what they find wrong."""
    handler = functools.partial(Quiet, directory=str(link))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        serving = threading.Thread(target=server.serve_forever)
        them = Readers(server.server_port, pages, [0] * count)
        threads = [threading.Thread(target=them.read, args=(number,)) for number in range(count)]
        for thread in (serving, *threads):
            thread.start()
        try:
            yield them.wrong
        finally:
            them.ended.set()
            for thread in threads:
                thread.join()
            server.shutdown()
            serving.join()
    assert min(them.answers) > 0
