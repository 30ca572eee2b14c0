"""scripts/publish: whole editions beside each other, one of them in force, and their archives."""

import gzip
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

import brotli
import pytest

from handbook.language.texts import load_texts
from handbook.publish.archive import write_archive
from handbook.publish.edition import EDITION, PARTIAL, Built, lay_out
from handbook.publish.errors import PublishError
from handbook.publish.shelf import Shelf
from handbook.publish.sums import NAME, checked_sums, write_sums
from scripts.publish import main

PAGES = ("index.html", "bai-hoc/mot/index.html", "assets/style.1a2b3c4d.css")


def build(folder: Path, text: str, edition: str = "2026.11") -> Path:
    """A site that says the text on every page, as scripts/build leaves one."""
    for name in PAGES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name}: {text} " * 50, encoding="utf-8")
    (folder / "tep.pdf").write_bytes(b"%PDF" * 100)
    (folder / EDITION).write_text(f"{edition}\n", encoding="utf-8")
    write_sums(folder)
    return folder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with docs/, whose site is built by ``build``; the server's folder is ``www``."""
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MINISIGN_KEY", raising=False)
    build(tmp_path / "site", "một")
    return tmp_path


def publish(place: Path, *arguments: str) -> Path:
    """Run the command; the folder that readers get."""
    main([str(place), "www", *arguments])
    return (place / "www" / "site").resolve()


def editions(place: Path) -> list[str]:
    return Shelf(place / "www").names


def told(place: Path, *arguments: str) -> str:
    """What the command says when it refuses. Nothing has changed for readers."""
    before = os.path.lexists(place / "www/site") and (place / "www/site").resolve()
    with pytest.raises(SystemExit) as refused:
        publish(place, *arguments)
    assert (os.path.lexists(place / "www/site") and (place / "www/site").resolve()) == before
    return str(refused.value)


def test_readers_get_what_was_built(place: Path) -> None:
    shown = publish(place)
    for name in checked_sums(place / "site"):
        assert (shown / name).read_bytes() == (place / "site" / name).read_bytes()
    done = subprocess.run(["sha256sum", "--quiet", "--check", NAME], cwd=shown, check=False)
    assert done.returncode == 0
    assert not (place / "www/site").readlink().is_absolute()


def test_a_site_without_its_books_is_refused_until_it_is_built_whole(place: Path) -> None:
    (place / "site" / PARTIAL).write_text("tep/vi/a4.pdf\ntep/vi/a5.pdf\n", encoding="utf-8")
    write_sums(place / "site")
    said = told(place)
    for one in (f"site/{PARTIAL}", "2 tệp", "tep/vi/a4.pdf", "sh scripts/build"):
        assert one in said
    (place / "site" / PARTIAL).unlink()
    build(place / "site", "hai")
    assert publish(place).is_dir()


def test_texts_lie_there_compressed_too(place: Path) -> None:
    shown = publish(place)
    for name in PAGES:
        plain = (shown / name).read_bytes()
        packed = [(shown / f"{name}{ending}").read_bytes() for ending in (".gz", ".br")]
        assert gzip.decompress(packed[0]) == brotli.decompress(packed[1]) == plain
        assert max(map(len, packed)) < len(plain)
    # What would not get smaller stays alone.
    assert not list(shown.glob("tep.pdf.*")) and not list(shown.glob(f"{EDITION}.*"))


def test_the_next_edition_takes_over_and_the_one_before_stays(place: Path) -> None:
    first = publish(place)
    build(place / "site", "hai", "2026.12")
    second = publish(place)
    assert [first.name, second.name] == editions(place)
    assert "-2026.12-" in second.name and "hai" in (second / PAGES[0]).read_text()
    assert publish(place, "--rollback") == first
    assert "không còn ấn bản nào trước" in told(place, "--rollback")
    assert publish(place, "--to", second.name) == second
    assert publish(place, "--to", first.name.partition("-")[2]) == first
    assert second.name in told(place, "--to", "2025.1")


