"""Every kind of PDF with codes: a camera reads in them where their words say they lead."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.handbook import Content
from handbook.language.texts import Texts
from handbook.paper.booklet import HEIGHT, LEFT, RIGHT, WIDTH, sides
from handbook.paper.format import A5, BOOKLET, ISSUE, PDF
from handbook.paper.pdf import page_count
from handbook.paper.plan import Planned, plan_all
from tests.conftest import BuiltSite
from tests.realbooks import ADDRESS
from tests.scanned import Code, codes_in, read_codes

# Kinds whose readers hold a telephone in their hands already, read aloud, or get a handout too.
WITHOUT = {"phone", "radio", "kit"}
# Of a file so many codes are read, from its beginning to its end; of a kind so many files.
CODES, FILES = 12, 3
MILLIMETRE = 72 / 25.4
A5_SIZE = (148 * MILLIMETRE, 210 * MILLIMETRE)


@pytest.fixture(scope="module")
def planned(content: Content, texts: Texts) -> list[Planned]:
    """All PDFs of the site."""
    files = (plan_all(content, texts, language, ADDRESS) for language in content.languages.all)
    return [one for found in files for one in found if one.made.format.ending == PDF]


@pytest.fixture(scope="module")
def kinds(planned: list[Planned], printed: BuiltSite) -> Mapping[str, list[Path]]:
    """They by what they are made as."""
    found: dict[str, list[Path]] = {}
    for one in planned:
        found.setdefault(one.made.format.name, []).append(printed.folder / one.path)
    return found


def issues(planned: list[Planned], form: str) -> dict[str, str]:
    """Those of bulletins in a form, by the folder and the page that they are of."""
    return {
        f"{one.path.rpartition('/')[0]}/{one.made.of}": one.path
        for one in planned
        if one.made.what == ISSUE and one.made.format.name == form
    }


def some(codes: list[Code]) -> list[Code]:
    return codes[:: -(-len(codes) // CODES)] if codes else []


def test_all_kinds_have_codes_but_those_that_need_none(kinds: Mapping[str, list[Path]]) -> None:
    tagged = {name: paths for name, paths in kinds.items() if name != BOOKLET}
    with_codes = {name for name, paths in tagged.items() if any(map(codes_in, paths))}
    assert with_codes == set(tagged) - WITHOUT


def test_a_camera_reads_them(
    kinds: Mapping[str, list[Path]], planned: list[Planned], printed: BuiltSite, tmp_path: Path
) -> None:
    wrong, counts = [], dict.fromkeys(set(kinds) - WITHOUT - {BOOKLET}, 0)
    for name in counts:
        # Bulletins have the smallest codes, and are few.
        bulletins = [printed.folder / path for path in issues(planned, name).values()]
        paths = bulletins + kinds[name][:FILES]
        for path in paths:
            codes = some(codes_in(path))
            read = read_codes(path, codes, tmp_path)
            counts[name] += len(read)
            wrong += [
                (path.name, code, said)
                for code, said in zip(codes, read, strict=True)
                if said != code.address
            ]
    assert counts and all(counts.values()), counts
    assert wrong == []


def test_a_camera_reads_those_of_folded_sheets(
    planned: list[Planned], printed: BuiltSite, tmp_path: Path
) -> None:
    """They have no structure, but their pages are those of the same issue on small paper."""
    small, folded = issues(planned, A5), issues(planned, BOOKLET)
    assert small.keys() <= folded.keys()
    if not small:
        pytest.skip("sổ tay chưa có số bản tin nào khổ nhỏ để so với tờ gấp của nó")
    for name, own in small.items():
        path, sheets = printed.folder / own, printed.folder / folded[name]
        places = {
            page: (sheet, half)
            for sheet, pair in enumerate(sides(page_count(path)))
            for half, page in zip((LEFT, RIGHT), pair, strict=True)
        }
        codes = [_moved(code, *places[code.page]) for code in codes_in(path)]
        assert codes
        assert read_codes(sheets, codes, tmp_path) == [code.address for code in codes]


def _moved(code: Code, sheet: int, half: str) -> Code:
    width, height = A5_SIZE
    right, up = WIDTH / 2 - (width if half == LEFT else 0), (HEIGHT - height) / 2
    x0, y0, x1, y1 = code.box
    return replace(code, page=sheet, box=(x0 + right, y0 + up, x1 + right, y1 + up))
