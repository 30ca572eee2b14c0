"""A part as a package of SCORM: its pages and questions for a school's platform, which is told how
far a learner is and how many answers are right, and nothing else."""

import html
from dataclasses import dataclass
from functools import partial

from handbook.export.form import PART, Form, Job, Made
from handbook.export.leaves import Leaves
from handbook.export.xml import Maker, written
from handbook.packed import Entry, zip_file

MANIFEST, PAGE = "imsmanifest.xml", "index.html"
SCRIPT, STYLE = "player.js", "player.css"
# What a page of the package may do: show and run what is in it.
ALLOWED = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class Version:
    """A version of SCORM: how its manifest names it, its namespaces, and what a SCO is there."""

    name: str
    schema: str
    package: str
    adl: str
    sco: str


OLD = Version(
    "1.2",
    "1.2",
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "scormtype",
)
NEW = Version(
    "2004",
    "2004 4th Edition",
    "http://www.imsglobal.org/xsd/imscp_v1p1",
    "http://www.adlnet.org/xsd/adlcp_v1p3",
    "scormType",
)


def make_scorm(version: Version, job: Job) -> Made:
    """The package of a part. ValueError without a part: a platform shows one at a time."""
    if job.part is None:
        raise ValueError("a package is made of a part")
    leaves = Leaves(job, job.part)
    page = _page(job, version, leaves.sections())
    files = {
        PAGE: page.encode(),
        **{name: text.encode() for name, text in job.player.items()},
        **dict(sorted(leaves.pictures.items())),
    }
    entries = [Entry(MANIFEST, _manifest(job, version, list(files)))]
    entries += (Entry(name, body) for name, body in files.items())
    return Made(zip_file(entries), len(job.asked))


def _page(job: Job, version: Version, sections: str) -> str:
    title = html.escape(job.title, quote=False)
    return f"""<!doctype html>
<html lang="{job.bank.language}" data-scorm="{version.name}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{ALLOWED}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{STYLE}">
</head>
<body>
<main>
{sections}
</main>
<script src="{SCRIPT}"></script>
</body>
</html>
"""


def _manifest(job: Job, version: Version, files: list[str]) -> bytes:
    e = Maker(version.package, adlcp=version.adl)
    part = job.part.name if job.part else ""
    about = e("metadata", e("schema", "ADL SCORM"), e("schemaversion", version.schema))
    item = e("item", e("title", job.title), identifier="item", identifierref="sco")
    whole = e("organization", e("title", job.title), item, identifier="all")
    resource = e(
        "resource", *(e("file", href=name) for name in files),
        identifier="sco", type="webcontent", href=PAGE,
    )  # fmt: skip
    resource.set(f"{{{version.adl}}}{version.sco}", "sco")
    root = e(
        "manifest", about, e("organizations", whole, default="all"), e("resources", resource),
        identifier=f"handbook-{job.bank.language}-{part}", version="1",
    )  # fmt: skip
    return written(root)


SCORM_12 = Form("scorm12", "zip", PART, partial(make_scorm, OLD))
SCORM_2004 = Form("scorm2004", "zip", PART, partial(make_scorm, NEW))
