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
    """What hurts customers in a stage, and the titles of the objectives that serve it.

    `tags` and `moment` (of truth) are None in editions that did not keep them.
    """

    id: str
    title: str
    stage: str
    serves: tuple[str, ...] = ()
    tags: tuple[str, ...] | None = None
    moment: bool | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """What holds objectives together."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the customer journey, and where customers meet us in it."""

    id: str
    title: str
    touchpoints: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A whole map, each part in its order; themes and stages are None where they were not kept."""

    perspectives: tuple[Perspective, ...] = ()
    objectives: tuple[Objective, ...] = ()
    links: tuple[Link, ...] = ()
    pains: tuple[Pain, ...] = ()
    themes: tuple[Theme, ...] | None = None
    stages: tuple[Stage, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Written:
        """Return what `to_json` wrote; of what erasure emptied nothing is left."""
        pains: Iterable[Mapping[str, Any]] = body.get("pains", ())
        themes, stages = body.get("themes"), body.get("stages")
        return cls(
            tuple(Perspective(**row) for row in body.get("perspectives", ())),
            tuple(Objective(**row) for row in body.get("objectives", ())),
            tuple(Link(**row) for row in body.get("links", ())),
            tuple(map(_pain, pains)),
            None if themes is None else tuple(Theme(**row) for row in themes),
            None if stages is None else tuple(Stage(**row) for row in stages),
        )


def _pain(row: Mapping[str, Any]) -> Pain:
    tags = row.get("tags")
    kept = {"serves": tuple(row.get("serves", ())), "tags": None if tags is None else tuple(tags)}
    return Pain(**{**row, **kept})
