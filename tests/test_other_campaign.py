"""Another campaign's handbook is other Markdown: two new kinds, one new register, no new code."""

from pathlib import Path

import pytest

from tests.conftest import build, project, read_site


@pytest.fixture
def campaign(root: Path, tmp_path: Path) -> Path:
    """The project's code with the small handbook of tests/campaign instead of its own."""
    return project(tmp_path / "project", root / "tests" / "campaign")


@pytest.mark.parametrize("generator", ["mkdocs", "properdocs"])
def test_it_builds_without_a_change_to_the_code(campaign: Path, generator: str) -> None:
    done = build(campaign, campaign / "site", generator)
    assert done.returncode == 0, done.stdout + done.stderr
    site = read_site(campaign / "site")
    assert "ky-nang/doc-nhanh/index.html" in site.pages
    assert "tham-quan/bao-tang/index.html" in site.pages
    assert "thu-vien-quan" in site.pages["dia-diem/index.html"].ids
