"""The site comes out the same from MkDocs, from ProperDocs without Material, and a second time."""

import filecmp
import os
import subprocess
import sys
from pathlib import Path

from handbook.content.handbook import Content
from tests.conftest import BuiltSite, build, project


def differences(left: Path, right: Path) -> list[str]:
    """Files that are missing on one side or differ, as paths below the folders."""
    names = {
        str(path.relative_to(folder))
        for folder in (left, right)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return sorted(
        name
        for name in names
        if not (left / name).is_file()
        or not (right / name).is_file()
        or not filecmp.cmp(left / name, right / name, shallow=False)
    )


# What a Python reads first: no module of Material can be found, as where it is not installed.
WITHOUT_MATERIAL = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "material":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Missing())
"""


def test_the_same_site_is_built_by_properdocs_without_material(
    site: BuiltSite, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_MATERIAL, encoding="utf-8")
    environment = {"PYTHONPATH": str(tmp_path), "THEME": "null"}
    refused = subprocess.run(
        [sys.executable, "-c", "import material"],
        env={**os.environ, **environment}, capture_output=True, check=False,
    )  # fmt: skip
    assert b"ModuleNotFoundError: material" in refused.stderr
    done = build(root, tmp_path / "site", "properdocs", **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not differences(site.folder, tmp_path / "site")


def test_two_builds_are_byte_identical(site: BuiltSite, root: Path, tmp_path: Path) -> None:
    done = build(root, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not differences(site.folder, tmp_path)


def test_a_public_address_gives_canonical_links(reader: Content, tmp_path: Path) -> None:
    address, site = "https://example.org/so-tay/", tmp_path / "site"
    done = build(project(tmp_path / "project"), site, SITE_URL=address)
    assert done.returncode == 0, done.stdout + done.stderr
    entries = [page.id for pages in reader.entries.values() for page in pages]
    seen = set()
    for name in entries:
        translated = (name, "en") in reader.pages
        seen.add(translated)
        own = (site / name / "index.html").read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{address}{name}/">' in own
        assert (f'hreflang="en" href="{address}en/{name}/"' in own) == translated
        english = (site / "en" / name / "index.html").read_text(encoding="utf-8")
        folder = "en/" if translated else ""
        assert f'<link rel="canonical" href="{address}{folder}{name}/">' in english
        # Readers of neither language are sent to the handbook's own.
        first = f'hreflang="x-default" href="{address}{name}/"'
        assert (first in own, first in english) == (True, translated)
    assert seen == {True, False}
    places = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert places.count("<loc>") == len(reader.pages)
    assert places.count('hreflang="x-default"') == len(reader.pages)
    assert not (site / "sitemap.xml.gz").exists()


def test_without_a_public_address_there_is_no_site_map(site: BuiltSite) -> None:
    assert not (site.folder / "sitemap.xml").exists()
