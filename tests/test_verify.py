"""``scripts/verify`` finds what is wrong with a published site, and nothing else."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from handbook.language.texts import load_texts
from handbook.publish.assets import digest
from handbook.publish.policy import FRESH, UNCHANGING, cache, written_policy
from handbook.publish.verify.faults import SERVERS
from scripts.verify import main
from tests.badserver import Plant, Sent, Site, serving
from tests.conftest import BuiltSite

LESSON = "bai-hoc/kiem-soat-quyen-luc/"
ICON = "assets/images/bieu-tuong-192.png"
POLICY = "Content-Security-Policy"
CODES = re.compile(r"^\[([\w-]+)\]", re.MULTILINE)


@pytest.fixture(scope="module")
def running(reader_site: BuiltSite) -> Iterator[Site]:
    page = (reader_site.folder / "index.html").read_text(encoding="utf-8")
    with serving(Site(reader_site.folder, written_policy(page))) as site:
        yield site


@pytest.fixture
def site(running: Site) -> Iterator[Site]:
    yield running
    running.plant = lambda sent: sent


def said(site: Site, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = main(["", site.address, *more])
    out, wrong = capsys.readouterr()
    return code, out + wrong


# What a server does wrong, in all it sends or at some paths.


def at(path: str, change: Plant) -> Plant:
    return lambda sent: change(sent) if re.fullmatch(path, sent.path) else sent


def found(change: Plant) -> Plant:
    return lambda sent: change(sent) if sent.status == 200 else sent


def having(**changed: str | None) -> Plant:
    return lambda sent: sent.having(**changed)


def missing(change: Plant) -> Plant:
    return lambda sent: change(sent) if sent.status == 404 else sent


def compressed(coding: str, change: Plant) -> Plant:
    return lambda sent: change(sent) if sent.coding == coding else sent


def text(change: Callable[[bytes], bytes]) -> Plant:
    return lambda sent: replace(sent, plain=change(sent.plain))


def instead(status: int, **headers: str) -> Plant:
    return lambda sent: Sent(sent.path, status, headers, b"Xin chao")


def twice(name: str, value: str) -> Plant:
    return lambda sent: replace(sent, more=((name, value),))


def kept(path: str) -> bool:
    return cache(path) == UNCHANGING


def named(change: Plant) -> Plant:
    """The files that are named after what they say."""
    return lambda sent: change(sent) if sent.status == 200 and kept(sent.path) else sent


def lasting(change: Plant) -> Plant:
    return lambda sent: change(sent) if sent.status == 200 and not kept(sent.path) else sent


def of_another_edition(worker: bytes) -> bytes:
    return re.sub(rb'id:"....', b'id:"0000', worker)


FOLDERS = r"bai-hoc(/[\w-]+)*"
SCRIPT = b"<script src=//a.vn/b.js></script>"
SHEET, CODE = r"assets/style\.\w+\.css", r"assets/page\.vi\.\w+\.js"
# What is wrong, where it is to be seen in what is said, and the code of that.
PLANTED: tuple[tuple[str, str, Plant], ...] = (
    ("altered", LESSON, at(LESSON, text(lambda body: body + SCRIPT))),
    ("altered", " tệp khác. Hãy", found(at(r"|.*/", text(lambda body: body + b" ")))),
    ("altered", "assets/style.", at(SHEET, text(lambda body: body.replace(b"0", b"1", 1)))),
    ("altered", "assets/page.vi.", at(CODE, text(lambda body: body[:-9]))),
    ("cut", LESSON, at(LESSON, lambda sent: replace(sent.having(Connection="close"), lost=9))),
    ("absent", LESSON, at(LESSON, instead(404))),
    ("absent", "search/vi.js", at(r"search/vi\.js", instead(404))),
    ("broken", LESSON, at(LESSON, instead(500))),
    ("login", "401", at(LESSON, instead(401))),
    ("login", "403", at(r"manifest\.vi\.webmanifest", instead(403))),
    ("moved", "/dang-nhap", at(LESSON, instead(302, Location="/dang-nhap"))),
    ("type", "text/plain", at(SHEET, having(Content_Type="text/plain; charset=utf-8"))),
    ("type", "manifest.en", at(r".*\.webmanifest", having(Content_Type="text/json"))),
    ("type", "“–”", at(CODE, having(Content_Type=None))),
    ("type", SHEET[:12], compressed("gzip", at(SHEET, having(Content_Type="application/gzip")))),
    ("charset", LESSON, at(LESSON, having(Content_Type="text/html"))),
    ("header-missing", POLICY, found(having(Content_Security_Policy=None))),
    ("header-missing", "X-Content-Type-Options", at(CODE, having(X_Content_Type_Options=None))),
    ("header-missing", "Permissions-Policy", at(ICON, having(Permissions_Policy=None))),
    ("header-differs", POLICY, at(LESSON, having(Content_Security_Policy="default-src 'self'"))),
    ("header-differs", "Referrer-Policy", found(having(Referrer_Policy="origin"))),
    ("header-twice", POLICY, at(LESSON, twice(POLICY, "default-src 'none'"))),
    ("cookie", LESSON, at(LESSON, having(Set_Cookie="a=b"))),
    ("cache-missing", "/404.html", found(having(Cache_Control=None))),
    ("cache-long", "86400", lasting(having(Cache_Control="max-age=86400"))),
    ("cache-long", "/sw.js", at(r"sw\.js", having(Cache_Control=UNCHANGING))),
    ("cache-long", ICON, at(ICON, having(Cache_Control="public, immutable"))),
    ("cache-short", "no-cache", named(having(Cache_Control=FRESH))),
    ("cache-short", "max-age=60", at(CODE, having(Cache_Control="max-age=60"))),
    ("cache-old", "3600", at(LESSON, having(Age="3600"))),
    ("no-mark", "ETag", found(having(Etag=None))),
    ("never-304", "cả trang", lambda sent: sent.having(Etag=f'"{uuid4()}"')),
    ("uncompressed", LESSON, at(LESSON, having(Content_Encoding=None))),
    ("twin", "gzip", compressed("gzip", at(LESSON, text(lambda body: body + b" ")))),
    ("twin", "br", compressed("br", at(LESSON, text(lambda body: body + b" ")))),
    ("twin", "gzip", compressed("gzip", at(CODE, lambda sent: replace(sent, other=b"hong")))),
    ("forced", LESSON, at(LESSON, having(Content_Encoding="gzip"))),
    ("vary", LESSON, at(LESSON, having(Vary=None))),
    ("soft-404", "200", missing(lambda sent: replace(sent, status=200))),
    ("other-404", "trang-khong-co", at(".*khong-co.*", instead(404))),
    ("slash", "404", at(FOLDERS, instead(404))),
    ("slash", "http://b.vn/", at(FOLDERS, instead(301, Location="http://b.vn/so-tay/bai-hoc/"))),
    ("exposed", "may-chu/nginx.conf", at("may-chu/.*", instead(200))),
    # What is in no copy, and so in no list but that of all files.
    ("altered", "near/", at(r"near/.*\.js", text(lambda body: body + b" "))),
    ("absent", f"{LESSON}buoi-hop/", at(f"{LESSON}buoi-hop/", instead(404))),
    ("type", "lich.ics", at(r".*/lich\.ics", having(Content_Type="text/plain; charset=utf-8"))),
    ("charset", "cau-hoi.csv", at(r".*\.csv", having(Content_Type="text/csv"))),
    ("altered", "so-tay.json", at(r".*/so-tay\.json", text(lambda body: body[:-9]))),
    ("twin", "questions-moodle.xml", compressed("br", at(r".*\.xml", text(lambda _: b"<a/>")))),
    ("edition", "bản khác", at(r"sw\.js", text(of_another_edition))),
)  # fmt: skip
# What else must be said of these, because it follows.
FOLLOWS = {"edition": {"altered"}}


def test_a_site_that_is_as_it_was_built_is_called_so(
    site: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, own = said(site, capsys)
    assert (code, CODES.findall(own)) == (0, []) and "Trang đúng như bản đã dựng" in own
    code, whole = said(site, capsys, str(site.folder))
    assert (code, CODES.findall(whole)) == (0, [])
    counts = [int(re.findall(r"Đã xem (\d+) tệp", text)[0]) for text in (own, whole)]
    listed = json.loads(next(site.folder.glob("assets/offline.*.json")).read_text(encoding="utf-8"))
    assert len(listed) == counts[0] < counts[1]
    sums = tmp_path / "SHA256SUMS"
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    lines = (f"{digest(path.read_bytes())}  {path.relative_to(site.folder)}" for path in files)
    sums.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert said(site, capsys, str(sums)) == (code, whole)


def test_enough_is_planted() -> None:
    kinds = {code for code, _, _ in PLANTED}
    told = load_texts().messages["verify_faults"]
    assert len(PLANTED) >= 25
    # The two others have tests of their own.
    assert kinds | {"torn", "always-304"} == set(told)


@pytest.mark.parametrize(
    ("code", "shown", "plant"),
    PLANTED,
    ids=[f"{code}-{at}" for at, (code, _, _) in enumerate(PLANTED)],
)
def test_what_is_planted_is_found(
    site: Site, capsys: pytest.CaptureFixture[str], code: str, shown: str, plant: Plant
) -> None:
    site.plant = plant
    status, text = said(site, capsys, str(site.folder))
    assert status == 1, text
    assert set(CODES.findall(text)) == {code} | FOLLOWS.get(code, set()), text
    [line] = [line for line in text.splitlines() if line.startswith(f"[{code}]")]
    assert shown in line


def test_a_list_of_another_edition_is_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """As when only part of the folder was copied."""
    site.plant = at(r"assets/offline\..*\.json", text(lambda body: body + b" "))
    status, told = said(site, capsys)
    assert (status, CODES.findall(told)) == (1, ["torn"])


def test_a_server_that_never_sends_anew_is_told(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.always = True
    status, told = said(site, capsys)
    site.always = False
    assert (status, CODES.findall(told)) == (1, ["always-304"])


@pytest.mark.parametrize(
    ("name", "servers"),
    [
        ("nginx/1.22.1", ["nginx"]),
        ("Apache/2.4.71 (Debian)", ["apache"]),
        ("Caddy", ["caddy"]),
        ("Microsoft-IIS/10.0", ["iis"]),
        ("khac", list(SERVERS)),
    ],
)
def test_the_remedy_is_for_the_server_at_hand(
    site: Site, capsys: pytest.CaptureFixture[str], name: str, servers: list[str]
) -> None:
    site.plant = lambda sent: sent.having(Server=name, Referrer_Policy=None)
    lines = said(site, capsys)[1].splitlines()
    remedies = [line.split()[0].rstrip(":").lower() for line in lines if line.startswith("    ")]
    assert remedies == servers


def test_github_is_not_asked_for_what_it_cannot_do(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.plant = lambda sent: sent.having(
        Server="GitHub.com", Cache_Control="max-age=600", Content_Security_Policy=None
    )
    status, told = said(site, capsys)
    assert (status, CODES.findall(told)) == (0, []) and "GitHub Pages" in told
    site.plant = lambda sent: sent.having(Server="GitHub.com", Cache_Control="max-age=601")
    assert said(site, capsys)[0] == 1


@pytest.mark.parametrize(("server", "codes"), [("GitHub.com", []), ("nginx", ["type"])])
def test_types_are_told_where_somebody_can_set_them(
    site: Site, capsys: pytest.CaptureFixture[str], server: str, codes: list[str]
) -> None:
    """GitHub has a list of its own, in which code has a name of old."""
    code = having(Content_Type="application/javascript; charset=utf-8")
    site.plant = lambda sent: at(r".*\.js", code)(sent).having(Server=server)
    assert CODES.findall(said(site, capsys)[1]) == codes


def test_a_site_behind_a_login_is_asked_with_the_name(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.login = "Basic YmFuOmjhu41j"
    try:
        assert "[login]" in said(site, capsys)[1]
        assert main(["", site.address.replace("//", "//ban:h%E1%BB%8Dc@")]) == 0
    finally:
        site.login = ""
    # Neither is shown on the screen.
    assert "ban:" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("so-tay.vn", "không phải một địa chỉ trang"),
        ("ftp://so-tay.vn/", "không phải một địa chỉ trang"),
        ("http://127.0.0.1:9/", "Không hỏi được http://127.0.0.1:9/"),
        ("http://[::1/", "không phải một địa chỉ trang"),
        ("http://127.0.0.1:cong/", "không phải một địa chỉ trang"),
        ("http://127.0.0.1:99999/", "không phải một địa chỉ trang"),
    ],
)
def test_what_cannot_be_asked_is_said(
    capsys: pytest.CaptureFixture[str], address: str, words: str
) -> None:
    assert main(["", address]) == 2 and words in capsys.readouterr().err


def test_an_address_may_be_as_a_browser_shows_it(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in ("index.html", "?h=x", "index.html#dau", ""):
        assert main(["", f"{site.address}{more}"]) == 0, more
    assert main(["", f"{site.address}trang có dấu cách/"]) == 1
    assert "[absent]" in capsys.readouterr().out


def test_a_list_is_found_from_where_the_command_was_called(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(site.folder.parent), site.address, site.folder.name]) == 0
    capsys.readouterr()


def test_without_the_list_that_was_named_nothing_is_called_right(
    site: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "trong").mkdir()
    (tmp_path / "tep").write_bytes(bytes(range(256)))
    (tmp_path / "khac").write_text(f"{'0' * 64}  tep.txt\n", encoding="utf-8")
    for place in ("khong-co", "trong", "tep", "khac"):
        assert main([str(tmp_path), site.address, place]) == 2, place
        said = capsys.readouterr()
        assert str(tmp_path / place) in said.err and "danh sách tệp" in said.err and not said.out


@pytest.mark.parametrize("given", [[], ["a", "b", "c"], ["http://a.vn", ""]])
def test_another_use_of_the_command_is_told(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["", *given])
    assert ended.value.code == 2 and "Dùng: sh scripts/verify" in capsys.readouterr().err


def test_another_site_is_none_of_a_handbook(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.plant = instead(200)
    status, told = said(site, capsys)
    assert status == 2 and "không thấy sổ tay nào" in told
