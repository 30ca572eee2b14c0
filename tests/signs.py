"""A handbook whose every text holds signs that mean something to Markdown, HTML, Jinja, YAML or
Typst: each must be shown as it is typed, wherever it is shown."""

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

# Behind a word of its own in every text; a title has one of these, a summary three, others all.
SIGNS = (
    "nếu a < b và c > d", "thì R&D là &copy; &#42; <i>", "<script>x()</script>", "2*3*4 _x_ **y**",
    "__z__ ~~g~~ `m` ``n``", "[a](b) ![a](b) [^1] [a]", "{{ x }} {% y %} {# z #}",
    "{#a} {: .x } {.x}",
    r"| \ \* \<i> $x$ #let @ref", "http://x.vn/a", "<http://y.vn> *** === ^^",
    "!!! ??? --- :smile: %",
    "*[X]: y [TOC] [[a]]", "<!-- x --> </p> <b>", "+ - . , ; ( ) / 1. 2)",
)  # fmt: skip
# Refused in Vietnamese pages and registers.
QUOTES = (*SIGNS, "\"nháy\" 'đơn'")
# What each text begins with in turn: all of them would begin something in Markdown.
STARTS = (
    "", "- ", "+ ", "* ", "1. ", "12) ", "# ", "### ", "> ", ": ", "!!! note ", "??? note ",
    "/// quiz | ", "*[X]: ", "[^1]: ", "[x]: ", "| a | b ", "``` ", "~~~ ", "--- ", "=== ", "*** ",
    "<div> ", "</div> ", "<!-- ", "&nbsp; ", "{{ x }} ", "{: .x } ", "{#x} ", "[TOC] ", "\\ ", "$ ",
)  # fmt: skip


class Texts:
    """Hands out texts, each with a word of its own, and remembers them by that word."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def new(self, name: str, signs: Sequence[str] = SIGNS, count: int = 0) -> str:
        """The text of a field, the same one each time; ``count`` are the signs it has of all."""
        if name not in self.names:
            number = len(self.names)
            turned = [signs[(number + more) % len(signs)] for more in range(count or len(signs))]
            word = self.names[name] = f"Chỗ{number}z"
            self.known[word] = f"{STARTS[number % len(STARTS)]}{word} {' '.join(turned)}"
        return self.known[self.names[name]]

    def of(self, name: str) -> str:
        """The text of a field that was handed out."""
        return self.known[self.names[name]]

    def quoted(self, name: str) -> str:
        """A text where straight quotation marks may stand."""
        return self.new(name, QUOTES)

    def both(self, name: str) -> dict[str, str]:
        """A text in two languages."""
        return {"vi": self.new(f"{name}VI"), "en": self.quoted(f"{name}EN")}


def write_handbook(root: Path) -> Texts:
    """Write the pages, the registers, the interface's texts and the names of the site."""
    texts = Texts()
    for name, (front, body) in _pages(texts).items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{_yaml(front)}---\n\n{body}\n", encoding="utf-8")
    (root / "docs" / "_registers").mkdir()
    for name, register in _registers(texts).items():
        path = root / "docs" / "_registers" / f"{name}.yml"
        path.write_text(_yaml(register), encoding="utf-8")
    _name_site(root / "mkdocs.yml", texts)
    for path in sorted((root / "handbook" / "language" / "texts").glob("??.yml")):
        _spoil(path)
    return texts


def _yaml(value: object) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000))


def _front(texts: Texts, name: str, **more: object) -> dict[str, object]:
    title = texts.new(f"title {name}", count=1)
    return {"title": title, "summary": texts.new(f"summary {name}", count=3), **more}


# The front matter and the text of a page.
Page = tuple[dict[str, object], str]


def _pages(texts: Texts) -> dict[str, Page]:
    issue = {"number": 1, "month": "1/2027", "masthead": texts.new("masthead", count=1)}
    issue["publisher"] = texts.new("publisher", count=1)
    # A text on a page cannot end the call that it stands in.
    own = texts.new("own", [sign for sign in SIGNS if "}}" not in sign and "{%" not in sign])
    return {
        "index.md": (
            _front(texts, "home"),
            'Chào.\n\n{{ start("bai/mot") }}\n\n{{ table("bai") }}',
        ),
        "index.en.md": (_front(texts, "homeEN"), 'Hello.\n\n{{ table("bai") }}'),
        **_kind(texts),
        **_entries(texts, own),
        **_tables(texts),
        "ban-tin.md": (_front(texts, "issue", order=3, issue=issue), '{{ piece("bai/mot") }}'),
        **_screen_pages(texts),
    }


def _kind(texts: Texts) -> dict[str, Page]:
    def front(language: str) -> dict[str, object]:
        kind = {"singular": texts.new(f"one{language}", count=1), "numbered": True}
        kind |= {"parts": ["y"], "handout": ["y"]}
        return _front(texts, f"kind{language}", order=1, kind=kind)

    return {
        "bai/index.md": (front(""), "Các bài."),
        "bai/index.en.md": (front("EN"), "The entries."),
    }


def _entry(heading: str, said: str, note: str) -> str:
    return f"## {heading} {{#y}}\n\n- {said}.[^n]\n\n{{{{ quote('q3') }}}}\n\n[^n]: {note}."


def _entries(texts: Texts, own: str) -> dict[str, Page]:
    """``own`` is the text of a link."""
    entry = _entry("Ý", f"Xem {{{{ ref('bai/hai', '{own}') }}}} và {{{{ say('q2') }}}}", "Lời chú")
    english = _entry(
        "Idea", f"See {{{{ ref('bai/hai', '{own}') }}}} and {{{{ say('q2') }}}}", "A note"
    )
    more = {"quotations": ["q1"], "sources": ["nguon#cho"], "links": ["bai/hai", "rows/mot"]}
    return {
        "bai/mot.md": (_front(texts, "one", number=1, **more), entry),
        "bai/mot.en.md": (_front(texts, "oneEN", number=1, **more), english),
        "bai/hai.md": (_front(texts, "two", number=2, sources=["nguon#cho"]), "## Ý {#y}\n\n- Q&T"),
    }


