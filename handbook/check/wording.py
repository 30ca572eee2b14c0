"""Checks against the wording of the sources: quotations word for word, nothing else lifted."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.check import rules
from handbook.content.handbook import Content
from handbook.content.model import Position, Quotation, Source
from handbook.language.folding import suggestion
from handbook.language.languages import LocalText
from handbook.language.problems import Problems

WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<=[.!?…:;])[”’)*_]*\s+")
# So many words in a row, said alike in two places, are no chance.
RUN = 10
# Official names of fewer words are treated as any other words.
NAME_WORDS = 4
# Stands for an official name; no run goes across it.
MARK = "\0"

Names = Mapping[str, list[list[str]]]


def plain(text: str) -> str:
    """A source's wording without emphasis marks and with single blanks."""
    return re.sub(r"\s+", " ", text.replace("*", "")).strip()


@dataclass(frozen=True)
class SourceTexts:
    """The lines of each source whose text is at hand, by source id."""

    lines: Mapping[str, list[str]]

    @classmethod
    def read(cls, folder: Path, sources: Mapping[str, Source], problems: Problems) -> "SourceTexts":
        """Texts from the folder; a source is left out when it has none there, or one that cannot be
        read: that goes to ``problems``."""
        there = _files(folder)
        texts = {
            source.id: _text(folder, source.text, problems)
            for source in sources.values()
            if source.text in there
        }
        return cls({source: text.split("\n") for source, text in texts.items() if text})

    def at(self, source: Source, place: str | None) -> str:
        """Wording of a place, or of the whole source when no place is given."""
        lines = self.lines[source.id]
        found = source.places.get(place) if place else None
        span = found.lines if found else None
        start, end = span or (1, len(lines))
        return plain(" ".join(lines[start - 1 : end]))


def _files(folder: Path) -> frozenset[str]:
    """The files of the folder: whatever else a name leads to is no text of a source."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return frozenset(path.relative_to(folder).as_posix() for path in files)


def _text(folder: Path, name: str, problems: Problems) -> str | None:
    file = f"{folder.name}/{name}"
    if not os.access(folder / name, os.R_OK):
        problems.add(file, 1, "file-closed", name=name)
        return None
    try:
        return (folder / name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        before = (folder / name).read_bytes()[: error.start]
        problems.add(file, before.count(b"\n") + 1, "text-utf8")
        return None


def check_texts(folder: Path, sources: Mapping[str, Source], problems: Problems) -> None:
    """Every source that names the file of its wording finds it in the folder."""
    there = _files(folder)
    for source in sources.values():
        if source.text and source.text not in there:
            at = source.position
            near = suggestion(source.text, sorted(there))
            problems.add(at.file, at.line, "source-text-missing", name=source.text, near=near)


def check_wording(content: Content, texts: SourceTexts, problems: Problems) -> None:
    """Every quotation stands in its source, at its place, letter for letter."""
    for quotation in content.quotations.values():
        if quotation.citation.source in texts.lines:
            _wording(quotation, content, texts, problems)


def _wording(
    quotation: Quotation, content: Content, texts: SourceTexts, problems: Problems
) -> None:
    source = content.sources[quotation.citation.source]
    printed = quotation.as_printed or quotation.text[content.languages.default]
    wording = texts.at(source, quotation.citation.place)
    if plain(printed) not in wording:
        at = quotation.at("as_printed" if quotation.as_printed else content.languages.default)
        problems.add(
            at.file, at.line, "quotation-differs",
            id=quotation.id, source=source.id, place=quotation.citation.place or "–",
            text=_parting(plain(printed).split(" "), wording),
        )  # fmt: skip


def _parting(printed: list[str], wording: str) -> str:
    """The words where a quotation parts from its source."""
    ends = range(1, len(printed))
    same = next((end - 1 for end in ends if " ".join(printed[:end]) not in wording), len(ends))
    return " ".join(printed[same : same + 6])


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [match.lower() for match in WORD.findall(text)]


@dataclass(frozen=True)
class Prose:
    """A sentence in the handbook's own words; ``entry`` is the entry page it stands on, if any."""

    text: str
    position: Position
    entry: str | None


def own_sentences(content: Content) -> Iterator[Prose]:
    """The handbook's own sentences in the default language: pages, registers, sets of questions."""
    for page in content.defaults.values():
        entry = page.id if content.kind_of(page) else None
        for number, line in rules.plain_lines(page):
            position = Position(f"docs/{page.path}", page.body_line + number)
            for sentence in SENTENCE_END.split(line.strip()):
                yield Prose(sentence, position, entry)
    yield from _register_sentences(content)
    for one in content.sets.values():
        for text, position in one.said(content.languages.default):
            yield from (Prose(said, position, None) for said in SENTENCE_END.split(text))


def _register_sentences(content: Content) -> Iterator[Prose]:
    for register in content.registers.values():
        for row in register.rows.values():
            for name, value in row.values.items():
                if isinstance(value, LocalText):
                    for sentence in SENTENCE_END.split(value[content.languages.default]):
                        yield Prose(sentence, row.at(name), None)


def check_repeats(content: Content, problems: Problems) -> None:
    """No sentence of ten words or more stands in two entry pages."""
    first: dict[str, Prose] = {}
    for prose in own_sentences(content):
        if prose.entry is None or prose.text.count(" ") < RUN - 1:
            continue
        key = " ".join(words(prose.text))
        if key.count(" ") < RUN - 1:
            continue
        other = first.setdefault(key, prose)
        if other.entry != prose.entry:
            at, there = prose.position, other.position
            problems.add(at.file, at.line, "sentence-repeated", other=f"{there.file}:{there.line}")


def check_lifted(content: Content, texts: SourceTexts, problems: Problems) -> None:
    """No run of ten words is taken from a source, official names aside."""
    names = _names(content)
    index = {
        run: source
        for source, lines in texts.lines.items()
        for run in _runs(_without(names, words(plain(" ".join(lines)))))
    }
    for prose in own_sentences(content):
        for run in _runs(_without(names, words(prose.text))):
            if run in index:
                at = prose.position
                text = " ".join(run)
                problems.add(at.file, at.line, "text-lifted", text=text, source=index[run])
                break


def official_names(content: Content) -> Iterator[str]:
    """Names that cannot be said otherwise: titles of sources, labels of every register's rows."""
    yield from (source.title[content.languages.default] for source in content.sources.values())
    for register in content.registers.values():
        for row in register.rows.values():
            value = row.values.get(register.label)
            if isinstance(value, LocalText):
                yield value[content.languages.default]


def _names(content: Content) -> Names:
    """The words of official names by the first of them, the longest names first."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for name in sorted((words(name) for name in official_names(content)), key=len, reverse=True):
        if len(name) >= NAME_WORDS:
            found[name[0]].append(name)
    return dict(found)


def _without(names: Names, text: list[str]) -> list[str]:
    """The words with every official name replaced by one mark."""
    kept: list[str] = []
    position = 0
    while position < len(text):
        found = next(
            (
                name
                for name in names.get(text[position], [])
                if text[position : position + len(name)] == name
            ),
            None,
        )
        kept.append(MARK if found else text[position])
        position += len(found) if found else 1
    return kept


def _runs(text: list[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(text) - RUN + 1):
        run = tuple(text[start : start + RUN])
        if MARK not in run:
            yield run
