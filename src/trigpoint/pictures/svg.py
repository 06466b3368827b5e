"""Writing SVG: elements, literal attributes, and text that can hold anything.

The tree is `xml.etree`'s, so escaping is the standard library's. What XML 1.0 cannot hold at all
is replaced, and every text of a user is isolated for direction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, tostring

NAMESPACE = "http://www.w3.org/2000/svg"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"

Attributes = Mapping[str, object]


def clean(text: str) -> str:
    """Return `text` with each character that XML 1.0 forbids replaced by U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def isolated(text: str) -> str:
    """Return `text` wrapped so that its direction does not disturb what stands beside it."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def number(value: float) -> str:
    """Return a coordinate with at most two decimals and no trailing zeros."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def percent(fraction: float) -> str:
    """Return a fraction of the width as an SVG percentage."""
    return f"{number(100 * fraction)}%"


def element(tag: str, attributes: Attributes, *children: Element) -> Element:
    """Return an element; attributes that are None are left out."""
    written = {
        name: number(value) if isinstance(value, (int, float)) else clean(str(value))
        for name, value in attributes.items()
        if value is not None
    }
    made = Element(tag, written)
    made.extend(children)
    return made


def words(text: str, attributes: Attributes, *, tag: str = "text") -> Element:
    """Return a text element, isolated for direction."""
    made = element(tag, attributes)
    made.text = isolated(clean(text))
    return made


def title(text: str) -> Element:
    """Return the element that names its parent to readers who do not see the picture."""
    made = element("title", {})
    made.text = clean(text)
    return made


def write(root: Element) -> str:
    """Return the markup of a whole picture."""
    root.set("xmlns", NAMESPACE)
    return tostring(root, encoding="unicode")
