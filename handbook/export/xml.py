"""Elements of other programs' XML, in a namespace of their own."""

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree
from lxml.etree import _Element

# Where a tag of HTML says a language.
LANGUAGE = re.compile(r"(<[a-z]+(?: href=\"[^\"<>]*\")?) lang=")


class Maker:
    """Makes elements of a namespace, none if it is empty; ``names`` are further ones by their
    prefixes."""

    def __init__(self, namespace: str = "", **names: str) -> None:
        self.namespace = namespace
        self._names: Any = {**({None: namespace} if namespace else {}), **names}

    def __call__(self, name: str, *inside: _Element | str, **values: str) -> _Element:
        """An element with attributes, and in it texts and elements."""
        full = f"{{{self.namespace}}}{name}" if self.namespace else name
        element = etree.Element(full, nsmap=self._names)
        self._fill(element, inside, values)
        return element

    def rich(self, name: str, inner: str, **values: str) -> _Element:
        """An element with simple HTML in it, in the same namespace; languages are said as XML
        says them."""
        declared = f' xmlns="{self.namespace}"' if self.namespace else ""
        spoken = LANGUAGE.sub(r"\1 xml:lang=", inner)
        element = etree.fromstring(f"<{name}{declared}>{spoken}</{name}>")
        self._fill(element, (), values)
        return element

    @staticmethod
    def _fill(
        element: _Element, inside: tuple[_Element | str, ...], values: Mapping[str, str]
    ) -> None:
        for key, value in values.items():
            element.set(key, value)
        for one in inside:
            if isinstance(one, str):
                element.text = one
            else:
                element.append(one)


def written(root: _Element) -> bytes:
    """A tree as a file."""
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))
