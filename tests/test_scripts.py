"""The commands as an editor runs them: whole or not at all, and no network the second time."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from scripts.serve import environment
from tests.conftest import project as made_project

PROJECT = (
    "browser",
    "handbook",
    "macros",
    "overrides",
    "scripts",
    "hooks.py",
    "requirements.txt",
    "requirements-test.txt",
    "requirements-node.txt",
    "package.json",
    "package-lock.json",
)


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """The code with the handbook of tests/reader, which shares the installed packages."""
    made_project(tmp_path, parts=PROJECT)
    (tmp_path / ".venv").symlink_to(root / ".venv")
    return tmp_path


def run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command], cwd=project, capture_output=True, text=True, encoding="utf-8", check=False
    )


def contents(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_build_needs_no_network_and_publishes_nothing_broken(project: Path) -> None:
    offline = ("unshare", "--net") if os.geteuid() == 0 else ("unshare", "-r", "--net")
    if run(project, *offline, "true").returncode != 0:
        pytest.skip("máy này không cho tách mạng")
    done = run(project, *offline, "sh", "scripts/build")
    assert done.returncode == 0, done.stdout + done.stderr
    before = contents(project / "site")
    assert "index.html" in before and "en/index.html" in before

    page = next((project / "docs").glob("*/index.md"))
    page.write_text("---\ntitle: Hỏng: hỏng\n---\n\nnội dung\n", encoding="utf-8")
    broken = run(project, "sh", "scripts/build")
    assert broken.returncode != 0
    name = page.relative_to(project)
    assert f"{name}:2: [yaml-colon]" in broken.stdout + broken.stderr
    assert contents(project / "site") == before
    assert not (project / ".build" / "previous").exists()


def test_serve_shows_changes_of_pages_and_of_code(project: Path) -> None:
    with serving(project) as (server, address):
        wait_for(server, "Serving on")
        texts = project / "handbook" / "language" / "texts" / "vi.yml"
        changed = texts.read_text(encoding="utf-8").replace("Liên hệ với", "Chỗ đã đổi của mã")
        texts.write_text(changed, encoding="utf-8")
        wait_for(server, "Serving on")
        page = page_with_links(project)
        name = page.relative_to(project / "docs").with_suffix("").as_posix()
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("\n## ", "\nChỗ đã đổi của bài.\n\n## ", 1), encoding="utf-8")
        wait_for(server, "Reloading browsers")
        with urlopen(f"{address}/{name}/") as response:
            shown = response.read().decode("utf-8")
        assert "Chỗ đã đổi của mã" in shown and "Chỗ đã đổi của bài." in shown


def test_serve_speaks_the_language_of_the_handbook(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which need not be Vietnamese; another may be asked for."""
    settings = project / "mkdocs.yml"
    entries = "- {locale: en, default: true, name: English, build: true}"
    written = settings.read_text(encoding="utf-8").partition("languages:")[0]
    settings.write_text(f"{written}languages:\n      {entries}\n", encoding="utf-8")
    monkeypatch.delenv("ONLY_LANGUAGE", raising=False)
    assert environment(project)["ONLY_LANGUAGE"] == "en"
    monkeypatch.setenv("ONLY_LANGUAGE", "vi")
    assert environment(project)["ONLY_LANGUAGE"] == "vi"


