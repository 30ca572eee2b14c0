"""Words of the handbook's own language within a page in another: they say whose they are, so that a
voice reads them as what they are.

They are known by their letters. Names are left as they are: every word of them has a capital.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from handbook.language.folding import bare
from handbook.language.languages import EDITORS
from handbook.language.texts import Texts

# Around such words in a text that scripts draw; no text has this sign of its own.
SIGN = "\x01"
# A tag, or what stands between two.
PART = re.compile(r"<[^>]*>|[^<]+")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^>]*)?)>", re.IGNORECASE)
SAYS = re.compile(r'\slang="')
VOID = frozenset(("br", "hr", "img", "input", "wbr"))
# Within brackets or quotation marks stands something whole.
PIECE = re.compile(r'[^()\[\]“”"]+')
# What a voice reads, references of HTML aside.
WORD = re.compile(r"&#?\w+;|[^\W\d_]+")
# A syllable without its marks; those that end in a stop have one.
OPEN = (
    r"(?:[bcdghklmnrstvx]|[cgknpt]h|gi|ngh?|qu|tr)?"
    r"(?:a[iouy]?|e[ou]?|ie?u?|ia|o[aei]?|oa[ioy]|oeo|u[aeiouy]?|uay|uo[iu]|uy[aeu]|y|yeu?)"
    r"(?:m|nh?|ng)?"
)
PLAIN, STOPPED = re.compile(OPEN, re.IGNORECASE), re.compile(rf"{OPEN}|{OPEN}(?:ch?|p|t)")


@dataclass(frozen=True)
class Own:
    """Of the page's language: small ``words`` that could be syllables of the other, and the
    ``letters`` that it writes with, marks and all."""

    words: frozenset[str]
    letters: frozenset[str]

    @classmethod
    def of(cls, texts: Texts, language: str) -> "Own":
        words = frozenset(texts.list(language, "lexicon.question"))
        return cls(words, frozenset(texts.get(language, "site.characters")))


def told(html: str, language: str, default: str, texts: Texts) -> str:
    """HTML in a language in which words of the handbook's own, ``default``, say so, where that is
    the one whose syllables are known. Without any mark there is none of them."""
    if default != EDITORS or language == EDITORS or html.isascii():
        return html
    return marked(html, default, Own.of(texts, language))


def signed(text: str, language: str, default: str, texts: Texts) -> str:
    """A line for scripts, which draw no HTML: what ``told`` says of a page, by signs."""
    if default != EDITORS or language == EDITORS:
        return text
    parts, done = [], 0
    for start, end in foreign(text, Own.of(texts, language)):
        parts += [text[done:start], text[start:end]]
        done = end
    return SIGN.join((*parts, text[done:]))


def marked(html: str, language: str, own: Own) -> str:
    """HTML in which the foreign words of texts that name no language name theirs."""
    around: list[tuple[str, bool]] = []
    parts: list[str] = []
    for part in PART.findall(html):
        if part.startswith("<"):
            _follow(part, around)
        as_it_is = part.startswith("<") or part.isascii() or any(says for _, says in around)
        parts.append(part if as_it_is else _with_spans(part, language, own))
    return "".join(parts)


def unwrapped(element: HtmlElement) -> None:
    """Leave of an element, as of a link that leads nowhere, its words in their language."""
    language = element.get("lang")
    if not language:
        element.drop_tag()
        return
    element.attrib.clear()
    element.tag = "span"
    element.set("lang", language)


def onto_words(tree: HtmlElement, own: str, inline: Container[str]) -> None:
    """Let what stands in a block say the language that the block says, unless that is the tree's
    ``own``: many formats know languages of words alone. ``inline`` are the elements of a line."""
    blocks = [one for one in tree.iter(etree.Element) if one.tag not in inline]
    for block in (one for one in blocks if one.get("lang", own) != own):
        _say(block, block.get("lang"), inline)


def _say(block: HtmlElement, language: str, inline: Container[str]) -> None:
    """Put each run of words into an element that says it; blocks in it that say another stay."""
    runs = [block.makeelement("span", {"lang": language})]
    runs[0].text, block.text = block.text, None
    for child in list(block):
        if child.tag in inline:
            runs[-1].append(child)
            continue
        runs += [child, block.makeelement("span", {"lang": language})]
        runs[-1].text, child.tail = child.tail, None
        if not child.get("lang"):
            _say(child, language, inline)
    for run in runs:
        if len(run) or run.tag != "span" or (run.text or "").strip():
            block.append(run)


def _follow(part: str, around: list[tuple[str, bool]]) -> None:
    """Keep what elements are open, and whether each says its language."""
    tag = TAG.fullmatch(part)
    if tag is None:  # a remark
        return
    closing, name, attributes = tag.groups()
    if not closing and name not in VOID:
        around.append((name, bool(SAYS.search(attributes))))
    elif closing and any(name == open_name for open_name, _ in around):
        while around.pop()[0] != name:
            pass


def _with_spans(text: str, language: str, own: Own) -> str:
    done = 0
    parts: list[str] = []
    for start, end in foreign(text, own):
        parts += [text[done:start], f'<span lang="{language}">{text[start:end]}</span>']
        done = end
    return "".join((*parts, text[done:]))


def foreign(text: str, own: Own) -> Iterator[tuple[int, int]]:
    """Where the foreign words in a text begin and end."""
    for piece in PIECE.finditer(text):
        run: list[re.Match[str]] = []
        for word in (*WORD.finditer(text, *piece.span()), None):
            if word and (_has_marks(word[0]) or PLAIN.fullmatch(word[0])):
                run.append(word)
                continue
            yield from _span(run, piece.group(), own)
            run = []


def _span(run: list[re.Match[str]], piece: str, own: Own) -> Iterator[tuple[int, int]]:
    """The words in a row that may be foreign, if one surely is and no name; where more stands in
    the piece, without words of the page at their edges."""
    if not any(word[0].islower() and _is_sure(word[0], own.letters) for word in run):
        return
    whole = len(WORD.findall(piece)) == len(run)
    kept = run if whole else [word for word in run if not _is_own(word[0].lower(), own)]
    if kept:
        yield kept[0].start(), kept[-1].end()


def _is_own(word: str, own: Own) -> bool:
    return word in own.words or (not word.isascii() and not _is_sure(word, own.letters))


def _is_sure(word: str, letters: Container[str]) -> bool:
    """French writes à and là too."""
    return _has_marks(word) and any(letter not in letters for letter in word)


def _has_marks(word: str) -> bool:
    if word.isascii():
        return False
    plain = bare(word)
    return plain != word.lower() and bool(STOPPED.fullmatch(plain))
