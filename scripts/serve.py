"""Run the development server; start it again when Python code or the configuration changes.

The server itself watches docs/ and overrides/, but keeps the Python modules it has loaded.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from handbook.check.paths import check_paths
from handbook.content.settings import read_settings
from handbook.language.problems import Problems, report
from handbook.language.usage import Command, word

COMMAND = (sys.executable, "-m", "mkdocs", "serve", "--no-strict")
# Which language is built, for the whole.
ONLY = "ONLY_LANGUAGE"
CHANGES = ("modified", "created", "deleted", "moved", "closed")


class Restart(FileSystemEventHandler):
    """Sets an event when a file that the server cannot reload is changed."""

    def __init__(self, changed: Event) -> None:
        self.changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in CHANGES and Path(str(event.src_path)).suffix in (".py", ".yml"):
            self.changed.set()


def environment(root: Path) -> dict[str, str]:
    """Without a word from the editor only the language that the handbook is written in is built.
    SystemExit when what stands in the folder cannot be read."""
    problems = Problems()
    check_paths(root, problems)
    if problems:
        sys.exit(report(sorted(problems.found)))
    default = read_settings(root, Problems()).languages.default
    return {**os.environ, ONLY: os.environ.get(ONLY) or default}


def command(given: Sequence[str]) -> Sequence[str]:
    """The server as it was asked for. SystemExit for what it does not take: what it would say of
    that itself is English."""
    parser = Command("serve")
    parser.add_argument("-a", "--dev-addr", type=word)
    asked = parser.parse_args(given)
    return (*COMMAND, *(("--dev-addr", asked.dev_addr) if asked.dev_addr else ()))


def main(given: Sequence[str]) -> int:
    started, changed = command(given), Event()
    observer = Observer()
    observer.schedule(Restart(changed), ".")
    for folder in ("handbook", "macros"):
        observer.schedule(Restart(changed), folder, recursive=True)
    observer.start()
    while True:
        server = subprocess.Popen(started, env=environment(Path.cwd()))
        changed.clear()
        while not changed.wait(timeout=1):
            if server.poll() is not None:
                return server.returncode
        server.terminate()
        server.wait()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(0)
