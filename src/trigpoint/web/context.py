"""What every page's frame needs."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.services.actor import Actor
from trigpoint.services.inbox import home, inbox
from trigpoint.services.inbox.home import Frame
from trigpoint.services.inbox.inbox import Waiting
from trigpoint.web import addresses
from trigpoint.web.components import PersonMark, RailLink, Shell
from trigpoint.web.door import actor_of


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the frame for a signed-in page; other pages have none."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        if not of_my_account(request):
            return {}
        actor = actor_of(request)
    return {"shell": frame(actor, home.frame(actor), inbox.waiting(actor))}


def of_my_account(request: HttpRequest) -> bool:
    """Whether somebody who is signed in sees to their password or second factor."""
    return request.path.startswith("/accounts/") and request.user.is_authenticated


def frame(actor: Actor, found: Frame, waiting: Waiting) -> Shell:
    """Return the rail, the tabs and the person of a page; `waiting` is how much they are asked."""
    first = RailLink(gettext("Home"), reverse("home"), "home")
    again = "" if waiting.now else reverse("inbox_count")
    asked = RailLink(gettext("Inbox"), reverse("inbox"), "inbox", waiting.count, again)
    goals = RailLink(gettext("All goals"), reverse("goals"), "goals")
    views = RailLink(gettext("Views"), reverse("pyramid"), "views")
    measures = RailLink(gettext("Measures"), reverse("measures"), "measures")
    meetings = RailLink(gettext("Meetings"), reverse("meetings"), "meetings")
    look = RailLink(gettext("Worth a look"), reverse("audit"), "audit")
    known = RailLink(gettext("What works"), reverse("knowledge"), "knowledge")
    pulse = RailLink(gettext("How are we?"), reverse("pulses"), "pulses")
    people = RailLink(gettext("Teams and people"), reverse("people"), "people")
    settings = RailLink(gettext("Settings"), reverse("settings"), "settings")
    user = actor.user
    theme = user.theme if user and user.theme != "system" else ""
    help_ = RailLink(gettext("Help"), reverse("help"), "help")
    thanks = RailLink(gettext("Thanks"), reverse("thanks"), "thanks")
    mentors = RailLink(gettext("Learn and show"), reverse("mentors"), "mentors")
    work = [first, asked, help_, thanks]
    if actor.person is not None:
        mine = reverse("person_goals", args=[actor.person.public_id])
        work += [RailLink(gettext("My goals"), mine, "my-goals"), mentors]
    return Shell(
        organisation=actor.organisation.name,
        me=PersonMark(found.name, found.detail, me_href(actor)),
        work=work,
        goals=[goals, views, measures, meetings, look, known, pulse],
        teams=[
            RailLink(name, addresses.holder("unit", unit), f"unit-{unit}")
            for unit, name in found.units
        ],
        settings=[people, settings],
        tabs=[first, asked, goals, views],
        theme=theme,  # type: ignore[arg-type]  # the column holds one of them
        keys=user.single_keys if user else True,
        commands_href=reverse("commands"),
        about_me=found.measures,
    )


def me_href(actor: Actor) -> str:
    """Return the address of the page about oneself."""
    return addresses.holder("person", actor.person.public_id) if actor.person else "/settings/"
