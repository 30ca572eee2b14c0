"""The bank as a deck for Anki. A later edition brings changed questions to cards that a reader has,
with what the reader has learned; what is gone cannot be taken from there, so it gets a tag."""

import html
import itertools
import sqlite3
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import genanki

from handbook.content.questions import GAP, OPEN, ORDER
from handbook.export.bank import Asked, Bank, Part
from handbook.export.form import WHOLE, Form, Job, Made
from handbook.export.said import html_list, key_of, whole_stem
from handbook.export.text import Text
from handbook.packed import Entry, zip_file

# What Anki knows the form of the cards by. Never to be changed, nor are the fields and their order:
# readers would have every card twice, without what they have learned.
MODEL_ID, MODEL = 1764460800417, "so-tay-cau-hoi"
FIELDS = ("cau-hoi", "phuong-an", "goi-y", "dap-an", "giai-thich", "nguon", "noi-hoc", "ma")
FRONT = "{{cau-hoi}}{{phuong-an}}{{goi-y}}"
BACK = '{{FrontSide}}<hr id="answer">{{dap-an}}{{giai-thich}}{{nguon}}{{noi-hoc}}'
CSS = (
    ".card{font-family:sans-serif;font-size:18px;line-height:1.45;text-align:left;"
    "max-width:40em;margin:0 auto;padding:0 8px}li{margin:.3em 0}small{opacity:.8}"
)
# The tag of what is gone.
GONE = "da-bo"
# Ids of decks are these numbers and more, as if each were a moment when it was made.
FIRST_DECK, DECKS = 1_500_000_000_000, 10**11
PACKED, MEDIA = "collection.anki2", "media"
# In the head of the file: how often it was changed, for which change the version stands, and the
# version of SQLite, which is that of the machine.
COUNTER, VALID, VERSION = 24, 92, 96
SQLITE = 3_040_000
# The size of a page of it, where the first one begins behind the head, and the size of the head of
# a page by its kind; pages of other kinds are full.
PAGE, BEHIND_HEAD = 4096, 100
HEADS = {2: 12, 5: 12, 10: 8, 13: 8}


def make_anki(job: Job) -> Made:
    """A deck with one below it for each part."""
    model = genanki.Model(
        MODEL_ID,
        MODEL,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": MODEL, "qfmt": FRONT, "afmt": BACK}],
        css=CSS,
        sort_field_index=len(FIELDS) - 1,
    )
    decks = list(_decks(job, model))
    packed = (Entry(PACKED, _database(decks, job.bank)), Entry(MEDIA, b"{}"))
    return Made(zip_file(packed), len(job.asked))


def deck_id(language: str, part: str) -> int:
    """The id of a part's deck, that of the whole without a part: the same in every edition."""
    lot = int.from_bytes(sha256(f"deck/{language}/{part}".encode()).digest()[:8], "big")
    return FIRST_DECK + lot % DECKS


def guid(language: str, name: str) -> str:
    """What Anki knows a question by, from where it was published first."""
    return str(genanki.guid_for(language, name))


def _decks(job: Job, model: genanki.Model) -> Iterator[genanki.Deck]:
    bank, title = job.bank, job.bank.title.replace("::", ":")
    about = job.said("export.anki_about", edition=bank.edition, tag=GONE)
    whole = genanki.Deck(deck_id(bank.language, ""), title, about)
    for name in bank.gone:
        whole.add_note(_gone(job, model, name))
    yield whole
    for part in job.parts:
        named = f"{title}::{part.title.replace('::', ':')}"
        deck = genanki.Deck(deck_id(bank.language, part.name), named)
        for one in part.asked:
            deck.add_note(_note(job, model, part, one))
        yield deck


