"""Steps proposed from history: looked at, moved with their chance, and taken."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.core.people.kinds import Verb
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.ladders import ladder_access, ladder_page, ladder_proposals, rungs
from trigpoint.services.ladders.ladder_proposals import USUAL, Offer
from trigpoint.services.ladders.ladder_views import LadderPage, RungView
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.web import formats, parse
from trigpoint.web.door import day_of, signed_in
from trigpoint.web.shapes import ladder_proposals as shape
from trigpoint.web.shapes.ladders import needed
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import ladder_choices
from trigpoint.web.views.ladder_steps import QUARTER


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def propose(request: HttpRequest, actor: Actor, ladder: str) -> HttpResponse:
    """Propose steps on a measure; on POST, take those that are ticked."""
    ladder_access.ladder(actor, ladder, Verb.CHANGE)
    asked = request.POST if request.method == "POST" else request.GET
    due = day_of(asked.get("due", "")) or actor.today + QUARTER
    wanted = chances(asked.get("chances", ""))
    page, known = ladder_page.show(actor, ladder), ladder_choices.measures(actor)
    measure = asked.get("measure", usual(page, known))
    offer, error = offered(actor, measure, due, wanted)
    if request.method == "POST" and offer is not None:
        try:
            made = rungs.add(actor, ladder, list(drafts(request.POST, offer)))
        except Invalid as refused:
            error = say(refused.text)
        else:
            n = len(made)
            said = ngettext("{n} step taken.", "{n} steps taken.", n).format(n=n)
            messages.success(request, said)
            return redirect("ladder", ladder)
    context = {
        "ladder": page,
        "measures": known,
        "chosen": measure,
        "due": due.isoformat(),
        "chances": ",".join(map(str, wanted)),
        "presets": shape.PRESETS,
        "offer": shape.offer(offer) if offer else None,
        "error": error,
        "section": "views",
    }
    status = 422 if error and asked.get("measure") else 200
    return render(request, "pages/ladder_propose.html", context, status=status)


def usual(page: LadderPage, known: list[MeasureRef]) -> str:
    """Return the measure that counts on the ladder now, or first will; "" for none to be seen."""
    seen = {each.id for each in known}
    open_first = sorted(page.rungs, key=lambda rung: (rung.state == "reached", rung.number))
    named = (each for rung in open_first for each in measures_of(rung))
    return next((each.id for each in named if each and each.id in seen), "")


def measures_of(rung: RungView) -> list[MeasureRef | None]:
    """Return what counts for a step, and what a template proposed for it."""
    return [*(c.measure for c in rung.criteria), rung.proposed.measure if rung.proposed else None]


def offered(
    actor: Actor, measure: str, due: datetime.date, wanted: tuple[int, ...]
) -> tuple[Offer | None, str]:
    """Return what is proposed, or why nothing can be asked."""
    if not measure:
        return None, ""
    try:
        return ladder_proposals.propose(actor, measure, due, wanted), ""
    except Invalid as error:
        return None, say(error.text)
    except NotThere:
        return None, gettext("There is no such measure, or it is not for you to see.")


def chances(typed: str) -> tuple[int, ...]:
    """Return the chances of an address, the usual ones where it has none."""
    found = (parse.whole(each.strip(), -1) for each in typed.split(","))
    return tuple(each for each in found if each >= 0)[:5] or USUAL


def drafts(sent: QueryDict, offer: Offer) -> Iterable[RungDraft]:
    """Yield the steps that were ticked, with the values as they were moved."""
    hold = parse.whole(sent.get("hold_weeks", ""), 4)
    least = parse.whole(sent.get("least", ""))
    guard = sent.get("guard", "")
    unit = next((g.measure.unit for g in offer.guards if g.measure.id == guard), "")
    limit = limit_of(sent.get("guard_limit", ""), unit) if guard else None
    ticked = [place for place in range(len(offer.steps)) if sent.get(f"take-{place}")]
    if not ticked:
        raise Invalid({"": ladder_proposals.TAKE_ONE})
    for place in ticked:
        step = offer.steps[place]
        value = moved(sent.get(f"value-{place}", ""), step.likelihood.value)
        same = value == step.likelihood.value
        yield RungDraft(
            title=title(offer, value, hold),
            due=offer.due,
            hundredths=step.likelihood.hundredths if same else None,
            criteria=(
                CriterionDraft(
                    kind="measure",
                    measure=offer.measure.id,
                    value=value,
                    hold_weeks=hold,
                    least=least,
                    guard=guard,
                    guard_limit=limit,
                ),
            ),
        )


def limit_of(typed: str, unit: str) -> float | None:
    """Return the limit of a guard as it was typed.

    Raises:
        Invalid: where that is no number.
    """
    try:
        return parse.value(typed, unit) if typed.strip() else None
    except ValidationError as error:
        raise Invalid({"guard_limit": ladder_proposals.NO_NUMBER}) from error


def moved(typed: str, proposed: float) -> float:
    """Return a value as the slider was left, in the measure's unit; else as proposed."""
    try:
        return float(typed)
    except ValueError:
        return proposed


def title(offer: Offer, value: float, weeks: int) -> str:
    """Return what a step that was taken is called: what is to be seen."""
    bar = needed(offer.way, formats.value_words(value, offer.measure.unit))
    held = ngettext("held {n} week", "held {n} weeks", weeks).format(n=weeks)
    return f"{offer.measure.title}: {bar}, {held}"[:200]


@require_safe
@signed_in
def chance(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the chance of a value as a fragment, while it is moved."""
    asked = request.GET
    due = day_of(asked.get("due", "")) or actor.today + QUARTER
    found, error = None, ""
    try:
        value = float(asked.get("value", ""))
        found = ladder_proposals.likelihood(actor, asked.get("measure", ""), value, due)
    except Invalid as refused:
        error = say(refused.text)
    except ValueError:
        error = gettext("Write a number.")
    unit = asked.get("unit", "")
    context = {"said": shape.said(found, unit) if found else None, "error": error}
    return render(request, "components/ladder_chance.html", context)
