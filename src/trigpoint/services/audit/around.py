"""What happened around the goals: answers, thanks, questions, announcements, signs, and pay."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Min

from trigpoint.core.craft.picture import (
    Announced,
    Answers,
    PaySeen,
    PersonSeen,
    SignalSeen,
    SignSeen,
)
from trigpoint.core.lenses.cascade.alignment import Unaligned
from trigpoint.core.people.units import Chart
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.cascade import incentives
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.loop.thanks import FORGOTTEN_AFTER
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.store.models import (
    Acknowledgement,
    Announcement,
    CheckIn,
    Feedback,
    Goal,
    Incentive,
    PlanRequest,
    Proposal,
    Signal,
    Target,
    Thanks,
    Version,
)

WEEKS = 12
"""So many weeks of check-ins are counted."""
FEEDBACK_WITHIN = datetime.timedelta(weeks=6)
ASKED_OTHERS = (Proposal.Kind.CARRY, Proposal.Kind.SHARE, Proposal.Kind.TAKE)
Asked = tuple[int, datetime.date, str]


@dataclass(frozen=True, slots=True)
class Around:
    """By the key of the goal: when it was written and last changed, answers, who answered.

    `asked` are the units that were asked and have not answered, since when, and by which proposal;
    `thanked` pairs of person and goal; `spoken` how many weeks ago each check-in was.
    """

    written: Mapping[int, datetime.date]
    changed: Mapping[int, datetime.date]
    answers: Mapping[int, Answers]
    answered: Mapping[int, set[int]]
    asked: Mapping[int, list[Asked]]
    thanked: set[tuple[int, int]]
    spoken: Mapping[int, list[int]]
    feedback: frozenset[int]


def read(actor: Actor, state: graph.State) -> Around:
    """Read it, in seven queries."""
    written, changed = days(actor, state)
    answers, answered = opinions(actor)
    return Around(
        written=written,
        changed=changed,
        answers=answers,
        answered=answered,
        asked=waiting(actor),
        thanked=thanked(actor),
        spoken=spoken(actor),
        feedback=feedback(actor),
    )


def days(
    actor: Actor, state: graph.State
) -> tuple[dict[int, datetime.date], dict[int, datetime.date]]:
    """Return when each goal was written, and when it or a target of it was last changed.

    A check-in changes the status that its owner states: that is no change of the goal.
    """
    rows = (
        Version.objects.filter(
            organisation=actor.organisation, kind__in=(Goal.kind(), Target.kind())
        )
        .exclude(entry__command="check_in")
        .values_list("kind", "object_id")
        .annotate(first=Min("recorded_from"), last=Max("recorded_from"))
    )
    goal_of = {t.pk: pk for pk, held in state.targets.items() for t in held}
    written: dict[int, datetime.date] = {}
    changed: dict[int, datetime.date] = {}
    for kind, key, first, last in rows:
        goal = key if kind == Goal.kind() else goal_of.get(key)
        if goal is None:
            continue
        if kind == Goal.kind():
            written[goal] = local_day(first, actor.organisation)
        day = local_day(last, actor.organisation)
        changed[goal] = max(day, changed.get(goal, day))
    return written, changed


def opinions(actor: Actor) -> tuple[dict[int, Answers], dict[int, set[int]]]:
    """Return how those answered who were asked about goals, and who has answered at all."""
    rows = Acknowledgement.objects.filter(organisation=actor.organisation, retired=False)
    said: dict[int, list[tuple[str, datetime.date]]] = defaultdict(list)
    people: dict[int, set[int]] = defaultdict(set)
    for goal, person, answer, at in rows.values_list("goal", "person", "answer", "at"):
        said[goal].append((answer, local_day(at, actor.organisation)))
        if answer != Acknowledgement.Answer.ASKED:
            people[goal].add(person)
    return {goal: tally(answers) for goal, answers in said.items()}, people


def tally(answers: list[tuple[str, datetime.date]]) -> Answers:
    """Return the answers about one goal, counted."""
    kinds = [answer for answer, _day in answers]
    open_ = [day for answer, day in answers if answer == Acknowledgement.Answer.ASKED]
    return Answers(
        asked=len(answers),
        agreed=kinds.count(Acknowledgement.Answer.AGREE),
        concerns=kinds.count(Acknowledgement.Answer.CONCERN),
        waiting=min(open_, default=None),
    )


def waiting(actor: Actor) -> dict[int, list[Asked]]:
    """Return the units that were asked about goals, and have not answered."""
    home = actor.organisation
    found: dict[int, list[Asked]] = defaultdict(list)
    proposals = Proposal.objects.filter(
        organisation=home,
        retired=False,
        state=Proposal.State.OPEN,
        unit__isnull=False,
        kind_of_proposal__in=ASKED_OTHERS,
    ).values_list("goal", "unit", "at", "public_id")
    requests = PlanRequest.objects.filter(
        organisation=home, retired=False, state=PlanRequest.State.ASKED, goal__isnull=False
    ).values_list("goal", "unit", "asked_at")
    for goal, unit, at, proposal in proposals:
        found[goal].append((unit, local_day(at, home), proposal))
    for goal, unit, at in requests:
        found[goal or 0].append((unit, local_day(at, home), ""))
    return found


def thanked(actor: Actor) -> set[tuple[int, int]]:
    """Return who was thanked for which goal; for what in their words is nobody's to know here."""
    rows = Thanks.objects.filter(
        organisation=actor.organisation,
        retired=False,
        goal__isnull=False,
        at__gte=actor.now - FORGOTTEN_AFTER,
    )
    return {(to, goal or 0) for to, goal in rows.values_list("to", "goal")}


