"""The list of what a site is made of, for programs: a bill of materials in CycloneDX's JSON.

It has no serial number and no time, and nothing of the machine: two builds write the same bytes.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.publish.parts import Part, parts

BOM = "sbom.cdx.json"
VERSION = "1.6"
# A package of the lock file with the hashes of all its files.
LOCKED = re.compile(r"^([\w.-]+)==([\w.+!-]+)[^\n]*((?:\n +--hash=\S+.*)*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
SITE = "site"
# What readers get, and what is there only while the site is built.
SHIPPED, BUILDS = "required", "excluded"

Json = dict[str, object]


@dataclass(frozen=True)
class Made:
    """A finished site: its title, its edition, and whether there are files for paper."""

    title: str
    edition: str
    paper: bool


def bill(made: Made, lock: str) -> str:
    """The bill of materials of a site; ``lock`` is the text of requirements.txt."""
    shipped = [_shipped(part) for part in parts().shipped if made.paper or not part.paper]
    packages = list(_packages(lock))
    site = {"type": "application", "bom-ref": SITE, "name": made.title, "version": made.edition}
    found = {
        "bomFormat": "CycloneDX",
        "specVersion": VERSION,
        "version": 1,
        "metadata": {"lifecycles": [{"phase": "build"}], "component": site},
        "components": [*shipped, *packages],
        "dependencies": [{"ref": SITE, "dependsOn": [one["bom-ref"] for one in shipped]}],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _shipped(part: Part) -> Json:
    component: Json = {"type": "library", "bom-ref": part.id, "name": part.name}
    if part.version:
        component["version"] = part.version
    component["scope"] = SHIPPED
    component["licenses"] = [{"license": {"id": part.licence}}]
    component["copyright"] = part.holder
    if part.package:
        component["purl"] = _address(part.package, part.version)
    return component


def _packages(lock: str) -> Iterator[Json]:
    licences = parts().built_with
    for name, version, hashes in LOCKED.findall(lock):
        address = _address(name, version)
        files = [{"alg": "SHA-256", "content": one} for one in sorted(HASH.findall(hashes))]
        # One that the register lacks, which a test tells of, has no licence rather than a guess.
        known = [{"expression": licences[name]}] if name in licences else []
        yield {
            "type": "library",
            "bom-ref": address,
            "name": name,
            "version": version,
            "scope": BUILDS,
            "licenses": known,
            "purl": address,
            "externalReferences": [{"type": "distribution", "url": address, "hashes": files}],
        }


def _address(package: str, version: str) -> str:
    return f"pkg:pypi/{package}@{version}"
