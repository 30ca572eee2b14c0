"""The page of files to download: every file in a group, whatever it is made as; whom it serves; of
which day it is; a picture of its first page."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from handbook.content.handbook import Content
from handbook.language.texts import Texts
from handbook.paper.firstpage import MOST, draw_first_pages
from handbook.paper.formats import FORMATS
from handbook.paper.plan import Planned, days_of, plan
from handbook.publish.downloads import (
    Told,
    first_page,
    keep_promises,
    merged,
    promise,
    shown,
    without_promises,
)
from macros import downloads
from macros.context import Context
from tests.conftest import LANGUAGES, READER_LANGUAGES

REGISTER = "downloads"
GROUP = re.compile(r"<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
FILE = re.compile(r'href="file:([^"]+)"')
PAGE = "tep/vi/sach-a4.pdf"


def groups(content: Content, texts: Texts, language: str, name: str = "") -> dict[str, str]:
    context = Context(content, texts, content.page("tai-ve", language))
    return dict(GROUP.findall(downloads.files(context, name)))


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_every_file_is_in_the_group_of_its_part(
    reader: Content, texts: Texts, language: str
) -> None:
    found = groups(reader, texts, language)
    listed = [name for inside in found.values() for name in FILE.findall(inside)]
    assert listed == [one.path for one in plan(reader, texts, language)]
    part = reader.page("bai-hoc/index", language)
    if part.language == language:
        own = FILE.findall(next(found[title] for title in found if part.title in title))
        assert own and all("/bai-hoc-" in name or "/bai-hoc." in name for name in own)


def test_a_kind_of_file_that_nobody_knew_is_shown_too(
    reader: Content, texts: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned = plan(reader, texts, "vi")
    made = replace(planned[0].made, what="kit", of="bai-hoc/phoi-hop", title="Bộ tài liệu")
    kit = Planned("tep/vi/bo-tai-lieu.pptx", made, "trang chiếu")
    monkeypatch.setattr(downloads, "plan", lambda *_: (*planned, kit))
    title = reader.page("bai-hoc/index", "vi").title
    assert kit.path in FILE.findall(groups(reader, texts, "vi")[title])


def test_a_role_is_shown_what_serves_it(reader: Content, texts: Texts) -> None:
    found = groups(reader, texts, "vi", REGISTER)
    planned = plan(reader, texts, "vi")
    for row in reader.registers[REGISTER].rows.values():
        inside = found[reader.row_label(row)["vi"]]
        wanted = str(row.values["files"]).split()
        kinds = {
            one.path: {one.made.what, f"{one.made.what}/{one.made.format.name}"} for one in planned
        }
        assert FILE.findall(inside) == [
            path for path in kinds if not kinds[path].isdisjoint(wanted)
        ]


def test_a_role_is_called_by_its_name(content: Content, texts: Texts) -> None:
    register = content.registers.get(REGISTER)
    first = next(iter(register.columns.values())) if register else None
    if register is None or first is None or first.to is None:
        pytest.skip("sổ tay này không kể tệp theo vai của một sổ khác")
    named = content.registers[first.to].rows.values()
    roles = {content.row_label(row)["vi"] for row in named}
    found = list(groups(content, texts, "vi", REGISTER))
    assert set(found[: len(register.rows)]) <= roles


def test_the_registers_name_kinds_that_there_are(content: Content, reader: Content) -> None:
    known = {what for form in FORMATS for what in form.of}
    known |= {f"{what}/{form.name}" for form in FORMATS for what in form.of}
    registers = [one.registers[REGISTER] for one in (content, reader) if REGISTER in one.registers]
    assert registers
    for row in (row for register in registers for row in register.rows.values()):
        assert set(str(row.values["files"]).split()) <= known


def test_a_file_is_of_the_day_of_its_newest_page(content: Content, texts: Texts) -> None:
    part = next(iter(content.kinds.values()))
    newest = content.entries[part.folder][-1].id

    def modified(page: object) -> str:
        return "2027-03-02" if getattr(page, "id", "") == newest else "2026-11-29"

    found = days_of(content, texts, [LANGUAGES.default], modified)
    planned = plan(content, texts, LANGUAGES.default)
    new = {one.path for one in planned if found[one.path] != found[planned[-1].path]}
    assert new == {one.path for one in planned if one.made.of in ("", part.id)}
    assert not any(days_of(content, texts, [LANGUAGES.default], lambda _: "").values())


def test_a_first_page_is_a_small_picture(tmp_path: Path) -> None:
    (tmp_path / "tep/vi").mkdir(parents=True)
    page = tmp_path / "main.typ"
    page.write_text('#set page(paper: "a4")\n#lorem(600)\n#pagebreak()\nEnd', encoding="utf-8")
    typst.compile(page, output=tmp_path / PAGE)
    made = []
    for _ in range(2):
        draw_first_pages(tmp_path, [PAGE])
        made.append((tmp_path / "tep/vi/sach-a4.png").read_bytes())
    assert made[0] == made[1] and len(made[0]) <= MOST
    told = kept(tmp_path, f"<p>{first_page(PAGE)}A</p>")
    assert re.fullmatch(
        r'<p><img class="first-page" src="\.\./tep/vi/sach-a4\.png" alt="" loading="lazy" '
        r'width="60" height="8[45]">A</p>',
        told,
    )


@pytest.mark.parametrize(("pages", "said"), [(1, "1 page, 0.1 MB"), (2, "2 pages, 0.1 MB")])
def test_one_of_a_thing_is_called_as_one(
    tmp_path: Path, texts: Texts, pages: int, said: str
) -> None:
    (tmp_path / "the.txt").write_text("A", encoding="utf-8")
    told = ", ".join(texts.get("en", f"downloads.{name}") for name in ("pages", "size"))
    text = promise("the.txt", "Handout", html.escape(f"({told})"))
    assert f"({said})" in kept(tmp_path, text, {"the.txt": {"pages": pages}})
    assert texts.get("en", "downloads.pages", pages=pages) == said.partition(",")[0]


def test_numbers_in_english_have_a_word_for_one(texts: Texts) -> None:
    """Where a text has no other form for one, and is no sum in which there are always more."""
    always = re.compile(r"[._](?:other|more)$|^(?:offline|scorm|radio)\.|\.meeting_time$")
    plain = re.compile(r"\{\w+\} (?:pages|questions|minutes|entries|answers|files|cards|notes)\b")
    told = {
        f"{group}.{key}": str(text)
        for group in texts.values["en"]
        for key, text in texts.values["en"][group].items()
    }
    assert not [
        name for name, text in told.items() if plain.search(text) and not always.search(name)
    ]


def kept(site: Path, text: str, told: Told | None = None) -> str:
    page = site / "trang" / "index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, encoding="utf-8")
    keep_promises(site, [page], [PAGE, "the.txt"], told or {})
    return page.read_text(encoding="utf-8")


def test_without_the_file_nothing_is_left(tmp_path: Path) -> None:
    page = f"<p>{first_page(PAGE)}A</p>{shown('the.txt')}"
    assert kept(tmp_path, page) == without_promises(page) == "<p>A</p>"


def test_the_text_of_a_file_is_shown_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "the.txt").write_text('<p>"A" & B</p>', encoding="utf-8")
    assert kept(tmp_path, shown("the.txt")) == (
        '<pre><code>&lt;p&gt;"A" &amp; B&lt;/p&gt;</code></pre>'
    )


def test_what_is_told_of_a_file_is_gathered() -> None:
    told = merged({"a": {"count": 3}}, {"pages": {"b": 2}, "day": {"a": "x", "b": "y"}})
    assert told == {"a": {"count": 3, "day": "x"}, "b": {"pages": 2, "day": "y"}}
