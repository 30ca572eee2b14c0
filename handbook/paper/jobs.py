"""What is made, each file from all it needs: side by side, and only when something has changed."""

import fcntl
import hashlib
import json
import multiprocessing
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from handbook import machine
from handbook.paper.errors import FailedJobsError, PaperError

# A tool makes one file in an empty folder that holds the job's files, and says where it is.
Tool = Callable[["Job", Path], Path]
# So many files of a quick tool are made by one process: to begin it takes longer than they do.
TOGETHER = 32
# Is told how many of how many files are done, and the last of them.
Say = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Job:
    """One file to make. ``path`` is below the folder of downloads, ``source`` the file of the page
    that it is made of, where it is one.

    ``files`` are the tool's input by their names, ``options`` its settings, ``texts`` the blocks
    that must be found again in what it makes, ``notes`` those that stand apart from them.
    """

    path: str
    tool: str
    files: Mapping[str, bytes]
    options: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""

    def key(self, version: str) -> str:
        """What tells this job from any other that makes something else."""
        facts = [self.tool, version, dict(self.options), self.texts, self.notes]
        hashed = hashlib.sha256(json.dumps(facts, sort_keys=True, default=list).encode())
        for name, body in sorted(self.files.items()):
            hashed.update(f"{name}:{len(body)}:".encode() + body)
        return hashed.hexdigest()[:32]


# A job that is done, and what failed in it.
Outcome = tuple[Job, PaperError | None]
# What went wrong with each of some jobs.
Errors = list[BaseException | None]


@dataclass(frozen=True)
class Workshop:
    """Where files are made. ``version`` names all tools and fonts; ``tools`` are by name, those of
    ``quick`` need no process of their own.

    ``cache`` keeps what was made; ``say`` is told how many of how many files are, and the last one.
    """

    tools: Mapping[str, Tool]
    version: str
    cache: Path
    say: Say
    quick: frozenset[str] = frozenset()

    def make(self, jobs: Sequence[Job], target: Path, forget: bool = True) -> None:
        """Make the files of all jobs below ``target``. FailedJobsError when some fail, after all
        others are made; OSError as soon as the machine cannot go on, as with a full disk.

        ``forget`` takes out of the cache what is none of theirs, unless others are at work in it.
        """
        keys = {job.path: job.key(self.version) for job in jobs}
        with self._shared() as lock:
            todo = [job for job in jobs if not (self.cache / keys[job.path]).is_file()]
            failed: dict[str, PaperError] = {}
            for done, (job, error) in enumerate(self._made(todo, keys), start=1):
                if error:
                    failed[job.path] = error
                else:
                    self.say(done, len(todo), job.path)
            self._deliver([job for job in jobs if job.path not in failed], keys, target)
            if failed:
                raise FailedJobsError(failed)
            if forget and _is_alone(lock):
                self._forget(set(keys.values()))

    def _deliver(self, jobs: Sequence[Job], keys: Mapping[str, str], target: Path) -> None:
        for job in jobs:
            goal = target / job.path
            goal.parent.mkdir(parents=True, exist_ok=True)
            _copy(self.cache / keys[job.path], goal)

    @contextmanager
    def _shared(self) -> Iterator[IO[bytes]]:
        """The lock that all who are at work in the cache hold together."""
        self.cache.mkdir(parents=True, exist_ok=True)
        with self.cache.with_suffix(".lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH)
            yield lock

    def _made(self, jobs: Sequence[Job], keys: Mapping[str, str]) -> Iterator[Outcome]:
        """Jobs as they are done. Each pile has a process of its own, whose memory ends with it."""
        if not jobs:
            return
        piles = sorted(self._piles(jobs), key=lambda pile: -sum(map(_size, pile)))
        with ProcessPoolExecutor(
            max_workers=min(len(piles), os.cpu_count() or 1),
            mp_context=multiprocessing.get_context("spawn"),
            initializer=end_with_parent,
            max_tasks_per_child=1,
        ) as pool:
            running: dict[Future[Errors], Sequence[Job]] = {}
            for pile in piles:
                work = [(self.tools[job.tool], job, self.cache / keys[job.path]) for job in pile]
                running[pool.submit(_run, work)] = pile
            for future in as_completed(running):
                pile, broken = running[future], future.exception()
                errors = [broken] * len(pile) if broken else future.result()
                for job, error in zip(pile, errors, strict=True):
                    yield job, self._failure(error, job)

    def _piles(self, jobs: Iterable[Job]) -> Iterator[Sequence[Job]]:
        """What a process does: one job, or some of quick tools."""
        quick: list[Job] = []
        for job in jobs:
            if job.tool in self.quick:
                quick.append(job)
            else:
                yield [job]
        yield from (quick[at : at + TOGETHER] for at in range(0, len(quick), TOGETHER))

    def _failure(self, error: BaseException | None, job: Job) -> PaperError | None:
        """Why a job failed, if it did, with its file and the page that this is made of."""
        if error is None:
            return None
        if machine.is_full(error):
            told = machine.full((self.cache, Path(tempfile.gettempdir())))
            raise PaperError("full", {"path": job.path, "told": told}) from error
        if isinstance(error, OSError):
            raise error
        about = {"path": f"{job.path} ({job.source})" if job.source else job.path}
        if isinstance(error, PaperError):
            return PaperError(error.code, {**error.values, **about})
        return PaperError("tool", {**about, "reason": error})

    def _forget(self, wanted: set[str]) -> None:
        for path in self.cache.iterdir():
            if path.name not in wanted:
                path.unlink()


def _size(job: Job) -> int:
    return sum(map(len, job.files.values()))


def _run(work: Iterable[tuple[Tool, Job, Path]]) -> Errors:
    """Do jobs one after the other; what goes wrong with one is no matter to the next."""
    errors: Errors = []
    for one in work:
        try:
            _make(*one)
        except Exception as error:
            errors.append(error)
        else:
            errors.append(None)
    return errors


def _make(tool: Tool, job: Job, goal: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name, body in job.files.items():
            path = work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
        _copy(tool(job, work), goal)


def _copy(source: Path, goal: Path) -> None:
    """Put a copy in its place whole: one that is killed, or a second one, leaves no half file."""
    part = goal.with_name(f"{goal.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(source, part)
        part.replace(goal)
    finally:
        part.unlink(missing_ok=True)


def _is_alone(lock: IO[bytes]) -> bool:
    """Whether nobody else holds the lock; nobody gets it then."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def end_with_parent() -> None:
    """End this process, one of a pool, when the one that began it is gone: a killed build leaves
    none behind that waits for work."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
