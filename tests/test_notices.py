"""What programs find at the address of a site: robots.txt, security.txt, the map of the site."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Template

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


def test_the_map_says_when_a_page_was_changed_where_that_is_known(root: Path) -> None:
    files = [
        SimpleNamespace(
            locale="vi", norm_src_uri=f"{name}.md", url=f"{name}/", alternates={},
            page=SimpleNamespace(canonical_url=f"https://a.vn/{name}/"),
        )
        for name in ("a", "b")
    ]  # fmt: skip
    site = SimpleNamespace(changed={"a": "2026-11-05"}, languages=SimpleNamespace(default="vi"))
    config = SimpleNamespace(handbook=site, site_url="https://a.vn/")
    template = Template((root / "overrides" / "sitemap.xml").read_text(encoding="utf-8"))
    made = template.render(config=config, i18n_alternates={"vi": files})
    places = re.findall(r"<loc>(.*?)</loc>\s*(?:<lastmod>(.*?)</lastmod>)?", made)
    assert places == [("https://a.vn/a/", "2026-11-05"), ("https://a.vn/b/", "")]
