"""What programs look for at an address: where the map of the site is, whom to tell of a fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

SECURITY = ".well-known/security.txt"
# So many years after the month of an edition its address for faults is to be looked up anew.
YEARS = 1


@dataclass(frozen=True)
class Notices:
    """``address`` of the site and ``contact`` may be empty; ``year`` and ``month`` are those of the
    edition, so that two builds of it say the same. ``contact``: a mail address or an https one."""

    address: str
    contact: str
    year: int
    month: int
    languages: Sequence[str]

    def files(self) -> dict[str, str]:
        """Path below the site's root -> text."""
        robots = {"robots.txt": self._robots()} if self.address else {}
        security = {SECURITY: self._security()} if self.contact else {}
        return robots | security

    def _robots(self) -> str:
        return f"User-agent: *\nAllow: /\n\nSitemap: {urljoin(self.address, 'sitemap.xml')}\n"

    def _security(self) -> str:
        """As RFC 9116 has it. It is looked for at the root of a server and nowhere else."""
        lines = [
            f"Contact: {contact_address(self.contact)}",
            f"Expires: {self.year + YEARS}-{self.month:02}-01T00:00:00Z",
            f"Preferred-Languages: {', '.join(self.languages)}",
        ]
        if self.address:
            lines.append(f"Canonical: {urljoin(_root(self.address), SECURITY)}")
        return "\n".join(lines) + "\n"


def contact_address(contact: str) -> str:
    """The address of a contact, which is a page for reports or somebody's mail."""
    return contact if "://" in contact else f"mailto:{contact}"


def _root(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"
