"""What is wrong with a published site, and what an administrator is told of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.language.texts import Texts

# So many paths are named; of the others their number is said.
NAMED = 3
# The servers that there are remedies for; how each calls itself.
SERVERS = {"nginx": "nginx", "apache": "apache", "caddy": "caddy", "iis": "microsoft-iis"}
GITHUB = "github"
# What is mended in the configuration of a server, by the subject.
TOPICS = {
    "headers": ("header-missing", "header-differs", "header-twice"),
    "cache": ("cache-missing", "cache-long", "cache-short"),
    "types": ("type", "charset"),
    "compress": ("uncompressed", "vary"),
    "missing": ("soft-404", "other-404"),
    "slash": ("slash",),
    "hidden": ("exposed",),
}
# What GitHub Pages gives nobody a means to mend.
FIXED = frozenset((*TOPICS["headers"], *TOPICS["types"], "uncompressed", "cache-short", "exposed"))


@dataclass(frozen=True)
class Fault:
    """``code`` is a key of the texts ``verify_faults``, ``about`` the values that they want."""

    code: str
    path: str
    about: tuple[tuple[str, str], ...] = ()


def server_of(name: str) -> str:
    """Which server calls itself so in its headers; empty when none that is known."""
    known = {**SERVERS, GITHUB: "github.com"}
    return next((one for one, begin in known.items() if name.lower().startswith(begin)), "")


def told(faults: Iterable[Fault], server: str, texts: Texts) -> Iterator[str]:
    """A line for each kind of fault with the paths that have it, and what to do."""
    groups: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for fault in faults:
        groups.setdefault((fault.code, fault.about), []).append(fault.path)
    for (code, about), paths in groups.items():
        values = {**dict(about), "paths": _some(paths, texts), "count": str(len(paths))}
        yield f"[{code}] {texts.message(f'verify_faults.{code}', **values)}"
        yield from (f"    {line}" for line in _remedies(code, server, texts))


def _some(paths: Sequence[str], texts: Texts) -> str:
    shown = ", ".join(f"/{path}" for path in paths[:NAMED])
    left = len(paths) - NAMED
    return shown if left <= 0 else texts.message("verify.more", paths=shown, count=left)


def _remedies(code: str, server: str, texts: Texts) -> Iterator[str]:
    """For the server at hand, or for each when that does not say its name."""
    topic = next((name for name, codes in TOPICS.items() if code in codes), "")
    if not topic:
        return
    for one in [server] if server in SERVERS else SERVERS:
        yield texts.message(f"verify_remedies.{topic}-{one}")


def mendable(faults: Iterable[Fault], server: str) -> list[Fault]:
    """Those that somebody can mend."""
    return [one for one in faults if server != GITHUB or one.code not in FIXED]


def values(**about: str) -> tuple[tuple[str, str], ...]:
    """What a message is filled with."""
    found: Mapping[str, str] = about
    return tuple(found.items())
