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
# Of that card: a headline of the issue's own, and what it says below it.
HEADLINE, LEAD = "data-headline", "data-lead"
# Of a cell: the name of its column. Of a copy of the handbook: its language.
COLUMN, LANGUAGE = "data-label", "data-language"

# Classes. An official wording and below it where it stands.
QUOTATION, QUOTATION_SOURCE = "quotation", "quotation-source"
# A link to a passage, for the reader to send on: empty beside a heading and in a quotation.
SHARE = "share"
# A question and what is asked; its answer, to unfold, with the line that names the right choice.
QUIZ, QUIZ_QUESTION = "quiz", "quiz-question"
QUIZ_ANSWER, QUIZ_RIGHT = "quiz-answer", "quiz-right"
# What helps to find the answer, to unfold.
QUIZ_HINT = "quiz-hint"
# An abbreviation where a page has it first, and where it says its full form on phones; a cell that
# says that there is nothing.
FIRST, OPENED, EMPTY = "first", "opened", "empty"
# On the screen: the part that opens an entry; what stays on one line.
KEY_PART, UNBROKEN = "key-part", "nb"
# Rows under a heading, to unfold; a table for large screens only; in a card, what its sources say
# again, and what is short. Where readers choose which rows are shown.
GROUP, WIDE, WIDEST, SAID = "group", "wide", "widest", "said"
SHORT, FILTER = "short", "filter"
# Where a copy for reading without a network is had: the whole, and that of a language.
OFFLINE, OFFLINE_COPY = "offline", "offline-copy"
# What each edition changed, and a heading's edition there. Where the edition that a page is read in
# is told: empty and hidden; where there is a worker, browser/news/ writes of which one the copy is.
EDITIONS, EDITION, EDITION_NOW = "editions", "data-edition", "edition-now"
# Where cards are repeated.
REVIEW = "review"
# On a first page: the link to where to begin, or to go on; what opens the search box there; what is
# in force by the day of the year, and of each the day from which it is.
START, SEARCH_HERE, NOW, FROM = "start", "search-here", "now", "data-from"
# Where all entries stand with what a reader has done of them: browser/overview/ writes it.
STUDY = "study"
# Of an item of a list: that it is a prompt, to be answered in its place. Where all is gathered that
# a reader has written, of a question there its id, and where the reflection paper is written.
PROMPT, MY_NOTES, ASKED, REFLECTION = "data-prompt", "my-notes", "data-asked", "reflection"
# Of an article: anchors that have other addresses now, where the whole page has moved, and the
# paths that it had before.
ANCHORS, GOAL, WAS = "data-anchors", "data-goal", "data-was"

# Where the questions of the whole handbook are answered, and where a paper of them is; both empty.
PRACTICE, EXAM = "practice", "exam"

# All files for paper, to unfold.
FILES = "downloads"

# The folder of the files for paper below a site, which are no part of a copy.
DOWNLOADS = "tep"
# That of the settings for servers, which none of them sends.
SERVERS = "may-chu"
# The folder, below an entry, of the papers for a meeting about it, which no copy has either.
MEETINGS = "buoi-hop"

# Ids of headings that every entry may have: what it is connected with, where it has things from.
CONNECTIONS_ID, SOURCES_ID = "lien-he", "nguon"
