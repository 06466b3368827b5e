"""One ladder as its page shows it, and the list of ladders."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trigpoint.core.lenses.guide import Walked, walk
from trigpoint.core.lenses.ladder import guide
from trigpoint.core.lenses.ladder.climb import Climbed
from trigpoint.core.lenses.ladder.demand import Standing
from trigpoint.core.people.kinds import Verb
from trigpoint.core.stats.intervals import wilson
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.goals import graph, scope
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.scope import Scope
from trigpoint.services.ladders import (
    badges,
    climbing,
    climbing_weeks,
    ladder_access,
    ladder_help,
    ladder_parts,
    ladder_past,
    ladder_proposals,
)
from trigpoint.services.ladders.climbing import Built
from trigpoint.services.ladders.climbing_weeks import Weeks
from trigpoint.services.ladders.ladder_parts import Parts
from trigpoint.services.ladders.ladder_states import states_of
from trigpoint.services.ladders.ladder_views import (
    Celebrated,
    CoachingView,
    CriterionView,
    HindranceView,
    LadderLine,
    LadderPage,
    Likelihood,
    ResourceView,
    RungView,
    SkillView,
    StandingView,
    TiedTo,
    WeekMark,
)
from trigpoint.services.measures import catalogue, proposed
from trigpoint.services.measures.proposed import ProposedMeasure
from trigpoint.services.people.people import log_read
from trigpoint.store.models import (
    Coaching,
    Criterion,
    Goal,
    Ladder,
    Rung,
    RungResource,
)

CELEBRATED = datetime.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Index:
    """The ladders of a scope, mine first, and steps lately reached that may be known."""

    lines: tuple[LadderLine, ...]
    celebrated: tuple[Celebrated, ...]


def index(actor: Actor, found: Scope | None = None, at: datetime.datetime | None = None) -> Index:
    """Return the ladders that the actor may see, in a scope or all; and what is celebrated.

    Those of an earlier moment are as they stood then.
    """
    cards = Cards(actor, graph.load(actor, at))
    seen = ladder_access.all_seen(actor, at)
    if found is not None:
        units, people = scope.holders(actor, cards.state, found)
        seen = [
            each for each in seen if each.owner_unit_id in units or each.owner_person_id in people
        ]
    if at is None:
        built = climbing.build(seen)
    else:
        built = ladder_past.built(seen, actor, at, cards.state.measures)
    lines = [line(cards, ladder, built[ladder.pk]) for ladder in seen]
    lines.sort(key=lambda each: (not each.mine, each.owner.kind == "person", each.title.casefold()))
    return Index(tuple(lines), badges.of_days(cards, *lately(actor, at)))


def under_way(cards: Cards) -> tuple[LadderLine, ...]:
    """Return the ladders with steps that the actor is climbing, in one query."""
    me = cards.actor.person
    if me is None:
        return ()
    rungs = Rung.objects.filter(
        ladder__owner_person=me,
        ladder__state=Ladder.State.CLIMBING,
        ladder__retired=False,
        retired=False,
    )
    held: defaultdict[Ladder, list[Rung]] = defaultdict(list)
    for rung in rungs.select_related("ladder").order_by("ladder", "rank", "pk"):
        held[rung.ladder].append(rung)
    return tuple(line(cards, ladder, Built(found, {})) for ladder, found in held.items())


def line(cards: Cards, ladder: Ladder, built: Built) -> LadderLine:
    """Return a ladder as a line of the list."""
    open_ = [rung for rung in built.rungs if not rung.reached_on]
    done = [rung.reached_on for rung in built.rungs if rung.reached_on]
    return LadderLine(
        id=ladder.public_id,
        title=ladder.title,
        owner=cards.holder(ladder.owner_unit_id, ladder.owner_person_id),
        state=ladder.state,
        steps=len(built.rungs),
        reached=len(done),
        here=open_[0].title if open_ else "",
        due=open_[0].due if open_ else None,
        reached_on=max(done, default=None),
        mine=is_mine(cards.actor, ladder),
    )


def is_mine(actor: Actor, ladder: Ladder) -> bool:
    """Whether the actor is whom the ladder is about."""
    return actor.person is not None and ladder.owner_person_id == actor.person.pk


def lately(actor: Actor, at: datetime.datetime | None) -> tuple[datetime.date, datetime.date]:
    """Return the first of the days whose steps are celebrated, and the day after the last."""
    after = day_of(actor, at) + datetime.timedelta(days=1)
    return after - CELEBRATED, after


def day_of(actor: Actor, at: datetime.datetime | None) -> datetime.date:
    """Return the day of a moment, today for none."""
    return actor.today if at is None else local_day(at, actor.organisation)


def show(actor: Actor, ladder_id: str, at: datetime.datetime | None = None) -> LadderPage:
    """Return a ladder with how its steps stand, now or `at` an earlier moment.

    Raises:
        NotThere: where the actor may not see it, or there is none, or was none then.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.SEE)
    if ladder.owner_person is not None and not is_mine(actor, ladder):
        log_read(actor, ladder.owner_person, f"ladder {ladder.public_id}")
    cards = Cards(actor, graph.load(actor, at))
    if at is None:
        return page(cards, ladder, ladder_parts.load(actor, ladder))
    then = ladder_past.stood(actor, ladder, at)
    parts = ladder_past.parts(actor, then, at, cards.state.measures)
    return page(cards, then, parts, at)


