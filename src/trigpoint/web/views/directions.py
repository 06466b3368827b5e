"""What we work for: mission, vision and priorities; and the periods that goals belong to."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.organisation import organisation
from trigpoint.services.organisation import periods as spans
from trigpoint.web.door import day_of, end_of, signed_in
from trigpoint.web.forms.settings import AnewForm, DirectionForm, PeriodChangeForm, PeriodForm
from trigpoint.web.shapes import settings as shape
from trigpoint.web.views.parts import Cleaned, Make, Part, part_of, serve

LIST = "pages/listing.html"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def directions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what we work for, now or as it stood; an administrator says it here."""
    may = actor.is_administrator
    part = part_of(request, actor, SAYING) if may else None
    at = end_of(day_of(request.GET.get("at", "")), actor)

    def context() -> Mapping[str, object]:
        page = shape.directions(
            organisation.directions(actor, at),
            may=may and at is None,
            editing=request.GET.get("edit", ""),
            at=request.GET.get("at", "") if at else "",
        )
        return {"page": page, "section": "settings"}

    return serve(request, actor, LIST, reverse("directions"), part, context)


def say_first(request: HttpRequest, actor: Actor, _part: str) -> Part:
    """Return the form for something that was not said yet."""
    form = DirectionForm(request.POST or None)

    def save(said: Cleaned) -> None:
        rank = said["rank"] if said["kind"] == "priority" else 1
        organisation.set_direction(actor, said["kind"], said["text"], rank=rank)

    return Part(form, save)


def say_anew(request: HttpRequest, actor: Actor, part: str) -> Part:
    """Return the form for other words, or for dropping it."""
    found = next((d for d in organisation.directions(actor) if d.id == part), None)
    if found is None:
        raise NotThere
    form = AnewForm(request.POST or None, initial={"version": found.version, "text": found.text})

    def save(said: Cleaned) -> None:
        organisation.set_direction(
            actor,
            found.kind,
            said["text"],
            rank=found.rank,
            version=said["version"],
            reason=said["reason"],
        )

    def remove(reason: str) -> None:
        organisation.retire_direction(actor, part, found.version, reason=reason)

    return Part(form, save, remove=remove, remove_label=gettext("Drop it"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def periods(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the periods, now or as they stood; an administrator changes them here."""
    may = actor.is_administrator
    part = part_of(request, actor, SPANS) if may else None
    at = end_of(day_of(request.GET.get("at", "")), actor)

    def context() -> Mapping[str, object]:
        page = shape.periods(
            organisation.periods(actor, at),
            actor.today,
            may=may and at is None,
            editing=request.GET.get("edit", ""),
            at=request.GET.get("at", "") if at else "",
        )
        return {"page": page, "section": "settings"}

    return serve(request, actor, LIST, reverse("periods"), part, context)


def new_period(request: HttpRequest, actor: Actor, _part: str) -> Part:
    """Return the form for one more period."""
    form = PeriodForm(request.POST or None)
    return Part(
        form,
        lambda said: organisation.add_period(actor, said["name"], said["starts"], said["ends"]),
    )


def change_period(request: HttpRequest, actor: Actor, part: str) -> Part:
    """Return the form for another name or other days."""
    found = next((p for p in organisation.periods(actor) if p.id == part), None)
    if found is None:
        raise NotThere
    names = ("name", "starts", "ends")
    initial = {name: getattr(found, name) for name in ("version", *names)}
    form = PeriodChangeForm(request.POST or None, initial=initial)

    def save(said: Cleaned) -> None:
        changes = {name: said[name] for name in names}
        spans.edit(actor, part, said["version"], changes, reason=said["reason"])

    def remove(reason: str) -> None:
        spans.retire(actor, part, found.version, reason=reason)

    return Part(form, save, remove=remove, remove_label=gettext("Take it out of use"))


SAYING: dict[str, Make] = {"new": say_first, "say": say_anew}
SPANS: dict[str, Make] = {"new": new_period, "change": change_period}
