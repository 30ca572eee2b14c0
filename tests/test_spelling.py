"""Vietnamese words outside docs/: interface texts, messages, the project's own documents."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.check.rules import CODE, new_style
from handbook.check.spelling import ENGINE_WORDS, SYLLABLE, dictionary_form, unknown, words_in
from handbook.language.problems import messages
from handbook.language.texts import load_texts

FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
PLACEHOLDER = re.compile(r"\{[a-z_]*\}|https?://\S+|\]\([^)]*\)|[\w./-]*[_/.][\w./-]*\w")
# Words that the guides and messages cannot do without, one a line.
TRADE = Path(__file__).parent / "trade-words.txt"


def words_of(text: str) -> set[str]:
    return set(SYLLABLE.findall(PLACEHOLDER.sub(" ", CODE.sub(" ", text))))


def trade() -> set[str]:
    """No word of the content: another campaign has others."""
    lists = (ENGINE_WORDS, TRADE)
    return {word for path in lists for word in words_in(path.read_text(encoding="utf-8"))}


def interface() -> Iterator[str]:
    """All that is a text: the letters of the language are none."""
    texts = load_texts()
    for name in texts.values["vi"]:
        found = texts.group("vi", name)
        yield from (text for key, text in found.items() if (name, key) != ("site", "characters"))


def misspelt(found: set[str]) -> list[str]:
    return sorted(unknown(found) - trade())


def test_interface_and_messages_are_spelt_right() -> None:
    """Each by itself: one of them tells of a mark of code that stands alone."""
    said = (text for found in messages().values() for text in found.values())
    found = {word for text in (*interface(), *said) for word in words_of(text)}
    assert len(found) > 300
    assert misspelt(found) == []


GUIDES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "bench/README.md")


@pytest.mark.parametrize("name", GUIDES)
def test_documents_are_spelt_right(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8").partition("## In English")[0]
    found = words_of(FENCED.sub(" ", text))
    assert misspelt(found) == []
    assert not list(new_style(CODE.sub(" ", text)))


@pytest.mark.parametrize(
    ("written", "asked"),
    [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("quý", "quý"), ("toán", "toán")],
)
def test_dictionary_is_asked_in_its_own_tone_placement(written: str, asked: str) -> None:
    assert dictionary_form(written) == asked
