"""Run the development server; start it again when Python code or the configuration changes.

The server itself watches docs/ and overrides/, but keeps the Python modules it has loaded.
"""

import subprocess
import sys
from pathlib import Path
from threading import Event

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

COMMAND = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", *sys.argv[1:]]
CHANGES = ("modified", "created", "deleted", "moved", "closed")


class Restart(FileSystemEventHandler):
    """Sets an event when a file that the server cannot reload is changed."""

    def __init__(self, changed: Event) -> None:
        self.changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in CHANGES and Path(str(event.src_path)).suffix in (".py", ".yml"):
            self.changed.set()


def main() -> int:
    changed = Event()
    observer = Observer()
    observer.schedule(Restart(changed), ".")
    for folder in ("handbook", "macros"):
        observer.schedule(Restart(changed), folder, recursive=True)
    observer.start()
    while True:
        server = subprocess.Popen(COMMAND)
        changed.clear()
        while not changed.wait(timeout=1):
            if server.poll() is not None:
                return server.returncode
        server.terminate()
        server.wait()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(0)
