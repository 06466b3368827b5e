"""From a scene to paper: PDF by typst, PNG by resvg, both from the same SVG."""

from __future__ import annotations

from typing import Literal

import resvg_py
import typst

PAGES = {"a4": "a4", "letter": "us-letter"}
SOURCE = """#set page(paper: "{paper}", margin: 0pt)
#set document(title: sys.inputs.title)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, alt: sys.inputs.title)
"""

ACROSS = """#set page(paper: "{paper}", flipped: true, margin: 9mm)
#set document(title: sys.inputs.title)
#image(
  bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain",
  alt: sys.inputs.title,
)
"""


def pdf(svg: str, title: str, paper: Literal["a4", "letter"] = "a4") -> bytes:
    """Return a scene as a PDF of one page that it fills."""
    return printed(SOURCE, svg, title, paper)


def pdf_across(svg: str, title: str, paper: Literal["a4", "letter"] = "a4") -> bytes:
    """Return a scene as a PDF of one page on its side, as large as fits."""
    return printed(ACROSS, svg, title, paper)


def printed(source: str, svg: str, title: str, paper: Literal["a4", "letter"]) -> bytes:
    """Return a page of a source with a scene on it."""
    inputs = {"title": title[:500], "svg": svg}
    written = source.format(paper=PAGES[paper]).encode()
    return typst.compile(written, sys_inputs=inputs, format="pdf")


def png(svg: str, zoom: float = 2.0) -> bytes:
    """Return a scene as a PNG, so many times as large as it stands on the screen."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
