"""What changed between two days, for any unit or person and any dates."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import scope
from trigpoint.services.history import between
from trigpoint.services.history.between import Between
from trigpoint.web import addresses
from trigpoint.web.door import end_of, signed_in
from trigpoint.web.forms.between import BetweenForm
from trigpoint.web.lens import Focus, choices
from trigpoint.web.shapes import goals_file as shape
from trigpoint.web.templatetags.trigpoint import say

USUAL = datetime.timedelta(weeks=4)


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show goals that were added, changed and retired; the last four weeks, if nothing is said."""
    focus = Focus.of(request.GET)
    here = scope.find(actor, focus.unit, focus.period)
    offered = choices(focus, here, actor).fields
    usual = {"first": actor.today - USUAL, "last": "", **chosen(here)}
    asked = {**usual, **request.GET.dict(), **chosen(here)}
    form = BetweenForm(
        asked,
        units=offered["unit"].choices,  # type: ignore[attr-defined]  # a field of choices
        periods=offered["period"].choices,  # type: ignore[attr-defined]  # a field of choices
    )
    found = compared(actor, form) if form.is_valid() else None
    context = {
        "form": form,
        "focus": focus,
        "groups": groups(found) if found else (),
        "plan": found.plan if found else (),
        "whose": here.holder.name,
        "section": "views",
    }
    return render(request, "pages/changes.html", context, status=200 if found else 422)


def chosen(here: scope.Scope) -> dict[str, str]:
    """Return the unit and the dates that are looked at."""
    return {"unit": here.holder.id, "period": here.period.id if here.period else ""}


def compared(actor: Actor, form: BetweenForm) -> Between | None:
    """Return the difference that a form asks for, None where it is refused."""
    said = form.cleaned_data
    first, last = end_of(said["first"], actor), end_of(said["last"], actor)
    if first is None:
        form.add_error("first", gettext("Choose a day that is over."))
        return None
    try:
        return between.show(actor, said["unit"], said["period"], first, last)
    except Invalid as error:
        for name, why in error.fields.items():
            form.add_error(name or None, say(why))
        return None


def groups(found: Between) -> list[tuple[str, tuple[shape.ChangePart, ...]]]:
    """Return the goals by what became of them."""
    named = (
        (gettext("Added"), found.added),
        (gettext("Changed"), found.changed),
        (gettext("Not pursued any more"), found.retired),
    )
    return [
        (title, tuple(shape.change_part(each, addresses.goal(each.key)) for each in changes))
        for title, changes in named
    ]