def page(
    cards: Cards, ladder: Ladder, parts: Parts, at: datetime.datetime | None = None
) -> LadderPage:
    """Return the page of a ladder that the actor may see."""
    actor, seen = cards.actor, cards.state.published
    weeks = climbing_weeks.of_measures(parts.built.measures, seen, at or actor.now)
    day = day_of(actor, at)
    looked = {c.key: c for c in climbing.look(ladder, parts.built, weeks, day)}
    return LadderPage(
        id=ladder.public_id,
        version=ladder.version,
        title=ladder.title,
        why=ladder.why,
        owner=cards.holder(ladder.owner_unit_id, ladder.owner_person_id),
        state=ladder.state,
        mine=is_mine(actor, ladder),
        began_on=ladder.began_on,
        goal=goal_of(cards, cards.state.goals.get(ladder.goal_id or 0)),
        above=above_of(cards, parts.above),
        below=tuple(t for b in parts.below if (t := above_of(cards, b))),
        coach=cards.holder(None, ladder.coach_id) if ladder.coach_id else None,
        audience=ladder.audience,
        away=tuple(
            (datetime.date.fromisoformat(a), datetime.date.fromisoformat(b)) for a, b in ladder.away
        ),
        declined_words=ladder.declined_words if is_mine(actor, ladder) else "",
        may_export=ladder.may_export,
        rungs=tuple(rungs_of(cards, ladder, parts, looked, weeks, day)),
        skills=tuple(map(SkillView.of, parts.skills)),
        hindrances=tuple(map(HindranceView.of, parts.hindrances)),
        coachings=coachings_of(cards, parts.coachings),
        guide=walked(ladder, parts),
        as_of=seen.data_as_of,
        at=at,
        speaks=at is None and ladder_help.speaks(actor, ladder),
        meets=at is None and ladder_access.meets(actor, ladder),
        may=frozenset() if at else ladder_access.verbs(actor, ladder),
        seen_by=tuple(ladder_access.who_can_see(actor, ladder)),
    )


def rungs_of(
    cards: Cards,
    ladder: Ladder,
    parts: Parts,
    looked: Mapping[str, Climbed],
    weeks: Weeks,
    day: datetime.date,
) -> Iterable[RungView]:
    """Yield the steps, the lowest first."""
    built, states = parts.built, states_of(ladder, parts.built)
    for number, rung in enumerate(built.rungs, 1):
        climbed = looked[rung.public_id]
        criteria = built.criteria.get(rung.pk, ())
        climbs = states[rung.pk] == "here" and rung.due > day
        seen = weeks if climbs else {}
        yield RungView(
            id=rung.public_id,
            version=rung.version,
            number=number,
            title=rung.title,
            due=rung.due,
            state=states[rung.pk],
            goal=goal_of(cards, cards.state.goals.get(rung.goal_id or 0)),
            hundredths=rung.hundredths,
            reward=rung.reward,
            reward_words=rung.reward_words,
            proposed=None if criteria else proposal(cards, ladder, rung),
            opened_on=rung.opened_on,
            reached_on=rung.reached_on,
            criteria=tuple(
                criterion_view(cards, each, climbed, outlook(each, rung, climbed, seen, day))
                for each in criteria
            ),
            resources=tuple(map(resource_view, parts.resources.get(rung.pk, ()))),
        )


def proposal(cards: Cards, ladder: Ladder, rung: Rung) -> ProposedMeasure | None:
    """Return the measure that a template proposed for a step."""
    return proposed.of(cards, rung.proposed_kpi, ladder.owner_unit_id, ladder.owner_person_id)


def outlook(
    found: Criterion, rung: Rung, climbed: Climbed, weeks: Weeks, day: datetime.date
) -> Likelihood | None:
    """Return the chance that a criterion's value is there when due, None without weeks to say.

    Its way to go is counted from what the page shows beside it.
    """
    known = [week for week in weeks.get(found.measure_id or 0, ()) if week.last_day < day]
    if found.measure is None or found.value is None or found.met_on or not known:
        return None
    standing = climbed.now.get(found.public_id)
    now = standing.value if standing else climbing_weeks.now_of(known)
    past = climbing_weeks.past_of(found.measure, known, day)
    return ladder_proposals.foreseen(found.measure, past, found.value, rung.due, now)


