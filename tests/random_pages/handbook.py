"""A whole random handbook: kinds with entries, registers, issues of a bulletin, translations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from handbook.language.texts import load_texts
from tests.badpictures import DRAWING, SIZE, photo, saved
from tests.random_pages import registers
from tests.random_pages.blocks import ANY, PICTURES, Block, BlockWriter, Shown
from tests.random_pages.pages import PageWriter, Written, writer_of
from tests.random_pages.texts import World
from tests.random_pages.words import LANGUAGES

LESSONS, NOTES, REFERENCE, ISSUES = "bai", "ghi", "tra-cuu", "ban-tin"
SINGULAR = {"vi": "Bài", "en": "Lesson"}
# Pages that every handbook has beside its entries.
FIXED = 10
PARTS = ("y-chinh", "tu-kiem-tra")
COMMANDS = (
    '{{ quote("cau-trich-1") }}',
    '{{ quote("cau-trich-8") }}',
    '{{ table("errata") }}',
    '{{ table("everything", columns=["since", "topic"], where={"open": "true"}) }}',
    '{{ timeline("everything") }}',
    '{{ related("errata/sua-1", "everything") }}',
    '{{ table("ghi", columns=["summary", "sources"]) }}',
)
# In titles and summaries every sign is text.
TITLE_SIGNS = (
    *("", "", "", " <b>", " &amp;", " *x*", " _a_", " {x}", " [x](y)", " # x", " `x`", ", 1. x"),
    *(" C:\\x", " $x$", " 5 %", ": a | b", " ~~x~~", "?!", " {{ x }}", " [^1]", " <!-- x -->"),
)
CITED = [f"{registers.SOURCE}#{registers.PLACES[0]}"]


@dataclass(frozen=True)
class Entry:
    """An entry to be written: its id, its titles by language, its number in a numbered kind."""

    id: str
    titles: Mapping[str, str]
    number: int | None
    translated: bool

    def label(self, language: str) -> str:
        """What links to it say in a language."""
        said = language if self.translated else "vi"
        title = self.titles[said]
        return f"{SINGULAR[said]} {self.number}. {title}" if self.number else title


@dataclass(frozen=True)
class Handbook:
    """A handbook of random pages, made from a seed."""

    seed: int
    pages: tuple[Written, ...]
    registers: Mapping[str, object]

    def write(self, docs: Path) -> None:
        """All files below a folder that is not there yet."""
        for page in self.pages:
            path = docs / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page.text, encoding="utf-8")
        folder = docs / "_registers"
        folder.mkdir()
        for name, register in self.registers.items():
            text = registers.written(register)
            (folder / f"{name}.yml").write_text(text, encoding="utf-8")
        write_pictures(docs / "hinh", "".join(page.text for page in self.pages))


def random_handbook(seed: int, pages: int) -> Handbook:
    """The handbook of a seed with so many pages, translations aside."""
    return HandbookWriter(seed, pages).write()


class HandbookWriter:
    """Writes one handbook."""

    def __init__(self, seed: int, pages: int) -> None:
        self.seed, self.random, self.count = seed, Random(seed), max(4, pages - FIXED)
        self.quoted = registers.quotations(self.random)
        self.entries = [*self._entries(LESSONS, 0.6), *self._entries(NOTES, 0.4)]
        ids = [entry.id for entry in self.entries]
        self.registers = registers.files(self.random, ids, self.quoted)
        self.boxes = {
            name: tuple(load_texts().group(name, "admonitions").items()) for name in LANGUAGES
        }

    def write(self) -> Handbook:
        pages = [*self._fixed(), *self._issues()]
        for entry in self.entries:
            pages += self._entry(entry)
        return Handbook(self.seed, tuple(pages), self.registers)

    def _entries(self, kind: str, share: float) -> Iterator[Entry]:
        for number in range(1, round(self.count * share) + 1):
            sign = self.random.choice(TITLE_SIGNS)
            titles = {
                name: f"{registers.words(self.random, name, 1, 4)}{sign} {kind[0]}{number}"
                for name in LANGUAGES
            }
            counted = number if kind == LESSONS else None
            yield Entry(f"{kind}/{kind}-{number}", titles, counted, number % 4 == 1)

    def _world(self, language: str) -> World:
        titles = [(entry.id, entry.label(language)) for entry in self.entries[:12]]
        glossary: Mapping[str, list[Mapping[str, Mapping[str, str]]]]
        glossary = self.registers["glossary"]  # type: ignore[assignment]
        titles += [(f"glossary/{row['id']}", row["term"][language]) for row in glossary["rows"]]
        quoted = [
            (str(row["id"]), str(row[language]).replace("“", "‘").replace("”", "’"))
            for row in self.quoted
        ]
        targets = [f"../{entry.id}.md" for entry in self.entries[:5]]
        targets += [f"../{LESSONS}/{LESSONS}-1.md#y-chinh", "../tra-cuu/so.md#tu-1", "../index.md"]
        return World(titles, quoted, registers.ABBREVIATIONS, targets)

    def _blocks(self, entry: str, language: str) -> BlockWriter:
        writer = writer_of(f"{self.seed} {entry}", language, self._world(language))
        return BlockWriter(writer, self.boxes[language], COMMANDS)

    def _entry(self, entry: Entry) -> Iterator[Written]:
        counted = entry.number is not None
        for language in LANGUAGES if entry.translated else ("vi",):
            blocks = self._blocks(entry.id, language)
            front: dict[str, object] = {"title": entry.titles[language]}
            front |= {"number": entry.number} if counted else {}
            sign = Random(f"{self.seed} summary {entry.id}").choice(TITLE_SIGNS)
            front["summary"] = f"{blocks.writer.title()}{sign}."
            front |= self._ties(entry)
            body = PageWriter(blocks, PARTS if counted else ()).body()
            yield Written(entry.id, language, front, body)

    def _ties(self, entry: Entry) -> dict[str, object]:
        random = Random(f"{self.seed} ties {entry.id}")
        found: dict[str, object] = {"sources": CITED}
        if random.random() < 0.3:
            found["quotations"] = [random.choice(self.quoted)["id"]]
        if random.random() < 0.5:
            found["links"] = [random.choice([e.id for e in self.entries if e.id != entry.id])]
        return found

    def _fixed(self) -> Iterator[Written]:
        kind = {"singular": SINGULAR["vi"], "numbered": True, "parts": PARTS, "questions": 1}
        kind |= {"handout": ["y-chinh"]}
        for language, name in (("vi", "Sổ tay ngẫu nhiên"), ("en", "Random handbook")):
            yield _page("index", language, name, 1, [_command('table("bai")')])
            own = kind | {"singular": SINGULAR[language]}
            title = {"vi": "Các bài", "en": "Lessons"}[language]
            more = [_command('table("bai")')]
            yield _page(f"{LESSONS}/index", language, title, 10, more, kind=own)
        notes = [_command('table("ghi")')]
        yield _page(f"{NOTES}/index", "vi", "Ghi chép", 20, notes, kind={"singular": "Ghi chép"})
        yield _page(f"{REFERENCE}/index", "vi", "Tra cứu", 30, [_said("Tra cứu ở đây.")])
        yield _page(registers.PAGE, "vi", "Các sổ", 31, _tables())
        letters = [_command("alphabet()")]
        yield _page(f"{REFERENCE}/chu-cai", "vi", "Chữ cái", 32, letters)
        copies = [_command(f"{name}()") for name in ("offline", "archive", "files")]
        yield _page("tai-ve", "vi", "Tải về", 90, copies, screen_only=True)

    def _issues(self) -> Iterator[Written]:
        said = [_said('{{ ref("ban-tin/so-1") }} và {{ ref("ban-tin/so-2") }}.', ANY)]
        yield _page(f"{ISSUES}/index", "vi", "Bản tin", 40, said, screen_only=True)
        for number, sizes in ((1, ["a4", "a5"]), (2, ["a4"])):
            issue = {"number": number, "month": f"{number}/2027", "masthead": "Bản tin thử"}
            issue |= {"columns": number, "sizes": sizes}
            body = [_said("Lời mở đầu của số này."), *self._pieces(number)]
            name = f"{ISSUES}/so-{number}"
            yield _page(name, "vi", f"Bản tin thử số {number}", 40 + number, body, issue=issue)

    def _pieces(self, number: int) -> Iterator[Block]:
        random = Random(f"{self.seed} issue {number}")
        lessons = [entry.id for entry in self.entries if entry.number]
        others = [entry.id for entry in self.entries if not entry.number]
        yield from (_command(f'piece("{name}")') for name in random.sample(lessons, 2))
        yield Block("heading", ("## Phần sau {#phan-sau}",), (Shown("h2", "Phần sau"),))
        for name in random.sample(lessons, 2):
            yield _command(f'piece("{name}#{random.choice(PARTS)}")')
        yield _command(f'piece("{random.choice(others)}")')


def write_pictures(folder: Path, pages: str) -> None:
    """The files that these pages show, of every kind and form: what none shows is refused."""
    folder.mkdir()
    files = {
        "doc.jpg": saved(photo(900, 1600), "JPEG"),
        "ngang.jpg": saved(photo(1400, 500).convert("CMYK"), "JPEG"),
        "ve.png": saved(photo(300, 300).convert("P"), "PNG"),
        "nho.webp": saved(photo(24, 18), "WEBP"),
        "net.svg": DRAWING.format("<path d='M0 0L40 30'/>", SIZE).encode(),
    }
    assert set(files) == set(PICTURES)
    for name in (name for name in PICTURES if f"/{name}" in pages):
        (folder / name).write_bytes(files[name])


def _tables() -> list[Block]:
    found = []
    for name in registers.REGISTERS:
        title = f"Sổ {name}"
        line = f"## {title} {{#so-{name}}}"
        found += [Block("heading", (line,), (Shown("h2", title),)), _command(f'table("{name}")')]
    found.append(_command('matrix("everything", ["topic", "pages"])'))
    return found


def _command(call: str) -> Block:
    return Block("command", (f"{{{{ {call} }}}}",), (ANY,))


def _said(text: str, shown: Shown | None = None) -> Block:
    return Block("paragraph", (text,), (shown or Shown("", text),))


def _page(
    name: str, language: str, title: str, order: int, blocks: Sequence[Block], **more: object
) -> Written:
    front = {"title": title, "summary": f"{title}.", "order": order, "sources": CITED}
    return Written(name, language, front | more, tuple(blocks))
