"""A version of a paper as a Word document in the form that Azota describes: at once to print and to
import. https://docs.azota.vn/docs/huong-dan-su-dung/de-thi/cau-truc-de-thi-chuan/

A question begins with its number behind the word for one, choices with capital letters, two to
eight; behind the word for the end stand a table of answers (1-A) and then the reasons, by number.
"""

from collections.abc import Iterator, Mapping, Sequence

from handbook.paper import word
from handbook.paper.exam import Numbered, Papers, Said, Version, element, plain
from handbook.paper.pandoc import Node, Nodes, div, holding
from handbook.paper.wordstyles import BODY, OPENING_HEADING
from handbook.paper.wordtree import LOCALES, WordWriter, raw, text

# So many answers stand on a line; what comes behind the end is for others than who sit.
IN_LINE = 10
NEW_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
DOTS = "." * 60


def word_files(papers: Papers, version: Version) -> Mapping[str, bytes]:
    """All files for ``word.make_docx``."""
    blocks = [*_paper(papers, version), raw(NEW_PAGE), *_key(papers, version)]
    title = f"{papers.words['title']}. {papers.words['version'].format(number=version.number)}"
    language = LOCALES.get(papers.language, papers.language)
    about = {"title": title, "subject": papers.title, "lang": language}
    return word.package(blocks, about, papers.edition)


def word_texts(version: Version) -> Iterator[str]:
    """What must be found again there."""
    for one in version.lettered:
        yield plain(one.question.stem)
        for _, offer in one.choices:
            yield plain(offer.text)
            yield plain(offer.reason)


def _paper(papers: Papers, version: Version) -> Iterator[Node]:
    words = papers.words
    # No title, which stands on a cover, far down.
    yield _styled(OPENING_HEADING, [text(words["title"])])
    about = papers.about(version.lettered)
    yield _styled("Notice", [text(f"{papers.title}. {about}")])
    yield _styled("Notice", [text(words["version"].format(number=version.number))])
    for name in ("name", "unit"):
        yield _styled(BODY, [text(f"{words[name]}: {DOTS}")])
    for one in version.lettered:
        number = holding("Strong", [text(words["question"].format(number=one.number))])
        yield _styled(BODY, [number, text(" "), *_inlines(papers, one.question.stem)])
        for letter, offer in one.choices:
            yield _styled(BODY, [text(f"{letter}. "), *_inlines(papers, offer.text)])
    yield _styled(BODY, [holding("Strong", [text(words["end"])])])


def _key(papers: Papers, version: Version) -> Iterator[Node]:
    asked = version.lettered
    yield _styled(BODY, [holding("Strong", [text(papers.words["key_table"])])])
    for at in range(0, len(asked), IN_LINE):
        line = "  ".join(f"{one.number}-{one.key}" for one in asked[at : at + IN_LINE])
        yield _styled(BODY, [text(line)])
    yield _styled(BODY, [holding("Strong", [text(papers.words["reasons"])])])
    for one in asked:
        yield _styled(BODY, [*_reasons(papers, one)])


def _reasons(papers: Papers, one: Numbered) -> Iterator[Node]:
    """In one paragraph: a line that begins with a letter would be taken for a choice."""
    chosen = papers.words["chosen"].format(key=one.key)
    yield text(f"{one.number}. {chosen}")
    for letter, offer in sorted(one.choices, key=lambda pair: (not pair[1].right, pair[0])):
        if not offer.right:
            yield text(f" {papers.words['not_chosen'].format(letter=letter)}")
        yield from (text(" "), *_inlines(papers, offer.reason))


def _inlines(papers: Papers, said: Said) -> Nodes:
    return WordWriter(1, papers.words).inlines(element(said))


def _styled(style: str, inside: Sequence[Node]) -> Node:
    return div(style, holding("Para", inside))
