"""Two commands at once, and killed ones: the second says so, and site/ is always whole."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from handbook.paper.jobs import Job, Workshop
from handbook.publish.edition import EDITION
from handbook.publish.sums import checked_sums
from tests.conftest import project as made_project
from tests.test_scripts import PROJECT, contents

# A generator that writes half a site, says so, and goes on when it is told to.
GENERATOR = """
import os, sys
from pathlib import Path

def cli(arguments, prog_name):
    site = Path(arguments[arguments.index("--site-dir") + 1])
    (site / "trang").mkdir(parents=True)
    (site / "index.html").write_text(os.environ["TEXT"])
    if "WAIT" in os.environ:
        print("waiting", flush=True)
        sys.stdin.readline()
    (site / "trang" / "index.html").write_text(os.environ["TEXT"])
    raise SystemExit(0)
"""

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A project whose generator only writes what the test says."""
    project = tmp_path / "Sổ tay (bản 1)"
    made_project(project, parts=PROJECT)
    (project / ".venv").symlink_to(root / ".venv")
    (project / "quick").mkdir()
    (project / "quick" / "__main__.py").write_text(GENERATOR, encoding="utf-8")
    return project


def environment(text: str, **more: str) -> dict[str, str]:
    return {**os.environ, "GENERATOR": "quick", "PAPER": "false", "TEXT": text, **more}


def run(
    project: Path,
    text: str,
    script: str = "build",
    umask: int = -1,
    arguments: Sequence[str] = (),
) -> Done:
    return subprocess.run(
        ["sh", f"scripts/{script}", *arguments],
        cwd=project,
        env=environment(text),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        umask=umask,
    )


