"""What the handbook must carry: each list whole, each item with page, source and place."""

import pytest

from handbook.completeness import counts, places
from handbook.content import Content

# Counted in the plans and news reports themselves, not in the registers.
CARRIED = {
    "core": 80,
    "structure": 12,
    "bodies": 14,
    "duties": 37,
    "documents": 15,
    "forms": 19,
    "channels": 16,
    "audiences": 16,
    "people": 10,
    "recipients": 18,
    "peaks": 5,
    "errata": 78,
    "asks-thanh-xuan": 7,
}
ENTRIES = {
    "tac-pham": 3,
    "quan-diem": 6,
    "ket-qua": 5,
    "bai-hoc": 8,
    "nhiem-vu": 5,
    "luu-y": 5,
    "xay-dung-dang": 5,
    "tu-soi-tu-sua": 3,
    "y-kien": 3,
    "gia-tri": 5,
    "ly-luan": 3,
}


@pytest.mark.parametrize(("name", "number"), CARRIED.items())
def test_register_is_whole(content: Content, name: str, number: int) -> None:
    register = content.registers[name]
    found = {count.register: count for count in counts(content)}[name]
    assert found.expected == found.complete == number
    for row in register.rows.values():
        assert places(content, row), f"{name}/{row.id}"


@pytest.mark.parametrize(("kind", "number"), ENTRIES.items())
def test_kind_has_all_its_entries(content: Content, kind: str, number: int) -> None:
    entries = content.entries[kind]
    assert len(entries) == number
    spec = content.kinds[kind].kind
    assert spec is not None
    wanted = list(range(1, number + 1)) if spec.numbered else [None] * number
    assert [page.number for page in entries] == wanted


def test_core_items_stand_on_a_page_that_prints_them(content: Content) -> None:
    for row in content.registers["core"].rows.values():
        page_ids = row.values["page"]
        assert isinstance(page_ids, tuple) and page_ids
        assert all(page_id in content.defaults for page_id in page_ids), row.id


def test_at_least_sixty_quotations_with_place(content: Content) -> None:
    assert len(content.quotations) >= 60
    for quotation in content.quotations.values():
        assert quotation.citation.place, quotation.id


def test_every_page_states_its_sources(content: Content) -> None:
    for page in content.defaults.values():
        assert page.citations, page.id


def test_two_drives_are_kept_apart(content: Content) -> None:
    """What rests on the 2022 report alone is never counted into the drive of 2023."""
    report = "bao-dak-nong"
    assert report in content.sources
    for row in content.registers["duties"].rows.values():
        assert all(citation.source != report for citation in row.citations), row.id