def _note(job: Job, model: genanki.Model, part: Part, one: Asked) -> genanki.Note:
    hint = f"<details><summary>{job.said('quiz.hint')}</summary>{one.hint.html}</details>"
    title = html.escape(one.title, quote=False)
    where = f'<a href="{one.address}">{title}</a>' if one.address else title
    fields = (
        f"<p>{whole_stem(one).html}</p>",
        "" if one.kind in (GAP, OPEN) else _listed([offer.text for offer in one.offers]),
        hint if one.hint.plain else "",
        f"<p><strong>{_key(one, job)}</strong></p>" if one.offers else "",
        _reasons(one, job),
        f"<p><small>{one.sources.html}</small></p>" if one.sources.plain else "",
        f"<p><small>{where}</small></p>",
        one.name,
    )
    named = guid(job.bank.language, one.name)
    return genanki.Note(model, list(fields), tags=[part.name, one.level, one.kind], guid=named)


def _key(one: Asked, job: Job) -> str:
    """The line that names the answer."""
    if one.kind == GAP:
        return f"{job.said('quiz.right_filling')} {key_of(one).html}"
    name = "quiz.right_order" if one.kind == ORDER else "quiz.right_choice"
    return job.said(name, letters=key_of(one).html)


def _reasons(one: Asked, job: Job) -> str:
    """Each reason behind its verdict, of a gap behind the words."""
    if one.kind == OPEN:
        return html_list(one.guidance)
    lines = []
    for offer in one.offers:
        verdict = job.said("quiz.right" if offer.right else "quiz.wrong")
        head = job.said("quiz.place", number=offer.place) if one.kind == ORDER else verdict
        word = f" {offer.text.html}:" if one.kind == GAP else ""
        lines.append(Text(f"<strong>{head}.</strong>{word} {offer.reason.html}", ""))
    return _listed(lines, "ul" if one.kind == GAP else 'ol type="A"')


def _listed(texts: list[Text], opened: str = 'ol type="A"') -> str:
    items = "".join(f"<li>{text.html}</li>" for text in texts)
    return f"<{opened}>{items}</{opened.partition(' ')[0]}>"


def _gone(job: Job, model: genanki.Model, name: str) -> genanki.Note:
    """What tells those who have its card that a question is gone. It has no card of its own, so
    that nobody else ever sees it."""
    said = job.said("export.anki_gone", edition=job.bank.edition)
    fields = [f"<p>{said}</p>", *[""] * (len(FIELDS) - 2), name]
    note = genanki.Note(model, fields, tags=[GONE], guid=guid(job.bank.language, name))
    note.cards = []
    return note


def _database(decks: list[genanki.Deck], bank: Bank) -> bytes:
    """The file of the cards, with the time of the edition: the same bytes at every build. Anki
    takes over what is newer than what it has."""
    year, month = (int(number) for number in bank.edition.split("."))
    time = datetime(year, month, 1, tzinfo=UTC).timestamp()
    with sqlite3.connect(":memory:") as kept:
        kept.execute(f"PRAGMA page_size = {PAGE}")
        kept.execute("PRAGMA auto_vacuum = 0")
        ids = itertools.count(int(time * 1000))
        genanki.Package(decks).write_to_db(kept.cursor(), time, ids)
        kept.commit()
        kept.execute("VACUUM")
        body = bytearray(kept.serialize())
    for place, value in ((COUNTER, 1), (VALID, 1), (VERSION, SQLITE)):
        body[place : place + 4] = struct.pack(">I", value)
    clear_gaps(body)
    return bytes(body)


def clear_gaps(body: bytearray) -> None:
    """Between what points to the cells of a page and the cells, some versions of SQLite leave what
    stood there before."""
    for start in range(0, len(body), PAGE):
        head = start or BEHIND_HEAD
        if body[head] not in HEADS:
            continue
        cells, content = struct.unpack(">HH", body[head + 3 : head + 7])
        gap = slice(head + HEADS[body[head]] + 2 * cells, start + content)
        body[gap] = bytes(gap.stop - gap.start)


FORM = Form("anki", "apkg", WHOLE, make_anki)
