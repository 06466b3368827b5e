"""Teams beside the one that is measured, which did not set out to change the same figure."""

from __future__ import annotations

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trigpoint.core.stats.history import FloatArray, History, Scale
from trigpoint.services import access
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.insight.pasts import Past
from trigpoint.services.measures import asking
from trigpoint.store.models import Goal, Measure, Unit
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import By, Dimension, Figure, Grain

NOBODY: frozenset[int] = frozenset()
TRYING = {Goal.State.AGREED, Goal.State.ACTIVE, Goal.State.ACHIEVED}


@dataclass(frozen=True, slots=True)
class SimilarTeams:
    """Their names, and their weeks taken together: those of the measure that they stand beside.

    Of rates the tickets are pooled; of others it is the mean over the teams.
    """

    names: tuple[str, ...]
    history: History


_kept: graph.Cache[dict[str, list[Figure]]] = graph.Cache()


def forget() -> None:
    """Let go of what was computed: for a database that began anew under this process."""
    _kept.clear()


def of(
    cards: Cards, measure: Measure, own: Past, apart: frozenset[int] = NOBODY
) -> SimilarTeams | None:
    """Return the teams similar to the one measured, whose figures the actor may see; or None.

    Units whose keys are in `apart` are left out: they had a part in what is judged. What is typed
    in has nothing beside it: no ticket is behind it.
    """
    if measure.kpi in BY_HAND:
        return None
    teams = [team for team in beside(cards, measure) if team.pk not in apart]
    if not teams:
        return None
    answers = weeks(cards, measure, own)
    listed = [(team.name, answers[team.public_id]) for team in teams if team.public_id in answers]
    if not listed:
        return None
    zone = zoneinfo.ZoneInfo(cards.actor.organisation.zone)
    names, figures = zip(*listed, strict=True)
    return SimilarTeams(tuple(names), together(figures, own, zone))


def beside(cards: Cards, measure: Measure) -> list[Unit]:
    """Return the units of the same kind under the same parent that do not try the same."""
    state = cards.state
    mine = state.units.get(measure.unit_id or 0)
    drawn = access.viewer_of(cards.actor).chart
    above = drawn.parent.get(str(measure.unit_id))
    if mine is None or above is None:
        return []
    trying = {
        other.unit_id
        for goal, held in state.targets.items()
        for target in held
        if (other := state.measures.get(target.measure_id or 0)) is not None
        and other.kpi == measure.kpi
        and goal in state.goals
        and state.goals[goal].state in TRYING
    }
    return [
        unit
        for unit in state.units.values()
        if unit.pk != mine.pk
        and str(unit.pk) in drawn.children[above]
        and unit.kind_of_unit == mine.kind_of_unit
        and unit.pk not in trying
        and access.may_see_figures_of_unit(cards.actor, unit)
    ]


def weeks(cards: Cards, measure: Measure, own: Past) -> dict[str, list[Figure]]:
    """Return the weekly figures of all units for a measure's KPI, asked once for a generation."""
    seen, organisation = cards.state.published, cards.actor.organisation
    settings = tuple(sorted(measure.params.items()))
    key = (
        organisation.pk, seen.number, seen.revision, seen.published_at, own.last_day,
        measure.kpi, settings, repr(measure.filters),
    )  # fmt: skip
    return _kept.found(key, lambda: ask(cards, measure, own))


def ask(cards: Cards, measure: Measure, own: Past) -> dict[str, list[Figure]]:
    """Ask the facts; nothing where those of the generation are not there any more."""
    organisation = cards.actor.organisation
    end = own.last_day + datetime.timedelta(days=1)
    start = end - datetime.timedelta(weeks=own.history.values.size)
    query = asking.query(measure, organisation, start, end, Grain.WEEK, by=By(Dimension.UNIT))
    found: dict[str, list[Figure]] = defaultdict(list)
    try:
        with Facts.open(
            facts_folder(), cards.state.published.number, roster.of(organisation)
        ) as facts:
            for figure in facts.compute(query):
                found[figure.key or ""].append(figure)
    except FileNotFoundError:
        return {}
    return dict(found)


def together(teams: Sequence[Sequence[Figure]], own: Past, zone: zoneinfo.ZoneInfo) -> History:
    """Return the teams' weeks as one history, week by week beside the measure's own."""
    size = own.history.values.size
    first = own.last_day - datetime.timedelta(days=7 * size - 1)
    values = np.full((len(teams), size), np.nan)
    amounts, counts = np.zeros((2, len(teams), size))
    for row, team in enumerate(teams):
        for figure in team:
            day = datetime.datetime.fromtimestamp(figure.start, zone).date()
            place = (day - first).days // 7
            if 0 <= place < size and figure.value is not None:
                values[row, place] = figure.value
                amounts[row, place] = figure.numerator or 0
                counts[row, place] = figure.n
    return pooled(values, amounts, counts, own.history.scale)


def pooled(values: FloatArray, amounts: FloatArray, counts: FloatArray, scale: Scale) -> History:
    """Return the history of several teams, each of shape (teams, weeks)."""
    there = ~np.isnan(values)
    if scale is Scale.RATE:
        n = counts.sum(axis=0)
        share = np.where(n > 0, amounts.sum(axis=0) / np.maximum(n, 1), np.nan)
        return History(share, scale, n)
    total = np.where(there, values, 0).sum(axis=0)
    mean = np.where(there.any(axis=0), total / np.maximum(there.sum(axis=0), 1), np.nan)
    return History(mean, scale)