def spoken(actor: Actor) -> dict[int, list[int]]:
    """Return how many whole weeks ago each check-in of the last weeks was, by goal."""
    since = actor.now - datetime.timedelta(weeks=WEEKS)
    rows = CheckIn.objects.filter(
        organisation=actor.organisation, retired=False, at__gt=since, at__lte=actor.now
    )
    found: dict[int, list[int]] = defaultdict(list)
    for goal, at in rows.values_list("goal", "at"):
        found[goal].append((actor.now - at).days // 7)
    return found


def feedback(actor: Actor) -> frozenset[int]:
    """Return the goals on which feedback was given openly of late; what is private is nobody's."""
    rows = Feedback.objects.filter(
        organisation=actor.organisation,
        retired=False,
        private=False,
        given_at__gt=actor.now - FEEDBACK_WITHIN,
    )
    return frozenset(rows.values_list("goal", flat=True))


def announced(actor: Actor, running: Mapping[int, Goal]) -> Iterator[Announced]:
    """Yield what was announced of goals, with how many have read it."""
    rows = (
        Announcement.objects.filter(
            organisation=actor.organisation, retired=False, goal__isnull=False
        )
        .annotate(sent=Count("receipts"), read=Count("receipts__read_at"))
        .order_by("pk")
    )
    for row in rows:
        goal = running.get(row.goal_id or 0)
        if goal is not None:
            day = local_day(row.at, actor.organisation)
            yield Announced(row.public_id, goal.public_id, row.title, day, row.sent, row.read)


def signs(plans: PlanState, state: graph.State, today: datetime.date) -> Iterator[SignSeen]:
    """Yield the warning signs that have come, of plans whose period runs."""
    for pk, held in plans.obstacles.items():
        plan = plans.plans.get(pk)
        if plan is None or state.periods[plan.period_id].ends < today:
            continue
        unit = state.units.get(plan.owner_unit_id or 0)
        person = state.people.get(plan.owner_person_id or 0)
        for one in held:
            if one.fired_on is not None:
                yield SignSeen(
                    one.public_id,
                    plan.public_id,
                    one.sign_words or one.title,
                    unit.public_id if unit else "",
                    person.public_id if person else "",
                    one.fired_on,
                )


def signals(actor: Actor, running: Mapping[int, Goal]) -> Iterator[SignalSeen]:
    """Yield what happened outside, is open, and questions goals that are in force.

    What is known ahead waits for its day; what was logged late is given its time to be decided.
    """
    live = {goal.public_id for goal in running.values()}
    rows = Signal.objects.filter(organisation=actor.organisation, retired=False, decision="")
    logged = Version.objects.filter(kind=Signal.kind(), version=1, object_id__in=rows.values("pk"))
    known = dict(logged.values_list("object_id", "recorded_from"))
    for row in rows.order_by("pk"):
        questions = tuple(goal for goal in row.questions if goal in live)
        if questions and row.pk in known:
            day = max(row.day, local_day(known[row.pk], actor.organisation))
            yield SignalSeen(row.public_id, row.title, day, questions)


def pay(actor: Actor, state: graph.State) -> Iterator[PaySeen]:
    """Yield what pay is tied to, and which shared goals are believed to suffer from it."""
    cards = Cards(actor, state)
    rows = Incentive.objects.filter(organisation=actor.organisation, retired=False)
    for row in rows:
        own, person = state.goals.get(row.own_goal_id), state.people.get(row.person_id)
        if own is None or person is None:
            continue
        shared = {row.team_goal_id, row.whole_goal_id}
        hurt = (g for g in incentives.pulled(cards, own) if g.pk in shared or g.owner_unit_id)
        yield PaySeen(
            row.public_id,
            person.public_id,
            row.title,
            only_money=not row.besides.strip(),
            against=tuple(goal.public_id for goal in hurt),
        )


def people(state: graph.State, drawn: Chart, found: Unaligned) -> Iterator[PersonSeen]:
    """Yield everybody who works here, with the goals of their own where these are too many."""
    without, loaded = set(found.without), dict(found.overloaded)
    for pk, person in state.people.items():
        if str(pk) in drawn.units:
            own = tuple(state.goals[key].public_id for key in loaded.get(pk, ()))
            yield PersonSeen(person.public_id, person.valid_from, own, carries=pk not in without)
