"""Asks a site for its files over HTTP, as they are sent: nothing is followed or unpacked."""

import base64
import http.client
import threading
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

# Seconds that a server may take.
PATIENCE = 30
# What a path may have as it is.
SIGNS = "/:@!$&'()*+,;=~"


@dataclass(frozen=True)
class Answer:
    """What came for a path; the names of headers are in small letters. ``is_cut``: less came than
    the server had promised."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_cut: bool = False

    def all(self, name: str) -> list[str]:
        """Every header of a name."""
        return [value for known, value in self.headers if known == name.lower()]

    def one(self, name: str) -> str:
        """The headers of a name as one, empty when there is none."""
        return ", ".join(self.all(name))


@dataclass(frozen=True)
class Asker:
    """A site at an address, which may have a name and a password before its host. One connection
    is kept open for each thread."""

    address: str
    lines: threading.local = field(default_factory=threading.local)

    @property
    def root(self) -> str:
        """The path of the site's root, with a slash at both ends."""
        inner = urlsplit(self.address).path.strip("/")
        return f"/{inner}/" if inner else "/"

    @property
    def origin(self) -> str:
        """The address without path, name and password."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"

    def ask(self, path: str, coding: str = "identity", **headers: str) -> Answer:
        """What the site has for a path below its root. OSError, HTTPException when nothing comes;
        a line that the server has closed meanwhile is opened again."""
        wanted = {"Accept-Encoding": coding, "User-Agent": "verify", **self._login()}
        wanted |= {name.replace("_", "-"): value for name, value in headers.items()}
        target = self.root + quote(path, safe=SIGNS)
        try:
            return self._asked(target, wanted)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self._line(anew=True)
            return self._asked(target, wanted)

    def _asked(self, target: str, headers: dict[str, str]) -> Answer:
        line = self._line()
        try:
            line.request("GET", target, headers=headers)
            answer = line.getresponse()
            body, is_cut = _read(answer)
        except (OSError, http.client.HTTPException):
            line.close()
            raise
        found = tuple((name.lower(), value.strip()) for name, value in answer.getheaders())
        return Answer(answer.status, found, body, is_cut)

    def _line(self, anew: bool = False) -> http.client.HTTPConnection:
        line: http.client.HTTPConnection | None = getattr(self.lines, "line", None)
        if line is None or anew:
            parts = urlsplit(self.address)
            secret = parts.scheme == "https"
            kind = http.client.HTTPSConnection if secret else http.client.HTTPConnection
            line = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
            self.lines.line = line
        return line

    def _login(self) -> dict[str, str]:
        parts = urlsplit(self.address)
        if parts.username is None:
            return {}
        known = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        return {"Authorization": f"Basic {base64.b64encode(known.encode()).decode()}"}


def _read(answer: http.client.HTTPResponse) -> tuple[bytes, bool]:
    """The body as far as it came, and whether some is missing."""
    try:
        return answer.read(), False
    except http.client.IncompleteRead as error:
        answer.close()
        return error.partial, True
