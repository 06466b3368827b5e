"""What is wrong with a file of goals."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.text import Text


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One thing wrong: where it stands (from 1), at which part, what it is, and the cure."""

    line: int
    column: int
    part: str
    what: Text
    cure: Text
