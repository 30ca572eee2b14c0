"""The formats that files are made in, in the order in which readers are shown them."""

from handbook.paper import (
    booklet,
    epub,
    handouts,
    kits,
    pdf,
    posters,
    posts,
    powerpoint,
    radio,
    share,
    shop,
    slidespdf,
    word,
)

FORMATS = (
    *pdf.FORMATS,
    booklet.FORMAT,
    epub.FORMAT,
    word.FORMAT,
    handouts.FORMAT,
    powerpoint.FORMAT,
    slidespdf.FORMAT,
    *radio.FORMATS,
    *posters.FORMATS,
    posts.FORMAT,
    *kits.FORMATS,
    share.FORMAT,
    *shop.FORMATS,
)
