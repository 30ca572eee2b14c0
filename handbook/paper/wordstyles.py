"""The styles of Word by what a text is: their names, as templates/word has them."""

from handbook import marks
from handbook.paper.notes import NOTES

BODY, QUOTE, TERM, DEFINITION = "Body Text", "Quote", "Definition Term", "Definition"
TABLE_HEAD, TABLE_TEXT = "Table Heading", "Table Text"
ROW_HEAD, ROW_TEXT = "Row Heading", "Row Text"
BULLET, NUMBER, INDEX = "List Bullet", "List Number", "Index Entry"
PICTURE, PICTURE_WITH_CAPTION, PICTURE_CAPTION = "Picture", "Picture Above", "Picture Caption"
OPENING_HEADING, CODE = "Opening Heading", "Source Code"
NOTES_STYLE = "End Notes"
# Styles by the class of a paragraph, or of what it stands in.
KINDS = {
    "admonition": "Note Text",
    "admonition-title": "Note Heading",
    "answers-at": "Answers At",
    NOTES: NOTES_STYLE,
    marks.QUIZ_QUESTION: "Quiz Question",
    marks.QUIZ_RIGHT: "Quiz Answer",
    marks.QUOTATION_SOURCE: "Quotation Source",
    "summary": "Summary",
    "piece-lead": "Note Text",
    "piece-from": "Piece From",
    "pull-quote": "Pull Quote",
    "pull-source": "Pull Source",
    "issue-small": NOTES_STYLE,
    "issue-codes": NOTES_STYLE,
    "issue-imprint": "Imprint",
}
INLINES = {
    "b": "Strong",
    "em": "Emph",
    "i": "Emph",
    "strong": "Strong",
    "sub": "Subscript",
    "sup": "Superscript",
}
