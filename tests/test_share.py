"""The picture that a link to the site is shown with."""

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image

from handbook.building.build import Build
from handbook.building.settings import BuildSettings
from handbook.content.handbook import Content
from handbook.language.texts import Texts
from handbook.paper import fonts, share
from handbook.paper.book import Edition
from handbook.paper.format import SHARE
from handbook.paper.jobs import Job
from handbook.paper.plan import plan, plan_all, share_picture
from tests.realbooks import ADDRESS, EDITION, put

# Whoever shows links asks for no larger ones.
HEAVIEST = 100_000
LONG = "Sổ tay đi kèm một đợt sinh hoạt có tên dài đến mức không bìa nào chứa hết trong hai dòng"


def drawn(folder: Path, title: str, sentence: str) -> bytes:
    files = share.share_files(title, sentence, "vi")
    folders = {str(path.parent) for path in fonts.find(fonts.SYSTEM).values()}
    put(files, folder)
    job = Job("a.png", "share", files, {"fonts": os.pathsep.join(sorted(folders))})
    return share.make_share(job, folder).read_bytes()


@pytest.mark.parametrize(("title", "sentence"), [("Sổ", "Một câu."), (LONG, " ".join([LONG] * 3))])
def test_it_has_the_size_that_is_asked_for_and_is_light(
    tmp_path: Path, title: str, sentence: str
) -> None:
    picture = drawn(tmp_path, title, sentence)
    assert len(picture) <= HEAVIEST
    with Image.open(io.BytesIO(picture)) as opened:
        assert (opened.format, opened.size) == ("PNG", (share.WIDTH, share.HEIGHT))
        pixels = opened.convert("RGB")
    edge = [pixels.getpixel((x, y)) for x in (0, share.WIDTH - 1) for y in (0, share.HEIGHT - 1)]
    assert len(set(edge)) == 1
    lines = pixels.crop((0, share.HEIGHT - 30, share.WIDTH, share.HEIGHT)).getcolors()
    assert lines and len(lines) == 1, "the sentence runs out of the picture"


def test_two_drawings_are_the_same_to_the_byte_and_another_sentence_is_another(
    tmp_path: Path,
) -> None:
    one, two, other = (
        drawn(tmp_path / str(number), "Sổ tay", sentence)
        for number, sentence in enumerate(("Một câu.", "Một câu.", "Câu khác."))
    )
    assert one == two != other


def test_each_language_has_one_where_the_site_has_an_address(
    content: Content, texts: Texts
) -> None:
    for language in content.languages.all:
        made = set(plan_all(content, texts, language, ADDRESS))
        more = made - set(plan_all(content, texts, language, ""))
        if ("index", language) not in content.pages:
            # Its front page is shown in the handbook's own language, with the picture of that.
            assert not more
            continue
        [picture] = more
        assert re.fullmatch(rf"tep/{language}/[a-z-]+\.png", picture.path)
        assert picture.made.what == SHARE and picture not in plan(content, texts, language)


def test_pages_name_it_only_where_it_is_made(
    content: Content, texts: Texts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def named(edition: Edition, paper: bool) -> set[str]:
        settings = BuildSettings(tmp_path, edition, scripts=True, paper=paper, zim=False)
        return set(Build(content, texts, settings).share_pictures.values())

    languages = content.languages.all
    made = {f"{ADDRESS}{share_picture(content, texts, name).path}" for name in languages}
    assert named(EDITION, paper=True) == made
    assert named(Edition("2026.11", 2026, 11), paper=True) == set()
    assert named(EDITION, paper=False) == set()
    monkeypatch.setattr(fonts, "SYSTEM", ())
    assert named(EDITION, paper=True) == set()
