"""What stands in a V2MOM, as plain data: what gates look at and what an edition keeps.

People, goals and measures are named by public id, so that an edition holds nobody's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Value:
    """A guiding principle, with the behaviours in which it is seen."""

    id: str
    title: str
    meaning: str = ""
    behaviours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """Ranked work: a goal, the values it serves, the measures that show it, its steps."""

    id: str
    goal: str
    title: str
    why: str = ""
    owner: str = ""
    values: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way. Levels are 1 (low) to 3 (high); `sign` is its warning sign."""

    id: str
    title: str
    likelihood: int = 2
    impact: int = 2
    threatens: tuple[str, ...] = ()
    mitigation: str = ""
    contingency: str = ""
    owner: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A whole V2MOM, each part in the order of its ranks."""

    vision: str = ""
    values: tuple[Value, ...] = ()
    methods: tuple[Method, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Written:
        """Return what `to_json` wrote; of what erasure emptied nothing is left."""
        return cls(
            str(body.get("vision", "")),
            tuple(Value(**tupled(row)) for row in body.get("values", ())),
            tuple(Method(**tupled(row)) for row in body.get("methods", ())),
            tuple(Obstacle(**tupled(row)) for row in body.get("obstacles", ())),
        )


def tupled(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of JSON with its lists as tuples."""
    return {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
