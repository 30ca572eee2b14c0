"""What a reader's answer hangs on from edition to edition: the id of a question and the hash of
what was asked; and how much of a phone's line each purpose takes. The browser's part is in
tests/browser/study.test.mjs."""

from dataclasses import replace

import pytest

from handbook.content.fingerprint import question_hash
from handbook.content.handbook import Content
from handbook.content.model import Question
from handbook.content.questions import KINDS, OPEN
from handbook.packed import gzip_file
from handbook.publish.scripts import NAMED, PRESSED, SILENT
from macros.context import Context
from macros.questions import original
from tests.conftest import READER_LANGUAGES, BuiltSite, all_texts

PAGE = "bai-hoc/noi-di-doi-voi-lam"
# What one purpose may take of a phone's line, in bytes, compressed.
PURPOSE = 5_000


@pytest.fixture(params=KINDS)
def question(request: pytest.FixtureRequest, reader: Content) -> Question:
    """One of each kind."""
    asked = reader.defaults[PAGE].questions
    return next(one for one in asked if one.kind == request.param)


def test_what_is_asked_decides(question: Question) -> None:
    before = question_hash(question)
    assert question_hash(replace(question, text=f"{question.text} Vì sao?")) != before
    for place, choice in enumerate(question.choices):
        for other in (replace(choice, text=f"{choice.text}!"), replace(choice, right=True)):
            if other == choice:
                continue
            choices = (*question.choices[:place], other, *question.choices[place + 1 :])
            assert question_hash(replace(question, choices=choices)) != before
    if question.kind != OPEN:
        assert question_hash(replace(question, choices=question.choices[1:])) != before


def test_what_helps_and_where_it_stands_does_not(question: Question) -> None:
    mended = tuple(
        replace(choice, reason=f"{choice.reason} Nói thêm.", line=choice.line + 7)
        for choice in question.choices
    )
    later = replace(
        question, choices=mended, hint="Nghĩ lại.", level="van-dung", start=question.start + 9
    )
    assert question_hash(later) == question_hash(question)


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_an_answer_is_one_answer_in_every_language(reader: Content, language: str) -> None:
    page = reader.page(PAGE, language)
    context = Context(reader, all_texts(), page)
    own = [question_hash(original(context, one)) for one in page.questions]
    assert own == [question_hash(one) for one in reader.defaults[PAGE].questions]


def test_no_two_questions_of_the_handbook_are_taken_for_each_other(content: Content) -> None:
    asked = [f"{page.id}#{one.id}" for page in content.defaults.values() for one in page.questions]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", [*PRESSED, *NAMED, *SILENT])
def test_each_purpose_is_light(reader_site: BuiltSite, language: str, name: str) -> None:
    """A script with the sheet of its own."""
    script = f"{name}.*.js" if name in SILENT else f"{name}.{language}.*.js"
    assets = reader_site.folder / "assets"
    files = [*assets.glob(script), *assets.glob(f"{name}.*.css")]
    assert files
    assert sum(len(gzip_file(path.read_bytes())) for path in files) <= PURPOSE
