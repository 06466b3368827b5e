"""Deciding by the table, and saying in sentences what it decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from trigpoint.core.people.facts import Actor, Thing
from trigpoint.core.people.kinds import Decision, Kind, Mode, Outcome, Relation, Verb
from trigpoint.core.people.relations import relations_of
from trigpoint.core.people.table import TABLE

DENIED = Decision(Outcome.DENY)


@cache
def granted_by(kind: Kind, verb: Verb, mode: Mode) -> Mapping[Relation, Decision]:
    """Return which relations are granted anything, each with its best decision.

    This is what a query "visible to" has to say: the union over the relations named here.
    """
    found: dict[Relation, Decision] = {}
    for grant in TABLE[kind].get(verb, ()):
        if mode in grant.modes:
            found[grant.relation] = better(found.get(grant.relation, DENIED), grant.decision)
    return MappingProxyType(found)


def decide(relations: Iterable[Relation], kind: Kind, verb: Verb, mode: Mode) -> Decision:
    """Return what an actor in these relations may do; the most generous grant counts."""
    granted = granted_by(kind, verb, mode)
    best = DENIED
    for relation in relations:
        best = better(best, granted.get(relation, DENIED))
    return best


def decide_for(actor: Actor, verb: Verb, kind: Kind, thing: Thing, mode: Mode) -> Decision:
    """Return what the actor may do with the thing."""
    return decide(relations_of(actor, thing), kind, verb, mode)


def better(one: Decision, other: Decision) -> Decision:
    """Return the more generous decision; two redactions hide only what both of them hide."""
    if one.outcome == other.outcome:
        return Decision(one.outcome, one.hidden & other.hidden)
    return max(one, other, key=lambda decision: decision.outcome)
