"""A change for many at once, rights to decide, and pay, written through the services."""

from __future__ import annotations

import datetime

from trigpoint.demo import changes
from trigpoint.demo import organisation as ours
from trigpoint.demo.changes import Pay, Right
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.people import PEOPLE
from trigpoint.demo.story import LEAD
from trigpoint.services.cascade import decision_rights, incentives
from trigpoint.services.cascade.decision_rights import RightDraft
from trigpoint.services.cascade.incentives import IncentiveDraft
from trigpoint.services.goals import goal_list, goal_page
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.realignment import realign, realign_page, realign_pick
from trigpoint.services.realignment.realign_pick import Wish

LEADS = {ours.UNIT_NAMES[p.team]: p.key for p in PEOPLE if p.role in {"lead", "head", "executive"}}
KEYS = {p.name: p.key for p in PEOPLE}


def fill_changes(filled: Filled) -> None:
    """Realign, widen and tie as the story tells it."""
    realigned(filled)
    for wanted in changes.RIGHTS:
        right(filled, wanted)
    dara = filled.person(changes.STATED_BY, day(filled, 30))
    incentives.state_purpose(dara, changes.PURPOSE)
    for each in changes.PAYS:
        pay(filled, each)


def day(filled: Filled, before: int) -> datetime.date:
    """Return the day so many days before the end of the data."""
    return filled.timeline.last_day - datetime.timedelta(days=before)


def realigned(filled: Filled) -> None:
    """Change what goals weigh; all agree, and a proposal that waits is passed over."""
    asking = filled.person(changes.REALIGNED_BY, day(filled, changes.REALIGNED + 4))
    made = realign.begin(asking, changes.REALIGNMENT, changes.REALIGNMENT_WHY)
    for goal, weight in changes.WEIGHTS:
        edits = realign_pick.edits(asking, [filled.goals[goal]], Wish(weight=weight))
        realign.add_edits(asking, made, realign_page.show(asking, made).version, edits)
    realign.ask(asking, made, realign_page.show(asking, made).version)
    asked = realign_page.show(asking, made)
    for each in (*asked.units, *asked.people):
        if each.voice is not None:
            answer(filled, each.holder.name, each.voice.id)
    maker = filled.person(changes.REALIGNED_BY, day(filled, changes.REALIGNED))
    version = realign_page.show(maker, made).version
    realign.commit(maker, made, version, override=changes.REALIGNMENT_OVERRIDE)


def answer(filled: Filled, holder: str, voice: str) -> None:
    """Accept for a unit or a person."""
    key = LEADS.get(holder) or KEYS[holder]
    who = filled.person(key, day(filled, changes.REALIGNED + 2))
    realign.answer(who, voice, "accepted", changes.ACCEPTANCE)


def right(filled: Filled, wanted: Right) -> None:
    """Say what may be decided alone, propose to widen it, and answer where it was answered."""
    unit = filled.units[changes.RIGHTS_OF]
    lead = filled.person(LEAD, day(filled, wanted.asked + 30))
    measure = goal_page.show(lead, filled.goals["right-person"]).targets[0].measure
    draft = RightDraft(
        role="member",
        topic=wanted.topic,
        title=wanted.title,
        limit=wanted.limit,
        measure=measure.id if measure else "",
    )
    made = decision_rights.add(lead, unit, draft)
    who = filled.person(wanted.by, day(filled, wanted.asked))
    asked = decision_rights.propose(who, made, wanted.wider, wanted.words)
    if wanted.answered is not None:
        later = filled.person(LEAD, day(filled, wanted.answered))
        decision_rights.answer(later, asked, accepted=True, reason=wanted.answer)


def pay(filled: Filled, wanted: Pay) -> None:
    """Tie an amount to results in stated shares."""
    lead = filled.person(LEAD, day(filled, 28))
    mine = Filter(owner=filled.people[wanted.who])
    own_share, team_share, whole_share = wanted.shares
    draft = IncentiveDraft(
        person=filled.people[wanted.who],
        title=wanted.title,
        amount=wanted.amount,
        currency="EUR",
        own_goal=goal_list.find(lead, mine, everything=True).goals[0].id,
        own_share=own_share,
        team_goal=filled.goals[wanted.team],
        team_share=team_share,
        whole_goal=filled.goals[changes.WHOLE],
        whole_share=whole_share,
        besides=wanted.besides,
    )
    incentives.add(lead, draft)
