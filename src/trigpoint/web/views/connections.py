"""Help desks that are asked by themselves: connected, read, resting, read again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.connectors.sync import all_connectors, connector_of
from trigpoint.connectors.sync.entering import change, enter
from trigpoint.connectors.sync.statuses import STATUSES, pairs
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.helpdesks import connections, syncs
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.connections import ChangeConnectionForm, NewConnectionForm
from trigpoint.web.shapes import connections as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views.parts import Cleaned, Part, serve


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the help desks that are asked, and those that could be."""
    context = {
        "lines": [shape.line(one, actor.now) for one in connections.connections(actor)],
        "kinds": [shape.kind(one) for one in all_connectors().values()],
        "section": "settings",
    }
    return render(request, "pages/connections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """Connect a help desk, and begin to read it."""
    access.require(actor, Kind.SOURCE, Verb.CREATE)
    if kind not in all_connectors():
        raise NotThere
    connector = connector_of(kind)
    form = NewConnectionForm(
        request.POST or None, connector=connector, initial={"key": short_name(actor, kind)}
    )
    made: list[str] = []

    def save(said: Cleaned) -> None:
        made.append(enter(actor, kind, said["key"], "", form.said()))

    if request.method == "POST":
        attempt(form, save)
    if made:
        syncs.start(actor, made[0])
        return redirect("connection", made[0])
    context = {"form": form, "kind": shape.kind(connector), "section": "settings"}
    return render(request, "pages/connection_new.html", context, status=status_of(form))


def short_name(actor: Actor, kind: str) -> str:
    """Return what to call the first help desk of a kind; the next are named by hand."""
    usual = kind.replace("_", "-")
    taken = any(one.source == usual for one in connections.connections(actor))
    return "" if taken else usual


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, connection: str) -> HttpResponse:
    """Show how the reading of a help desk goes, and take its settings anew."""
    found = connections.show(actor, connection)
    here = reverse("connection", args=[connection])
    part = settings_part(request, actor, found) if request.GET.get("edit") else None

    def context() -> dict[str, object]:
        runs = syncs.runs(actor, connection)
        return {"page": shape.page(found, runs, actor.now), "section": "settings"}

    return serve(request, actor, "pages/connection.html", here, part, context)


def settings_part(request: HttpRequest, actor: Actor, found: connections.ConnectionView) -> Part:
    """Return the form of the settings."""
    form = ChangeConnectionForm(
        request.POST or None,
        connector=connector_of(found.connector),
        kept=found.secrets,
        initial={**found.settings, **asked_for(actor, found), "version": found.version},
    )

    def save(said: Cleaned) -> None:
        change(actor, found.id, said["version"], form.said())
        if broken:
            syncs.start(actor, found.id)

    broken = found.state == "failed" and not found.paused
    told = gettext("Saved. What was read before changes once everything is read again.")
    return Part(form, save, done=gettext("Saved. It is read again.") if broken else told)


def asked_for(actor: Actor, found: connections.ConnectionView) -> dict[str, str]:
    """Return the setting of states with those that nobody has named, to be filled in."""
    rows, _count = syncs.aside(syncs.runs(actor, found.id))
    there = found.settings.get(STATUSES.name, "")
    named = {name for name, means in pairs(there) if means}
    new = [
        f"{name}="
        for name in syncs.unnamed(rows).get(STATUSES.name, ())
        if name.casefold() not in named
    ]
    return {STATUSES.name: ", ".join(filter(None, [there, *new]))} if new else {}


@require_POST
@signed_in
def act(request: HttpRequest, actor: Actor, connection: str) -> HttpResponse:
    """Read now or from the beginning, let it rest or be asked again, or take it away."""
    connections.find(actor, connection)
    wanted = request.POST.get("act", "")
    try:
        match wanted:
            case "sync" | "anew":
                syncs.start(actor, connection, anew=wanted == "anew")
            case "pause" | "resume":
                connections.pause(actor, connection, paused=wanted == "pause")
            case "remove":
                connections.remove(actor, connection)
                messages.success(request, gettext("It is asked no more. What it brought stays."))
                return redirect("connections")
    except Invalid as error:
        messages.error(request, say(error.text))
    return redirect("connection", connection)
