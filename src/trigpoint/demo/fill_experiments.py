"""Experiments through the services: one whose effect is built into the tickets, one that runs."""

from __future__ import annotations

import datetime

from trigpoint.demo import experiments as ours
from trigpoint.demo.fill_people import Filled
from trigpoint.services.experiments import ending, planning
from trigpoint.services.experiments.planning import ExperimentDraft, Offers

DAY = datetime.timedelta(days=1)


def fill_experiments(filled: Filled) -> None:
    """Plan each before it begins, and say what follows from the one that is over."""
    for tried in ours.EXPERIMENTS:
        starts = filled.timeline.day(tried.week)
        ends = starts + datetime.timedelta(weeks=tried.weeks) - DAY
        goal = filled.goals[tried.goal]
        lead = filled.person(tried.planned_by, starts - DAY)
        offered = planning.offers(lead, goal)
        draft = ExperimentDraft(
            title=tried.title,
            hypothesis=tried.hypothesis,
            measure=named(offered, tried.measure),
            guard=guard(offered, tried),
            starts=starts,
            ends=ends,
            who=[filled.units[tried.team]],
        )
        made = planning.plan(lead, goal, draft)
        if tried.decision:
            after = filled.person(tried.planned_by, ends + ours.LATER)
            ending.decide(after, goal, made, 1, tried.decision)


def named(offered: Offers, kpi: str) -> str:
    """Return the goal's measure of a KPI."""
    return next(each.id for each in offered.measures if each.kpi == kpi)


def guard(offered: Offers, tried: ours.Experiment) -> str:
    """Return the measure of the team that must not get worse, "" where none of it is there."""
    known = (each for each in offered.guards if each.kpi == tried.guard)
    return next((each.id for each in known if tried.team_name in each.title), "")
