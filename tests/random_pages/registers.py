"""The registers of a random handbook: sources, quotations, a glossary, one with every column."""

import json
from collections.abc import Mapping, Sequence
from random import Random

from tests.random_pages.words import LANGUAGES

ABBREVIATIONS = ("CB", "UBKT", "KH/TU", "BTV")
SOURCE, PLACES = "nguon-mot", ("muc-1", "muc-2")
# Where all registers are shown.
PAGE = "tra-cuu/so"
REGISTERS = ("sources", "quotations", "errata", "glossary", "everything")

Row = Mapping[str, object]


def words(random: Random, language: str, least: int, most: int) -> str:
    """Words in a row that begin with a capital."""
    found = " ".join(
        random.choice(LANGUAGES[language].words) for _ in range(random.randint(least, most))
    )
    return found[0].upper() + found[1:]


def local(random: Random, least: int = 1, most: int = 5) -> dict[str, str]:
    """A text in both languages."""
    return {name: words(random, name, least, most) for name in LANGUAGES}


def quotations(random: Random) -> list[dict[str, object]]:
    """Rows of quotations; those with two sorts of marks inside are among them."""
    found: list[dict[str, object]] = []
    for number in range(1, 9):
        text = local(random, 3, 40)
        if number == 8:
            text = {name: f"{said}: nói “một” là một" for name, said in text.items()}
        place = PLACES[number % 2]
        found.append({"id": f"cau-trich-{number}", **text, "source": SOURCE, "place": place})
    printed = f"{found[0]['vi']} thừa"
    found[0] |= {"as_printed": printed, "errata": ["sua-1"]}
    return found


def files(random: Random, pages: Sequence[str], quoted: Sequence[Row]) -> Mapping[str, object]:
    """All registers by their names. ``pages`` are ids that rows may refer to."""
    return {
        "sources": _register("Nguồn", "Sources", "title", {"title": _column("text")}, _sources()),
        "quotations": {**_head("Trích dẫn", "Quotations"), "rows": quoted},
        "errata": _register("Sửa", "Errata", "point", {"point": _column("text")}, _errata(random)),
        "glossary": _glossary(random),
        "everything": _everything(random, pages),
    }


def written(register: object) -> str:
    """A register as YAML, of which JSON is a part."""
    return json.dumps(register, ensure_ascii=False, indent=1)


def _head(vi: str, en: str) -> dict[str, object]:
    return {"title": {"vi": vi, "en": en}, "page": PAGE}


def _column(kind: str, **more: object) -> dict[str, object]:
    title = {"vi": f"Cột {kind}", "en": f"Column {kind}"}
    return {"type": kind, "title": title, **more}


def _register(
    vi: str, en: str, label: str, columns: Mapping[str, object], rows: Sequence[Row]
) -> dict[str, object]:
    more = {"label": label, "sources": "optional", "columns": columns, "rows": list(rows)}
    return {**_head(vi, en), **more}


def _sources() -> list[Row]:
    places = {name: {"vi": f"mục {name}", "en": f"section {name}"} for name in PLACES}
    title = {"vi": "Nguồn thứ nhất", "en": "First source"}
    return [{"id": SOURCE, "title": title, "places": places}]


def _errata(random: Random) -> list[Row]:
    return [{"id": "sua-1", "point": local(random), "sources": [f"{SOURCE}#{PLACES[0]}"]}]


def _glossary(random: Random) -> dict[str, object]:
    columns = {
        "term": _column("text"),
        "abbr": _column("code", optional=True),
        "meaning": {**_column("text"), "title": {"vi": "Nghĩa", "en": "Meaning"}},
    }
    rows: list[Row] = [
        {"id": f"tu-{number}", "term": local(random), "meaning": local(random, 3, 20), "abbr": abbr}
        for number, abbr in enumerate(ABBREVIATIONS, start=1)
    ]
    rows.append({"id": "tu-khong-tat", "term": local(random), "meaning": local(random)})
    return _register("Thuật ngữ", "Glossary", "term", columns, rows)


def _everything(random: Random, pages: Sequence[str]) -> dict[str, object]:
    columns = {
        "name": _column("text"),
        "code": _column("code", optional=True),
        "amount": _column("number", optional=True),
        "since": _column("date"),
        "yearly": _column("day", optional=True),
        "open": _column("flag"),
        "topic": _column("ref"),
        "pages": _column("refs", optional=True),
        "remark": {**_column("text", optional=True), "title": {"vi": "Ghi chú", "en": "Remark"}},
        "wording": _column("quotation", optional=True),
    }
    rows = [_row(random, pages, number) for number in range(1, 13)]
    return _register("Đủ cột", "Every column", "name", columns, rows)


def _row(random: Random, pages: Sequence[str], number: int) -> Row:
    row: dict[str, object] = {
        "id": f"dong-{number}",
        "name": {name: f"{text} {number}" for name, text in local(random).items()},
        "since": random.choice(("30/3/2023", "10/2025", "I/2022", "2023", "2013–2022")),
        "open": random.random() < 0.5,
        "topic": random.choice(pages),
        "pages": random.sample(list(pages), 2),
    }
    more: dict[str, object] = {
        "code": f"{number}-KH/TU",
        "amount": number * 1000,
        "yearly": "2/9",
        "remark": local(random, 1, 60),
        "wording": "cau-trich-1",
        "sources": [f"{SOURCE}#{PLACES[1]}"],
    }
    return row | {key: value for key, value in more.items() if random.random() < 0.6}
