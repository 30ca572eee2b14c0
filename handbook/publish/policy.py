"""What a page may do in the browser: nothing but show and fetch what lies on its own server."""

import base64
import hashlib
import re
from collections.abc import Iterable

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
PLACE = re.compile(r'(<meta http-equiv="content-security-policy" content=)"policy"', re.IGNORECASE)
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


def policy(inline: Iterable[str]) -> str:
    """The content security policy; ``inline`` are the scripts written in pages."""
    hashes = "".join(f" '{_hash(text)}'" for text in sorted(set(inline)))
    rules = {**RULES, "script-src": RULES["script-src"] + hashes}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def inline_scripts(page: str) -> list[str]:
    """The texts of the scripts written in a page."""
    return INLINE.findall(page)


def with_policy(page: str, text: str) -> str:
    """The page with the policy in its place. ValueError when it has none."""
    done, count = PLACE.subn(lambda match: f'{match[1]}"{text}"', page, count=1)
    if not count:
        raise ValueError("no place for the policy")
    return done


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def headers(text: str) -> dict[str, str]:
    """The headers that belong to every answer; ``text`` is the policy."""
    return {
        "Content-Security-Policy": f"{text}; {HEADER_ONLY}",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in FEATURES),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def headers_file(text: str) -> str:
    """The headers as hosts of static sites read them from a file ``_headers``."""
    groups = {
        "/*": headers(text),
        "/assets/*": {"Cache-Control": UNCHANGING},
        "/sw.js": {"Cache-Control": FRESH},
    }
    return "\n".join(
        "\n".join([path, *(f"  {name}: {value}" for name, value in found.items())]) + "\n"
        for path, found in groups.items()
    )


def nginx_file(text: str) -> str:
    """The same headers for nginx: to be included in ``server``."""
    lines = [f'add_header {name} "{value}" always;' for name, value in headers(text).items()]
    lines += [
        f'set $handbook_cache "{FRESH}";',
        f'if ($uri ~ /assets/) {{ set $handbook_cache "{UNCHANGING}"; }}',
        "add_header Cache-Control $handbook_cache;",
    ]
    return "\n".join(lines) + "\n"
