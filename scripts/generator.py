"""Run the site generator with its own arguments; what the machine refuses is told to the editor.

``GENERATOR`` names another one with the same arguments.
"""

import importlib
import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from handbook import machine
from handbook.check.paths import check_paths
from handbook.check.settings import check_engine
from handbook.content.settings import read_settings
from handbook.language.problems import Problems, report


def written() -> tuple[Path, ...]:
    """Where a build writes."""
    folders = (Path.cwd(), Path.cwd() / ".build", Path(tempfile.gettempdir()))
    return tuple(folder for folder in folders if folder.is_dir())


def is_news(record: logging.LogRecord) -> bool:
    """Not what the generator says, in its own words, of an error that is told to the editor."""
    error = sys.exception() if record.levelno == logging.ERROR else None
    return not isinstance(error, OSError) or machine.refusal(error, written()) is None


def generate(arguments: Sequence[str]) -> None:
    """Run the generator; SystemExit when it fails, or would not be the handbook's."""
    _must_be_the_engines(Path.cwd())
    name = os.environ.get("GENERATOR") or "mkdocs"
    module = importlib.import_module(f"{name}.__main__")
    logging.getLogger(f"{name}.commands.build").addFilter(is_news)
    try:
        module.cli(arguments, prog_name="mkdocs")
    except SystemExit as done:
        if done.code:
            raise


def _must_be_the_engines(root: Path) -> None:
    """Without the engine's settings none of its rules would be asked, and another site be made. The
    generator reads settings and looks before the content is judged."""
    problems = Problems()
    check_paths(root, problems)
    settings = None if problems else read_settings(root, problems)
    if settings and settings.root is not None:
        check_engine(settings, problems)
    if problems:
        sys.exit(report(sorted(problems.found)))


if __name__ == "__main__":
    with machine.told(*written()):
        generate(sys.argv[1:])
