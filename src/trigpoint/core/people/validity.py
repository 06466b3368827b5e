"""From which day something holds, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trigpoint.core.refusal import Refused
from trigpoint.core.text import _


@dataclass(frozen=True, slots=True)
class Validity:
    """Days from `start` on and before `end`, in the organisation's zone; None is open.

    Raises `Refused` where the end is not after the start.
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise Refused(
                _(
                    "The end, {end}, is not after the start, {start}.",
                    start=self.start,
                    end=self.end,
                )
            )

    def holds(self, day: date) -> bool:
        """Tell whether the day lies within."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


ALWAYS = Validity()
