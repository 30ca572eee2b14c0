"""Vietnamese spelling: Debian's hunspell dictionary and two lists of words beside it."""

import re
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handbook.check import rules
from handbook.check.settings import LOG
from handbook.content.files import WORDS
from handbook.content.handbook import Content
from handbook.content.model import Position
from handbook.content.pages import read_text
from handbook.content.values import FIELD
from handbook.language.languages import EDITORS, LocalText
from handbook.language.problems import Problems

# The words of interface, messages and guide; below the project those of its content.
ENGINE_WORDS = Path(__file__).parents[1] / "language" / "texts" / "words.vi.txt"
CONTENT_WORDS = Path("docs") / WORDS
QUIZ = re.compile(r"^/// quiz|\[[xX]\]")
DOMAIN = re.compile(r"\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(vn|com|net|vnanet)\b")
SYLLABLE = re.compile(r"[^\W\d_]+")
OLD_STYLE = re.compile(r"([òóỏõọ])([ae])\Z|([ùúủũụ])(y)\Z", re.IGNORECASE)


def check_spelling(root: Path, content: Content, problems: Problems) -> None:
    """Every syllable of Vietnamese text is known. Raises what ``unknown`` raises."""
    is_vietnamese = content.languages.default == EDITORS
    texts = _texts(content) if is_vietnamese else iter(())
    # Who writes a handbook without Vietnamese need not tell its changes in it.
    speaks = EDITORS in content.languages.all
    changes = _changes(root, problems) if speaks else iter(())
    found = {**syllables(changes), **syllables(texts)}
    for word in sorted(unknown(found) - known_words(root, problems)):
        at = found[word]
        problems.add(at.file, at.line, "spelling", word=word)


def known_words(root: Path, problems: Problems) -> set[str]:
    """The words of both lists."""
    own = root / CONTENT_WORDS
    text = read_text(own, CONTENT_WORDS.as_posix(), problems) if own.is_file() else ""
    return words_in(ENGINE_WORDS.read_text(encoding="utf-8")) | words_in(text or "")


def words_in(text: str) -> set[str]:
    """The syllables of a list; a line that begins with ``#`` is a comment."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {word for line in lines for word in SYLLABLE.findall(line)}


def syllables(texts: Iterable[tuple[str, Position]]) -> Mapping[str, Position]:
    """Each different syllable of the texts and where it first stands."""
    found: dict[str, Position] = {}
    for text, position in texts:
        for match in SYLLABLE.finditer(DOMAIN.sub(" ", text)):
            found.setdefault(match[0], position)
    return found


def _changes(root: Path, problems: Problems) -> Iterator[tuple[str, Position]]:
    """The list of changes, which an editor writes for each edition."""
    path = root / LOG
    text = read_text(path, LOG, problems) if path.is_file() else ""
    for number, line in enumerate((text or "").split("\n"), start=1):
        yield rules.without_markup(line), Position(LOG, number)


def _texts(content: Content) -> Iterator[tuple[str, Position]]:
    for page in content.defaults.values():
        for key, text in (("title", page.title), ("summary", page.summary)):
            yield text, Position(f"docs/{page.path}", page.at(key))
        for number, line in rules.plain_lines(page):
            yield QUIZ.sub(" ", line), Position(f"docs/{page.path}", page.body_line + number)
    for register in content.registers.values():
        for row in register.rows.values():
            for name, value in row.values.items():
                if isinstance(value, LocalText):
                    yield rules.without_markup(value[content.languages.default]), row.at(name)
    for one in content.sets.values():
        yield from ((FIELD.sub(" ", text), at) for text, at in one.said(content.languages.default))
    for change in (one for record in content.editions.records for one in record.pages.values()):
        if content.languages.split(change.path)[1] == content.languages.default:
            yield change.what, change.position
    for quotation in content.quotations.values():
        yield quotation.text[content.languages.default], quotation.at(content.languages.default)


def dictionary_form(word: str) -> str:
    """The word as Debian's dictionary writes it: the tone on the last vowel (hoà, thuỷ)."""
    match = OLD_STYLE.search(word)
    if not match or word[: match.start()].lower().endswith("q"):
        return word
    first, second = match[1] or match[3], match[2] or match[4]
    decomposed = unicodedata.normalize("NFD", first)
    moved = unicodedata.normalize("NFC", decomposed[0] + second + decomposed[1:])
    return word[: match.start()] + moved


def unknown(words: Iterable[str]) -> set[str]:
    """The words that hunspell's Vietnamese dictionary does not know.

    Raises FileNotFoundError without hunspell, CalledProcessError without its dictionary.
    """
    forms = {dictionary_form(word): word for word in words}
    done = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", "vi_VN", "-l"],
        input="\n".join(forms),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return {forms[form] for form in done.stdout.split()}