@pytest.mark.parametrize("folder", ["khong-co", "/khong-co"])
def test_sources_that_are_not_there_are_not_passed_over(
    root: Path, tmp_path: Path, folder: str
) -> None:
    """Whoever names them wants to know that quotations are as they have them."""
    done = subprocess.run(
        ["sh", f"{root}/scripts/check"], cwd=tmp_path, env={**os.environ, "SOURCE_TEXTS": folder},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    place = folder if folder.startswith("/") else f"{tmp_path}/{folder}"
    assert done.returncode == 1 and f"Không thấy thư mục {place} " in done.stderr


@contextlib.contextmanager
def serving(project: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``scripts/serve`` and its address; after two minutes at most it is ended."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        ["sh", "scripts/serve", "--dev-addr", address],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    limit = threading.Timer(120, os.killpg, (server.pid, signal.SIGKILL))
    limit.start()
    try:
        yield server, f"http://{address}"
    finally:
        limit.cancel()
        os.killpg(server.pid, signal.SIGTERM)
        server.communicate()


def page_with_links(project: Path) -> Path:
    """A page in the default language that says what it is connected with."""
    pages = sorted((project / "docs").glob("[a-z]*/*.md"))
    own = [path for path in pages if "." not in path.stem and path.stem != "index"]
    return next(path for path in own if "\nlinks: [" in path.read_text(encoding="utf-8"))


def wait_for(server: subprocess.Popen[str], words: str) -> None:
    """Read what the server says until it says the words; the timer ends one that never does."""
    assert server.stdout is not None
    said = []
    for line in server.stdout:
        said.append(line)
        if words in line:
            return
    raise AssertionError("".join(said[-20:]))


def test_one_page_is_printed_by_its_id(project: Path) -> None:
    page = page_with_links(project)
    name = page.relative_to(project / "docs").with_suffix("").as_posix()
    done = run(project, "sh", "scripts/print", name)
    assert done.returncode == 0, done.stdout + done.stderr
    made = [path for path in contents(project / "in") if path.startswith("tep/vi/")]
    assert made == [f"tep/vi/{name.replace('/', '-')}-a4.pdf"]
    assert made[0] in done.stderr
    assert not (project / "site").exists()

    wrong = run(project, "sh", "scripts/print", name[:-2])
    assert wrong.returncode != 0
    assert f"“{name[:-2]}”" in wrong.stderr + wrong.stdout
    assert name in wrong.stderr + wrong.stdout

    used = run(project, "sh", "scripts/print")
    assert used.returncode == 2 and "scripts/print" in used.stderr


@pytest.mark.parametrize("is_link", [False, True])
def test_what_stands_in_the_place_of_printed_files_is_told(project: Path, is_link: bool) -> None:
    place = project / "in"
    place.symlink_to("khong-co") if is_link else place.touch()
    done = run(project, "sh", "scripts/print", "index")
    assert done.returncode == 1 and "thư mục in/" in done.stderr


def test_a_handout_is_printed_by_the_id_of_its_page(project: Path) -> None:
    name = "bai-hoc/noi-di-doi-voi-lam"
    done = run(project, "sh", "scripts/print", "--handout", name, "index")
    told = done.stdout + done.stderr
    # What has none is told last; the others are made.
    assert done.returncode != 0 and "docs/index.md" in told and "Traceback" not in told
    made = [path for path in contents(project / "in") if path.startswith("tep/vi/")]
    assert made == [f"tep/vi/{name.replace('/', '-')}-to-phat.pdf"]
    used = run(project, "sh", "scripts/print", "--handout")
    assert used.returncode == 2 and "--handout" in used.stderr


def build_without_fonts(project: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A build for paper on a machine that has none of the fonts, nor any other programs."""
    python = project / ".venv" / "bin" / "python"
    names = project / "handbook" / "paper" / "fonts.py"
    text = names.read_text(encoding="utf-8")
    names.write_text(text.replace("/usr/share/fonts/", "/no/fonts/"), encoding="utf-8")
    return subprocess.run(
        [python, "-m", "mkdocs", "build", "--quiet", "--strict"],
        cwd=project,
        env={"PATH": str(project), "PAPER": "true", "NO_MKDOCS_2_WARNING": "1", **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_without_the_parts_for_paper_the_site_is_still_built(project: Path) -> None:
    """Nothing is printed, which is said, and no page links to what is not there."""
    done = build_without_fonts(project, SITE_URL="https://so-tay.example/")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "fonts-croscore" in done.stderr
    assert (project / "site" / "index.html").is_file()
    assert not [*(project / "site" / "tep").rglob("*.pdf")]
    for page in (project / "site").rglob("*.html"):
        for name in re.findall(r'"[^"]*\btep/([^"]*)"', page.read_text(encoding="utf-8")):
            assert (project / "site" / "tep" / name).is_file(), (page, name)


def test_without_the_parts_for_paper_no_page_can_be_printed(project: Path) -> None:
    name = page_with_links(project).relative_to(project / "docs").with_suffix("").as_posix()
    done = build_without_fonts(project, PRINT_ONLY=name)
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert "fonts-croscore" in told and "Traceback" not in told
    assert not (project / "in").exists()


def test_what_cannot_be_printed_is_named_with_its_page(project: Path) -> None:
    page = page_with_links(project)
    with page.open("a", encoding="utf-8") as file:
        file.write("\n<svg></svg>\n")
    command = (".venv/bin/python", "-m", "mkdocs", "build", "--quiet", "--strict")
    done = run(project, "env", "PAPER=true", "NO_MKDOCS_2_WARNING=1", *command)
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert f"{page.relative_to(project)}:" in told and "[html-raw]" in told
    assert "<svg>" in told and "Traceback" not in told


@pytest.mark.parametrize("said", ["edition: 2026.10", "edition: '2026.13'", "year: '2026'"])
def test_edition_that_is_none_is_said_with_the_remedy(project: Path, said: str) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    broken = re.sub("^  edition: .*$", f"  {said}", text, flags=re.MULTILINE)
    assert broken != text
    settings.write_text(broken, encoding="utf-8")
    done = run(project, ".venv/bin/python", "-m", "mkdocs", "build", "--quiet", "--strict")
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert "mkdocs.yml" in told and "edition: '2026.11'" in told
    assert "None" not in told and "Traceback" not in told


@pytest.mark.parametrize("command", ["build", "print"])
def test_settings_without_the_engines_build_nothing(project: Path, command: str) -> None:
    """The generator alone would make a site of its own look, unchecked, and say nothing."""
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub("^INHERIT.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    done = run(project, "sh", f"scripts/{command}", *(["index"] if command == "print" else []))
    assert done.returncode != 0 and "[site-inherit]" in done.stdout + done.stderr
    assert not (project / "site").exists()
