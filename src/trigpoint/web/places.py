"""Every page that stands by itself, once: for the rail, the settings and the command palette.

A page that a plain address leads to has a line here, or the tests ask why it has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.pyramid import meetings
from trigpoint.web.lens import LENSES


def anybody(_actor: Actor) -> bool:
    """Whether a page is for whoever is logged in: it is."""
    return True


def calls_meetings(actor: Actor) -> bool:
    """Whether somebody leads a team, so that they call its meetings."""
    return bool(meetings.led(actor))


@dataclass(frozen=True, slots=True)
class Place:
    """A page by the name of its address and the words that lead to it.

    `also` are other words by which somebody may look for it; `section` is what the page says of
    itself, where that is not its name; `may` is who can open it.
    """

    name: str
    label: str | Promise
    also: str | Promise = ""
    section: str = ""
    may: Callable[[Actor], bool] = anybody

    @property
    def href(self) -> str:
        """The address."""
        return reverse(self.name)

    @property
    def key(self) -> str:
        """What a page says of itself that stands here."""
        return self.section or self.name

    def fits(self, words: str) -> bool:
        """Whether each of the words stands in the label or beside it."""
        said = f"{self.label} {self.also}".casefold()
        return all(word in said for word in words.casefold().split())


HOME = Place("home", _("Home"))
INBOX = Place("inbox", _("Inbox"))
HELP = Place("help", _("Help"))
THANKS = Place("thanks", _("Thanks"))
MENTORS = Place("mentors", _("Learn and show"), _("mentors"))
WORK = (HOME, INBOX, HELP, THANKS, MENTORS)

ALL_GOALS = Place("goals", _("All goals"))
VIEWS = Place("pyramid", _("Views"), section="views")
GOALS = (
    ALL_GOALS,
    VIEWS,
    Place("measures", _("Measures")),
    Place("meetings", _("Meetings")),
    Place("audit", _("Worth a look"), _("pitfalls, findings")),
    Place("knowledge", _("What works"), _("knowledge, problems, ideas")),
    Place("pulses", _("How are we?"), _("pulse, survey")),
)
HOUSE = (Place("people", _("Teams and people")), Place("settings", _("Settings")))

ACTS = (
    Place("goal_new", _("Write a goal")),
    Place("plan_new", _("Begin a V2MOM")),
    Place("ladder_new", _("Begin a ladder")),
    Place("measure_new", _("New measure")),
    Place("meeting_new", _("Call a meeting"), may=calls_meetings),
)
LENS_PAGES = tuple(Place(name, label) for name, label in LENSES.items())
OTHERS = (
    Place("goals_file", _("Goals as a file"), "YAML"),
    Place("scorecard", _("Scorecard")),
    Place("proposals", _("Proposals")),
    Place("realignments", _("Try a change"), _("what if, sandbox")),
    Place("cascade_not_aligned", _("Not aligned")),
    Place("changes", _("What changed between two days")),
    Place("map_steps", _("Strategy map, step by step")),
    Place("cascade_steps", _("Cascade, step by step")),
    Place("pyramid_steps", _("Pyramid, step by step")),
    Place("ladder_rounds", _("Where a ladder helps most")),
    Place("audit_rules", _("Which rules look")),
    Place("signals", _("What happens outside"), _("signals")),
    Place("ticket_sight", _("From a ticket to the vision")),
    Place("glance", _("Eight figures at a glance"), may=access.sees_whole),
    Place("pay", _("Pay and results")),
    Place("one_on_ones", _("1:1s")),
    Place("feedbacks", _("Feedback")),
    Place("experiments", _("Experiments")),
    Place("review_papers", _("Review papers")),
    Place("adoption", _("How we take it up"), _("adoption")),
)

MINE = (
    Place("account_change_password", _("Change my password")),
    Place("mfa_index", _("Passkeys and second factor"), "TOTP"),
    Place(
        "delivery", _("What reaches me, and when"), _("notifications, letters, chats, quiet hours")
    ),
    Place("calendar", _("My calendar")),
    Place("tokens", _("Keys for programs"), "API"),
    Place("reads", _("Who looked at my data"), _("access log, privacy")),
    Place("disputes", _("What was said against figures"), _("this is wrong")),
    Place("patterns", _("What stands out in tickets")),
)
OURS = (
    Place("directions", _("What we work for"), _("vision, mission, priorities")),
    Place("periods", _("Periods")),
    HOUSE[0],
    Place("rules", _("Who may see and do what"), _("roles, rights")),
)
ADMINISTERING = (
    Place("logins", _("Log-ins"), _("users, accounts, passwords")),
    Place("connections", _("Connect a help desk")),
    Place("imports", _("Bring in tickets"), "CSV, XLSX"),
    Place("accounts", _("Who is who in the help desk")),
    Place("hours", _("Opening hours")),
    Place("webhooks", _("Webhooks")),
    Place("chats", _("Chats"), "Slack, Lark, Teams"),
    Place("jobs", _("Jobs"), _("worker, outbox")),
    Place("trail", _("The record of all changes"), _("history, audit trail")),
)


def places(actor: Actor) -> Iterator[Place]:
    """Yield each page once that an actor can go to, the nearest first."""
    groups = [WORK, GOALS, ACTS, LENS_PAGES, OTHERS, HOUSE, MINE, OURS]
    if actor.is_administrator:
        groups.append(ADMINISTERING)
    seen: set[str] = set()
    for place in (each for group in groups for each in group):
        if place is not VIEWS and place.name not in seen and place.may(actor):
            seen.add(place.name)
            yield place
