"""The site comes out the same from MkDocs, from ProperDocs, and a second time."""

import filecmp
from pathlib import Path

from tests.conftest import BuiltSite, build


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


def test_the_same_tree_builds_with_properdocs(site: BuiltSite, root: Path, tmp_path: Path) -> None:
    done = build(root, tmp_path, "properdocs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert not [name for name in differences(site.folder, tmp_path) if name.endswith(".html")]


def test_two_builds_are_byte_identical(site: BuiltSite, root: Path, tmp_path: Path) -> None:
    done = build(root, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not differences(site.folder, tmp_path)


def test_a_public_address_gives_canonical_links(root: Path, tmp_path: Path) -> None:
    done = build(root, tmp_path, SITE_URL="https://example.org/so-tay/")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "bai-hoc" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/so-tay/bai-hoc/">' in page
    assert 'hreflang="en" href="https://example.org/so-tay/en/bai-hoc/"' in page
    fallback = (tmp_path / "en" / "gia-tri" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.org/so-tay/gia-tri/">' in fallback
