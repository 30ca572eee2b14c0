"""Codes that a phone reads, as pictures."""

import io
from collections.abc import Mapping
from functools import cache

import segno

# Light modules around the code, without which phones do not find it.
QUIET = 4


def picture_of(name: str) -> str:
    """The file of the picture of what is known by this name."""
    return f"codes/{name}.svg"


def pictures(addresses: Mapping[str, str]) -> Mapping[str, bytes]:
    """The codes of addresses by their names, as files."""
    return {picture_of(name): qr_svg(address) for name, address in addresses.items()}


@cache  # A page's is in its part, its handout, its kit.
def qr_svg(address: str) -> bytes:
    """The code of an address as SVG, always the same for the same address."""
    code = segno.make_qr(address, error="m", boost_error=False)
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=QUIET, light="white", xmldecl=False, nl=False)
    return picture.getvalue()
