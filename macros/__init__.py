"""What a page may call. Wired into the site generator by ``define_env``."""

from __future__ import annotations

from typing import Any

from macros.catalog import Macros, catalog


def define_env(env: Any) -> None:
    """Offer every macro of the catalogue to the pages, bound to the page being rendered."""
    site = env.conf.handbook

    def wired(name: str) -> Any:
        def call(*arguments: object, **keywords: object) -> str:
            macros = Macros(site.context(env.page))
            return str(getattr(macros, name)(*arguments, **keywords))

        return call

    for name in catalog():
        env.macro(wired(name), name)
