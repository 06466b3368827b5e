"""Texts that people hand to a command as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from trigpoint.cli.output import Output


def text_of(file: Path, out: Output) -> str:
    """Return what stands in a file; refuse with line and cure what is no text in UTF-8."""
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        out.refuse(f"{file.name}, line {line}: this is no text in UTF-8. Save it as UTF-8.")
