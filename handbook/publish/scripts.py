"""The scripts that readers load: files of ``browser/`` put together and made small.

A folder becomes one script, its files in the order of their names: on the top level they only
declare. All are classic scripts, because modules do not load from ``file://``.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
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
    "share": "share",
}
# What a page asks for by itself once it can be read. It knows the names of those that a press in
# it loads, so that no page holds them before: some speak, others say nothing and are the same for
# every language.
AFTER = {"study": "study"}
PRESSED = {
    "aloud": "aloud",
    "near": "near",
    "notebook": "notebook",
    "notes": "notes",
    "noting": "noting",
    "prompts": "prompts",
    "reflection": "reflection",
    "sitting": "sitting",
}
SILENT = ("qr",)
# Scripts that the template names on the few pages that need them, with their texts too.
NAMED = {
    "bank": "bank",
    "editions": "editions",
    "exam": "exam",
    "missing": "missing",
    "overview": "overview",
    "practice": "practice",
    "review": "review",
    "tables": "tables",
}
# Those of them that other pages load, too, once they need them.
NEEDED = ("bank",)
# Files of browser/search/ that a query needs only once the texts are searched for it; those that
# look for what else may be meant; and by which name the scripts hand over what they declare on
# their top level.
LATER = {
    "deeper": ("dates", "deeper", "excerpt", "likely", "places", "wordings"),
    "further": ("further", "kept", "nearest", "rank", "repairs", "typing"),
}
HANDED = "self.handbookSearchDeeper"
DECLARED = re.compile(r"^(?:async )?(?:class|const|function|let) (\w+)", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
# Shows a part on a school's platform, in packages of their own; speaks with the group of its name.
PLAYER = "scorm"


def engine_script(folder: Path, keep: Callable[[str, str], str]) -> str:
    """The search engine, the same for every language: what the names of pages need, which is what
    most readers look for. ``keep`` takes, by its name, what is needed later, and tells
    its address."""
    table = json.loads(TABLE_FILE.read_text(encoding="utf-8"))
    table.pop("order")  # only sorting needs it
    paths = sorted((folder / "search").glob("*.js"))
    files = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    later = {name: [files.pop(stem) for stem in stems] for name, stems in LATER.items()}
    first = [*_constants(LETTERS=table), *files.values()]
    behind = [text for texts in later.values() for text in texts]
    addresses, there = {}, first
    for name, own in later.items():
        # Each has names of its own. Those that it needs of the ones before it are handed over.
        others = [text for text in (*first, *behind) if text not in own]
        given, taken = _shared(there, own), _shared(own, others)
        body = _small([f"const {{{given}}} = {HANDED};", *own, f"{HANDED}({{{taken}}});"])
        addresses[name.upper()] = keep(name, body)
        there = [*there, *own]
    given, taken = _shared(first, behind), _shared(behind, first)
    take = f"(all) => {{ ({{{taken}}} = Object.assign({HANDED}, all)); }}"
    hand = f"{HANDED} = Object.assign({take}, {{{given}}});"
    return _small([*_constants(**addresses), f"let {taken};", *first, hand])


def _shared(given: Iterable[str], needed: Iterable[str]) -> str:
    """The names on the top level of some files that others have, too; hardly one by chance."""
    names = DECLARED.findall("\n".join(given))
    used = set(re.findall(r"\w+", COMMENT.sub("", "\n".join(needed))))
    return ",".join(name for name in names if name in used)


def silent_script(folder: Path, name: str) -> str:
    """One of SILENT."""
    return script(folder / name) + RAN


def spoken_scripts(
    folder: Path, texts: Texts, language: str, groups: Mapping[str, str], **constants: object
) -> dict[str, str]:
    """Name -> script, with the texts of a language: of LAZY, say, or of NAMED."""
    return {
        name: script(folder / name, handbookTexts=texts.group(language, group), **constants) + RAN
        for name, group in groups.items()
    }


def script(folder: Path, **constants: object) -> str:
    """A folder's files as one script whose names stay its own, with constants before them."""
    files = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))
    return _small([*_constants(**constants), *files])


def _constants(**values: object) -> list[str]:
    return [f"const {key} = {json.dumps(one, ensure_ascii=False)};" for key, one in values.items()]


def player_files(folder: Path, texts: Texts, language: str) -> dict[str, str]:
    """What shows a part on a school's platform: files of a package, by their names."""
    own = folder / PLAYER
    code = script(own, handbookTexts=texts.group(language, PLAYER))
    return {"player.js": code, "player.css": (own / "player.css").read_text(encoding="utf-8")}


def _small(sources: Iterable[str]) -> str:
    body = "\n".join(sources)
    minify.config({"js-version": JAVASCRIPT})
    whole = f"(() => {{ 'use strict';\n{body}\n}})();\n"
    return str(minify.string("application/javascript", whole))
