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


def pdf(svg: str, title: str, paper: Literal["a4", "letter"] = "a4") -> bytes:
    """Return a scene as a PDF of one page that it fills."""
    source = SOURCE.format(paper=PAGES[paper]).encode()
    inputs = {"title": title[:500], "svg": svg}
    return typst.compile(source, sys_inputs=inputs, format="pdf")


def png(svg: str, zoom: float = 2.0) -> bytes:
    """Return a scene as a PNG, so many times as large as it stands on the screen."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom))
