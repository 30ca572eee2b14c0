"""An edition in one file, to take to a server without a network: what Debian and Windows can unpack
with what they have."""

import io
import subprocess
import tarfile
from pathlib import Path

from handbook.packed import MOST, gzip_file
from handbook.publish.assets import digest
from handbook.publish.durable import flush, move
from handbook.publish.errors import PublishError
from handbook.publish.shelf import FILE_MODE, FOLDER_MODE, PART
from handbook.publish.sums import BETWEEN

ENDING, SUM, SIGNATURE = ".tar.gz", ".sha256", ".minisig"


def archived(edition: Path, name: str) -> bytes:
    """The files of an edition in a folder ``name``. The times are those that they have."""
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.GNU_FORMAT) as packed:
        for path in (edition, *sorted(edition.rglob("*"))):
            inside = path.relative_to(edition).as_posix().removeprefix(".")
            _add(packed, path, f"{name}/{inside}".rstrip("/"))
    return gzip_file(plain.getvalue(), MOST)


def _add(packed: tarfile.TarFile, path: Path, name: str) -> None:
    """A file or a folder, of nobody, for everybody to read; only the file with its time."""
    entry, body = tarfile.TarInfo(name), b""
    if path.is_dir():
        entry.type, entry.mode = tarfile.DIRTYPE, FOLDER_MODE
    else:
        body = path.read_bytes()
        entry.size, entry.mode = len(body), FILE_MODE
        entry.mtime = int(path.stat().st_mtime)
    packed.addfile(entry, io.BytesIO(body))


def write_archive(edition: Path, name: str, folder: Path, key: Path | None) -> Path:
    """Write the archive of an edition into a folder, with its sum and, if there is a key, its
    signature beside it; what is there stays. PublishError when it cannot be signed."""
    path = folder / f"{name}{ENDING}"
    if not path.exists():
        body = archived(edition, name)
        listed = f"{digest(body)}{BETWEEN}{path.name}\n"
        _write_whole(path.with_name(path.name + SUM), listed.encode())
        _write_whole(path, body)
    signature = path.with_name(path.name + SIGNATURE)
    if key and not signature.exists():
        _sign(path, key, signature)
    return path


def _write_whole(path: Path, body: bytes) -> None:
    part = path.with_name(PART)
    part.write_bytes(body)
    flush(part)
    move(part, path)


def _sign(path: Path, key: Path, signature: Path) -> None:
    """The trusted remark is the name, so that the same archive has the same signature."""
    part = path.with_name(PART)
    files = ("-s", str(key), "-m", str(path), "-x", str(part))
    try:
        subprocess.run(
            ["minisign", "-S", *files, "-t", path.name], check=True, stdout=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise PublishError("unsigned", {"secret": key, "reason": error}) from error
    move(part, signature)
