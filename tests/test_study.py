"""What a reader's answer hangs on from edition to edition: the id of a question and the hash of
what was asked. The browser's part is in tests/browser/study.test.mjs."""

from dataclasses import replace

import pytest

from handbook.content.fingerprint import question_hash
from handbook.content.handbook import Content
from handbook.content.model import Question
from handbook.content.questions import KINDS, OPEN
from macros.context import Context
from macros.questions import original
from tests.conftest import READER_LANGUAGES, all_texts

PAGE = "bai-hoc/noi-di-doi-voi-lam"


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
