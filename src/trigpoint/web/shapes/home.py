"""Home: why my work matters, and what to do today."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from trigpoint.services.goals.cards import GoalCard as Card
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.inbox.home import Asked, Changed, Home
from trigpoint.services.loop.check_ins import HurdleView
from trigpoint.services.loop.thanks import ThanksView
from trigpoint.web import addresses, formats
from trigpoint.web.components import (
    Ask,
    Banner,
    CheckIn,
    Chip,
    GoalCard,
    GoalLine,
    Ladder,
    LadderStep,
    LineOfSight,
    Link,
    NextStep,
    Nothing,
)
from trigpoint.web.shapes import goals, ladder_list, past, words
from trigpoint.web.shapes.ladder_list import Line

NEWEST = 2
"""So many words of thanks stand on the page; the others are a press away."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """What was said of a goal around mine."""

    goal: Link
    chip: Chip
    note: str
    when: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """What pages/home.html reads."""

    greeting: str
    card: GoalCard | None
    sight: LineOfSight | None
    others: tuple[GoalLine, ...]
    mine: bool
    checkin: CheckIn | None
    said: str
    said_link: Link | None
    asks: tuple[Ask, ...]
    empty: Nothing
    ladder: Ladder | None = None
    ladders: tuple[Line, ...] = ()
    thanks: tuple[ThanksView, ...] = ()
    more_thanks: int = 0
    changed: tuple[ChangedLine, ...] = ()
    banner: Banner | None = None
    at: str = ""


def home(service: Home, now: datetime.datetime) -> HomePage:
    """Return the page."""
    today = timezone.localtime(now).date()
    main = service.main
    due = main is not None and service.check_in_due
    return HomePage(
        greeting=greeting("" if service.at else service.name, now),
        card=goals.my_card(main, today, next_step(service, today), mine=service.is_mine)
        if main
        else None,
        sight=goals.sight(service.up, today, service.vision) if main or service.vision else None,
        others=tuple(goals.line(card, today) for card in service.others),
        mine=service.is_mine,
        checkin=check_in(main, today, service.hurdles, list(service.leaders))
        if main is not None and due
        else None,
        said=said(service, now),
        said_link=Link(gettext("Check in again"), addresses.thing("goal_check_in", main.id))
        if main and service.at is None
        else None,
        asks=tuple(ask(question, today) for question in service.asked if service.at is None),
        empty=nothing_yet(service.begin),
        ladder=ladder(service, today),
        ladders=tuple(ladder_list.line(one, today) for one in service.ladders),
        thanks=service.thanks[:NEWEST],
        more_thanks=len(service.thanks[NEWEST:]),
        changed=tuple(changed(one, now) for one in service.changed),
        banner=past.banner(service.at),
        at=past.day(service.at),
    )


def changed(one: Changed, now: datetime.datetime) -> ChangedLine:
    """Return what was said of a goal, whose it is, and when."""
    return ChangedLine(
        goal=Link(one.title, addresses.goal(one.goal)),
        chip=Chip(words.STATED[one.status]),
        note=one.note,
        when=f"{one.owner.name}, {formats.when(one.at, now)}",
    )


def greeting(name: str, now: datetime.datetime) -> str:
    """Return a word for the time of day, and how to read the page."""
    hour = timezone.localtime(now).hour
    first = name.split(" ", 1)[0]
    if hour < 12:
        hello = gettext("Good morning, {name}.")
    elif hour < 18:
        hello = gettext("Good afternoon, {name}.")
    else:
        hello = gettext("Good evening, {name}.")
    how = gettext("Each goal carries the next one, and the sentence says how.")
    return f"{hello.format(name=first)} {how}" if first else how


def next_step(service: Home, today: datetime.date) -> NextStep | None:
    """Return what to do next: the first open step, else writing one."""
    if service.main is None or service.at is not None:
        return None
    step = service.next_step
    if step is None:
        if not service.is_mine:
            return None
        return NextStep(
            gettext("You have not written a step for this goal yet."),
            Link(gettext("Write a step"), addresses.goal(service.main.id) + "?edit=step#steps"),
        )
    sentence = step.title
    if step.due:
        sentence = gettext("{step}, by {day}").format(
            step=step.title, day=formats.weekday(step.due, today)
        )
    return NextStep(
        sentence,
        Link(gettext("Done"), f"{addresses.goal(step.goal)}?edit=step-{step.id}#steps"),
        other=Link(gettext("All steps"), addresses.goal(step.goal) + "#steps"),
    )


def check_in(
    card: Card,
    today: datetime.date,
    hurdles: tuple[HurdleView, ...] = (),
    leaders: list[HolderView] | None = None,
) -> CheckIn:
    """Return an empty check-in; a status is chosen only where the figures decide."""
    chosen = ""
    if card.main is not None and card.main.decided:
        chosen = words.COMPUTED[card.main.status]
    return CheckIn(
        action=addresses.goal(card.id) + "check-in/",
        goal=goals.line(card, today),
        chosen=chosen if chosen in {"on_track", "at_risk", "off_track"} else "",  # type: ignore[arg-type]  # one of three, as just asked
        hurdles=tuple((hurdle.id, hurdle.title) for hurdle in hurdles),
        leaders=tuple((leader.id, leader.name) for leader in leaders or ()),
        help_label=gettext("I would like help: put it on the list of our next 1:1."),
    )


def ladder(service: Home, today: datetime.date) -> Ladder | None:
    """Return my goal's steps from reached to next, or None where there are none."""
    if service.main is None or not service.steps:
        return None
    open_steps = [step for step in service.steps if step.done_on is None]
    rows = []
    for number, step in enumerate(service.steps, 1):
        if step.done_on is not None:
            when = gettext("Reached {day}").format(day=formats.day(step.done_on, today))
            rows.append(LadderStep(step.title, "reached", when, number))
        elif step is open_steps[0]:
            rows.append(LadderStep(step.title, "next", gettext("Next step"), number))
        else:
            rows.append(LadderStep(step.title, "later", gettext("After that"), number))
    title = gettext("My steps: {goal}").format(goal=service.main.title)
    return Ladder(title, rows, "")


