"""What macros take and give, as their signatures declare it: the words of ``macros/catalog.py``."""

import inspect
from collections.abc import Mapping
from typing import get_args, get_origin

# The name of every macro -> its signature.
Catalog = Mapping[str, inspect.Signature]

# What an argument of a macro must name. A macro declares it as ``Annotated[str, ID]``.
ID, QUOTATION, TABLE, REGISTER, DATED = "id", "quotation", "table", "register", "dated"
LINKED, PASSAGE = "linked", "passage"
# What a macro returns when that is more than a part of a text: ``Annotated[str, BLOCK]``.
BLOCK = "block"

# A column that every table can show, though no register declares it.
SOURCES_COLUMN = "sources"
# What a table of entries can show beside their titles.
ENTRY_COLUMNS = ("summary", "wording", SOURCES_COLUMN)


def declared(parameter: inspect.Parameter) -> tuple[object, str | None]:
    """The type of an argument, and what it must name, if anything."""
    annotation = parameter.annotation
    metadata = getattr(annotation, "__metadata__", ())
    if metadata:
        return get_args(annotation)[0], str(metadata[0])
    return annotation, None


def returns_block(signature: inspect.Signature) -> bool:
    """Whether the result of a macro is more than a part of a text."""
    return BLOCK in getattr(signature.return_annotation, "__metadata__", ())


def fits(value: object, expected: object) -> bool:
    """Whether a value is of a declared type; of lists and dictionaries only that they are such."""
    arguments = get_args(expected)
    origin = get_origin(expected)
    if origin is None and isinstance(expected, type):
        return isinstance(value, expected)
    if origin in (list, dict):
        return isinstance(value, origin)
    return any(value is None if part is type(None) else fits(value, part) for part in arguments)


def form(signature: inspect.Signature) -> str:
    """How a macro is called, for messages: ``(name, columns=…)``."""
    parts = [
        name if parameter.default is inspect.Parameter.empty else f"{name}=…"
        for name, parameter in signature.parameters.items()
    ]
    return f"({', '.join(parts)})"
