"""What the site brings along and what builds it: the register says what is so, the list for
programs is valid and the same everywhere, the page shows what the licences ask for."""

import html
import importlib.metadata
import json
import re
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing

from handbook.paper.fonts import SYSTEM, find
from handbook.publish.bom import BOM, BUILDS, SHIPPED, Made, bill
from handbook.publish.parts import FOLDER, paragraphs, parts
from tests.conftest import ROOT, build, project

LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PACKAGES = dict(re.findall(r"^([\w.-]+)==(\S+)", LOCK, re.MULTILINE))
# What packages say that have no expression: their classifiers, and how an expression begins then.
FAMILIES = {
    "Apache Software License": "Apache-",
    "BSD License": "BSD-",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def components(text: str, scope: str) -> list[dict[str, Any]]:
    return [one for one in json.loads(text)["components"] if one["scope"] == scope]


# The register.


def test_register_names_the_packages_that_build_the_site() -> None:
    assert PACKAGES
    assert sorted(parts().built_with) == sorted(PACKAGES)


@pytest.mark.parametrize("name", PACKAGES)
def test_licence_of_a_package_is_what_the_package_says(name: str) -> None:
    told, known = importlib.metadata.metadata(name), parts().built_with[name]
    assert get_spdx_licensing().validate(known).errors == []
    plain = told["License-Expression"] or told["License"] or ""
    classifiers = [one.split(" :: ")[-1] for one in told.get_all("Classifier") or []]
    families = [family for one, family in FAMILIES.items() if one in classifiers]
    assert known == plain or any(known.startswith(one) for one in families), plain


def test_style_rules_are_of_the_version_that_the_sheet_names() -> None:
    base = (ROOT / "overrides/assets/stylesheets/base.css").read_text(encoding="utf-8")
    [material] = (part for part in parts().shipped if part.package)
    assert f"{material.package} {material.version} " in base
    [licence] = (
        file
        for file in importlib.metadata.files(material.package) or ()
        if file.match("*.dist-info/licenses/LICENSE")
    )
    said = re.sub(r" <\S+@\S+>", "", licence.read_text())
    assert said.split() == " ".join((material.holder, *paragraphs(material.licence))).split()


def names_in(font: bytes) -> set[str]:
    """The texts of the table ``name`` of a font, those for Windows."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = [struct.unpack_from(">4sIII", font, 12 + 16 * at) for at in range(count)]
    [start] = (offset for tag, _, offset, _ in tables if tag == b"name")
    _, entries, texts = struct.unpack_from(">HHH", font, start)
    found = set()
    for at in range(entries):
        platform, _, _, _, length, offset = struct.unpack_from(">6H", font, start + 6 + 12 * at)
        if platform == 3:
            begin = start + texts + offset
            found.add(font[begin : begin + length].decode("utf-16-be"))
    return found


def test_fonts_say_the_licence_that_they_are_listed_with() -> None:
    [fonts] = (part for part in parts().shipped if part.id == "fonts")
    found = find((ROOT / "fonts", *SYSTEM))
    for family in fonts.name.split(", "):
        path = found[f"{family}-Regular.ttf"]
        said = names_in(path.read_bytes())
        assert fonts.holder in said
        assert any("SIL Open Font License, Version 1.1" in text for text in said)
    assert fonts.licence == "OFL-1.1"


def test_every_text_of_a_licence_is_asked_for() -> None:
    asked = {part.licence for part in parts().shipped if part.text}
    assert {path.stem for path in FOLDER.glob("*.txt")} == asked


# The list for programs.


@pytest.mark.parametrize("paper", [True, False])
def test_list_is_valid_and_says_what_it_is_about(paper: bool) -> None:
    text = bill(Made("Sổ tay “thử”", "2026.11", paper), LOCK)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text.replace("MIT", "MYTH"))
    shipped = {one["bom-ref"] for one in components(text, SHIPPED)}
    assert shipped == {part.id for part in parts().shipped if paper or not part.paper}
    assert json.loads(text)["dependencies"][0]["dependsOn"] == [
        one["bom-ref"] for one in components(text, SHIPPED)
    ]


def test_list_has_every_package_with_its_hashes_and_nothing_of_the_machine() -> None:
    text = bill(Made("Sổ tay", "2026.11", True), LOCK)
    packages = components(text, BUILDS)
    assert {one["name"]: one["version"] for one in packages} == PACKAGES
    hashes = [
        value["content"] for one in packages for value in one["externalReferences"][0]["hashes"]
    ]
    assert sorted(hashes) == sorted(re.findall(r"sha256:(\w+)", LOCK))
    assert all(one["licenses"] for one in packages)
    assert not re.search("serialNumber|timestamp|https?:|/home|/usr", text)


# The site.

PAGE = """---
title: Giấy phép
summary: Phần đi kèm.
screen_only: true
---

{{ licences() }}
"""


def test_site_has_the_list_beside_a_page_that_leads_to_it(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (root / "docs" / "giay-phep.md").write_text(PAGE, encoding="utf-8")
    done = build(root, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    listed = (tmp_path / "site" / BOM).read_text(encoding="utf-8")
    on_screen = {part.id for part in parts().shipped if not part.paper}
    assert {one["bom-ref"] for one in components(listed, SHIPPED)} == on_screen
    page = (tmp_path / "site" / "giay-phep" / "index.html").read_text(encoding="utf-8")
    assert f'<a href="../{BOM}" download>' in page
    shown = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page)))
    for part in parts().shipped:
        assert part.name in shown and part.licence in shown and part.holder in shown
        texts = paragraphs(part.licence) if part.text else ()
        assert [text for text in texts if text not in shown] == []
    archive = zipfile.ZipFile(next((tmp_path / "site").glob("*.zip")))
    assert not [name for name in archive.namelist() if name.endswith(BOM)]