def said(service: Home, now: datetime.datetime) -> str:
    """Return what I said last, where no check-in is due."""
    last = service.last_check_in
    if last is None:
        return ""
    status = words.SAYS.get(last.status, last.status)
    sentence = gettext("You said {status}, {when}.").format(
        status=status, when=formats.when(last.at, now)
    )
    return f"{sentence} \u201c{last.note}\u201d" if last.note else sentence


def ask(question: Asked, today: datetime.date) -> Ask:
    """Return a goal that waits for my word."""
    card = question.goal
    until = gettext("until {day}").format(day=formats.day(card.due, today))
    target = f"{words.target(card.main, today)}, {until}" if card.main else until
    terms = [target[:1].upper() + target[1:], card.why]
    return Ask(
        action=addresses.goal(card.id) + "answer/",
        from_whom=question.by.name if question.by else card.owner.name,
        title=card.title,
        terms=". ".join(term.rstrip(".") for term in terms if term) + ".",
        starts=card.state in {"draft", "proposed"},
    )


def nothing_yet(begin: str) -> Nothing:
    """Return what stands here before there is a goal: the way on, in a new installation, too."""
    if begin == "tickets":
        return Nothing(
            gettext("Begin with your tickets"),
            gettext("Bring in a file, or connect your help desk: eight figures follow in minutes."),
            Link(gettext("Bring in tickets"), reverse("imports")),
            also=Link(gettext("Connect a help desk"), reverse("connections")),
        )
    if begin == "figures":
        return Nothing(
            gettext("Your tickets are in"),
            gettext("See eight figures, say who is who, and draft a plan or write the first goal."),
            Link(gettext("Eight figures at a glance"), reverse("glance")),
        )
    return Nothing(
        gettext("No goal carries your name yet"),
        gettext("Write one, or ask your lead which goal you carry."),
        Link(gettext("Write a goal"), addresses.goals(new="1")),
        "flag",
    )