def test_the_same_site_again_makes_no_new_folder(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = publish(place)
    assert publish(place) == first and len(editions(place)) == 1
    assert "đang được dùng rồi" in capsys.readouterr().err
    build(place / "site", "hai")
    publish(place)
    build(place / "site", "một")
    assert publish(place) == first and len(editions(place)) == 2


def test_old_editions_go_but_never_the_one_in_force(place: Path) -> None:
    first = publish(place)
    for text in ("hai", "ba", "bốn"):
        build(place / "site", text)
        publish(place, "--keep", "9")
    publish(place, "--to", first.name)
    build(place / "site", "bốn")
    shelf = Shelf(place / "www")
    with shelf.open():
        shelf.forget(2)
    assert [name[:4] for name in editions(place)] == ["0001", "0003", "0004"]
    publish(place, "--keep", "1")
    assert [name[:4] for name in editions(place)] == ["0004"]
    assert len(list((place / "www/luu-tru").glob("*.tar.gz"))) == 4


def refuse_missing(place: Path) -> None:
    shutil.rmtree(place / "site")


def refuse_unlisted(place: Path) -> None:
    (place / "site" / NAME).unlink()


def refuse_lost(place: Path) -> None:
    (place / "site" / PAGES[1]).unlink()


def refuse_changed(place: Path) -> None:
    (place / "site" / PAGES[1]).write_text("khác", encoding="utf-8")


def refuse_extra(place: Path) -> None:
    (place / "site" / "thua.html").write_text("thừa", encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (refuse_missing, "Chưa có trang để công bố"),
        (refuse_unlisted, "chưa dựng xong"),
        (refuse_lost, PAGES[1]),
        (refuse_changed, PAGES[1]),
        (refuse_extra, "thua.html"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_not_whole_is_refused(place: Path, harm: object, said: str) -> None:
    publish(place)
    build(place / "site", "hai")
    assert callable(harm)
    harm(place)
    refusal = told(place)
    assert said in refusal and "sh scripts/build" in refusal
    assert len(editions(place)) == 1


def test_a_damaged_edition_is_not_shown_again(place: Path) -> None:
    first = publish(place)
    build(place / "site", "hai")
    publish(place)
    (first / PAGES[0]).write_text("hỏng", encoding="utf-8")
    assert PAGES[0] in told(place, "--rollback")


def test_a_damaged_edition_is_mended_by_publishing_again(place: Path) -> None:
    first = publish(place)
    (first / PAGES[0]).write_text("hỏng", encoding="utf-8")
    second = publish(place)
    assert second != first and second.name.partition("-")[2] == first.name.partition("-")[2]
    assert "một" in (second / PAGES[0]).read_text(encoding="utf-8")


def test_what_others_have_put_there_is_left_alone(place: Path) -> None:
    (place / "www/site").mkdir(parents=True)
    assert "www/site" in told(place)
    assert (place / "www/site").is_dir() and not editions(place)
    shutil.rmtree(place / "www")
    (place / "www").write_text("tệp", encoding="utf-8")
    assert "www" in told(place) and (place / "www").is_file()


def test_two_at_once_are_told(place: Path) -> None:
    with Shelf(place / "www").open():
        assert "Một lệnh công bố khác" in told(place)


def test_a_page_changed_after_the_build_is_named(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = place / "docs" / "bai.md"
    page.write_text("mới", encoding="utf-8")
    os.utime(place / "site" / NAME, (0, 0))
    publish(place)
    assert "docs/bai.md" in capsys.readouterr().err
    os.utime(page, (-9, -9))
    publish(place)
    assert "docs/bai.md" not in capsys.readouterr().err


def test_a_file_has_another_time_when_and_only_when_it_has_changed(place: Path) -> None:
    """Servers tell readers by it that nothing is new."""
    first = publish(place)
    build(place / "site", "hai")
    second = publish(place)

    def times(name: str) -> set[float]:
        return {(folder / name).stat().st_mtime for folder in (first, second)}

    assert len(times("tep.pdf")) == 1 and len(times(PAGES[0])) == 2
    assert len(times(f"{PAGES[0]}.gz")) == 2


def test_everybody_may_read_it(place: Path) -> None:
    before = os.umask(0o077)
    try:
        shown = publish(place)
    finally:
        os.umask(before)
    paths = (*shown.rglob("*"), shown, shown.parent, shown.parent.parent)
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in paths}
    assert modes == {True: 0o755, False: 0o644}


def test_everybody_may_come_as_far(place: Path) -> None:
    before = os.umask(0o077)
    main([str(place), "srv/web/so-tay"])
    os.umask(before)
    around = (place / name for name in ("srv", "srv/web", "srv/web/so-tay"))
    assert {path.stat().st_mode & 0o777 for path in around} == {0o755}


@pytest.mark.parametrize("folder", ["site", "site/www", "docs/www", ".build/x", ".", "x/../site"])
def test_where_the_handbook_is_at_work_nothing_is_laid(place: Path, folder: str) -> None:
    (place / "x").mkdir()
    before = sorted(place.rglob("*"))
    with pytest.raises(SystemExit, match="chỗ làm việc"):
        main([str(place), folder])
    assert sorted(place.rglob("*")) == before and checked_sums(place / "site")


@pytest.mark.parametrize("folder", ["tep/www", "lac", "vong/www", "a" * 300])
def test_a_folder_that_cannot_be_is_told(place: Path, folder: str) -> None:
    (place / "tep").write_text("tệp", encoding="utf-8")
    (place / "lac").symlink_to("khong-co")
    (place / "vong").symlink_to("vong")
    with pytest.raises(SystemExit, match="Không làm được thư mục"):
        main([str(place), folder])
    assert not (place / "khong-co").exists()


@pytest.mark.parametrize("way", [["--rollback"], ["--to", "2026.11"]])
def test_in_a_folder_without_editions_there_is_no_way_back(place: Path, way: list[str]) -> None:
    """Its name was mistyped: nothing is made there."""
    with pytest.raises(SystemExit, match="chưa có ấn bản nào"):
        main([str(place), "nham", *way])
    assert not (place / "nham").exists()


@pytest.mark.parametrize(("way", "said"), [("--to", "không có ấn bản “”"), ("--retire", "“”")])
def test_nothing_after_an_option_is_not_another_command(place: Path, way: str, said: str) -> None:
    """As when a variable has not been set: what is in site/ must not go out instead."""
    publish(place)
    build(place / "site", "hai")
    assert said in told(place, way, "") and len(editions(place)) == 1


def test_another_use_of_the_command_is_told(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = (["--keep", "0"], ["--keep", "x"], ["--keep", "1000"], ["khac"], ["--rolback"])
    for given in (*(["www", *more] for more in wrong), [""], []):
        with pytest.raises(SystemExit) as ended:
            main([str(place), *given])
        said = capsys.readouterr().err
        assert ended.value.code == 2 and "Dùng: sh scripts/publish THƯ-MỤC" in said
        assert len(said) < 400 and not (place / "www").exists()


def test_the_archive_unpacks_and_verifies_with_what_every_machine_has(place: Path) -> None:
    shown = publish(place)
    [archive] = (place / "www/luu-tru").glob("*.tar.gz")
    sum_file = f"{archive.name}.sha256"
    for command in (["sha256sum", "-c", sum_file], ["tar", "-xf", archive.name]):
        assert subprocess.run(command, cwd=archive.parent, check=False).returncode == 0
    unpacked = archive.parent / archive.name.removesuffix(".tar.gz")
    assert checked_sums(unpacked) == checked_sums(shown)
    for path in (path for path in shown.rglob("*") if path.is_file()):
        other = unpacked / path.relative_to(shown)
        assert other.stat().st_mtime == path.stat().st_mtime
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in unpacked.rglob("*")}
    assert modes == {True: 0o755, False: 0o644}


def test_archives_are_the_same_bytes_everywhere(place: Path, tmp_path: Path) -> None:
    site, bodies = Built.of(place / "site"), set()
    for name in ("here", "ở chỗ khác"):
        lay_out(site, tmp_path / name)
        (tmp_path / name / "vỏ").mkdir()
        (tmp_path / name / "vỏ").rmdir()
        bodies.add(write_archive(tmp_path / name, "site", place, None).read_bytes())
        (place / "site.tar.gz").unlink()
    assert len(bodies) == 1


def test_archives_are_signed_when_there_is_a_key(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = ["minisign", "-G", "-W", "-p", "key.pub", "-s", "key.sec"]
    assert subprocess.run(make, capture_output=True, check=False).returncode == 0
    publish(place)
    monkeypatch.setenv("MINISIGN_KEY", "key.sec")
    publish(place)
    [archive] = (place / "www/luu-tru").glob("*.tar.gz")
    check = ["minisign", "-V", "-p", "key.pub", "-m", str(archive)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0
    build(place / "site", "hai")
    monkeypatch.setenv("MINISIGN_KEY", "none.sec")
    assert "none.sec" in told(place)


CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "shutil.rmtree"}


def publish_until(moment: int) -> None:
    """Kills itself at the event of that number of those by which Python changes the disk."""
    left = moment

    def look(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        is_written = event == "open" and "w" in str(arguments[1]) and "www" in str(arguments[0])
        if is_written or event in CHANGES:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    main([str(Path.cwd()), "www", "--keep", "1"])


def killed(moment: int) -> int | None:
    run = multiprocessing.get_context("fork").Process(target=publish_until, args=(moment,))
    run.start()
    run.join()
    return run.exitcode


def moments() -> Iterator[int]:
    """The first changes one by one, the many files of an edition in steps."""
    yield from chain(range(10), range(10, 200, 3), count(200))


def test_killed_at_any_moment_readers_have_one_whole_edition(place: Path) -> None:
    first = publish(place)
    shutil.copytree(place / "www", place / "before", symlinks=True)
    build(place / "site", "hai")
    seen = set()
    for moment in moments():
        shutil.rmtree(place / "www")
        shutil.copytree(place / "before", place / "www", symlinks=True)
        code = killed(moment)
        shown = (place / "www/site").resolve()
        checked_sums(shown)
        seen.add(shown.name == first.name)
        assert all(checked_sums(Shelf(place / "www").path(name)) for name in editions(place))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        assert "hai" in (publish(place, "--keep", "1") / PAGES[0]).read_text(encoding="utf-8")
        assert not list((place / "www").rglob(".do-dang*")) and len(editions(place)) == 1
    assert seen == {True, False} and moment > 10


def test_refusals_have_words(place: Path) -> None:
    with pytest.raises(PublishError) as refused, Shelf(place / "www").open():
        Shelf(place / "www").before()
    assert str(place / "www") in refused.value.message(load_texts())
