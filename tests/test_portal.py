"""What other sites take: feed, calendar and data are read by programs that others wrote, the card
is plain HTML."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import feedparser
import icalendar
import jsonschema
import pytest

from handbook.content.contest import withheld
from handbook.content.editions import Editions
from handbook.content.handbook import Content
from handbook.export.bank import BankReader, Leaf
from handbook.export.data import SCHEMA, Data, data_path
from handbook.language.dates import DayOfYear, PartialDate
from handbook.language.texts import Texts
from handbook.publish.events import MOST as LONGEST
from handbook.publish.events import Events
from handbook.publish.feed import Feed
from handbook.publish.portal import CALENDAR, CARD, ENDINGS, FEED, Portal, portal_path
from handbook.types import type_of
from tests.conftest import READER_LANGUAGES, BuiltSite
from tests.html import Document

ADDRESS, MADE = "https://phong-doc.example/sach/", date(2026, 11, 1)
LANGUAGES = READER_LANGUAGES.all


def files(content: Content, texts: Texts, address: str = ADDRESS) -> dict[str, str]:
    return Portal(content, texts, address, MADE).files(LANGUAGES)


def feed(content: Content, texts: Texts, language: str, address: str = ADDRESS) -> Any:
    written = files(content, texts, address)[portal_path(texts, language, FEED)]
    read = feedparser.parse(written.encode())
    assert not read.bozo, read.get("bozo_exception")
    return read


def events(content: Content, texts: Texts, language: str = "vi", made: date = MADE) -> list[Any]:
    written = Events(content, texts, language, ADDRESS, made).written()
    return list(icalendar.Calendar.from_ical(written).events) if written else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_tells_every_change_of_an_edition(
    reader: Content, texts: Texts, language: str
) -> None:
    read = feed(reader, texts, language)
    assert read.version == "atom10"
    assert read.feed.updated.startswith(reader.editions.records[0].day)
    newest, first = reader.editions.told
    of_newest = [one for one in read.entries if one.updated.startswith(newest.day)]
    shown = {
        page.path
        for page in (reader.page(one, language) for one in reader.defaults)
        for record, _ in reader.editions.history(page)
        if record is newest
    }
    assert len(of_newest) == len(shown) >= 2
    assert len(read.entries) == len(of_newest) + 1 and read.entries[-1].updated[:10] == first.day
    said = {one.summary for one in of_newest}
    assert {one.what for one in newest.pages.values() if one.what and one.path in shown} <= said
    start = f"{ADDRESS}{READER_LANGUAGES.folder(language)}"
    assert all(one.link.startswith(start) for one in read.entries)


def test_corrections_come_first(reader: Content, texts: Texts) -> None:
    corrected = next(one for one in reader.editions.records[0].pages.values() if one.correction)
    assert feed(reader, texts, "vi").entries[0].summary == corrected.what


def test_ids_of_the_feed_stay_when_address_or_title_of_a_page_change(
    reader: Content, texts: Texts
) -> None:
    pages = {
        key: page if page.is_index else replace(page, title=f"{page.title} (mới)")
        for key, page in reader.pages.items()
    }
    before = feed(reader, texts, "vi")
    after = feed(replace(reader, pages=pages), texts, "vi", "https://noi-khac.example/")
    ids = [one.id for one in before.entries]
    assert ids == [one.id for one in after.entries] and len(set(ids)) == len(ids)
    assert before.feed.id == after.feed.id
    assert not {one.id for one in feed(reader, texts, "en").entries} & set(ids)


def test_without_an_address_there_is_no_feed_and_no_card(reader: Content, texts: Texts) -> None:
    endings = {path.rpartition(".")[2] for path in files(reader, texts, "")}
    assert endings == {ENDINGS[CALENDAR]}


def test_before_the_first_edition_there_is_no_feed(reader: Content, texts: Texts) -> None:
    young = replace(reader, editions=Editions("2026.11"))
    assert portal_path(texts, "vi", FEED) not in files(young, texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_dated_row_of_a_calendar_is_an_event(
    reader: Content, texts: Texts, language: str
) -> None:
    found = {str(one["UID"]): one for one in events(reader, texts, language)}
    registers = [one for one in reader.registers.values() if one.calendar]
    rows = {f"{one.name}-{row}": (one, row) for one in registers for row in one.rows}
    assert len(registers) >= 2 and {uid.partition("@")[0] for uid in found} == set(rows)
    for uid, event in found.items():
        register, name = rows[uid.partition("@")[0]]
        value = register.rows[name].values[register.calendar[0]]
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        assert type(start) is date and (end - start).days == 1
        assert isinstance(value, DayOfYear | PartialDate)
        assert (start.day, start.month) == (value.day, value.month)
        assert ("RRULE" in event) == isinstance(value, DayOfYear)
        assert str(event["URL"]).endswith(f"#{name}") and str(event["SUMMARY"])


def test_events_are_the_same_in_a_later_edition(reader: Content, texts: Texts) -> None:
    def told(made: date) -> list[tuple[str, date]]:
        return [(str(one["UID"]), one["DTSTART"].dt) for one in events(reader, texts, "vi", made)]

    assert told(MADE) == told(date(2031, 5, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_keep_one_of_each_when_the_handbook_gets_another_name(
    reader: Content, texts: Texts, language: str
) -> None:
    records = (*reader.editions.records[:-1], replace(reader.editions.records[-1], handbook="cu"))
    known = replace(reader, editions=replace(reader.editions, records=records))
    pages = {
        key: replace(page, title="Tên khác") if page.id == "index" else page
        for key, page in known.pages.items()
    }
    renamed = replace(known, pages=pages)

    def ids(content: Content) -> list[list[str]]:
        feed = Feed(content, texts, language, ADDRESS, "tin.xml").written()
        days = [str(one["UID"]) for one in events(content, texts, language)]
        return [re.findall(r"<id>(.*?)</id>", feed), days]

    assert ids(renamed) == ids(known) != ids(reader)
    assert all(one.endswith("@cu") for one in ids(known)[1])


def test_a_month_is_its_days_and_a_year_is_no_event(reader: Content, texts: Texts) -> None:
    register = next(one for one in reader.registers.values() if "date" in one.calendar)
    row, *_ = register.rows.values()

    def dated(value: PartialDate | DayOfYear) -> list[tuple[date, date]]:
        rows = {row.id: replace(row, values={**row.values, "date": value})}
        registers = {register.name: replace(register, rows=rows)}
        found = events(replace(reader, registers=registers), texts)
        return [(one["DTSTART"].dt, one["DTEND"].dt) for one in found]

    assert dated(PartialDate(2027, 12)) == [(date(2027, 12, 1), date(2028, 1, 1))]
    assert dated(PartialDate(2027, quarter=2)) == [(date(2027, 4, 1), date(2027, 7, 1))]
    assert dated(PartialDate(2027)) == []
    [(leap, _)] = dated(DayOfYear(29, 2))
    assert (leap.day, leap.month) in ((28, 2), (29, 2))


def test_long_lines_are_folded_between_letters(reader: Content, texts: Texts) -> None:
    written = Events(reader, texts, "vi", ADDRESS, MADE).written()
    lines = written.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= LONGEST and "\n" not in "".join(lines)
    assert written == Events(reader, texts, "vi", ADDRESS, MADE).written()
    names = {str(one["SUMMARY"]) for one in events(reader, texts)}
    assert any(len(name.encode()) > LONGEST for name in names)


def test_the_data_is_as_its_schema_says(reader_site: BuiltSite, texts: Texts) -> None:
    for language in LANGUAGES:
        told, schema = (
            json.loads((reader_site.folder / data_path(texts, language, ending)).read_text("utf-8"))
            for ending in ("json", SCHEMA)
        )
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(told, schema, jsonschema.Draft202012Validator)
        assert told["language"] == language and told["entries"] and told["questions"]


def test_the_data_has_every_entry_and_question(
    reader: Content, reader_site: BuiltSite, texts: Texts
) -> None:
    told = json.loads((reader_site.folder / data_path(texts, "vi")).read_text("utf-8"))
    shown = [page for page in reader.defaults.values() if not page.screen_only]
    assert {one["id"] for one in told["entries"]} == {page.id for page in shown}
    asked = sum(len(page.questions) for page in shown if not page.contest)
    assert len(told["questions"]) == asked
    assert not {one["entry"] for one in told["questions"]} & {
        page.id for page in reader.defaults.values() if page.contest
    }
    for one in told["questions"]:
        letters = [choice["letter"] for choice in one["choices"]]
        assert set(one["answer"]) <= set(letters)


def test_questions_for_a_contest_stay_out(reader: Content, texts: Texts) -> None:
    name, page = next((key, one) for key, one in reader.pages.items() if one.questions)
    closed = withheld(replace(reader, pages={**reader.pages, name: replace(page, contest=True)}))
    bank = BankReader(closed, texts, "vi", {page.id: Leaf("x/", "<p>Chữ.</p>")}).read("2026.11")
    made = Data(closed, texts, bank, {page.id: Leaf("x/", "<p>Chữ.</p>")}).files()
    told = json.loads(made[data_path(texts, "vi")])
    assert [one["id"] for one in told["entries"]] == [page.id] and not told["questions"]


def test_the_data_loses_no_text_between_its_blocks(reader: Content, texts: Texts) -> None:
    """What an item says before the list in it, the names of folded boxes, words below pictures."""
    page = next(one for one in reader.defaults.values() if not one.questions)
    written = (
        "<ul><li>Một <b>việc</b>:<ul><li>nhỏ</li></ul> và sau</li><li><p>Hai</p></li></ul>"
        '<h2 id="a">Tên <b>mục</b></h2><details><summary>Ghi chú</summary><p>Trong</p></details>'
        "<figure><img alt=''><figcaption>Họp</figcaption></figure><blockquote>Lời</blockquote>"
        '<p>Lời hứa<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>, nói</p>'
        '<div class="footnote"><ol><li id="fn:1"><p>Chú. '
        '<a class="footnote-backref" href="#fnref:1">↩</a></p></li></ol></div>'
    )
    leaves = {page.id: Leaf("x/", written)}
    bank = BankReader(reader, texts, "vi", leaves).read("2026.11")
    made = json.loads(Data(reader, texts, bank, leaves).files()[data_path(texts, "vi")])
    assert made["entries"][0]["sections"] == [
        {"id": "", "title": "", "text": "Một việc:\nnhỏ\nvà sau\nHai"},
        {"id": "a", "title": "Tên mục", "text": "Ghi chú\nTrong\nHọp\nLời\nLời hứa [1], nói\nChú."},
    ]


def test_every_file_is_of_a_type_that_servers_know(texts: Texts) -> None:
    sent = {kind: type_of(portal_path(texts, "vi", kind)) for kind in ENDINGS}
    assert all(one and one.compress for one in sent.values())
    calendar, feed = sent[CALENDAR], sent[FEED]
    assert calendar and calendar.sent == "text/calendar; charset=utf-8"
    assert feed and feed.sent == "application/atom+xml"


def test_a_card_is_plain_html_with_full_addresses(content: Content, texts: Texts) -> None:
    card = Document()
    card.feed(files(content, texts)[portal_path(texts, "vi", CARD)])
    assert {one.name for one in card.tags} == {"div", "p", "strong", "ul", "li", "a"}
    links = [one.attributes["href"] for one in card.all("a")]
    assert len(links) >= 3 and all(link.startswith(ADDRESS) for link in links)


def test_a_card_says_what_is_in_another_language(reader: Content, texts: Texts) -> None:
    """Parts that are not translated, and words of the handbook's own language."""
    home = reader.pages["index", "en"]
    own = replace(home, summary="For a party cell (chi bộ).")
    *_, last = reader.kinds.values()
    pages = {key: one for key, one in reader.pages.items() if key != (last.id, "en")}
    handbook = replace(reader, pages={**pages, (home.id, "en"): own})
    written = files(handbook, texts)[portal_path(texts, "en", CARD)]
    assert 'cell (<span lang="vi">chi bộ</span>)' in written
    titles = dict(re.findall(r"<li(.*?)><a[^>]*>([^<]*)</a>", written))
    assert titles.pop(' lang="vi"') == last.title and list(titles) == [""]
