"""The deck of questions, imported by Anki itself: once, and again with the next edition."""

import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from handbook.content.handbook import Content
from handbook.content.mixing import key
from handbook.content.questions import ONE, ORDER, SEVERAL
from handbook.export.anki import FIELDS, GONE, MODEL_ID, clear_gaps, deck_id, guid
from tests.conftest import BuiltSite, build, project
from tests.exported import LESSONS, asked, bare, file, name


def imported(collection: Collection, path: Path) -> Counter[str]:
    """Import a deck as a reader does. How many notes were new, changed, there already."""
    options = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=False)
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    log = collection.import_anki_package(request).log
    return Counter(new=len(log.new), updated=len(log.updated), same=len(log.duplicate))


CHANGED, GONE_ID, NEW_ID = "viec-lam-truoc", "cau-noi-dung", "cau-moi"
PAGE = f"{LESSONS}/phoi-hop"


@pytest.fixture(scope="session")
def next_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck of the next edition: a question is changed, one is gone, one is new."""
    root = project(tmp_path_factory.mktemp("next"))
    page = root / "docs" / f"{PAGE}.md"
    text = page.read_text(encoding="utf-8")
    text = text.replace("Gặp chuyện cuộc họp chung", "Khi gặp chuyện cuộc họp chung")
    page.write_text(text.replace(f"#{GONE_ID}", f"#{NEW_ID}"), encoding="utf-8")
    editions = root / "docs" / "_editions"
    first = editions / "2026.10.yml"
    ids = f"  {PAGE}: [{GONE_ID}, {CHANGED}]\n"
    first.write_text(first.read_text(encoding="utf-8") + ids, encoding="utf-8")
    with (editions / "moved.yml").open("a", encoding="utf-8") as moved:
        moved.write(f"{PAGE}#{GONE_ID}: {PAGE}#tu-kiem-tra\n")
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("'2026.11'", "'2026.12'"), encoding="utf-8"
    )
    done = build(root, root / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site" / "tep" / "vi" / "cau-hoi-anki.apkg"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def test_anki_takes_the_deck_once(
    collection: Collection, reader: Content, reader_site: BuiltSite
) -> None:
    deck, count = file(reader_site, "vi", "anki"), len(asked(reader, "vi"))
    imported(collection, deck)
    again = imported(collection, deck)
    assert (again["new"], again["updated"], collection.card_count()) == (0, 0, count)
    for page, question in asked(reader, "vi"):
        [note] = map(collection.get_note, collection.find_notes(f'ma:"{name(page, question)}"'))
        card = collection.get_card(note.cards()[0].id)
        front, back = bare(card.question()), bare(card.answer())
        assert all(bare(choice.reason) in back for choice in question.choices)
        assert not any(bare(choice.reason) in front for choice in question.choices)
        if question.kind in (ONE, SEVERAL, ORDER):
            assert ", ".join(key(page.id, question)) in back
        assert all(bare(text) in back for text in question.paragraphs)


def test_a_later_edition_changes_cards_and_keeps_what_was_learned(
    collection: Collection, reader_site: BuiltSite, next_edition: Path
) -> None:
    imported(collection, file(reader_site, "vi", "anki"))
    before = collection.card_count()
    for learned in (CHANGED, GONE_ID):
        [card] = collection.find_cards(f'ma:"{PAGE}#{learned}"')
        collection.sched.answerCard(_started(collection, card), 3)
    history = collection.db.list("select cid from revlog order by cid") if collection.db else []
    count = imported(collection, next_edition)
    # All cards carry the time of their edition; one is new.
    assert collection.card_count() == before + 1 and not count["same"]
    assert collection.db and collection.db.list("select cid from revlog order by cid") == history
    assert len(history) == 2
    [note] = map(collection.get_note, collection.find_notes(f'ma:"{PAGE}#{CHANGED}"'))
    assert "Khi gặp chuyện" in note.fields[0] and note.cards()[0].reps == 1
    [gone] = map(collection.get_note, collection.find_notes(f'tag:{GONE} ma:"{PAGE}#{GONE_ID}"'))
    assert gone.fields[-1] == f"{PAGE}#{GONE_ID}" and gone.cards()[0].reps == 1
    assert collection.find_cards(f'ma:"{PAGE}#{NEW_ID}"')


def _started(collection: Collection, card: int):  # type: ignore[no-untyped-def]
    found = collection.get_card(card)  # type: ignore[arg-type]
    found.start_timer()
    return found


def test_who_comes_later_sees_nothing_of_what_is_gone(
    collection: Collection, next_edition: Path
) -> None:
    imported(collection, next_edition)
    assert not collection.find_cards(f"tag:{GONE}")


def test_ids_of_cards_never_change() -> None:
    """Changed ones would give every reader a second deck, with nothing learned."""
    assert (MODEL_ID, len(FIELDS), FIELDS[-1]) == (1764460800417, 8, "ma")
    assert (deck_id("vi", ""), deck_id("vi", LESSONS)) == (1523964358524, 1587720800804)
    assert guid("vi", f"{PAGE}#{CHANGED}") == "Fwxn_cj+#W"


def test_the_deck_does_not_tell_the_machine_that_made_it(
    reader_site: BuiltSite, tmp_path: Path
) -> None:
    with zipfile.ZipFile(file(reader_site, "vi", "anki")) as packed:
        body = packed.read("collection.anki2")
    assert int.from_bytes(body[96:100], "big") == 3_040_000
    (tmp_path / "deck").write_bytes(body)
    with sqlite3.connect(tmp_path / "deck") as kept:
        assert kept.execute("pragma integrity_check").fetchone() == ("ok",)
        times = {
            row[0] for row in kept.execute("select mod from notes union select mod from cards")
        }
    assert times == {1793491200}


def test_what_stands_between_the_cells_of_a_page_does_not_tell_it_either(
    reader_site: BuiltSite,
) -> None:
    with zipfile.ZipFile(file(reader_site, "vi", "anki")) as packed:
        body = packed.read("collection.anki2")
    left = bytearray(body)
    for page in range(4096, len(body), 4096):
        cells = int.from_bytes(body[page + 5 : page + 7], "big")
        if body[page] == 13 and body[page + cells - 1] == 0:
            left[page + cells - 1] = 11
    assert left != body
    clear_gaps(left)
    assert left == body
