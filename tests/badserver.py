"""A web server that sends a site as it should, and one thing wrong when told so."""

import contextlib
import functools
import gzip
import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import brotli

from handbook.publish.policy import FRESH, cache, headers
from handbook.publish.servers import FOLDER
from handbook.types import type_of

PATH = "/so-tay/"


@functools.cache
def packed(plain: bytes, coding: str) -> bytes:
    """Compressed in haste."""
    if coding == "gzip":
        return gzip.compress(plain, 1)
    return bytes(brotli.compress(plain, quality=1)) if coding == "br" else plain


@dataclass(frozen=True)
class Sent:
    """What goes out for a path below the root: ``plain``, compressed as the headers say, unless
    there are other bytes; ``more`` are headers that may be there twice."""

    path: str
    status: int
    headers: dict[str, str]
    plain: bytes
    other: bytes | None = None
    more: tuple[tuple[str, str], ...] = ()
    # So many bytes of the body never leave.
    lost: int = 0

    @property
    def coding(self) -> str:
        """How the body is compressed, empty when it is not."""
        return self.headers.get("Content-Encoding", "")

    @property
    def body(self) -> bytes:
        """The bytes that are sent."""
        return packed(self.plain, self.coding) if self.other is None else self.other

    def having(self, **changed: str | None) -> "Sent":
        """With other headers: ``content_type="…"``; None takes one away."""
        names = {name.replace("_", "-").title(): value for name, value in changed.items()}
        merged = {**self.headers, **names}
        return replace(self, headers={k: v for k, v in merged.items() if v is not None})


Plant = Callable[[Sent], Sent]


@dataclass
class Site:
    """The site that is served; ``plant`` makes of what is right what is sent."""

    folder: Path
    policy: str
    address: str = ""
    plant: Plant = field(default=lambda sent: sent)
    # It always says that nothing has changed; it wants this header Authorization.
    always: bool = False
    login: str = ""

    def right(self, path: str, asked: dict[str, str]) -> Sent:
        """What a good server sends."""
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        file = self.folder / name
        if file.is_dir():
            return Sent(path, 301, {"Location": f"{PATH}{path}/"}, b"")
        is_there = file.is_file() and not name.startswith((f"{FOLDER}/", "_headers"))
        sent = self._file(path if is_there else "404.html", file if is_there else None, asked)
        return replace(sent, path=path, status=200 if is_there else 404)

    def _file(self, path: str, file: Path | None, asked: dict[str, str]) -> Sent:
        body = (file or self.folder / "404.html").read_bytes()
        kind = type_of(path)
        assert kind is not None
        sent = Sent(path, 200, headers(self.policy), body).having(
            Content_Type=kind.sent,
            Cache_Control=cache(path) if file else FRESH,
            Etag=f'"{hashlib.sha256(body).hexdigest()[:16]}"',
        )
        if not kind.compress:
            return sent
        codings = [one for one in ("br", "gzip") if one in asked.get("accept-encoding", "")]
        coding = {"Content_Encoding": codings[0]} if codings else {}
        return sent.having(Vary="Accept-Encoding", **coding)

    def answer(self, path: str, asked: dict[str, str]) -> Sent:
        """What is sent."""
        if self.login and asked.get("authorization") != self.login:
            return Sent(path, 401, {"WWW-Authenticate": "Basic"}, b"")
        sent = self.plant(self.right(path, asked))
        if self.always and "if-none-match" in asked:
            return replace(sent, status=304, other=b"")
        if sent.status == 200 and asked.get("if-none-match") == sent.headers.get("Etag", "-"):
            return replace(sent, status=304, other=b"")
        return sent


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site on this machine, below a path; its address is set."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body leave together.
        wbufsize = -1

        def do_GET(self) -> None:
            asked = {name.lower(): value for name, value in self.headers.items()}
            sent = site.answer(unquote(self.path).removeprefix(PATH), asked)
            self.send_response_only(sent.status)
            for name, value in (*sent.headers.items(), *sent.more):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(sent.body)))
            self.end_headers()
            self.wfile.write(sent.body[: len(sent.body) - sent.lost])

        def log_message(self, *arguments: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        site.address = f"http://127.0.0.1:{server.server_port}{PATH}"
        yield site
    finally:
        server.shutdown()
        server.server_close()