def criterion_view(
    cards: Cards, found: Criterion, climbed: Climbed, likely: Likelihood | None
) -> CriterionView:
    """Return what counts for a step, without figures that the actor may not see."""
    needed = {pk for pk in (found.measure_id, found.guard_id) if pk}
    hidden = not needed <= cards.measures
    guard = found.guard
    better = "raise" if guard is not None and catalogue.higher_is_better(guard.kpi) else "lower"
    now = climbed.now.get(found.public_id)
    skill = found.skill
    return CriterionView(
        id=found.public_id,
        version=found.version,
        kind=found.kind_of_criterion,
        measure=cards.named(found.measure) if found.measure else None,
        way=found.way,
        value=found.value,
        hold_weeks=found.hold_weeks,
        least=found.least,
        guard=cards.named(guard) if guard else None,
        guard_way=better,
        guard_limit=found.guard_limit,
        words=skill.name if skill else found.words,
        own_level=skill.own_level if skill else 0,
        lead_level=skill.lead_level if skill else 0,
        done_on=found.done_on,
        met_on=found.met_on,
        evidence=None if hidden or not found.evidence else kept_view(found),
        now=None if hidden or now is None else standing_view(found, now),
        outlook=None if hidden else likely,
        hidden=hidden,
    )


def standing_view(found: Criterion, now: Standing) -> StandingView:
    """Return how a criterion stands now."""
    low, high = bounds(found, now.value, now.n)
    marks = tuple(
        WeekMark(
            m.week.start,
            m.week.value,
            *bounds(found, m.week.value, m.week.n),
            m.week.n,
            m.mark.value,
        )
        for m in now.weeks
    )
    return StandingView(now.value, low, high, now.n, now.good, now.guard, now.guard_kept, marks)


def kept_view(found: Criterion) -> StandingView:
    """Return what the data said on the day a criterion was met."""
    said = found.evidence
    low, high = bounds(found, said["value"], said["n"])
    return StandingView(said["value"], low, high, said["n"], said["good"], said["guard"], None, ())


def bounds(found: Criterion, value: float | None, n: int) -> tuple[float | None, float | None]:
    """Return between what a share likely lies; None for what is no share."""
    if found.measure is None or value is None or not n:
        return None, None
    reference = catalogue.reference(found.measure)
    if reference.unit != "share":
        return None, None
    interval = wilson(round(value * n), n)
    return float(interval.low), float(interval.high)


def goal_of(cards: Cards, goal: Goal | None) -> TiedTo | None:
    """Return a goal that something is tied to, where the actor may see it."""
    if goal is None or goal.pk not in cards.goals:
        return None
    return TiedTo("goal", goal.public_id, goal.title, cards.owner(goal))


def above_of(cards: Cards, ladder: Ladder | None) -> TiedTo | None:
    """Return the ladder above, where the actor may see it."""
    if ladder is None or ladder.retired or not ladder_access.may(cards.actor, ladder, Verb.SEE):
        return None
    owner = cards.holder(ladder.owner_unit_id, ladder.owner_person_id)
    return TiedTo("ladder", ladder.public_id, ladder.title, owner)


def resource_view(found: RungResource) -> ResourceView:
    """Return what helps on a step."""
    return ResourceView(
        found.public_id,
        found.version,
        found.kind_of_resource,
        found.title,
        found.link,
        found.there,
    )


def coachings_of(cards: Cards, held: Iterable[Coaching]) -> tuple[CoachingView, ...]:
    """Return the coaching meetings that the actor takes part in, the newest first."""
    return tuple(
        CoachingView(
            c.public_id,
            c.version,
            cards.holder(None, c.coach_id),
            c.at,
            c.minutes,
            c.topic,
            c.notes,
        )
        for c in held
        if ladder_access.may_meet(cards.actor, c, Verb.SEE)
    )


def walked(ladder: Ladder, parts: Parts) -> tuple[Walked, ...]:
    """Return the guided steps with what is done."""
    fast = [
        each
        for criteria in parts.built.criteria.values()
        for each in criteria
        if each.measure is not None
        and catalogue.is_fast(each.measure.kpi)
        and each.guard_id is None
    ]
    done = guide.done(
        guide.Built(
            assessed=bool(parts.skills or parts.hindrances),
            tied=bool(ladder.goal_id or ladder.above_id),
            steps=len(parts.built.rungs),
            unguarded=len(fast),
            helped=bool(parts.resources or parts.coachings or ladder.coach_id),
            begun=ladder.began_on is not None,
        )
    )
    return walk(guide.STEPS, done, frozenset(ladder.skipped))
