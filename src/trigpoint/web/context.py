"""What every page's frame needs."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.services.actor import Actor
from trigpoint.services.inbox import home, inbox
from trigpoint.services.inbox.home import Frame
from trigpoint.services.inbox.inbox import Waiting
from trigpoint.web import addresses, places
from trigpoint.web.components import PersonMark, RailLink, Shell
from trigpoint.web.door import actor_of
from trigpoint.web.places import Place


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the frame for a signed-in page; other pages have none."""
    actor = getattr(request, "actor", None)
    found: dict[str, object] = {}
    if not isinstance(actor, Actor):
        if not of_my_account(request):
            return {}
        actor, found = actor_of(request), {"section": "settings"}
    return {"shell": frame(actor, home.frame(actor), inbox.waiting(actor)), **found}


def of_my_account(request: HttpRequest) -> bool:
    """Whether somebody who is logged in sees to their password or second factor."""
    return request.path.startswith("/accounts/") and request.user.is_authenticated


def frame(actor: Actor, found: Frame, waiting: Waiting) -> Shell:
    """Return the rail, the tabs and the person of a page; `waiting` is how much they are asked."""
    again = "" if waiting.now else reverse("inbox_count")
    first, goals, views = rail(places.HOME), rail(places.ALL_GOALS), rail(places.VIEWS)
    asked = rail(places.INBOX, count=waiting.count, again=again)
    user = actor.user
    theme = user.theme if user and user.theme != "system" else ""
    work = [first, asked, rail(places.HELP), rail(places.THANKS)]
    if actor.person is not None:
        mine = reverse("person_goals", args=[actor.person.public_id])
        work += [RailLink(gettext("My goals"), mine, "my-goals"), rail(places.MENTORS)]
    return Shell(
        organisation=actor.organisation.name,
        me=PersonMark(found.name, found.detail, me_href(actor)),
        work=work,
        goals=[rail(place) for place in places.GOALS],
        teams=[
            RailLink(name, addresses.holder("unit", unit), f"unit-{unit}")
            for unit, name in found.units
        ],
        settings=[rail(place) for place in places.HOUSE],
        tabs=[first, asked, goals, views],
        theme=theme,  # type: ignore[arg-type]  # the column holds one of them
        keys=user.single_keys if user else True,
        commands_href=reverse("commands"),
        about_me=found.measures,
    )


def rail(place: Place, *, count: int = 0, again: str = "") -> RailLink:
    """Return a page as a link of the rail."""
    return RailLink(str(place.label), place.href, place.key, count, again)


def me_href(actor: Actor) -> str:
    """Return the address of the page about oneself."""
    return addresses.holder("person", actor.person.public_id) if actor.person else "/settings/"
