"""PDFs as poppler reads them."""

import subprocess
from pathlib import Path


def drawn(pdf: Path) -> list[str]:
    """The text of each page, in the order in which it was drawn."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")
