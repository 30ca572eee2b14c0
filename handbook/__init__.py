"""The engine of the handbook: strict content model, checks and Vietnamese text tools.

It knows no particular kind of page and nothing of MkDocs.
"""
