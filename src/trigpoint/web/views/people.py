"""Teams and people."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.people import people
from trigpoint.services.people.people import PersonRow
from trigpoint.web.door import attempt, day_of, end_of, signed_in, status_of
from trigpoint.web.forms.house import PersonForm, UnitForm
from trigpoint.web.shapes import past
from trigpoint.web.shapes import people as shape


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show units and people; an administrator adds to them here."""
    form = add_form(request, actor)
    if form is not None and request.method == "POST":
        act = add_unit if isinstance(form, UnitForm) else add_person
        done, _clashes = attempt(form, lambda cleaned: act(actor, cleaned))
        if done:
            messages.success(request, gettext("Added."))
            return redirect("people")
    at = end_of(day_of(request.GET.get("at", "")), actor)
    day = actor.today if at is None else timezone.localtime(at).date()
    units, known = people.units(actor, at), people.people(actor, at)
    context = {
        "units": shape.tree(units, known.heads()),
        "people": shape.listed(known, sought(request), day),
        "banner": past.banner(at),
        "may_write": actor.is_administrator and at is None,
        "at": request.GET.get("at", "") if at else "",
        "form": form,
        "section": "people",
    }
    status = 200 if form is None else status_of(form)
    return render(request, "pages/people.html", context, status=status)


def sought(request: HttpRequest) -> shape.Sought:
    """Return whom the address asks for."""
    get = request.GET.get
    return shape.Sought(get("words", "")[:200], get("at", ""), get("page", ""))


def add_form(request: HttpRequest, actor: Actor) -> Form | None:
    """Return the form that `?edit=` asks for, for whoever may use it."""
    if not actor.is_administrator or "edit" not in request.GET:
        return None
    units = [(u.name, u.name) for u in people.units(actor)]
    since = {"valid_from": actor.today, "since": actor.today, "unit": request.GET.get("unit")}
    match request.GET.get("edit"):
        case "person":
            return PersonForm(request.POST or None, units=units, initial=since)
        case "unit":
            return UnitForm(request.POST or None, units=units, initial=since)
        case _:
            return None


def add_unit(actor: Actor, cleaned: dict[str, object]) -> None:
    """Add a unit."""
    row = (str(cleaned["name"]), str(cleaned["kind"]), str(cleaned["parent"]))
    people.add_units(actor, [row], cleaned["since"])  # type: ignore[arg-type]  # a date field


def add_person(actor: Actor, cleaned: dict[str, object]) -> None:
    """Add a person with a place in a unit."""
    people.add_people(actor, [PersonRow(**cleaned)])  # type: ignore[arg-type]  # the form's fields are the row's
