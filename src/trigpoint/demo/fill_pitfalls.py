"""Pitfalls that no goal of the plan has: vague aims, concerns, a unit that stays silent."""

from __future__ import annotations

import datetime

from trigpoint.demo import pitfalls
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.pitfalls import Vague
from trigpoint.services.cascade import proposals
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.goals import goals, voice
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft

WRITTEN = 70
ASKED = 60
SILENT = 25
WORDS = (24, 13, 4)
"""Days before the end of the data: when it was written, asked about, and spoken of."""


def fill_pitfalls(filled: Filled) -> None:
    """Write the vague goals, hear concerns that nobody answers, ask a unit that stays silent."""
    team = vague(filled, pitfalls.BE_THE_BEST)
    vague(filled, pitfalls.GROW)
    asking = filled.person(pitfalls.BE_THE_BEST.by, day(filled, ASKED))
    for who, said, words in pitfalls.CONCERNS:
        voice.ask(asking, team, filled.people[who])
        voice.answer(filled.person(who, day(filled, ASKED - 1)), team, said, words)
    lead = filled.person(pitfalls.BE_THE_BEST.by, day(filled, SILENT))
    unit = filled.units[pitfalls.NEVER_ANSWERED]
    terms = Terms(answers_for="what they see of it")
    asked = Question(kind="share", goal=team, holder=unit, terms=terms, words="With us, please?")
    proposals.ask(lead, asked)


def vague(filled: Filled, wanted: Vague) -> str:
    """Write a goal without a number, a target, a step or a way; return its public id."""
    draft = GoalDraft(
        title=wanted.title,
        owner=filled.holder(wanted.owner),
        period=filled.periods["running"],
        why=wanted.why,
        state="active",
        carries=(LinkDraft(above=filled.goals[wanted.above], sentence=wanted.sentence),),
    )
    made = goals.add(filled.person(wanted.by, day(filled, WRITTEN)), draft)
    for ago in WORDS:
        said = CheckInDraft(status="on_track", note=wanted.note if ago == WORDS[-1] else "")
        check_ins.check_in(filled.person(wanted.by, day(filled, ago)), made, said)
    return made


def day(filled: Filled, before: int) -> datetime.date:
    """Return the day so many days before the end of the data."""
    return filled.timeline.last_day - datetime.timedelta(days=before)
