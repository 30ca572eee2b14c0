"""The list of words that stay on one line in titles holds words of two or three syllables."""

from pathlib import Path

from handbook.content.handbook import SITE
from handbook.content.pages import read_text
from handbook.content.unbroken import WORDS, is_word, words_in
from handbook.language.problems import Problems

FILE = f"docs/{SITE}/{WORDS}"


def check_unbroken(root: Path, problems: Problems) -> None:
    """Report the lines that hold something else."""
    path = root / FILE
    text = (read_text(path, FILE, problems) or "") if path.is_file() else ""
    for line, word in words_in(text):
        if not is_word(word):
            problems.add(FILE, line, "site-words", text=word)
