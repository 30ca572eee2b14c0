"""What a page may call. Wired into the site generator by ``define_env``.

Calls carry plain values only and are checked before anything is rendered, so a page needs no
template engine: ``on_pre_page_macros`` puts each call's result in its place.
"""

from __future__ import annotations

import re
from typing import Any

from handbook.content.markdown import MACRO, parse_call, without_comments
from macros.catalog import Macros, catalog


def define_env(env: Any) -> None:
    """Offer every macro of the catalogue, bound to the page being rendered."""

    def wired(name: str) -> Any:
        def call(*arguments: object, **keywords: object) -> str:
            macros = Macros(env.conf.handbook.context(env.page))
            return str(getattr(macros, name)(*arguments, **keywords))

        return call

    for name in catalog():
        env.macro(wired(name), name)


def on_pre_page_macros(env: Any) -> None:
    """Replace the page's calls by what the macros return."""

    def result(match: re.Match[str]) -> str:
        call = parse_call(match[1], 0)
        if call is None:
            raise ValueError(match[0])
        return str(env.macros[call.name](*call.arguments, **call.keywords))

    env.markdown = MACRO.sub(result, without_comments(env.markdown))
