"""Whether a step says enough: rule by rule, *achievable* worked out from history."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trigpoint.core.lenses.ladder.smart import Nearer, Reach, RuleCheck, Written, check
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import graph
from trigpoint.services.insight.outlook import units_of
from trigpoint.services.ladders import climbing_weeks, ladder_access, ladder_proposals, rungs
from trigpoint.services.ladders.ladder_proposals import OfferedStep
from trigpoint.services.ladders.rungs import CriterionDraft
from trigpoint.services.measures import catalogue
from trigpoint.store.models import Criterion, Goal, Measure, Rung

EVEN = (50, 60, 70, 80)
"""As likely as not; then surer ones, since a value is rounded and that may take its chance away."""
ABOUT_EVEN = 45
"""So many times in 100 at least a nearer value is reached."""
RUNNING = {Goal.State.AGREED, Goal.State.ACTIVE}


def of_rung(actor: Actor, rung_id: str) -> tuple[RuleCheck, ...]:
    """Return what every rule says of a step.

    Raises:
        NotThere: where there is no such step for the actor.
    """
    rung = ladder_access.rung(actor, rung_id, Verb.SEE)
    held = (
        rung.criteria.filter(retired=False)
        .select_related("measure", "guard", "skill")
        .order_by("pk")
    )
    return check(written(actor, rung, list(held)), actor.today)


def take_nearer(
    actor: Actor, rung_id: str, renamed: Callable[[str, str, float, float], str]
) -> None:
    """Ask of a step the nearer value that history proposes, under a title that says it.

    `renamed` returns a title with another value, given the unit, the old value and the new one: how
    a value reads in a title is for whoever shows it.

    Raises:
        Invalid: where history proposes none, and for a step that is reached.
        NotThere: where there is no such step that the actor may change.
    """
    ladder_access.rung(actor, rung_id, Verb.CHANGE)
    near = next((rule.nearer for rule in of_rung(actor, rung_id) if rule.nearer), None)
    if near is None:
        raise Invalid({"": _("History proposes no nearer value. Choose one yourself.")})
    held = ladder_access.criterion(actor, near.criterion, Verb.CHANGE)
    draft = CriterionDraft(
        kind=held.kind_of_criterion,
        measure=held.measure.public_id if held.measure else "",
        value=near.value,
        hold_weeks=held.hold_weeks,
        least=held.least,
        guard=held.guard.public_id if held.guard else "",
        guard_limit=held.guard_limit,
    )
    title = held.rung.title
    if held.measure is not None and held.value is not None:
        unit = catalogue.reference(held.measure).unit
        title = renamed(title, unit, held.value, near.value)
    rungs.edit_criterion(actor, held.public_id, held.version, draft, title)


def written(actor: Actor, rung: Rung, criteria: list[Criterion]) -> Written:
    """Return a step as the rules read it."""
    held = [(each, each.measure) for each in criteria if each.measure is not None]
    fast = [m for _each, m in held if catalogue.is_fast(m.kpi)]
    beside = ladder_proposals.guards_for(actor, fast[0]) if fast else []
    return Written(
        title=rung.title,
        due=rung.due,
        reach=tuple(reach(actor, rung, each, measure) for each, measure in held),
        deeds=tuple(deed(each) for each in criteria if each.measure is None),
        least=min((each.least for each, _measure in held), default=0),
        usual=usual(actor, held[0][1]) if held else 0,
        serves=served(actor, rung),
        could_serve=could_serve(actor, rung, [measure.pk for _each, measure in held]),
        fast=bool(fast),
        guarded=all(each.guard_id for each, _measure in held),
        guard=beside[0].measure.title if beside else "",
    )


def deed(found: Criterion) -> str:
    """Return which skill or training counts."""
    return found.skill.name if found.skill is not None else found.words


def usual(actor: Actor, measure: Measure) -> int:
    """Return half of the tickets of a usual week, 0 where there is none to be seen."""
    if measure.pk not in access.visible_ids(actor, "figure"):
        return 0
    weeks = climbing_weeks.recent(climbing_weeks.weeks_of(actor, measure))
    return round(sum(week.n for week in weeks) / len(weeks) / 2) if weeks else 0


def served(actor: Actor, rung: Rung) -> str:
    """Return the title of the goal that a step serves, or else of the ladder above; "" for none."""
    goal, above = rung.goal or rung.ladder.goal, rung.ladder.above
    if goal is not None and goal.pk in access.visible_ids(actor, "goal"):
        return goal.title
    seen = above is not None and not above.retired and ladder_access.may(actor, above, Verb.SEE)
    return above.title if above is not None and seen else ""


def could_serve(actor: Actor, rung: Rung, measures: list[int]) -> str:
    """Return a running goal that a step might serve: of the same measure, else of its owner."""
    state, ladder = graph.load(actor), rung.ladder
    seen = access.visible_ids(actor, "goal")
    running = [g for g in state.goals.values() if g.state in RUNNING and g.pk in seen]
    open_ones = [goal for goal in running if not goal.private]
    same = [
        goal
        for goal in open_ones
        if any(target.measure_id in measures for target in state.targets.get(goal.pk, ()))
    ]
    holder = ladder.owner_unit_id, ladder.owner_person_id
    own = [goal for goal in open_ones if (goal.owner_unit_id, goal.owner_person_id) == holder]
    return next((goal.title for goal in (*same, *own)), "")


def reach(actor: Actor, rung: Rung, found: Criterion, measure: Measure) -> Reach:
    """Return how a measured criterion reads and how likely it is, or why that is not known."""
    if found.value is None or measure.pk not in access.visible_ids(actor, "figure"):
        hidden = _("Its figures are for the person alone.")
        return Reach(wording(measure, found, found.value), refused=hidden)
    weeks = climbing_weeks.weeks_of(actor, measure)
    past = climbing_weeks.past_of(measure, weeks, actor.today)
    now = climbing_weeks.now_of(weeks)
    if past is None:
        none = _("There is no week with a figure yet.")
        return Reach(wording(measure, found, found.value), refused=none)
    ahead = past.weeks_until(rung.due)
    said = ladder_proposals.of_value(measure, past, ahead, found.value, now)
    offer, _refused = ladder_proposals.offered(measure, past, ahead, now, EVEN)
    return Reach(
        wording=wording(measure, found, found.value),
        chance=said.hundredths / 100 if said.hundredths is not None else None,
        said=said.chance,
        refused=said.refused or said.chance,
        nearer=nearer(measure, found, offer),
    )


def nearer(measure: Measure, found: Criterion, offer: Sequence[OfferedStep]) -> Nearer | None:
    """Return a criterion with the first value that is about as likely as not; None without one."""
    for each in offer:
        value, chance = each.likelihood.value, each.likelihood.hundredths
        if chance is not None and chance >= ABOUT_EVEN:
            return Nearer(found.public_id, value, wording(measure, found, value))
    return None


def wording(measure: Measure, found: Criterion, number: float | None) -> Text:
    """Return how a measured criterion reads as a title with a value."""
    if number is None:
        return _("{measure}: the value is missing", measure=measure.title)
    value = units_of(catalogue.reference(measure).unit).value(number)
    said = {"measure": measure.title, "value": value, "weeks": found.hold_weeks}
    if found.way == "raise":
        return _("{measure}: {value} or more, held {weeks} weeks", **said)
    return _("{measure}: {value} or less, held {weeks} weeks", **said)
