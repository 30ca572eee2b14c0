"""Codes that a phone reads, as pictures."""

import io

import segno

# Light modules around the code, without which phones do not find it.
QUIET = 4


def qr_svg(address: str) -> bytes:
    """The code of an address as SVG, always the same for the same address."""
    code = segno.make_qr(address, error="m", boost_error=False)
    picture = io.BytesIO()
    code.save(picture, kind="svg", border=QUIET, light="white", xmldecl=False, nl=False)
    return picture.getvalue()
