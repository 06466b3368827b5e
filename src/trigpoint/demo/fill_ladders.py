"""A team's ladder, one that an agent climbs, and one that another stepped off."""

from __future__ import annotations

import datetime
from dataclasses import replace

from trigpoint.core.lenses.ladder.climb import Course, Step, climb
from trigpoint.core.lenses.ladder.demand import Bar, Demand, Week
from trigpoint.core.people.kinds import Verb
from trigpoint.demo.fill_people import Filled
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.helpdesks import imports
from trigpoint.services.ladders import (
    climbing,
    climbing_weeks,
    ladder_help,
    ladder_page,
    ladder_rounds,
    rungs,
)
from trigpoint.services.ladders import ladders as service
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft
from trigpoint.services.measures import measures, readings
from trigpoint.services.measures.measures import MeasureDraft

KPI, GUARD = "first_contact_resolution", "reopen_rate"
CLIMBER, TEAM, LEAD, COACH, DECLINER = (
    "ana.costa",
    "orders",
    "tuan.nguyen",
    "lena.brandt",
    "ben.okafor",
)
WEEKS_AGO = 26
LEARNING = datetime.timedelta(weeks=3)
VOICES = (
    (CLIMBER, "first_contact_resolution", "Claims go through too many hands."),
    (DECLINER, "first_contact_resolution", ""),
    ("chloe.martin", "process", "A claim is typed into two systems."),
    ("dev.patel", "first_contact_resolution", "I pass on what I could learn."),
    ("emre.kaya", "constraint", "One carrier answers on weekdays only."),
    ("farah.haddad", "csat", ""),
)
HOLD = 4
AHEAD = datetime.timedelta(weeks=12)
LIFTS = (0.12, 0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.02, 0.01)
GUARD_LIMIT = 0.25
HIGHEST = 0.97


def fill_ladders(filled: Filled) -> int:
    """Write the ladders, and let the data decide what is reached; return the steps reached."""
    organisation = filled.program().organisation
    began = filled.timeline.last_day - datetime.timedelta(weeks=WEEKS_AGO)
    wanted = counted(filled, began)
    read = readings.bound_among(organisation, wanted)
    readings.refresh(organisation, imports.facts_folder(), read)
    asked(filled, began)
    team = team_ladder(filled, wanted, began)
    climbed(filled, wanted, began, team)
    declined(filled, began)
    return climbing.watch(organisation, filled.moment(None))


def counted(filled: Filled, day: datetime.date) -> list[str]:
    """Return the measures that count and guard: the climber's two, then the team's two."""
    climber, lead = filled.person(CLIMBER, day), filled.person(LEAD, day)
    mine = filled.people[CLIMBER]
    ours = filled.units[TEAM]
    return [
        *(
            measures.add(climber, MeasureDraft(kpi=kpi, scope="person", member=mine, pinned=True))
            for kpi in (KPI, GUARD)
        ),
        *(
            measures.add(lead, MeasureDraft(kpi=kpi, scope="unit", member=ours, pinned=True))
            for kpi in (KPI, GUARD)
        ),
    ]


def team_ladder(filled: Filled, wanted: list[str], began: datetime.date) -> str:
    """Write the team's ladder."""
    lead = filled.person(LEAD, began)
    made = service.add(
        lead,
        LadderDraft(
            owner=filled.units[TEAM],
            title="Solved by whoever answers",
            why="Each hand-off costs the customer a day.",
            goal=filled.goals["first-time"],
            audience="everyone",
        ),
    )
    rungs.add(lead, made, list(steps(filled, LEAD, wanted[2:], began, least=40)))
    service.begin(filled.person(LEAD, began), made)
    return made


def climbed(filled: Filled, wanted: list[str], began: datetime.date, team: str) -> None:
    """Write the ladder of an agent, with a coach, a training and a skill."""
    ana = filled.person(CLIMBER, began)
    made = service.add(
        ana,
        LadderDraft(
            owner=filled.people[CLIMBER],
            title="Carrier claims",
            why="I want to close a claim without asking somebody else.",
            above=team,
            coach=filled.people[COACH],
            audience="team",
        ),
    )
    rungs.add(ana, made, [learned(filled)])
    rungs.add(
        filled.person(CLIMBER, began),
        made,
        list(steps(filled, CLIMBER, wanted[:2], began, least=8, learning=LEARNING)),
    )
    last = filled.timeline.last_day + 2 * AHEAD
    coaching = RungDraft(
        title="Coach one colleague",
        due=last,
        reward="role",
        reward_words="a say in who handles claims",
        criteria=(CriterionDraft(kind="skill", words="Coaching"),),
    )
    rungs.add(filled.person(CLIMBER, began), made, [coaching])
    service.begin(filled.person(CLIMBER, began), made)
    attended(filled, made)


def learned(filled: Filled) -> RungDraft:
    """Return the lowest step, which needs no history: a training that was attended."""
    return RungDraft(
        title="Know the rules of the carriers",
        due=filled.timeline.last_day + AHEAD,
        reward="time",
        reward_words="a free afternoon",
        criteria=(CriterionDraft(kind="training", words="Claims in one day"),),
    )


