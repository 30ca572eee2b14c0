"""What a page may do in the browser: nothing but show and fetch what lies on its own server."""

import base64
import hashlib
import html
import re
from collections.abc import Collection, Iterable
from html.parser import HTMLParser

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# The path that a site lies under, as its address may write it.
PATH = r"/(?:[\w.~:%+,=@-]+/)*"
# The script of every page, as the template has it once names are put in.
LOADED = re.compile(rf'<script defer src="(?:[./]*|{PATH})assets/[\w.-]+"></script>')
META = re.compile(r'(<meta http-equiv="content-security-policy" content=)"policy"', re.IGNORECASE)
WRITTEN = re.compile(r'<meta http-equiv="content-security-policy" content="([^"]*)"', re.IGNORECASE)
RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
# A browser heeds this one only as a header.
HEADER_ONLY = "frame-ancestors 'none'"
FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation",
    "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
UNCHANGING = "public, max-age=31536000, immutable"
# Asked for anew each time, so that a new edition is seen at once.
FRESH = "no-cache"
# The paths, below the site's root, of the files that are named after what they contain.
NAMED = (
    r"(?:assets/[\w.-]+\.[0-9a-f]{8,10}\.(?:css|js|json)"
    r"|assets/hinh/[0-9a-f]{8}-[^/]+"
    r"|search/[\w-]+-[0-9a-f]{8}/[^/]+)"
)


def policy(inline: Iterable[str]) -> str:
    """The content security policy; ``inline`` are the scripts written in pages."""
    hashes = "".join(f" '{_hash(text)}'" for text in sorted(set(inline)))
    rules = {**RULES, "script-src": RULES["script-src"] + hashes}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def inline_scripts(page: str) -> list[str]:
    """The texts of the scripts written in a page."""
    return INLINE.findall(page)


def is_foreign(page: str, own: Collection[str]) -> bool:
    """Whether a page has a script that is neither one of the handbook's files nor one of ``own``,
    the texts that it may have in pages."""
    known = len(LOADED.findall(page)) + sum(page.count(_written(text)) for text in own)
    if page.lower().count("<script") == known:
        return False
    reader = _ScriptReader()
    reader.feed(page)
    reader.close()
    return any(text not in own and not LOADED.fullmatch(text) for text in reader.scripts)


def _written(text: str) -> str:
    return f"<script>{text}</script>"


class _ScriptReader(HTMLParser):
    """The scripts of a page: the texts of plain ones, the whole of those with attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append(str(self.get_starttag_text()) + "</script>" if attrs else "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.inside = False


def with_policy(page: str, text: str) -> str | None:
    """The page with the policy in its place. None when it has no place for it."""
    done, count = META.subn(lambda match: f'{match[1]}"{text}"', page, count=1)
    return done if count else None


def written_policy(page: str) -> str:
    """The policy that a finished page has. ValueError when it has none."""
    found = WRITTEN.search(page)
    if not found:
        raise ValueError("a page without a policy")
    return html.unescape(found[1])


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def headers(text: str) -> dict[str, str]:
    """The headers that belong to every response; ``text`` is the policy."""
    return {
        "Content-Security-Policy": f"{text}; {HEADER_ONLY}",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in FEATURES),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def cache(path: str) -> str:
    """The header Cache-Control of a file: only a name that changes with the text may be kept."""
    return UNCHANGING if re.fullmatch(NAMED, path) else FRESH
