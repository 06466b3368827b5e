"""Whether what somebody does well is what another one wants to learn."""

from __future__ import annotations

from dataclasses import dataclass

SHORT = 4
"""Words of fewer letters ("and", "the") say nothing of a subject."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be learned: its name, and the KPI it moves, "" for none."""

    name: str
    kpi: str = ""


def fits(wanted: Subject, shown: Subject) -> bool:
    """Whether two subjects are the same: by KPI, or the words of one are all among the other's."""
    if wanted.kpi and wanted.kpi == shown.kpi:
        return True
    one, other = telling(wanted.name), telling(shown.name)
    return bool(one and other) and (one <= other or other <= one)


def telling(name: str) -> frozenset[str]:
    """Return the words of a name that tell what it is about; all of them where none is long."""
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    return frozenset(word for word in words if len(word) >= SHORT) or frozenset(words)
