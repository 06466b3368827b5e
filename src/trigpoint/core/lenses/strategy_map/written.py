"""What stands on a strategy map, as plain data: what gates look at and what an edition keeps.

People, goals and units are named by public id, so that an edition holds nobody's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Perspective:
    """A lane, with the question that it answers."""

    id: str
    title: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """A goal on the map: where it stands, by titles, and what shows it."""

    id: str
    goal: str
    title: str
    perspective: str
    theme: str = ""
    owner: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What is believed to move what, by the titles of both objectives."""

    id: str
    cause: str
    effect: str
    sentence: str = ""
    sign: str = "with"
    lag_weeks: int = 0


@dataclass(frozen=True, slots=True)
class Pain:
    """What hurts customers in a stage, and the titles of the objectives that serve it."""

    id: str
    title: str
    stage: str
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A whole map, each part in its order."""

    perspectives: tuple[Perspective, ...] = ()
    objectives: tuple[Objective, ...] = ()
    links: tuple[Link, ...] = ()
    pains: tuple[Pain, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Written:
        """Return what `to_json` wrote; of what erasure emptied nothing is left."""
        pains: Iterable[Mapping[str, Any]] = body.get("pains", ())
        return cls(
            tuple(Perspective(**row) for row in body.get("perspectives", ())),
            tuple(Objective(**row) for row in body.get("objectives", ())),
            tuple(Link(**row) for row in body.get("links", ())),
            tuple(Pain(**{**row, "serves": tuple(row.get("serves", ()))}) for row in pains),
        )
