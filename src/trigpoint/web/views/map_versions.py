"""Versions of a strategy map: published, compared any two, looked at again on a cadence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.maps import map_page
from trigpoint.services.maps.map_page import MapView
from trigpoint.services.plans import editions, plans
from trigpoint.web import parse
from trigpoint.web.door import signed_in
from trigpoint.web.forms.v2mom import PublishForm, ReviewForm
from trigpoint.web.shapes import strategy_map as shape
from trigpoint.web.views.parts import Cleaned, Part, serve


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, map_id: str) -> HttpResponse:
    """Show the versions with what changed between two of them; publish and review here."""
    view = map_page.show(actor, map_id)
    here = reverse("map_versions", args=[map_id])
    make = {"publish": publish, "review": review}.get(request.GET.get("edit", ""))
    part = make(request, actor, view) if make and "change" in view.may else None
    return serve(
        request, actor, "pages/map_versions.html", here, part, lambda: told(request, actor, map_id)
    )


def told(request: HttpRequest, actor: Actor, map_id: str) -> dict[str, object]:
    """Return what the page's template reads."""
    view = map_page.show(actor, map_id)
    known = editions.editions(actor, map_id)
    old, new = (parse.whole(request.GET.get(name, "")) for name in ("from", "to"))
    if not old and known:
        old, new = (known[1].number, known[0].number) if len(known) > 1 else (known[0].number, 0)
    return {
        "page": shape.told(view),
        "view": view,
        "may": "change" in view.may,
        "editions": known,
        "old": old,
        "new": new,
        "difference": editions.compare(actor, map_id, old, new or None) if old else None,
        "gates": editions.lacking(actor, map_id),
        "section": "views",
    }


def publish(request: HttpRequest, actor: Actor, view: MapView) -> Part:
    """Publish the map as its next version."""
    form = PublishForm(request.POST or None, initial={"version": view.version})

    def save(cleaned: Cleaned) -> None:
        editions.publish(
            actor,
            view.id,
            cleaned["version"],
            reason=cleaned["reason"],
            override_reason=cleaned["override_reason"],
        )

    return Part(form, save, gettext("Publish"), done=gettext("The map is published."))


def review(request: HttpRequest, actor: Actor, view: MapView) -> Part:
    """Say that the map was looked at, and when it will be again."""
    initial = {"version": view.version, "cadence_days": view.cadence_days}
    form = ReviewForm(request.POST or None, initial=initial)

    def save(cleaned: Cleaned) -> None:
        changes = {"cadence_days": cleaned["cadence_days"]}
        plans.edit(actor, view.id, cleaned["version"], changes)
        plans.review(
            actor,
            view.id,
            cleaned["version"] + 1,
            next_review=cleaned["next_review"],
            reason=cleaned["reason"],
        )

    return Part(form, save, gettext("Looked at today"), done=gettext("The review is kept."))
