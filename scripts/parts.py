"""Copies of the project's parts, for tests and measurements."""

import shutil
from collections.abc import Iterable
from pathlib import Path

# What builds a site, beside a handbook's own docs/ and mkdocs.yml.
CODE = ("browser", "handbook", "macros", "overrides", "hooks.py", "requirements.txt")


def copy_parts(root: Path, target: Path, names: Iterable[str]) -> None:
    """Copy files and folders of the project, without what Python leaves behind."""
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