@contextmanager
def half_done(project: Path, text: str) -> Iterator[subprocess.Popen[str]]:
    """A build that has written half a site and waits; the timer ends one that hangs."""
    build = subprocess.Popen(
        ["sh", "scripts/build"],
        cwd=project,
        env=environment(text, WAIT="yes"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    limit = threading.Timer(120, os.killpg, (build.pid, signal.SIGKILL))
    limit.start()
    try:
        assert build.stdout and build.stdout.readline() == "waiting\n"
        yield build
    finally:
        build.communicate("go on\n")
        limit.cancel()


def wait_until_free(project: Path) -> None:
    """What a killed shell had begun ends a moment after it; a lock left behind is told."""
    with (project / ".build" / "building").open() as lock:
        wait = ["flock", "-w", "60", str(lock.fileno())]
        subprocess.run(wait, pass_fds=[lock.fileno()], check=True)


def pages(project: Path) -> set[bytes]:
    listed = checked_sums(project / "site")
    assert set(listed) == {"index.html", "trang/index.html", EDITION}
    return {body for name, body in contents(project / "site").items() if name.endswith(".html")}


def test_the_second_build_says_that_another_is_at_work(project: Path) -> None:
    assert run(project, "old").returncode == 0
    with half_done(project, "first") as build:
        second = run(project, "second")
        assert second.returncode == 75 and not second.stdout
        assert "Một lệnh dựng khác đang chạy" in second.stderr
        assert f"sh scripts/build (tiến trình {build.pid})" in second.stderr
        assert pages(project) == {b"old"}
    assert build.returncode == 0
    assert pages(project) == {b"first"}


def test_nothing_is_published_while_a_build_is_at_work(project: Path, tmp_path: Path) -> None:
    """The site could change while it is copied."""
    assert run(project, "old").returncode == 0
    with half_done(project, "first") as build:
        second = run(project, "", "publish", arguments=(str(tmp_path / "www"),))
        assert second.returncode == 75
        assert f"sh scripts/build (tiến trình {build.pid})" in second.stderr
        assert not (tmp_path / "www").exists()
    done = run(project, "", "publish", arguments=("www",))
    assert done.returncode == 0, done.stderr
    assert (project / "www" / "site" / "index.html").read_bytes() == b"first"


def test_other_commands_go_on_beside_a_build(project: Path) -> None:
    with half_done(project, "first"):
        assert run(project, "", "prepare").returncode == 0


def test_libraries_in_use_are_not_installed_anew(project: Path) -> None:
    with half_done(project, "first"), (project / "requirements.txt").open("a") as libraries:
        libraries.write("# another\n")
        libraries.flush()
        second = run(project, "", "prepare")
        assert second.returncode == 75
        assert "sh scripts/build" in second.stderr
        assert (project / ".venv").is_symlink()


def test_a_killed_build_leaves_the_site_and_no_lock(project: Path) -> None:
    assert run(project, "old").returncode == 0
    with half_done(project, "killed") as build:
        os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        assert pages(project) == {b"old"}
        wait_until_free(project)
        assert run(project, "next").returncode == 0
        assert pages(project) == {b"next"}
        kept = {path.name for path in (project / ".build").iterdir()}
        assert not kept & {"site", "previous", "site.removed", "previous.removed"}


def test_the_lock_is_held_as_long_as_anything_of_the_build_runs(project: Path) -> None:
    """A scheduler kills the shell alone: what it has begun still writes."""
    with half_done(project, "first") as build:
        build.kill()
        build.wait()
        assert run(project, "second").returncode == 75
        assert build.stdin and build.stdout
        build.stdin.write("go on\n")
        build.stdin.flush()
        build.stdout.read()
    assert pages(project) == {b"first"}
    assert run(project, "second").returncode == 0


def test_a_site_that_was_put_aside_comes_back(project: Path) -> None:
    """Killed between the two renames of a file system that cannot exchange folders."""
    assert run(project, "old").returncode == 0
    (project / "site").rename(project / ".build" / "previous")
    with half_done(project, "new"):
        assert pages(project) == {b"old"}


def test_the_site_can_be_read_whatever_the_umask(project: Path) -> None:
    assert run(project, "closed", umask=0o077).returncode == 0
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in (project / "site").rglob("*")}
    assert modes == {True: 0o755, False: 0o644}
    assert (project / "site").stat().st_mode & 0o777 == 0o755


def copy(job: Job, work: Path) -> Path:
    return work / "text"


def workshop(folder: Path) -> Workshop:
    return Workshop({"copy": copy}, "1", folder / "cache", lambda *_: None)


def jobs(*texts: str) -> Sequence[Job]:
    return [Job(f"{text}.txt", "copy", {"text": text.encode()}) for text in texts]


def test_what_another_run_may_need_is_not_forgotten(tmp_path: Path) -> None:
    shop = workshop(tmp_path)
    shop.make(jobs("a", "b"), tmp_path / "site")
    with shop.cache.with_suffix(".lock").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_SH)
        shop.make(jobs("a"), tmp_path / "site")
        assert len(list(shop.cache.iterdir())) == 2
    shop.make(jobs("a"), tmp_path / "site")
    assert len(list(shop.cache.iterdir())) == 1


WORKER = """
import sys, threading
from pathlib import Path
from handbook.paper import pdf
from handbook.paper.jobs import Job, Workshop

def wait(*given):
    print("working", flush=True)
    threading.Event().wait()

pdf.typeset = wait

if __name__ == "__main__":
    shop = Workshop({"wait": wait, "pdf": pdf.make_pdf}, "1", Path("cache"), print)
    shop.make([Job("a", sys.argv[1], {})], Path("site"))
"""


@pytest.mark.parametrize("tool", ["wait", "pdf"])
def test_the_workers_of_a_killed_build_end(root: Path, tmp_path: Path, tool: str) -> None:
    """Those too that a worker has begun, which sets a PDF in a process of its own."""
    (tmp_path / "worker.py").write_text(WORKER, encoding="utf-8")
    build = subprocess.Popen(
        [sys.executable, "worker.py", tool],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert build.stdout and build.stdout.readline() == "working\n"
    build.kill()
    # Ends when nobody is left who could write.
    assert build.communicate(timeout=60)[0] == ""
