"""Announcements: a goal or a plan explained to all whom it concerns, with one question on it.

Whoever may change the goal or the plan announces it and sees counts; names only where reading is
mandatory.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.graph.sight import below
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.plans import editions, plan_access, plan_state
from trigpoint.store.models import Announcement, Goal, Receipt, Talk

LONGEST = 2000
MOST_MEDIA = 10
SCHEMES = ("https://", "http://")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementDraft:
    """An announcement as somebody writes it. `media` are (title, address) of what explains it too.

    `right` is the place of the right answer among `choices`, from 0.
    """

    title: str
    purpose: str
    expectation: str
    benefit: str
    media: tuple[tuple[str, str], ...] = ()
    question: str = ""
    choices: tuple[str, ...] = ()
    right: int | None = None
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Reception:
    """How it was received, without names; `missing` has names where reading is mandatory."""

    asked: int
    read: int
    answered: int
    right: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TalkView:
    """A meeting in which it was explained."""

    id: str
    unit: str
    held_by: str
    day: datetime.date
    notes: str


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """An announcement as its reader sees it.

    It is about a goal or about a plan; the other one is "". `goal_title` is what it is about in
    words: of a plan whose it is. `part` are the reader's own goals that carry the goal, or one of
    the plan's methods, as (public id, title); `own_part` is what they said themselves. `right` is
    told only after they have answered. `counts` is None for
    those who may not change what it is about.
    """

    id: str
    version: int
    goal: str
    goal_title: str
    plan: str
    title: str
    by: HolderView | None
    at: datetime.datetime
    purpose: str
    expectation: str
    benefit: str
    media: tuple[tuple[str, str], ...]
    question: str
    choices: tuple[str, ...]
    right: int | None
    mandatory: bool
    part: tuple[tuple[str, str], ...]
    own_part: str
    asked: bool
    read_at: datetime.datetime | None
    choice: int | None
    counts: Reception | None
    talks: tuple[TalkView, ...]


def announce(actor: Actor, goal_id: str, draft: AnnouncementDraft) -> str:
    """Send an announcement to all whom a goal concerns; return its public id.

    Raises:
        Invalid: without purpose, expectation or benefit, for a question without two answers and a
            right one, or for an address that is none.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    return send(actor, Announcement(goal=goal), draft, concerned(actor, goal))


def announce_plan(actor: Actor, plan_id: str, draft: AnnouncementDraft) -> str:
    """Send an announcement to everybody whose plan it is, and who wrote along; like `announce`."""
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    drawn = access.viewer_of(actor).chart
    asked = editions.readers(actor, plan_state.load(actor), plan)
    people = {who for who in asked if not drawn.works_for_partner(str(who))}
    return send(actor, Announcement(plan=plan), draft, people)


def send(actor: Actor, about: Announcement, draft: AnnouncementDraft, people: Iterable[int]) -> str:
    """Write an announcement, which knows already what it is about, and a copy for each person."""
    refuse(draft)
    made = Announcement(
        organisation=actor.organisation,
        goal=about.goal,
        plan=about.plan,
        written_by=actor.person,
        at=actor.now,
        title=draft.title.strip(),
        purpose=draft.purpose.strip(),
        expectation=draft.expectation.strip(),
        benefit=draft.benefit.strip(),
        media=[list(pair) for pair in draft.media],
        question=draft.question.strip(),
        choices=[choice.strip() for choice in draft.choices],
        right=draft.right if draft.question.strip() else None,
        mandatory=draft.mandatory,
    )
    with command(actor, "announcement.make") as journal:
        journal.create(made)
        journal.create_many(
            Receipt(organisation=actor.organisation, announcement=made, person_id=person)
            for person in sorted(people)
        )
        journal.tell("announcement.made", announcement=made.public_id)
    return made.public_id


def refuse(draft: AnnouncementDraft) -> None:
    """Raise `Invalid` for an announcement that explains nothing."""
    wrong: dict[str, Text] = {}
    needed = {
        "title": _("Say in a few words what this is about."),
        "purpose": _("Say what this is for."),
        "expectation": _("Say what you expect of people."),
        "benefit": _("Say what it brings, to customers and to those who do it."),
    }
    for name, why in needed.items():
        if not getattr(draft, name).strip():
            wrong[name] = why
        elif len(getattr(draft, name)) > (200 if name == "title" else LONGEST):
            wrong[name] = _("Say it shorter.")
    if draft.question.strip() and not is_question(draft):
        wrong["question"] = _("Give two to five answers, and say which one is right.")
    if len(draft.media) > MOST_MEDIA or not all(u.startswith(SCHEMES) for _t, u in draft.media):
        wrong["media"] = _("Write each address with https:// in front, ten at most.")
    if wrong:
        raise Invalid(wrong)


