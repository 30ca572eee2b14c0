"""The rule over all questions: none of the ways of guessing may be too good."""

from handbook.check.guessing.asked import all_asked, in_groups
from handbook.check.guessing.table import percent
from handbook.check.guessing.ways import BARS, ways
from handbook.content.handbook import Content
from handbook.language.problems import Problems

CODES = {
    "letter": "quiz-told-letter",
    "last": "quiz-told-last",
    "longest": "quiz-told-longest",
    "words": "quiz-told-words",
}


def check_guessing(content: Content, problems: Problems) -> None:
    """Report the questions to be changed first, where too many are guessed without reading."""
    for group in in_groups(all_asked(content)).values():
        for way in (way for way in ways(group) if way.is_too_good):
            said = {
                "share": percent(way.share),
                "count": len(way.guesses),
                "bar": percent(BARS[way.name]),
            }
            for asked in way.plainest():
                problems.add(asked.file, asked.line, CODES[way.name], **said)
