"""The scripts that readers load: files of ``browser/`` put together and made small.

A folder becomes one script, its files in the order of their names: on the top level they only
declare. All are classic scripts, because modules do not load from ``file://``.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import minify

from handbook.language.folding import TABLE_FILE
from handbook.language.texts import Texts

# The last thing in a script that a page asks for: the page sees that it has run to its end.
RAN = ";document.currentScript.ran=1;"
# What the oldest phones understand.
JAVASCRIPT = 2018
# Scripts that a page asks for when they are needed, and the group of texts that each speaks with.
LAZY = {
    "dialog": "search",
    "landing": "marks",
    "news": "news",
    "offline": "offline",
    "reading": "reading",
    "resume": "resume",
}
# Scripts that the template names on the few pages that need them, with their texts too.
NAMED = {"editions": "editions"}


def engine_script(folder: Path) -> str:
    """The search engine, the same for every language."""
    table = json.loads(TABLE_FILE.read_text(encoding="utf-8"))
    table.pop("order")  # only sorting needs it
    return script(folder / "search", LETTERS=table)


def spoken_scripts(
    folder: Path, texts: Texts, language: str, groups: Mapping[str, str]
) -> dict[str, str]:
    """Name -> script, with the texts of a language: of LAZY, or of NAMED."""
    return {
        name: script(folder / name, handbookTexts=texts.group(language, group)) + RAN
        for name, group in groups.items()
    }


def script(folder: Path, **constants: object) -> str:
    """A folder's files as one script whose names stay its own, with constants before them."""
    first = [
        f"const {name} = {json.dumps(value, ensure_ascii=False)};"
        for name, value in constants.items()
    ]
    files = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))
    return _small([*first, *files])


def _small(sources: Iterable[str]) -> str:
    body = "\n".join(sources)
    minify.config({"js-version": JAVASCRIPT})
    whole = f"(() => {{ 'use strict';\n{body}\n}})();\n"
    return str(minify.string("application/javascript", whole))
