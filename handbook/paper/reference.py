"""The document that pandoc takes the looks of a Word document from: its own, with parts of ours."""

import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from handbook.paper import openxml, pandoc

REFERENCE, STANDARD = "reference.docx", "standard.docx"
# Files of the job -> what they replace in pandoc's own reference document.
PARTS = {
    "word/app.xml": "docProps/app.xml",
    "word/document.xml": "word/document.xml",
    "word/footer.xml": "word/footer1.xml",
    "word/settings.xml": "word/settings.xml",
    "word/styles.xml": "word/styles.xml",
}
FOOTER = PARTS["word/footer.xml"]
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


def put_reference(work: Path, at: str) -> None:
    """Put it into a folder that has the files of ``PARTS``; ``at`` is the time of the document."""
    (work / STANDARD).write_bytes(_standard(at))
    _dress(work)


@cache
def _standard(at: str) -> bytes:
    """Pandoc's own reference document, asked for once by a process that makes many documents."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        pandoc.run(work, at, f"--output={STANDARD}", f"--print-default-data-file={REFERENCE}")
        return (work / STANDARD).read_bytes()


def _dress(work: Path) -> None:
    """Pandoc's reference document with the parts of the job: styles, paper, footer, settings."""
    with zipfile.ZipFile(work / STANDARD) as standard:
        content = {name: standard.read(name) for name in standard.namelist()}
    content |= {goal: (work / name).read_bytes() for name, goal in PARTS.items()}
    target = FOOTER.removeprefix("word/")
    content[RELATIONS] = _with(
        content[RELATIONS], "Relationship", Id=openxml.FOOTER, Type=RELATION, Target=target
    )
    content[TYPES] = _with(content[TYPES], "Override", PartName=f"/{FOOTER}", ContentType=TYPE)
    with zipfile.ZipFile(work / REFERENCE, "w") as reference:
        for name, body in content.items():
            # Pandoc keeps the time of what it takes over; without one it is that of 1980.
            reference.writestr(zipfile.ZipInfo(name), body)


def _with(xml: bytes, name: str, **values: str) -> bytes:
    """A list in XML with one more element, in the namespace of the list."""
    root = etree.fromstring(xml)
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{name}", dict(values))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
