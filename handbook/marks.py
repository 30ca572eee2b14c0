"""The names by which the parts of a page, and of a site, are known everywhere: macros write them,
paper, search, publishing, the scripts of browser/ and the styles read them.

A new name that is read in another room than the one that writes it belongs here; that the scripts
and styles name none of these otherwise is a test.
"""

# Attributes. What they keep out of a copy for paper, or out of the search, is OFF; what is a list
# of places, which paper prints small and with page numbers, is INDEX.
PAPER, SEARCH, OFF, INDEX = "data-paper", "data-search", "off", "index"
# Of a card in an issue: the id of the page, with that of a heading behind "#", which it stands for.
PIECE = "data-piece"
# Of a cell: the name of its column. Of a copy of the handbook: its language.
COLUMN, LANGUAGE = "data-label", "data-language"

# Classes. An official wording and below it where it stands.
QUOTATION, QUOTATION_SOURCE = "quotation", "quotation-source"
# A question and what is asked; its answer, to unfold, with the line that names the right choice.
QUIZ, QUIZ_QUESTION = "quiz", "quiz-question"
QUIZ_ANSWER, QUIZ_RIGHT = "quiz-answer", "quiz-right"
# What helps to find the answer, to unfold.
QUIZ_HINT = "quiz-hint"
# An abbreviation where a page has it first; a cell that says that there is nothing.
FIRST, EMPTY = "first", "empty"
# Where a copy for reading without a network is had: the whole, and that of a language.
OFFLINE, OFFLINE_COPY = "offline", "offline-copy"
# What each edition changed, and a heading's edition there. Where the edition that a page is read in
# is told: empty and hidden; where there is a worker, browser/news/ writes of which one the copy is.
EDITIONS, EDITION, EDITION_NOW = "editions", "data-edition", "edition-now"
# Of an article: anchors that have other addresses now, where the whole page has moved, and the
# paths that it had before.
ANCHORS, GOAL, WAS = "data-anchors", "data-goal", "data-was"

# The folder of the files for paper below a site, which are no part of a copy.
DOWNLOADS = "tep"

# Ids of headings that every entry may have: what it is connected with, where it has things from.
CONNECTIONS_ID, SOURCES_ID = "lien-he", "nguon"
