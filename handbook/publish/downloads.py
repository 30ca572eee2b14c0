"""Links to files that are made after the pages: a page promises one, here it is kept."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

# What the macro ``download`` writes: a name below the site's root, and how to tell of the file.
PROMISE = re.compile(
    r'<a href="file:(?P<name>[^"]+)" data-said="(?P<said>[^"]*)">(?P<text>.*?)</a>'
)
# Ten parts of a megabyte.
TENTH = 100_000


def promise(name: str, text: str, said: str) -> str:
    """A link that ``keep_promises`` turns into one to the file; ``said`` has {whole} and {part}."""
    return f'<a href="file:{name}" data-said="{said}">{text}</a>'


def without_promises(page: str) -> str:
    """The page with the text of each promised link alone: for where the files are not."""
    return PROMISE.sub(r"\g<text>", page)


def keep_promises(site: Path, pages: Iterable[Path], lengths: Mapping[str, int]) -> None:
    """Make every promised link of these pages one to the file that now is there, with its size.

    ``lengths`` are numbers of pages by the file's name.

    A file that was not made leaves the text alone.
    """
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if PROMISE.search(text):
            path.write_text(_kept(site, path, text, lengths), encoding="utf-8")


def _kept(site: Path, page: Path, text: str, lengths: Mapping[str, int]) -> str:
    up = "../" * (len(page.relative_to(site).parts) - 1)

    def link(found: re.Match[str]) -> str:
        file = site / found["name"]
        if not file.is_file():
            return found["text"]
        whole, part = divmod(-(-file.stat().st_size // TENTH), 10)
        said = found["said"].format(whole=whole, part=part, pages=lengths.get(found["name"], 0))
        return f'<a href="{up}{found["name"]}" download>{found["text"]}</a> {said}'

    return PROMISE.sub(link, text)
