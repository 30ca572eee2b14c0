"""Which files of questions there are: known before any of them is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook import marks
from handbook.content.handbook import Content
from handbook.export.bank import Bank
from handbook.export.form import WHOLE, Form, Job
from handbook.export.forms import FORMS
from handbook.export.parts import parts_of
from handbook.language.folding import slugify
from handbook.language.texts import Texts


@dataclass(frozen=True)
class Planned:
    """A file below the site's root: its form, and the part that it is made of with its title; both
    empty for the whole bank."""

    path: str
    form: Form
    part: str = ""
    title: str = ""


def plan(content: Content, texts: Texts, language: str) -> tuple[Planned, ...]:
    """The files of a language, by form; none where it has no questions."""
    return tuple(_planned(content, texts, language))


def _planned(content: Content, texts: Texts, language: str) -> Iterator[Planned]:
    parts = parts_of(content, language)
    if not parts:
        return
    whole = slugify(texts.get(language, "export.name"), "-")
    for form in FORMS:
        if form.of == WHOLE:
            yield Planned(_path(language, whole, form), form)
        else:
            for part in parts:
                stem = f"{whole}-{part.name}"
                yield Planned(_path(language, stem, form), form, part.name, part.title)


def _path(language: str, stem: str, form: Form) -> str:
    name = stem if form.name == form.ending else f"{stem}-{form.name}"
    return f"{marks.DOWNLOADS}/{language}/{name}.{form.ending}"


def write_all(
    site: Path, bank: Bank, files: tuple[Planned, ...], texts: Texts, player: Mapping[str, str]
) -> Mapping[str, Mapping[str, int]]:
    """Make the files below a site. Of each what is told of it: how many questions it has, and how
    many do not fit; one without any is not made."""
    parts, told = {part.name: part for part in bank.parts}, {}
    for one in files:
        made = one.form.make(Job(bank, parts.get(one.part), texts, site, player))
        if made.count:
            path = site / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made.body)
            told[one.path] = {"count": made.count, "left": made.left}
    return told
