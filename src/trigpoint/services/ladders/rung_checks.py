"""Whether a step says enough: rule by rule, *achievable* worked out from history."""

from __future__ import annotations

from trigpoint.core.lenses.ladder.smart import RuleCheck, Written, check
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.insight.outlook import units_of
from trigpoint.services.ladders import climbing_weeks, ladder_access
from trigpoint.services.ladders.ladder_proposals import of_value
from trigpoint.services.measures import catalogue
from trigpoint.store.models import Criterion, Rung


def of_rung(actor: Actor, rung_id: str) -> tuple[RuleCheck, ...]:
    """Return what every rule says of a step.

    Raises:
        NotThere: where there is no such step for the actor.
    """
    rung = ladder_access.rung(actor, rung_id, Verb.SEE)
    held = rung.criteria.filter(retired=False).select_related("measure", "guard").order_by("pk")
    return check(written(actor, rung, list(held)), actor.today)


def written(actor: Actor, rung: Rung, criteria: list[Criterion]) -> Written:
    """Return a step as the rules read it."""
    measured = [each for each in criteria if each.measure is not None]
    first = measured[0] if measured else None
    chance, said, refused = likelihood(actor, rung, first) if first else (None, None, None)
    return Written(
        title=rung.title,
        due=rung.due,
        wording=wording(first) if first else None,
        measured=len(measured),
        other=len(criteria) - len(measured),
        least=min((each.least for each in measured), default=0),
        chance=chance,
        chance_words=said,
        refused=refused,
        serves=served(actor, rung),
        fast=any(each.measure and catalogue.is_fast(each.measure.kpi) for each in measured),
        guarded=all(each.guard_id for each in measured if each.measure),
    )


def served(actor: Actor, rung: Rung) -> str:
    """Return the title of the goal that a step serves, or else of the ladder above; "" for none."""
    goal, above = rung.goal or rung.ladder.goal, rung.ladder.above
    if goal is not None and goal.pk in access.visible_ids(actor, "goal"):
        return goal.title
    seen = above is not None and not above.retired and ladder_access.may(actor, above, Verb.SEE)
    return above.title if above is not None and seen else ""


def likelihood(
    actor: Actor, rung: Rung, found: Criterion
) -> tuple[float | None, Text | None, Text | None]:
    """Return the chance of a criterion from 0 to 1 and in words, or why there is none."""
    measure = found.measure
    if measure is None or found.value is None:
        return None, None, None
    if measure.pk not in access.visible_ids(actor, "figure"):
        return None, None, _("Its figures are for the person alone.")
    weeks = climbing_weeks.weeks_of(actor, measure)
    past = climbing_weeks.past_of(measure, weeks, actor.today)
    if past is None:
        return None, None, _("There is no week with a figure yet.")
    now = climbing_weeks.now_of(weeks)
    said = of_value(measure, past, past.weeks_until(rung.due), found.value, now)
    chance = said.hundredths / 100 if said.hundredths is not None else None
    return chance, said.chance, said.refused or said.chance


def wording(found: Criterion) -> Text | None:
    """Return how a measured criterion reads as a title."""
    if found.measure is None or found.value is None:
        return None
    value = units_of(catalogue.reference(found.measure).unit).value(found.value)
    if found.way == "raise":
        return _(
            "{measure}: {value} or more, held {weeks} weeks",
            measure=found.measure.title,
            value=value,
            weeks=found.hold_weeks,
        )
    return _(
        "{measure}: {value} or less, held {weeks} weeks",
        measure=found.measure.title,
        value=value,
        weeks=found.hold_weeks,
    )