def is_question(draft: AnnouncementDraft) -> bool:
    """Whether the question has answers and a right one."""
    choices = [choice.strip() for choice in draft.choices]
    fits = 2 <= len(choices) <= 5 and all(choices) and len(draft.question) <= 300
    return fits and draft.right in range(len(choices))


def concerned(actor: Actor, goal: Goal) -> set[int]:
    """Return the people whom a goal concerns: those who hold or share it or a goal below it.

    Of a unit that is everybody in it and under it. People of partners see only that such goals
    are there, so nothing is announced to them here. Whoever announces it knows it.
    """
    state = graph.load(actor)
    names = {goal.public_id, *below(state.graph, goal.public_id)}
    held = [state.by_public_id[name] for name in names]
    units = {g.owner_unit_id for g in held} | {
        c.unit_id for g in held for c in state.co_owners.get(g.pk, ())
    }
    people = {g.owner_person_id for g in held} | {
        c.person_id for g in held for c in state.co_owners.get(g.pk, ())
    }
    chart = access.viewer_of(actor).chart
    known = {str(unit) for unit in units if unit and str(unit) in chart.kinds}
    for unit in known | {under for name in known for under in chart.below(name)}:
        people |= {int(who) for who in chart.everyone(unit)}
    found = {who for who in people if who and not chart.works_for_partner(str(who))}
    return found - ({actor.person.pk} if actor.person else set())


def read(actor: Actor, announcement_id: str, *, part: str = "", choice: int | None = None) -> None:
    """Say "I have read this", with one's part in one's own words and the answer to the question.

    Raises:
        NotAllowed: for somebody whom it was not sent to.
        Invalid: without an answer where there is a question.
    """
    made, receipt = find(actor, announcement_id)
    if receipt is None:
        raise NotAllowed(_("It was not sent to you, so there is nothing to confirm."))
    if made.question and choice not in range(len(made.choices)):
        raise Invalid({"choice": _("Choose an answer to the question.")})
    if len(part) > 1000:
        raise Invalid({"part": _("Say it shorter.")})
    receipt.read_at = receipt.read_at or actor.now
    receipt.part, receipt.choice = part.strip(), choice if made.question else None
    with command(actor, "announcement.read") as journal:
        journal.save(receipt)


def record_talk(
    actor: Actor, announcement_id: str, unit_id: str, day: datetime.date, notes: str = ""
) -> str:
    """Record a meeting in which it was explained; return its public id.

    Raises:
        Invalid: for a day that is yet to come.
    """
    made, _receipt = find(actor, announcement_id)
    if not may_change(actor, made):
        raise NotAllowed(_("Whoever may change what it is about records its meetings."))
    if day > actor.today:
        raise Invalid({"day": _("Record it when it was held.")})
    with command(actor, "announcement.talk") as journal:
        talk = journal.create(
            Talk(
                organisation=actor.organisation,
                announcement=made,
                unit=access.unit(actor, unit_id, Verb.SEE),
                held_by=actor.person,
                day=day,
                notes=notes.strip()[:LONGEST],
            )
        )
    return talk.public_id


def may_change(actor: Actor, made: Announcement) -> bool:
    """Whether the actor may change what an announcement is about, and so sees its counts."""
    if made.plan is not None:
        return plan_access.may(actor, made.plan, Verb.CHANGE)
    return made.goal is not None and "change" in access.may(actor, made.goal)


def is_seen(actor: Actor, made: Announcement) -> bool:
    """Whether the actor may see what an announcement is about."""
    if made.plan is not None:
        return plan_access.find(actor, made.plan.public_id) is not None
    return made.goal is not None and access.find_goal(actor, made.goal.public_id) is not None


