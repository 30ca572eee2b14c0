"""``scripts/links`` asks each outside address once and tells which are dead; a server of the test's
own answers."""

import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from handbook.language.problems import Problems
from scripts.links import main, places

# Seconds that this test's server may take.
PATIENCE = 2.0


@dataclass
class Outside:
    """A server: how often each path was asked for; ``done`` lets the silent one go."""

    address: str
    asked: Counter[str] = field(default_factory=Counter)
    done: Event = field(default_factory=Event)


@pytest.fixture
def outside() -> Iterator[Outside]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked[self.path] += 1
            if self.path == "/im":
                found.done.wait()
            status = {"/mat": 404, "/cam": 403, "/dau": 302}.get(self.path, 200)
            if self.path == "/hong" or (self.path == "/chap-chon" and found.asked[self.path] == 1):
                status = 500
            self.send_response(status)
            self.send_header("Content-Length", "0")
            if status == 302:
                self.send_header("Location", "/")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Outside(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield found
    found.done.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "_registers").mkdir(parents=True)
    (tmp_path / "docs" / "_templates").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    return tmp_path


def test_dead_addresses_are_told_with_file_and_line(
    root: Path, outside: Outside, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "docs" / "trang.md").write_text(
        f"[Còn]({outside.address}/con#muc), [mất]({outside.address}/mat).\n\n"
        f"<{outside.address}/cam>, [hết bài]({outside.address}/dau).\n",
        encoding="utf-8",
    )
    (root / "docs" / "_registers" / "so.yml").write_text(
        f"a: {outside.address}/con\nb: '{outside.address}/hong'\nc: {outside.address}/chap-chon\n",
        encoding="utf-8",
    )
    sample = root / "docs" / "_templates" / "bai.md"
    sample.write_text(f"{outside.address}/mau", encoding="utf-8")
    assert main(root, PATIENCE) == 1
    *lines, done = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "docs/_registers/so.yml:2:",
        "docs/trang.md:1:",
        "docs/trang.md:3:",
        "docs/trang.md:3:",
    ]
    for line, said in zip(lines, ("500", "404", "403", "trang đầu"), strict=True):
        assert said in line
    assert "không cho máy hỏi" in lines[2]
    assert done == "Đã hỏi 6 địa chỉ ngoài, 3 địa chỉ hỏng."
    # Once, but for what failed, which is asked again.
    twice = {"/hong": 2, "/chap-chon": 2}
    assert outside.asked == {"/con": 1, "/mat": 1, "/cam": 1, "/dau": 1, "/": 1, **twice}


def test_server_that_says_nothing_is_not_waited_for(
    root: Path, outside: Outside, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        text = f"<{outside.address}/im>\n\n<{nobody}>\n"
        (root / "docs" / "trang.md").write_text(text, encoding="utf-8")
        assert main(root, 0.2) == 1
    told = capsys.readouterr().out
    assert told.count("không trả lời, hỏi hai lần đều vậy") == 2
    assert "docs/trang.md:1:" in told and "docs/trang.md:3:" in told


def test_no_address_is_no_mistake(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "docs" / "trang.md").write_text("Không dẫn ra ngoài.\n", encoding="utf-8")
    assert main(root) == 0
    assert capsys.readouterr().out == "Đã hỏi 0 địa chỉ ngoài, 0 địa chỉ hỏng.\n"


def test_pages_that_cannot_be_read_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anybody is asked."""
    (root / "docs" / "trang.md").write_bytes(b"http://a.example/\n\xff")
    assert main(root) == 1
    assert capsys.readouterr().err.startswith("docs/trang.md:2: [text-utf8] ")
    (root / "docs" / "so.yml").mkdir()
    assert main(root) == 1
    assert capsys.readouterr().err.startswith("docs/so.yml:1: [file-folder] ")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Xem https://a.example/b.", "https://a.example/b"),
        ("[chữ](https://a.example/b_(c)), rồi", "https://a.example/b_(c)"),
        ("(https://a.example/b).", "https://a.example/b"),
        ("**https://a.example/b?c=1&d=2**", "https://a.example/b?c=1&d=2"),
        ("“https://a.example/đường”", "https://a.example/đường"),
        ("x: {vi: 'https://a.example/b', en: https://a.example/b}", "https://a.example/b"),
    ],
)
def test_address_ends_where_the_text_goes_on(root: Path, written: str, address: str) -> None:
    (root / "docs" / "trang.md").write_text(written, encoding="utf-8")
    assert {place.address for place in places(root, Problems())} == {address}
