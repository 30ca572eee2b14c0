"""``python -m macros.check``: check the content without building, then say how complete it is, or
how far its questions can be guessed."""

import argparse
import sys
from pathlib import Path

from handbook.check.all import Checked, check
from handbook.check.completeness import counts, listing
from handbook.check.doubt import Doubt
from handbook.check.guessing.asked import all_asked
from handbook.check.guessing.rules import check_guessing
from handbook.check.guessing.table import Table
from handbook.check.spelling import check_spelling
from handbook.content.handbook import Content
from handbook.language.problems import messages, report
from handbook.language.texts import Texts
from handbook.language.usage import Command
from macros.catalog import catalog


def main() -> int:
    arguments = _arguments()
    checked = check(arguments.root, catalog(), arguments.sources)
    if checked.has_texts:  # else nothing is known of the languages
        _together(arguments, checked)
    if arguments.questions and checked.has_texts:
        _questions(checked.content, checked.texts)
    if checked.problems:
        found = sorted(set(checked.problems.found))
        print(report(found), file=sys.stderr)
        print(messages()["summary"]["wrong"].format(count=len(found)), file=sys.stderr)
        return 1
    if not arguments.questions:
        _completeness(checked.content, arguments.list)
    return 0


def _together(arguments: argparse.Namespace, checked: Checked) -> None:
    """What is only judged of the whole: its spelling, how far its questions can be guessed."""
    if arguments.spelling:
        check_spelling(arguments.root, checked.content, checked.problems)
    if not Doubt.of(checked.content, checked.problems).lacks_rows:  # else questions are missing
        check_guessing(checked.content, checked.problems)


def _arguments() -> argparse.Namespace:
    parser = Command("check")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="project folder")
    parser.add_argument("--sources", type=Path, help="folder with the texts of the sources")
    parser.add_argument("--spelling", action="store_true", help="ask hunspell too")
    parser.add_argument("--list", action="store_true", help="each counted row with its place")
    parser.add_argument(
        "--questions", action="store_true", help="how far the questions can be guessed"
    )
    return parser.parse_args()


def _questions(content: Content, texts: Texts) -> None:
    """The table of all questions, which helps to mend them: it is there in spite of mistakes."""
    table = Table(texts, content.languages.default)
    print("\n".join(table.lines(all_asked(content))), flush=True)


def _completeness(content: Content, with_rows: bool) -> None:
    if with_rows:
        print("\n".join(listing(content)))
    for count in counts(content):
        print(f"{count.complete}/{count.expected}\t{count.name}\t{count.title}")
    print(f"{len(content.quotations)}\tquotations")
    print(f"{len(content.defaults)}\tpages")


if __name__ == "__main__":
    sys.exit(main())