def find(actor: Actor, announcement_id: str) -> tuple[Announcement, Receipt | None]:
    """Return an announcement of what the actor sees, with their copy of it.

    Raises:
        NotThere: where there is none, or what it is about is not for them to see.
    """
    made = (
        Announcement.objects.select_related("goal", "plan")
        .filter(organisation=actor.organisation, public_id=announcement_id, retired=False)
        .first()
    )
    if made is None or not is_seen(actor, made):
        raise NotThere
    mine = Receipt.objects.filter(announcement=made, person=actor.person, retired=False)
    return made, mine.first() if actor.person else None


def show(actor: Actor, announcement_id: str) -> AnnouncementView:
    """Return an announcement; raises like `find`."""
    made, receipt = find(actor, announcement_id)
    cards = Cards(actor, graph.load(actor))
    leads = may_change(actor, made)
    choice = receipt.choice if receipt else None
    tells = leads or choice is not None
    return AnnouncementView(
        id=made.public_id,
        version=made.version,
        goal=made.goal.public_id if made.goal else "",
        goal_title=about(cards, made),
        plan=made.plan.public_id if made.plan else "",
        title=made.title,
        by=cards.holder(None, made.written_by_id) if made.written_by_id else None,
        at=made.at,
        purpose=made.purpose,
        expectation=made.expectation,
        benefit=made.benefit,
        media=tuple((title, address) for title, address in made.media),
        question=made.question,
        choices=tuple(made.choices),
        right=made.right if tells else None,
        mandatory=made.mandatory,
        part=part_of(actor, cards, made),
        own_part=receipt.part if receipt else "",
        asked=receipt is not None,
        read_at=receipt.read_at if receipt else None,
        choice=choice,
        counts=counts(made) if leads else None,
        talks=talks(made),
    )


def about(cards: Cards, made: Announcement) -> str:
    """Return what an announcement is about in words: a goal's title, or whose plan it is."""
    if made.plan is not None:
        return cards.holder(made.plan.owner_unit_id, made.plan.owner_person_id).name
    return made.goal.title if made.goal else ""


def part_of(actor: Actor, cards: Cards, made: Announcement) -> tuple[tuple[str, str], ...]:
    """Return the actor's own goals that carry the goal, or a method of the plan, however far."""
    if actor.person is None:
        return ()
    state = cards.state
    methods = plan_state.load(actor).methods.get(made.plan_id or 0, ())
    tops = [m.goal_id for m in methods] if made.plan_id else [made.goal_id or 0]
    goals = [state.goals[pk] for pk in tops if pk in state.goals]
    names = {g.public_id for g in goals}
    names |= {under for g in goals for under in below(state.graph, g.public_id)}
    held = (state.by_public_id[name] for name in names)
    mine = [g for g in held if g.owner_person_id == actor.person.pk]
    return tuple(sorted((g.public_id, g.title) for g in mine))


def counts(made: Announcement) -> Reception:
    """Return how an announcement was received."""
    rows = list(Receipt.objects.filter(announcement=made, retired=False).select_related("person"))
    answered = [row for row in rows if row.choice is not None]
    missing = sorted(row.person.name for row in rows if row.read_at is None)
    return Reception(
        asked=len(rows),
        read=sum(row.read_at is not None for row in rows),
        answered=len(answered),
        right=sum(row.choice == made.right for row in answered),
        missing=tuple(missing) if made.mandatory else (),
    )


def talks(made: Announcement) -> tuple[TalkView, ...]:
    """Return the meetings in which it was explained, the newest first."""
    held = Talk.objects.filter(announcement=made, retired=False).select_related("unit", "held_by")
    return tuple(
        TalkView(t.public_id, t.unit.name, t.held_by.name if t.held_by else "", t.day, t.notes)
        for t in held.order_by("-day", "-pk")
    )


def of_goal(actor: Actor, goal_id: str) -> tuple[AnnouncementView, ...]:
    """Return the announcements of a goal, the newest first."""
    goal = access.goal(actor, goal_id, Verb.SEE)
    found = Announcement.objects.filter(goal=goal, retired=False).order_by("-at", "-pk")
    return tuple(show(actor, made.public_id) for made in found)


def of_plan(actor: Actor, plan_id: str) -> tuple[AnnouncementView, ...]:
    """Return the announcements of a plan, the newest first."""
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    found = Announcement.objects.filter(plan=plan, retired=False).order_by("-at", "-pk")
    return tuple(show(actor, made.public_id) for made in found)
