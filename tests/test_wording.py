"""Official wording is the sources' own; everything else is the handbook's own."""

from pathlib import Path

from handbook.check.wording import (
    SourceTexts,
    check_lifted,
    check_repeats,
    check_wording,
    own_sentences,
)
from handbook.content.handbook import Content
from handbook.language.problems import Problems, report


def test_every_quotation_is_word_for_word(content: Content, source_texts: Path) -> None:
    texts = SourceTexts.read(source_texts, content.sources, Problems())
    quoted = {quotation.citation.source for quotation in content.quotations.values()}
    assert quoted & set(texts.lines)
    problems = Problems()
    check_wording(content, texts, problems)
    assert not problems, report(problems.found)


def test_nothing_else_is_lifted_from_a_source(content: Content, source_texts: Path) -> None:
    problems = Problems()
    check_lifted(content, SourceTexts.read(source_texts, content.sources, Problems()), problems)
    assert not problems, report(problems.found)


def test_no_long_sentence_stands_in_two_entries(content: Content) -> None:
    problems = Problems()
    check_repeats(content, problems)
    assert not problems, report(problems.found)


def test_there_are_own_sentences_to_compare(content: Content) -> None:
    """The three tests above would pass on nothing; this one says that there is something."""
    entries = [page for kind in content.entries.values() for page in kind]
    found = {prose.entry for prose in own_sentences(content) if prose.entry}
    assert len(found) == len(entries)
