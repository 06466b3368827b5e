"""Trainings through the services: one whose effect is built into the tickets, one to come."""

from __future__ import annotations

import datetime

from trigpoint.demo import trainings as ours
from trigpoint.demo.effects import TRAINED_TEAM
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.people import PEOPLE
from trigpoint.services.goals import goal_page
from trigpoint.services.measures import benchmarks, measures, typing_in
from trigpoint.services.measures.benchmarks import BenchmarkDraft
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.measures.typing_in import TypedValueDraft
from trigpoint.services.trainings import attendance, trainings
from trigpoint.services.trainings.trainings import TrainingDraft


def fill_trainings(filled: Filled) -> None:
    """Plan the trainings, say who was there, what others reach, and type a number in."""
    last = filled.timeline.last_day
    for training in ours.TRAININGS:
        starts = filled.timeline.day(training.week)
        lead = filled.person(training.planned_by, min(starts, last))
        goal = filled.goals[training.goal]
        draft = TrainingDraft(
            programme=training.programme,
            title=training.title,
            starts=starts,
            ends=starts + datetime.timedelta(days=training.days - 1),
            aim=filled.goals[training.aim],
        )
        made = trainings.plan(lead, goal, draft)
        if draft.ends <= last:
            attended(filled, training.planned_by, goal, made, draft.ends)
    benchmark(filled, last)
    certificates(filled, last)


def certificates(filled: Filled, last: datetime.date) -> None:
    """Type in a number that no help desk knows, with its evidence."""
    actor = filled.person(ours.ENTERED_BY, last)
    name = {"name": ours.CERTIFIED}
    made = measures.add(
        actor, MeasureDraft(kpi="typed_number_to_raise", params=name, title=ours.CERTIFIED)
    )
    for weeks, value, note in ours.CERTIFICATES:
        day = last - datetime.timedelta(weeks=weeks)
        draft = TypedValueDraft(day=day, value=value, link=ours.CERTIFICATES_AT, note=note)
        typing_in.enter(actor, made, draft)


def attended(filled: Filled, lead: str, goal: str, training: str, day: datetime.date) -> None:
    """Take in the list of those of the trained team who were there."""
    there = [p for p in PEOPLE if p.team == TRAINED_TEAM and p.is_agent and p.joined is None]
    mails = [person.email for person in there if person.left is None]
    text = "\n".join(["email", *mails])
    attendance.take(filled.person(lead, day), goal, training, text)


def benchmark(filled: Filled, last: datetime.date) -> None:
    """Say what others reach in the first measure of a goal."""
    actor = filled.person(ours.ENTERED_BY, last)
    card = goal_page.show(actor, filled.goals[ours.BENCHMARKED]).card
    if card.main is None or card.main.measure is None:
        return
    for value, source, weeks in ours.BENCHMARKS:
        draft = BenchmarkDraft(
            value=value, source=source, day=last - datetime.timedelta(weeks=weeks)
        )
        benchmarks.enter(actor, card.main.measure.id, draft)
