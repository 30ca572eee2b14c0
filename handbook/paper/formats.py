"""The formats that files are made in, in the order in which readers are shown them."""

from handbook.paper import booklet, epub, pdf, word

FORMATS = (*pdf.FORMATS, booklet.FORMAT, epub.FORMAT, word.FORMAT)