def _tables(texts: Texts) -> dict[str, Page]:
    tables = "## Sổ {#so}\n\n" + "\n\n".join(
        f"{{{{ {call} }}}}"
        for call in (
            'table("rows")', 'table("rows", by="code", sort="name")', 'timeline("rows")',
            'matrix("rows", ["page"])', 'related("bai/mot", "rows")', 'table("quotations")',
            'table("sources")', 'table("errata")', 'table("glossary")',
            'table("bai", columns=["summary", "wording"])', 'cards("rows")', 'cards("bai")',
            'now("rows")',
        )
    )  # fmt: skip
    return {
        "tra-cuu.md": (_front(texts, "tables", order=2), tables),
        "tra-cuu.en.md": (_front(texts, "tablesEN", order=2), tables),
    }


def _screen_pages(texts: Texts) -> dict[str, Page]:
    def front(name: str, order: int) -> dict[str, object]:
        return _front(texts, name, order=order, screen_only=True)

    calls = ("archive", "kiwix", "files", "question_files", "offline", "review")
    files = "\n\n".join(f"{{{{ {call}() }}}}" for call in calls)
    return {
        "chu-cai.md": (front("letters", 4), "{{ alphabet() }}"),
        "chu-cai.en.md": (front("lettersEN", 4), "{{ alphabet() }}"),
        "tai-ve.md": (front("files", 5), files),
    }


def _registers(texts: Texts) -> dict[str, dict[str, object]]:
    printed = texts.new("printed", QUOTES)
    return {
        "rows": _rows(texts),
        "quotations": {
            "title": texts.both("quotations"), "page": "tra-cuu",
            "rows": [
                _quotation(texts, "q1"), _quotation(texts, "q2"),
                _quotation(texts, "q3", as_printed=printed, errata=["sua"]),
            ],
        },
        "errata": {
            "title": texts.both("errata"), "page": "tra-cuu", "label": "name",
            "columns": {"name": _text(texts, "erratum")},
            "rows": [{"id": "sua", "name": texts.both("erratum"), "sources": ["nguon#cho"]}],
        },
        "sources": {
            "title": texts.both("sources"), "page": "tra-cuu", "label": "title",
            "columns": {"title": _text(texts, "source")},
            "rows": [{"id": "nguon", "title": texts.both("source"),
                      "places": {"cho": texts.both("place")}}],
        },
        "glossary": _glossary(texts),
    }  # fmt: skip


def _rows(texts: Texts) -> dict[str, object]:
    """A register with a column of each type that shows a text."""

    def row(name: str, page: str, **more: object) -> dict[str, object]:
        own = {"name": texts.both(f"name{name}"), "code": texts.quoted(f"code{name}")}
        return {"id": name, **own, "page": page, "sources": ["nguon#cho"], **more}

    return {
        "title": texts.both("register"), "page": "tra-cuu", "label": "name",
        "columns": {
            "name": _text(texts, "name"),
            "code": {"type": "code", "title": texts.both("columncode")},
            "page": {"type": "ref", "title": texts.both("columnpage")},
            "date": {"type": "date", "optional": True, "title": texts.both("columndate")},
            "note": _text(texts, "note", optional=True),
        },
        "rows": [
            row("mot", "bai/mot", date="30/3/2023", note=texts.both("note")),
            row("hai", "bai/hai"),
        ],
    }  # fmt: skip


def _glossary(texts: Texts) -> dict[str, object]:
    return {
        "title": texts.both("glossary"), "page": "tra-cuu", "label": "term",
        "columns": {"term": _text(texts, "term"),
                    "abbr": {"type": "code", "title": texts.both("columnabbr")}},
        "rows": [{"id": "tu", "term": texts.both("term"), "abbr": "Q&T",
                  "sources": ["nguon#cho"]}],
    }  # fmt: skip


def _text(texts: Texts, name: str, **more: object) -> dict[str, object]:
    return {"type": "text", "title": texts.both(f"column{name}"), **more}


def _quotation(texts: Texts, name: str, **more: object) -> dict[str, object]:
    words = {"vi": texts.quoted(f"{name}VI"), "en": texts.quoted(f"{name}EN")}
    return {"id": name, **words, "source": "nguon", "place": "cho", **more}


def _name_site(path: Path, texts: Texts) -> None:
    names = {"name": iter(("site", "siteEN")), "description": iter(("about", "aboutEN"))}

    def named(found: re.Match[str]) -> str:
        text = texts.new(next(names[found[2]]), QUOTES, 2).replace("'", "''")
        return f"{found[1]}site_{found[2]}: '{text}'"

    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^( *)site_(name|description): .*$", named, text), encoding="utf-8")


# Behind every text of the interface; no braces, which are places for values there.
MARK = "<b> &copy; *k* _u_ `v` [a](b) |"
# Words that the engine reads, not readers.
READ = re.compile(r"(locale|characters|name_\w+|lexicon|dates|size|pages)\Z")


def _spoil(path: Path) -> None:
    values = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    path.write_text(_yaml(_spoiled(values)), encoding="utf-8")


def _spoiled(value: object, name: str = "") -> object:
    if READ.match(name):
        return value
    if isinstance(value, dict):
        return {key: _spoiled(inner, key) for key, inner in value.items()}
    return f"{value} {MARK}" if isinstance(value, str) else value
