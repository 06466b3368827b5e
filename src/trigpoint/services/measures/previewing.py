"""What a measure would show, before it is one: its last weeks, computed from the facts."""

from __future__ import annotations

import datetime
import zoneinfo
from dataclasses import dataclass
from difflib import get_close_matches

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.measures import asking, figures, given, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Measure
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import By, Dimension, Figure, Grain

WEEKS = 8
NAMED = 30
"""So many of the words that there are stand in a refusal at most."""
BY_WORDS = {
    Dimension.CHANNEL,
    Dimension.PRIORITY,
    Dimension.LANGUAGE,
    Dimension.SITE,
    Dimension.TAG,
    Dimension.CUSTOM,
}
"""By these a filter says words of the tickets, and no ids of ours."""


@dataclass(frozen=True, slots=True)
class Week:
    """What a week would show: value with its range where there is one, and how many count."""

    start: datetime.date
    end: datetime.date
    value: float | None
    low: float | None
    high: float | None
    n: int
    missing: int


def preview(actor: Actor, draft: MeasureDraft) -> list[Week]:
    """Return the last whole weeks of a measure that is being made, the oldest first.

    Nothing where no tickets are in yet.

    Raises:
        Invalid: for a KPI, a setting, a scope or a filter that cannot be.
        NotAllowed: where the actor may not set it up, or not see its figures.

    A word that no ticket has, in a filter, is one that cannot be: whoever tries out a measure has
    most likely mistyped it. Set up it may be all the same, for tickets that are to come.
    """
    measure = measures.build(actor, draft)
    require_seen(actor, measure)
    if measure.kpi in BY_HAND:
        raise Invalid(
            {"kpi": _("Its values are typed in once it is saved, each with its evidence.")}
        )
    organisation = actor.organisation
    seen = figures.published(organisation)
    if not seen.number:
        return []
    require_known(actor, draft)
    given.tell(actor, f"figures {measure.kpi}", measure.person_id)
    end = asking.week_begin(actor.today, organisation)
    query = asking.query(
        measure,
        organisation,
        end - datetime.timedelta(weeks=WEEKS),
        end,
        Grain.WEEK,
        only=asking.scope_filter(measure),
    )
    with Facts.open(facts_folder(), seen.number, roster.of(organisation)) as facts:
        found = facts.compute(query)
    zone = zoneinfo.ZoneInfo(organisation.zone)
    return [week(figure, zone) for figure in found]


def there_are(actor: Actor, dimension: Dimension, name: str | None = None) -> list[str]:
    """Return by what tickets can be narrowed: the values that they have in a dimension of theirs.

    For a field of the help desk that is not named: the names of these. Nothing for whoever may not
    see figures over all tickets, and where no tickets are in yet.
    """
    seen = figures.published(actor.organisation)
    if not seen.number or not access.sees_whole(actor):
        return []
    with Facts.open(facts_folder(), seen.number) as facts:
        if dimension is Dimension.CUSTOM and not name:
            return facts.custom_fields()
        return facts.values(By(dimension, name))


def require_known(actor: Actor, draft: MeasureDraft) -> None:
    """Raise `Invalid` for a word of a filter that no ticket has: with the nearest, or all."""
    for one in draft.filters:
        if one.dimension is Dimension.CUSTOM:
            require_among(there_are(actor, one.dimension), one.name or "")
        if one.dimension in BY_WORDS:
            known = there_are(actor, one.dimension, one.name)
            for word in one.values:
                require_among(known, word or "")


def require_among(known: list[str], word: str) -> None:
    """Raise `Invalid` for a word that is not among those known, where any are."""
    if word and known and word not in known:
        near = get_close_matches(word, known, n=1)
        if near:
            why = _("No ticket has “{word}”. Did you mean “{near}”?", word=word, near=near[0])
        else:
            why = _(
                "No ticket has “{word}”. There are: {words}.",
                word=word,
                words=", ".join(known[:NAMED]),
            )
        raise Invalid({"filters": why})


def require_seen(actor: Actor, measure: Measure) -> None:
    """Raise `NotAllowed` where the actor may not see figures of the measure's scope."""
    if measure.person is not None:  # asked when the scope was set
        return
    if measure.unit is not None:
        sees = access.may_see_figures_of_unit(actor, measure.unit)
    else:
        sees = access.sees_whole(actor)
    if not sees:
        raise NotAllowed(_("These figures are not for you to see."))


def week(figure: Figure, zone: zoneinfo.ZoneInfo) -> Week:
    """Return a figure of the engine by its days."""
    start, end = (
        datetime.datetime.fromtimestamp(at, zone).date() for at in (figure.start, figure.end)
    )
    return Week(start, end, figure.value, figure.low, figure.high, figure.n, figure.missing)
