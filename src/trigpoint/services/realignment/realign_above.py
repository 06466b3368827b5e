"""The units above those that move: how many people each would have, and what its figures would be.

Figures are those of the last four whole weeks, counted once with the units as they stand and once
as if they had stood as tried all along: nobody knows the weeks to come, but these can be counted.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import replace

from trigpoint.core.people.places import Places
from trigpoint.services import access
from trigpoint.services.goals import graph
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.measures import asking, catalogue
from trigpoint.services.realignment.realign_sandbox import Sandbox
from trigpoint.services.realignment.realign_views import UnitAbove, UnitFigure
from trigpoint.store.models import Measure
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Figure, Grain, Query
from trigpoint.tickets.roster import Part, Roster

WEEKS = 4
MOST = 12
"""So many figures are counted; each is asked of the tickets twice."""

Pair = tuple[Figure, Figure]
_kept: graph.Cache[dict[int, Pair]] = graph.Cache()


def units_above(tried: Sandbox, *, figures: bool) -> tuple[UnitAbove, ...]:
    """Return the units that lose or gain, with their figures where these are wanted."""
    moves, cards = tried.moves, tried.cards
    if not moves.made:
        return ()
    seen = access.visible_ids(cards.actor, "unit")
    shown = [pk for pk in moves.changed if pk in seen]
    told = all(access.may_see_figures_of_unit(cards.actor, move.unit) for move in moves.made)
    asked = measures(tried, shown) if figures else []
    counted = count(tried, asked) if told else {}
    before, after = moves.charts
    return tuple(
        UnitAbove(
            holder=cards.holder(pk, None),
            people_before=len(before.everyone(str(pk))) if str(pk) in before.kinds else 0,
            people_after=len(after.everyone(str(pk))) if str(pk) in after.kinds else 0,
            figures=tuple(
                figure(tried, m, counted[m.pk])
                for m in asked
                if m.unit_id == pk and m.pk in counted
            ),
            withheld=not told and any(m.unit_id == pk for m in asked),
        )
        for pk in shown
    )


def measures(tried: Sandbox, units: Sequence[int]) -> list[Measure]:
    """Return the measures of these units that goals hold on to and the actor may see.

    What is typed in is left out: no ticket is behind it that a move could take along.
    """
    seen = access.visible_ids(tried.cards.actor, "figure")
    held = (target.measure_id for group in tried.state.targets.values() for target in group)
    found = {pk: tried.state.measures.get(pk) for pk in held if pk is not None and pk in seen}
    kept = [
        m
        for m in found.values()
        if m is not None and m.kpi and m.kpi not in BY_HAND and m.unit_id in units
    ]
    return kept[:MOST]


def count(tried: Sandbox, asked: Sequence[Measure]) -> dict[int, Pair]:
    """Return each measure's figure without the moves and with them; nothing without tickets."""
    state, actor = tried.state, tried.cards.actor
    moves, after = tried.moves, tried.moves.after
    if not asked or not state.published.number or after is None:
        return {}
    made = tuple((m.unit.pk, m.to.pk, m.day) for m in moves.made)
    key = (*graph.key_of(actor), made, tuple(m.pk for m in asked))
    return _kept.found(
        key, lambda: both(tried, asked, [each.tree(moves.day) for each in (moves.before, after)])
    )


def both(
    tried: Sandbox, asked: Sequence[Measure], trees: Sequence[Mapping[str, str]]
) -> dict[int, Pair]:
    """Return the figures by two trees of units, of measures that have one by each."""
    known = roster.of(tried.cards.actor.organisation)
    queries = {m.pk: query(tried, m) for m in asked}
    generation = tried.state.published.number
    one, other = (
        answers(generation, replace(known, parts=parts(tried, tree)), queries) for tree in trees
    )
    return {pk: (one[pk], other[pk]) for pk in one.keys() & other.keys()}


def parts(tried: Sandbox, tree: Mapping[str, str]) -> tuple[Part, ...]:
    """Return which unit is part of which, as if they had always stood as in this tree."""
    zone = zoneinfo.ZoneInfo(tried.cards.actor.organisation.zone)
    names = {str(unit.pk): unit.public_id for unit in tried.state.units.values()}
    return roster.parts(Places(tree, {}), names, zone)


def query(tried: Sandbox, measure: Measure) -> Query:
    """Return the question for a measure over the last whole weeks that the data cover."""
    home = tried.cards.actor.organisation
    as_of = tried.state.published.data_as_of or tried.cards.actor.now
    end = asking.week_begin(as_of.astimezone(zoneinfo.ZoneInfo(home.zone)).date(), home)
    start = end - datetime.timedelta(weeks=WEEKS)
    only = asking.scope_filter(measure)
    return asking.query(measure, home, start, end, Grain.WHOLE, only=only)


def answers(generation: int, known: Roster, asked: Mapping[int, Query]) -> dict[int, Figure]:
    """Ask the facts by one roster; nothing where those of the generation are gone."""
    try:
        with Facts.open(facts_folder(), generation, known) as facts:
            return {pk: each for pk, one in asked.items() for each in facts.compute(one)}
    except FileNotFoundError:
        return {}


def figure(tried: Sandbox, measure: Measure, pair: Pair) -> UnitFigure:
    """Return a measure with both its figures."""
    before, after = pair
    return UnitFigure(
        measure=measure.public_id,
        title=tried.cards.named(measure).title,
        unit=catalogue.reference(measure).unit,
        before=before.value,
        n_before=before.n,
        after=after.value,
        n_after=after.n,
    )
