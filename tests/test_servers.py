"""The site in the web servers of Debian, with the configurations that a build writes for them: at
the root of a server and below a path, in both cases beside another site."""

import base64
import gzip
import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import brotli
import pytest
import yaml

from handbook.check.settings import ADDRESS
from handbook.content.files import PUBLISHED
from handbook.publish.policy import FRESH, cache, headers, written_policy
from handbook.publish.servers import FOLDER, HIDDEN, PLACE, Served, server_files
from handbook.publish.verify.asking import Asker
from handbook.publish.verify.listing import of_folder, of_site
from handbook.publish.verify.site import verify
from handbook.types import TYPES, type_of
from tests.browsers import browsers
from tests.conftest import READER_LANGUAGES, BuiltSite, build, project, shared
from tests.retired_site import retired
from tests.servers import (
    OTHER_HEADER,
    PASSWORD,
    SERVERS,
    USER,
    Running,
    found_program,
    running,
)

ROOT, BELOW = "http://127.0.0.1/", "http://127.0.0.1/so-tay/"
# A shorter text need not be compressed.
SHORT = 1000


@pytest.fixture(scope="module", params=[ROOT, BELOW], ids=["root", "below"])
def address(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def built(address: str, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of tests/reader, for this address."""

    def make(target: Path) -> subprocess.CompletedProcess[str]:
        return build(project(target.parent / "project"), target, SITE_URL=address)

    return shared(tmp_path_factory, f"at{len(address)}", make)


@pytest.fixture(scope="module")
def served(built: BuiltSite, address: str) -> Served:
    page = (built.folder / "index.html").read_text(encoding="utf-8")
    return Served(address, written_policy(page), READER_LANGUAGES.all, ())


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, built: BuiltSite, served: Served) -> Iterator[Running]:
    with running(request.param, built.folder, served, add_twins) as found:
        yield found


def files_of(folder: Path) -> list[str]:
    """The paths of all files that readers may have."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in paths if not re.match(HIDDEN, path))


def packed(name: str, body: bytes) -> Mapping[str, bytes]:
    """The compressed files beside one, by their endings: every other file that pays has them, so
    that the servers' own compression is seen too. These bytes no server would make itself."""
    one = type_of(name)
    if one is None or not one.compress or len(name) % 2:
        return {}
    return {".gz": gzip.compress(body, 1, mtime=7), ".br": brotli.compress(body, quality=1)}


def add_twins(folder: Path) -> None:
    for name in files_of(folder):
        body = (folder / name).read_bytes()
        for ending, twin in packed(name, body).items():
            (folder / f"{name}{ending}").write_bytes(twin)


def address_of(server: Running, name: str) -> str:
    return server.path + re.sub(r"(^|/)index\.html$", r"\1", name)


def test_every_file_is_sent_as_what_it_is(
    server: Running, built: BuiltSite, served: Served
) -> None:
    names = files_of(built.folder)
    assert len(names) > len(built.pages)
    for name in names:
        status, found, body = server.ask(address_of(server, name))
        one = type_of(name)
        assert (status, body) == (200, (built.folder / name).read_bytes()), name
        assert one is not None and found["content-type"] == one.sent, name
        assert "content-encoding" not in found, name
        wanted = {**headers(served.policy), "Cache-Control": cache(name)}
        assert {key: found.get(key.lower()) for key in wanted} == wanted, name


def test_texts_are_sent_compressed(server: Running, built: BuiltSite) -> None:
    for name in files_of(built.folder):
        whole, one = (built.folder / name).read_bytes(), type_of(name)
        status, found, body = server.ask(address_of(server, name), Accept_Encoding="gzip")
        encoding = found.get("content-encoding")
        assert status == 200 and one is not None
        if one.compress and len(whole) > SHORT:
            assert (encoding, found["vary"]) == ("gzip", "Accept-Encoding"), name
        if not one.compress:
            assert encoding is None, name
        assert (gzip.decompress(body) if encoding else body) == whole, name
        assert body == packed(name, whole).get(".gz", body), name
        assert (found["content-type"], found["cache-control"]) == (one.sent, cache(name)), name
    refused = server.ask(address_of(server, "index.html"), Accept_Encoding="gzip;q=0, br; q=0.0")[1]
    assert "content-encoding" not in refused


def test_compressed_files_beside_are_sent(
    server: Running, built: BuiltSite, request: pytest.FixtureRequest
) -> None:
    """nginx of Debian has brotli as a module that is installed by itself."""
    ending, coding = (".gz", "gzip") if "nginx" in request.node.name else (".br", "br")
    some = {name: (built.folder / name).read_bytes() for name in files_of(built.folder)}
    twins = {name: packed(name, body)[ending] for name, body in some.items() if packed(name, body)}
    assert {".html", ".css", ".js"} <= {Path(name).suffix for name in twins}
    for name, twin in twins.items():
        found, body = server.ask(address_of(server, name), Accept_Encoding="br, gzip")[1:]
        one = type_of(name)
        assert (found["content-encoding"], body) == (coding, twin), name
        assert one is not None and found["content-type"] == one.sent, name
        assert found["cache-control"] == cache(name) and "content-language" not in found, name
        assert found["vary"] == "Accept-Encoding", name


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_what_has_not_changed_is_not_sent_again(
    server: Running, built: BuiltSite, coding: str
) -> None:
    for name in ("index.html", "sw.js", "404.html", "manifest.vi.webmanifest", "sitemap.xml"):
        path = address_of(server, name)
        mark = server.ask(path, Accept_Encoding=coding)[1]["etag"]
        status, found, body = server.ask(path, Accept_Encoding=coding, If_None_Match=mark)
        assert (status, body) == (304, b""), name
        assert found["cache-control"] == FRESH, name
        status, _, body = server.ask(path, If_None_Match='"khac"')
        assert (status, body) == (200, (built.folder / name).read_bytes()), name


@pytest.mark.parametrize(
    "path",
    [
        "khong-co", "khong-co/", "bai-hoc/khong-co/nua/", "assets/", "assets/style.0123abcd.css",
        "search/vi-0123abcd/0.js", "_headers", "web.config", f"{FOLDER}/", f"{FOLDER}/nginx.conf",
        "sw.js/", "index.html/", "bai-hoc/index.html/", "_headers/", "a" * 300, "a/" + "a" * 300,
    ],
)  # fmt: skip
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_what_is_not_there_is_said_by_the_handbook(
    server: Running, built: BuiltSite, served: Served, path: str, coding: str
) -> None:
    status, found, body = server.ask(server.path + path, Accept_Encoding=coding)
    body = gzip.decompress(body) if found.get("content-encoding") else body
    assert (status, body) == (404, (built.folder / "404.html").read_bytes())
    wanted = {**headers(served.policy), "Cache-Control": FRESH}
    assert {key: found.get(key.lower()) for key in wanted} == wanted
    assert found["content-type"] == TYPES[".html"].sent


@pytest.mark.parametrize(
    "asked",
    [
        *({"If_None_Match": "*"}, {"If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"}),
        *({"If_Match": '"khac"'}, {"If_Unmodified_Since": "Fri, 01 Jan 1999 00:00:00 GMT"}),
        {"Range": "bytes=0-9"},
    ],
    ids=lambda asked: str(*asked),
)
def test_what_is_not_there_is_said_whole_again(
    server: Running, built: BuiltSite, asked: Mapping[str, str]
) -> None:
    """A browser that has the page of an error asks whether it has changed: an empty answer of that
    status would be all that its reader sees."""
    page = (built.folder / "404.html").read_bytes()
    mark = server.ask(f"{server.path}khong-co/")[1]["etag"]
    for headers_sent in (asked, {"If_None_Match": mark}):
        status, _, body = server.ask(f"{server.path}khong-co/", **headers_sent)
        assert (status, body) == (404, page)


def test_a_missing_slash_is_put_there(server: Running) -> None:
    for path in {f"{server.path}bai-hoc", server.path.rstrip("/")} - {""}:
        status, found, _ = server.ask(path)
        assert status in (301, 308)
        assert urljoin(f"http://127.0.0.1:{server.port}{path}", found["location"]) == (
            f"http://127.0.0.1:{server.port}{path}/"
        )


def test_another_site_of_the_server_is_left_alone(server: Running, served: Served) -> None:
    name, value = OTHER_HEADER
    for path in ("", "assets/app.css"):
        status, found, body = server.ask(server.other + path)
        assert status == 200 and body and found[name.lower()] == value
        assert "immutable" not in found.get("cache-control", "")
        ours = {key.lower() for key in headers(served.policy)} - {"x-content-type-options"}
        assert ours & set(found) == set()
    if not served.is_root:
        for path in ("/so-tay-khac/", "/so-tayx", "/khong-co", "/assets/style.0123abcd.css"):
            status, found, body = server.ask(path)
            assert status == 404 and "content-security-policy" not in found and len(body) < SHORT


def test_nothing_is_to_be_mended(server: Running, built: BuiltSite) -> None:
    found = verify(Asker(server.address), lambda _: of_folder(built.folder))
    assert (found.faults, len(found.listing.files)) == ([], len(files_of(built.folder)))
    assert found.server


def visit(server: Running, paths: list[str], *login: str) -> Mapping[str, Any]:
    script = Path(__file__).parent / "browser" / "visit.mjs"
    done = subprocess.run(
        ["node", str(script), server.address, *(login or ("", "")), *paths],
        env={**os.environ, **browsers()},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def test_browsers_have_nothing_to_complain_of(server: Running, built: BuiltSite) -> None:
    pages = [name.removesuffix("index.html") for name in built.pages if name != "404.html"]
    found = visit(server, [server.other, *pages])
    assert (found["complaints"], found["faults"]) == ([], [])
    # The other site's own script has run.
    assert found["titles"][0] == "Cong chay" and len(found["titles"]) == len(pages) + 1
    assert found["scope"] == server.address


@pytest.mark.parametrize("path", ["~lop-1/a+b,c=d@e:f", "s%E1%BB%95-tay/ban-2"])
def test_whatever_path_an_address_may_have_is_served(path: str, tmp_path: Path) -> None:
    """With signs that people and servers put there, and with letters that are written by bytes."""
    at = f"http://127.0.0.1/{path}/"
    assert ADDRESS.fullmatch(at)
    done = build(project(tmp_path / "project"), tmp_path / "site", SITE_URL=at)
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    page = (site / "index.html").read_text(encoding="utf-8")
    served = Served(at, written_policy(page), READER_LANGUAGES.all, ())
    for name in SERVERS:
        with running(name, site, served, add_twins) as server:
            asker = Asker(f"http://127.0.0.1:{server.port}/{path}/")
            found = verify(asker, lambda _: of_folder(site))
            assert (found.faults, len(found.listing.files)) == ([], len(files_of(site)))


@pytest.mark.parametrize("name", SERVERS)
def test_readers_may_have_to_log_in(name: str, built: BuiltSite, served: Served) -> None:
    known = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    with running(name, built.folder, served, add_twins, login=True) as server:
        for path in ("", "sw.js", "manifest.vi.webmanifest", "khong-co/", "bai-hoc"):
            assert server.ask(server.path + path)[0] == 401, path
        assert server.ask(server.path, Authorization=known)[0] == 200
        assert server.ask(server.path + "khong-co/", Authorization=known)[0] == 404
        found = visit(server, ["", "bai-hoc/", "tai-ve/"], USER, PASSWORD)
    assert (found["complaints"], found["faults"]) == ([], [])
    assert found["scope"] == server.address


@pytest.mark.parametrize("name", SERVERS)
def test_what_is_left_at_an_old_address_is_sent_as_well(
    name: str, built: BuiltSite, served: Served, tmp_path: Path
) -> None:
    left = retired(built.folder, "https://moi.example/", tmp_path / "left")

    def lead_on(folder: Path) -> None:
        config = folder / FOLDER / "nginx.conf"
        rules = f"include {folder}/nginx-redirects.conf;\n"
        config.write_text(rules + config.read_text(encoding="utf-8"), encoding="utf-8")

    with running(name, left, served, lead_on) as server:
        found = verify(Asker(server.address), of_site)
        assert (found.faults, found.listing.whole) == ([], True)
        if name == "nginx":
            status, sent, _ = server.ask(f"{server.path}tep/vi/lich.ics")
            assert (status, sent["location"]) == (301, "https://moi.example/tep/vi/lich.ics")
        assert server.ask(server.path)[0] == 200


# As somebody does who has Debian's nginx as it comes, and only what the configuration itself says.
STOCK = """server {
    listen 127.0.0.1:8080 default_server;
    root /var/www/html;
    server_name _;
    LINES
    location / { try_files $uri $uri/ =404; }
}"""


def accepted(folder: Path, server: str) -> bool:
    """Whether nginx takes a block for a site."""
    config = folder / "main.conf"
    logs = f"pid {folder}/pid; error_log {folder}/log; events {{}} http {{ access_log off;"
    config.write_text(f"{logs} {server} }}", encoding="utf-8")
    command = [found_program("nginx"), "-t", "-e", f"{folder}/log", "-c", str(config)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("where", [ROOT, BELOW])
def test_what_the_configuration_says_of_itself_is_enough_for_nginx(
    where: str, tmp_path: Path
) -> None:
    name = f"{FOLDER}/nginx.conf"
    text = server_files(Served(where, "default-src 'none'", ("vi",), ()))[name]
    (tmp_path / FOLDER).mkdir()
    (tmp_path / name).write_text(text, encoding="utf-8")
    lines = [
        line.replace(PLACE, str(tmp_path)) for line in re.findall(r"^#     (\S.*)", text, re.M)
    ]
    assert len(lines) == 2
    server = STOCK.replace("LINES", "\n    ".join(lines))
    assert accepted(tmp_path, server) == (where == BELOW)
    assert "bỏ khối  location / { … }  có sẵn" in text
    assert accepted(tmp_path, re.sub(r"location / \{.*\}", "", server))


# What is written, as far as no server is at hand to say whether it is right.


def test_every_kind_of_file_has_a_type(printed: BuiltSite) -> None:
    """Those that an editor may publish, and those that a build makes."""
    made = {Path(name).suffix for name in files_of(printed.folder)}
    assert (made | PUBLISHED) - {".md"} - set(TYPES) == set()


def test_the_configuration_of_iis_is_sound(built: BuiltSite, served: Served) -> None:
    config = ElementTree.parse(built.folder / FOLDER / "web.config")
    found = {
        one.attrib["name"]: one.attrib["value"]
        for one in config.iter("add")
        if "name" in one.attrib
    }
    assert found == {"Cache-Control": FRESH, **headers(served.policy)}
    mapped = {one.attrib["fileExtension"]: one.attrib["mimeType"] for one in config.iter("mimeMap")}
    # Files without an ending too: the list of sums is one.
    known = {**TYPES, ".": TYPES[".txt"]}
    assert mapped == {ending: one.sent for ending, one in known.items()}
    # An error's page that is executed as an address would be sent as found, with status 200.
    errors = [one.attrib for one in config.iter("error")]
    wanted = {"path": "404.html", "responseMode": "File"}
    assert errors == [{"statusCode": code, **wanted} for code in ("403", "404")]


def test_iis_keeps_it_to_the_handbook(built: BuiltSite) -> None:
    config = ElementTree.parse(built.folder / FOLDER / "web.config")
    [location] = config.findall("location")
    assert location.attrib == {"path": ".", "inheritInChildApplications": "false"}
    assert [one.tag for one in location] == ["system.webServer"]
    # IIS stops at an entry that it inherits and is not removed before.
    for kind, key in (("error", "statusCode"), ("mimeMap", "fileExtension")):
        added = [one.attrib[key] for one in config.iter(kind)]
        assert [one.attrib[key] for one in config.iter("remove") if key in one.attrib] == added


def test_the_container_has_what_its_server_reads(built: BuiltSite, served: Served) -> None:
    folder = built.folder / FOLDER
    [service] = yaml.safe_load((folder / "compose.yml").read_text(encoding="utf-8"))[
        "services"
    ].values()
    mounts = dict(one.split(":")[:2] for one in service["volumes"])
    assert all((folder / place).exists() for place in mounts)
    [inside] = [place for place, goal in mounts.items() if goal.endswith(".conf")]
    text = (folder / inside).read_text(encoding="utf-8")
    assert f"set ${served.variable} {mounts['..']};" in text
    assert f"include {mounts['..']}/{FOLDER}/nginx.conf;" in text


@pytest.mark.parametrize(
    "at", ["https://a.vn/", "https://a.vn/so-tay/", "https://a.vn/b/so-tay.2/", ""]
)
def test_two_handbooks_of_a_server_have_their_own_names(at: str) -> None:
    served = Served(at, "", ("vi",), ())
    others = {Served(f"https://a.vn/{one}/", "", ("vi",), ()).variable for one in ("so-tay-3", "c")}
    assert re.fullmatch(r"[a-z][\w]*", served.variable) and served.variable not in others
    assert served.path.startswith("/") and served.path.endswith("/")
