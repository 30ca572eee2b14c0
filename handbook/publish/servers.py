"""Configurations for web servers, written for the path that the site lies under.

They lie in a folder of the site, so that they come and go with the edition whose policy they name;
they send none of it to readers. The words in them are those of templates/.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from urllib.parse import quote, unquote, urlsplit

from handbook import marks
from handbook.publish.policy import FRESH, NAMED, UNCHANGING, cache, headers
from handbook.types import TYPES

FOLDER = marks.SERVERS
# What only servers read, below the site's root.
HIDDEN = rf"(?:{FOLDER}(?:/|$)|_headers$|web\.config$)"
TEMPLATES = Path(__file__).parent / "templates"
# Where the examples in the configurations have the site.
PLACE = "/srv/handbook"
# What a path has as it is.
SIGNS = "/~:+,=@"
PACKED = tuple(ending.removeprefix(".") for ending, one in TYPES.items() if one.compress)
MEDIA = sorted({one.media for one in TYPES.values() if one.compress})
TEXTS = sorted({one.media for one in TYPES.values() if one.is_text})


class _Text(Template):
    """The servers have their own uses for the dollar."""

    delimiter = "@@"


@dataclass(frozen=True)
class Served:
    """A site as servers see it: its address, empty when that is unknown; its policy; its languages;
    the paths of its files below its root."""

    address: str
    policy: str
    languages: Sequence[str]
    files: Iterable[str]

    @property
    def path(self) -> str:
        """The path of its root, with a slash at both ends."""
        inner = unquote(urlsplit(self.address).path).strip("/")
        return f"/{inner}/" if inner else "/"

    @property
    def sent_path(self) -> str:
        """The path of its root as browsers ask for it, with letters written by their bytes."""
        return quote(self.path, safe=SIGNS)

    @property
    def is_root(self) -> bool:
        return self.path == "/"

    @property
    def variable(self) -> str:
        """A name for its folder that no other handbook of the same server has."""
        return "handbook" + re.sub(r"\W", "_", self.path.rstrip("/"), flags=re.ASCII)


def server_files(site: Served) -> dict[str, str]:
    """The configurations: path below the site's root -> text."""
    makers = {
        "nginx.conf": _nginx,
        "nginx-server.conf": _plain,
        "apache.conf": _apache,
        "Caddyfile": _caddy,
        "web.config": _iis,
        "compose.yml": _plain,
        "DOC-TRUOC.txt": _plain,
    }
    texts = {f"{FOLDER}/{name}": _filled(name, make(site)) for name, make in makers.items()}
    return {"_headers": _headers(site), **texts}


def _filled(name: str, values: dict[str, str]) -> str:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    return _Text(text).substitute(values)


def _plain(site: Served) -> dict[str, str]:
    """What every configuration may say."""
    return {
        "path": site.path,
        "pattern": re.escape(site.path),
        "folder": site.variable,
        "FOLDER": site.variable.upper(),
        "place": PLACE,
        "hidden": HIDDEN,
        "named": NAMED,
        "fresh": FRESH,
        "unchanging": UNCHANGING,
        "suffixes": "|".join(PACKED),
        "html": TYPES[".html"].sent,
        "languages": " ".join(f".{name}" for name in site.languages),
    }


def _nginx(site: Served) -> dict[str, str]:
    bare = site.path.rstrip("/")
    moved = f"location = {bare} {{ absolute_redirect off; return 301 {site.sent_path}; }}"
    return {
        **_plain(site),
        "bare": "" if site.is_root else moved,
        "types": _lines(
            8, (f"{one.media} {ending.removeprefix('.')};" for ending, one in TYPES.items())
        ),
        # Both lists take text/html for granted.
        "charset": " ".join(one for one in TEXTS if one != "text/html"),
        "compress": " ".join(one for one in MEDIA if one != "text/html"),
        "headers": _lines(4, (f'add_header {name} "{value}" always;' for name, value in _of(site))),
    }