def attended(filled: Filled, ladder: str) -> None:
    """Say that the training of the lowest step was attended, and who helps on the way."""
    day = filled.timeline.last_day - datetime.timedelta(weeks=WEEKS_AGO) + LEARNING
    ana = filled.person(CLIMBER, day)
    lowest = ladder_page.show(ana, ladder).rungs[0]
    ladder_help.add_resource(
        ana, lowest.id, "reading", "The carriers’ terms, with the passages that matter", there=True
    )
    ladder_help.add_hindrance(
        ana, ladder, "process", "A claim is typed into two systems, one after the other."
    )
    [training] = lowest.criteria
    rungs.attend(filled.person(CLIMBER, day), training.id, training.version, day)


def asked(filled: Filled, began: datetime.date) -> None:
    """Let the team say where a ladder helps most, before it begins one."""
    day = began - datetime.timedelta(weeks=2)
    made = ladder_rounds.begin(filled.person(LEAD, day), filled.units[TEAM])
    for name, key, words in VOICES:
        ladder_rounds.say(filled.person(name, day), made, key, words)
    ladder_rounds.end(filled.person(LEAD, began), made)


def steps(
    filled: Filled,
    who: str,
    counted: list[str],
    began: datetime.date,
    *,
    least: int,
    learning: datetime.timedelta = datetime.timedelta(),
) -> list[RungDraft]:
    """Return two steps: one that the data have reached after some learning, and a higher one."""
    measure, guard = counted
    value = reached_since(filled.person(who), measure, began, learning, least)
    if full(filled.person(who, began), measure, value):
        return [practised(filled)]
    due = filled.timeline.last_day + AHEAD
    titles = ("{n} in 100 solved at the first answer", "{n} in 100, and no case comes back")
    rewards = (("shifts", "first pick of the January shifts"), ("training", "the claims seminar"))
    lift = max(0.05, round((1 - value) / 3, 2))
    found = []
    for title, (reward, words), asked in zip(
        titles, rewards, (value, min(HIGHEST, value + lift)), strict=True
    ):
        counts = CriterionDraft(
            kind="measure",
            measure=measure,
            value=asked,
            hold_weeks=HOLD,
            least=least,
            guard=guard,
            guard_limit=GUARD_LIMIT,
        )
        found.append(
            RungDraft(
                title=title.format(n=round(100 * asked)),
                due=due,
                reward=reward,
                reward_words=words,
                criteria=(counts,),
            )
        )
    taught = CriterionDraft(kind="training", words="Carrier rules")
    return [found[0], replace(found[1], criteria=(*found[1].criteria, taught))]


def full(actor: Actor, measure: str, value: float) -> bool:
    """Whether nothing is left to raise: four weeks of few tickets, in a small demo, can be full."""
    now = climbing_weeks.today_of(access.measure(actor, measure, Verb.SEE), actor)
    return now is not None and now >= min(value, HIGHEST)


def practised(filled: Filled) -> RungDraft:
    """Return a step for somebody whose figure has nothing left to raise."""
    return RungDraft(
        title="Show two colleagues how",
        due=filled.timeline.last_day + AHEAD,
        criteria=(CriterionDraft(kind="skill", words="Solving it at the first answer"),),
    )


def reached_since(
    actor: Actor, measure: str, began: datetime.date, learning: datetime.timedelta, least: int
) -> float:
    """Return the highest value above that of the beginning which the weeks since have reached."""
    weeks = climbing_weeks.weeks_of(actor, access.measure(actor, measure, Verb.SEE))
    before = climbing_weeks.now_of([week for week in weeks if week.last_day < began]) or 0.5
    lifted = [round(before + lift, 2) for lift in LIFTS]
    return next(
        (v for v in lifted if reaches(weeks, v, least, began + learning, actor.today)), lifted[-1]
    )


def reaches(
    weeks: list[Week], value: float, least: int, began: datetime.date, until: datetime.date
) -> bool:
    """Whether a value has been held since."""
    demand = Demand(Bar("raise", value), HOLD, least)
    [found] = climb([Step("", {"": Course(demand, weeks)})], began, until)
    return value < 1 and found.reached_on is not None


def declined(filled: Filled, began: datetime.date) -> None:
    """Write the ladder that somebody stepped off: it cost nothing, and nobody else sees it."""
    ben = filled.person(DECLINER, began)
    made = service.add(
        ben, LadderDraft(owner=filled.people[DECLINER], title="Speak at the carrier meeting")
    )
    talk = CriterionDraft(kind="training", words="Speaking in front of others")
    due = filled.timeline.last_day + AHEAD
    rungs.add(ben, made, [RungDraft(title="Attend the course", due=due, criteria=(talk,))])
    service.begin(filled.person(DECLINER, began), made)
    later = filled.timeline.last_day - AHEAD
    service.decline(filled.person(DECLINER, later), made, "Not my thing, and that is fine.")
