"""The grammar of the decision table: a grant says who gets what, and in which modes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from trigpoint.core.people.kinds import Decision, Field, Mode, Outcome, Relation

EVERY_MODE = frozenset(Mode)


@dataclass(frozen=True, slots=True)
class Grant:
    """One relation's decision, in the modes named."""

    relation: Relation
    decision: Decision
    modes: frozenset[Mode] = EVERY_MODE


Grants: TypeAlias = tuple[Grant, ...]


def allow(*relations: Relation, modes: Iterable[Mode] = EVERY_MODE) -> Grants:
    """Grant all of it."""
    return granted(relations, Decision(Outcome.ALLOW), modes)


def redact(
    *relations: Relation, hides: Iterable[Field], modes: Iterable[Mode] = EVERY_MODE
) -> Grants:
    """Grant all but some fields."""
    return granted(relations, Decision(Outcome.REDACT, frozenset(hides)), modes)


def aggregate(*relations: Relation, modes: Iterable[Mode] = EVERY_MODE) -> Grants:
    """Grant only what is of a group that is large enough."""
    return granted(relations, Decision(Outcome.AGGREGATE), modes)


def granted(relations: Iterable[Relation], decision: Decision, modes: Iterable[Mode]) -> Grants:
    """Return one grant a relation."""
    return tuple(Grant(relation, decision, frozenset(modes)) for relation in relations)


def rule(*grants: Grants) -> Grants:
    """Return the grants of one kind and verb as one rule."""
    return tuple(chain.from_iterable(grants))
