"""What programs find at the address of a site: robots.txt, security.txt."""

import pytest

from handbook.publish.notices import SECURITY, Notices


def notices(address: str = "", contact: str = "") -> dict[str, str]:
    return Notices(address, contact, 2026, 11, ("vi", "en")).files()


def test_programs_are_told_of_the_site_where_that_has_an_address() -> None:
    assert notices() == {}
    told = notices("https://a.vn/so-tay/")["robots.txt"]
    assert told.endswith("\nSitemap: https://a.vn/so-tay/sitemap.xml\n")


@pytest.mark.parametrize(
    ("contact", "written"),
    [("a@b.vn", "mailto:a@b.vn"), ("https://b.vn/lien-he", "https://b.vn/lien-he")],
)
def test_whom_to_tell_of_a_fault(contact: str, written: str) -> None:
    told = notices("https://a.vn/so-tay/", contact)[SECURITY].splitlines()
    assert told == [
        f"Contact: {written}",
        "Expires: 2027-11-01T00:00:00Z",
        "Preferred-Languages: vi, en",
        "Canonical: https://a.vn/.well-known/security.txt",
    ]
    assert not any("Canonical" in line for line in notices("", contact)[SECURITY].splitlines())
