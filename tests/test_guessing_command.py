"""``sh scripts/check --questions`` on a small handbook with a bank of questions."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from handbook.check.all import check as check_all
from handbook.check.guessing.asked import BANK, LESSONS, Asked, all_asked, in_groups
from handbook.check.guessing.ways import FEWEST
from handbook.content.mixing import shown
from macros import check
from macros.catalog import catalog
from tests.articles import SOUND
from tests.guessed import asked, made, with_a_word

FRONT = "---\ntitle: {title}\nsummary: {title} có gì.\n{more}---\n\n"
KIND = "kind:\n  singular: Trang\n  bank: true\n"


def written(question: Asked) -> str:
    """As an editor writes it."""
    marks = ((("x" if offer.is_right else " "), offer) for offer in question.offers)
    choices = "\n".join(f"- [{mark}] {offer.text}\n    {offer.reason}" for mark, offer in marks)
    name = f"cau-{question.number}"
    options = "    level: hieu\n    source: noi-quy#dieu-1\n"
    return f"/// quiz | Hỏi {name} ở đâu? {{#{name}}}\n{options}\n{choices}\n///\n"


def bank(folder: Path, questions: Sequence[Asked]) -> Path:
    """The sound handbook of tests/content_rules with these questions in a bank."""
    root = shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    (root / "docs" / "kho").mkdir()
    index = FRONT.format(title="Kho câu hỏi", more=KIND) + "Hỏi và đáp.\n"
    (root / "docs" / "kho" / "index.md").write_text(index, encoding="utf-8")
    for page in {one.page for one in questions}:
        text = FRONT.format(title=page, more="sources: [noi-quy#dieu-1]\n")
        text += "\n".join(written(one) for one in questions if one.page == page)
        (root / "docs" / "kho" / f"{page}.md").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """``python -m macros.check`` in a folder."""

    def command(root: Path, *arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["check", "--root", str(root), *arguments])
        return check.main()

    return command


def test_choices_are_measured_as_they_are_shown(tmp_path: Path) -> None:
    content = check_all(bank(tmp_path, made(8)), catalog()).must_be_sound()
    groups = in_groups(all_asked(content))
    assert list(groups) == [LESSONS, BANK]
    pages = [page for page in content.defaults.values() if content.is_bank(page)]
    asked_there = [(page.id, question) for page in pages for question in page.questions]
    orders = [shown(*one) for one in asked_there]
    assert [[offer.text for offer in one.offers] for one in groups[BANK]] == [
        [question.choices[place].text for place in order]
        for (_, question), order in zip(asked_there, orders, strict=True)
    ]
    assert any(order != tuple(sorted(order)) for order in orders)


def test_command_prints_the_table(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    root = bank(tmp_path, made(FEWEST))
    assert run(root, "--questions") == 0
    told = capsys.readouterr()
    lines = [" ".join(line.split()) for line in told.out.splitlines()]
    assert told.err == ""
    assert "CÂU HỎI CỦA CÁC BÀI: 2 câu trên 2 trang" in lines
    assert "NGÂN HÀNG CÂU HỎI: 60 câu trên 15 trang" in lines
    assert "chon-mot 60 60" in lines
    assert "Lời giải thích mở đầu bằng lời phán: 0 trong 6" in lines


def test_command_names_the_questions_to_change_first(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    root = bank(tmp_path, made(FEWEST, with_a_word))
    assert run(root, "--questions") == 1
    told = capsys.readouterr()
    assert "100,0 % 50,0 % 50,0 % quá mức" in " ".join(told.out.split())
    lines = told.err.splitlines()
    assert len(lines) == 11
    for line in lines[:-1]:
        place, _, said = line.partition(": [quiz-told-words] ")
        file, _, number = place.partition(":")
        found = (root / file).read_text(encoding="utf-8").split("\n")[int(number) - 1]
        assert found.startswith("/// quiz | ") and "100,0 % trong 60 câu" in said


def test_plain_check_tells_the_same_without_the_table(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    root = bank(tmp_path / "a", made(FEWEST, with_a_word))
    assert run(root) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("[quiz-told-words]") == 10
    assert run(root, "--questions") == 1
    assert capsys.readouterr().err == told.err
    assert run(bank(tmp_path / "b", made(FEWEST))) == 0


def test_command_without_questions(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    for page in (root / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8").replace("  questions: 1\n", "")
        page.write_text(text.partition("/// quiz")[0] + "\nHết.\n", encoding="utf-8")
    assert run(root, "--questions") == 0
    assert capsys.readouterr().out == "Chưa có câu hỏi nào.\n"


def test_table_is_printed_in_spite_of_mistakes(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    root = bank(tmp_path, [asked("*Một.", "Hai.", "Ba."), asked("*Một.", page="b")])
    page = root / "docs" / "kho" / "a.md"
    page.write_text(page.read_text(encoding="utf-8").replace("    level: hieu\n", ""), "utf-8")
    assert run(root, "--questions") == 1
    told = capsys.readouterr()
    lines = [" ".join(line.split()) for line in told.out.splitlines()]
    assert "dạng và mức hieu ? cộng" in lines
    assert [line.split("[")[1].partition("]")[0] for line in told.err.splitlines()[:-1]] == [
        "quiz-level", "quiz-choices",
    ]  # fmt: skip


def test_without_its_texts_nothing_is_measured(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    root = shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    (root / "docs" / "_texts").mkdir()
    (root / "docs" / "_texts" / "fr.yml").write_text("site: ~\n", encoding="utf-8")
    assert run(root, "--questions") == 1
    assert capsys.readouterr().out == ""


def test_nothing_is_judged_by_settings_that_cannot_be_read(
    tmp_path: Path, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the languages every English page would be misspelt Vietnamese."""
    root = shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    settings = root / "mkdocs.yml"
    settings.write_text("site_name: Phòng: đọc\n" + settings.read_text("utf-8"), "utf-8")
    assert run(root, "--spelling") == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("mkdocs.yml:1: [yaml-broken] ")
    assert len(told) == 2, "the mistake and how many there are"
