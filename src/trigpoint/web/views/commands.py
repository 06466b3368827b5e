"""What the command palette finds: pages, teams, goals, people, measures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.goals import goal_list
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.measures import measure_list
from trigpoint.services.people import people
from trigpoint.web import addresses, places
from trigpoint.web.door import signed_in

MOST = 8


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Return what fits the words typed, as JSON."""
    words = request.GET.get("q", "").strip()[:80]
    found = pages(actor, words)
    if any(letter.isdigit() for letter in words):
        found += tickets(words)
    if words:
        found += (
            teams(actor, words)
            + goals(actor, words)
            + persons(actor, words)
            + figures(actor, words)
        )
    return JsonResponse(found, safe=False)


def command(label: str, detail: str, href: str) -> dict[str, str]:
    """Return one line of the palette."""
    return {"label": label, "detail": detail, "href": href}


def pages(actor: Actor, words: str) -> list[dict[str, str]]:
    """Return the pages and acts that fit, those whose name begins so first."""
    fitting = [place for place in places.places(actor) if place.fits(words)]
    fitting.sort(key=lambda place: not begins(str(place.label), words))
    most = MOST if words else len(fitting)
    return [command(str(p.label), gettext("page"), p.href) for p in fitting[:most]]


def begins(label: str, words: str) -> bool:
    """Whether a label begins with the words."""
    return label.casefold().startswith(words.casefold())


def tickets(words: str) -> list[dict[str, str]]:
    """Return the way from a ticket number to what it serves."""
    address = reverse("ticket_sight") + addresses.query(number=words.removeprefix("#"))
    label = gettext("What {ticket} serves").format(ticket=words)
    return [command(label, gettext("from a ticket to the vision"), address)]


def teams(actor: Actor, words: str) -> list[dict[str, str]]:
    """Return the teams and departments whose name fits."""
    fitting = [unit for unit in people.units(actor) if words.casefold() in unit.name.casefold()]
    return [
        command(u.name, gettext("team"), addresses.holder("unit", u.id)) for u in fitting[:MOST]
    ]


def goals(actor: Actor, words: str) -> list[dict[str, str]]:
    """Return the goals in which the words stand."""
    found = goal_list.find(actor, Filter(words=words), figures=False).goals[:MOST]
    return [command(card.title, card.owner.name, addresses.goal(card.id)) for card in found]


def persons(actor: Actor, words: str) -> list[dict[str, str]]:
    """Return the people whose name fits."""
    fitting = [p for p in people.people(actor) if words.casefold() in p.name.casefold()]
    return [command(p.name, p.title, addresses.holder("person", p.id)) for p in fitting[:MOST]]


def figures(actor: Actor, words: str) -> list[dict[str, str]]:
    """Return the measures whose name fits."""
    found = measure_list.titles(actor, words)[:MOST]
    return [command(m.title, whose, addresses.measure(m.id)) for m, whose in found]