def _apache(site: Served) -> dict[str, str]:
    folder = site.variable.upper()
    alias = f'Alias "{site.path.rstrip("/")}" "${{{folder}}}"'
    of_all = (
        line
        for name, value in _of(site)
        for line in (f"Header onsuccess unset {name}", f'Header always set {name} "{value}"')
    )
    twins = (
        line
        for ending in PACKED
        for line in (
            f'<FilesMatch "\\.{ending}\\.(?:br|gz)$">',
            f'    ForceType "{TYPES[f".{ending}"].sent}"',
            "</FilesMatch>",
        )
    )
    return {
        **_plain(site),
        "root": f'DocumentRoot "${{{folder}}}"' if site.is_root else alias,
        "types": _lines(4, (f"AddType {one.media} {ending}" for ending, one in TYPES.items())),
        "texts": " ".join(ending for ending, one in TYPES.items() if one.is_text),
        "compress": " ".join(MEDIA),
        "headers": _lines(4, of_all),
        "twins": _lines(4, twins),
    }


def _caddy(site: Served) -> dict[str, str]:
    bare = site.path.rstrip("/")
    moved = f"redir {bare} {site.sent_path} 301\nhandle {site.path}*"
    # What comes is as browsers write it, and so is what is taken away.
    inner = f"\turi strip_prefix {site.sent_path.rstrip('/')}\n"
    # The page of a folder is asked for by the folder's path; case does not matter, as elsewhere.
    ends = {ending: rf"\{ending}$" for ending in TYPES} | {".html": r"(?:/|\.html)$"}
    types = (f'~(?i){end} - "{TYPES[ending].sent}"' for ending, end in ends.items())
    return {
        **_plain(site),
        "open": "handle" if site.is_root else moved,
        "strip": "" if site.is_root else inner,
        "types": _tabs(3, types),
        # What has no ending is a list of sums, and a redirection may not have an empty type.
        "plain": TYPES[".txt"].sent,
        "compress": _tabs(5, (f"header Content-Type {one}*" for one in MEDIA)),
        "headers": _tabs(3, (f'{name} "{value}"' for name, value in _of(site))),
    }


def _iis(site: Served) -> dict[str, str]:
    # What has no ending is a list of sums: IIS sends nothing whose type it does not know.
    of_endings = {**TYPES, ".": TYPES[".txt"]}
    types = (
        line
        for ending, one in of_endings.items()
        for line in (
            f'<remove fileExtension="{ending}" />',
            f'<mimeMap fileExtension="{ending}" mimeType="{one.sent}" />',
        )
    )
    of_all = (f'<add name="{name}" value="{value}" />' for name, value in _of(site))
    return {
        **_plain(site),
        "types": _lines(8, types),
        "compress": ", ".join(one for one in MEDIA if one not in TEXTS),
        "headers": _lines(10, of_all),
    }


def _headers(site: Served) -> str:
    """The headers as hosts of static sites read them. Those that fit a path are all sent, so no
    two groups name the same one; what is not named there, such hosts ask for anew each time."""
    kept = sorted(name for name in site.files if cache(name) != FRESH)
    groups = {
        "/*": dict(_of(site)),
        **{f"/{name}": {"Cache-Control": UNCHANGING} for name in _shared(kept)},
        "/sw.js": {"Cache-Control": FRESH},
    }
    return "\n".join(
        "\n".join([path, *(f"  {name}: {value}" for name, value in found.items())]) + "\n"
        for path, found in groups.items()
    )


def _shared(names: Iterable[str]) -> Iterable[str]:
    """Where all of a folder is named so, one line for it: such hosts read a hundred at most."""
    return sorted({re.sub(r"^(search/[^/]+/|assets/hinh/).*", r"\1*", name) for name in names})


def _of(site: Served) -> list[tuple[str, str]]:
    return list(headers(site.policy).items())


def _lines(indent: int, lines: Iterable[str]) -> str:
    return "\n".join(" " * indent + line for line in lines)


def _tabs(indent: int, lines: Iterable[str]) -> str:
    return "\n".join("\t" * indent + line for line in lines)
