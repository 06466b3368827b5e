"""Feedback on goals: asked for, given openly or privately, replied to.

Private feedback is seen by the two people between whom it is, and by nobody else: no lead, no
administrator. Open feedback is seen by whoever sees the goal. On a rhythm the next one is asked for
so many days after the last, until one of the two stops it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor, for_person
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.loop import cadence
from trigpoint.store.journal import Journal
from trigpoint.store.models import Feedback, FeedbackReply, Goal, Person

LONGEST = 2000
LONGEST_PART = 1000
PARTS = ("strength", "next_step", "evidence", "support")
RHYTHMS = (14, 28, 91)
"""Days between two words on a rhythm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackDraft:
    """What somebody says: in their words, or as one strength, one next step, evidence, support.

    With `every_days` they mean to say it again after so many days.
    """

    private: bool
    every_days: int | None = None
    words: str = ""
    strength: str = ""
    next_step: str = ""
    evidence: str = ""
    support: str = ""


@dataclass(frozen=True, slots=True)
class ReplyView:
    """An answer to feedback."""

    by: HolderView
    words: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """Feedback as those see it who may. `state` is planned, asked, given or declined.

    `every_days` is its rhythm; `may_stop` whether the actor may end that.
    """

    id: str
    goal: str
    goal_title: str
    by: HolderView
    to: HolderView
    private: bool
    state: str
    question: str
    at: datetime.datetime
    words: str
    strength: str
    next_step: str
    evidence: str
    support: str
    replies: tuple[ReplyView, ...]
    mine_to_give: bool
    may_reply: bool
    every_days: int | None
    may_stop: bool


def own(actor: Actor) -> Person:
    """Return who writes; raise `NotAllowed` for a log-in without a person."""
    if actor.person is None:
        raise NotAllowed(_("Only a person can give feedback."))
    return actor.person


def other(actor: Actor, goal: Goal, person_id: str) -> Person:
    """Return the other one, who has to be able to see the goal.

    Raises:
        Invalid: for oneself, for somebody who has left, or who may not know of the goal.
    """
    person = access.person(actor, person_id, Verb.SEE)
    if person == actor.person:
        raise Invalid({"person": _("Choose somebody else.")})
    if person.valid_to is not None and person.valid_to <= actor.today:
        raise Invalid({"person": _("{name} does not work here any more.", name=person.name)})
    if access.find_goal(for_person(person, actor.now), goal.public_id) is None:
        raise Invalid({"person": _("{name} cannot see this goal.", name=person.name)})
    return person


def ask(
    actor: Actor,
    goal_id: str,
    person_id: str,
    question: str,
    *,
    private: bool = True,
    every_days: int | None = None,
) -> str:
    """Ask somebody for feedback to oneself on a goal, once or on a rhythm; return its public id."""
    goal = access.goal(actor, goal_id, Verb.SEE)
    me, giver = own(actor), other(actor, goal, person_id)
    if len(question) > LONGEST_PART:
        raise Invalid({"question": _("Say it shorter.")})
    check_rhythm(every_days)
    row = Feedback(
        organisation=actor.organisation,
        goal=goal,
        by=giver,
        to=me,
        private=private,
        question=question.strip(),
        asked_at=actor.now,
        every_days=every_days,
    )
    with command(actor, "feedback.ask") as journal:
        journal.create(row)
        journal.tell("feedback.asked", feedback=row.public_id)
    return row.public_id


def give(actor: Actor, goal_id: str, person_id: str, draft: FeedbackDraft) -> str:
    """Give somebody feedback on a goal without being asked; return its public id."""
    goal = access.goal(actor, goal_id, Verb.SEE)
    check_rhythm(draft.every_days)
    row = Feedback(
        organisation=actor.organisation,
        goal=goal,
        by=own(actor),
        to=other(actor, goal, person_id),
        every_days=draft.every_days,
    )
    fill(actor, row, draft)
    with command(actor, "feedback.give") as journal:
        journal.create(row)
        again(actor, journal, row)
        journal.tell("feedback.given", feedback=row.public_id)
    return row.public_id


def check_rhythm(every_days: int | None) -> None:
    """Raise `Invalid` for a rhythm that is none."""
    if every_days is not None and every_days not in RHYTHMS:
        raise Invalid({"every_days": _("Choose 14, 28 or 91 days, or once.")})


def again(actor: Actor, journal: Journal, row: Feedback) -> None:
    """Ask for the next word of a rhythm ahead of time, while the goal is in force."""
    state = graph.load(actor)
    if row.every_days and cadence.running(state, [row.goal], actor.today):
        journal.create(
            Feedback(
                organisation=actor.organisation,
                goal=row.goal,
                by=row.by,
                to=row.to,
                private=row.private,
                question=row.question,
                asked_at=actor.now + datetime.timedelta(days=row.every_days),
                every_days=row.every_days,
            )
        )


def fill(actor: Actor, row: Feedback, draft: FeedbackDraft) -> None:
    """Write a draft into a row that is not saved yet.

    Raises:
        Invalid: where nothing is said, a part of the four is missing, or it is too long.
    """
    said = {name: getattr(draft, name).strip() for name in PARTS}
    wrong: dict[str, Text] = {}
    if not draft.words.strip() and not any(said.values()):
        wrong["words"] = _("Say something that helps them on.")
    if any(said.values()) and not (said["strength"] and said["next_step"]):
        wrong["strength"] = _("Name one strength and one next step.")
    if row.every_days and not all(said.values()):
        wrong["strength"] = _(
            "On a rhythm: a strength, a next step, what was seen, what is offered."
        )
    if len(draft.words) > LONGEST or any(len(text) > LONGEST_PART for text in said.values()):
        wrong["words"] = _("Say it shorter.")
    if wrong:
        raise Invalid(wrong)
    # What was asked for in private is not answered in the open.
    row.private = draft.private or (row.asked_at is not None and row.private)
    row.words, row.given_at = draft.words.strip(), actor.now
    for name, text in said.items():
        setattr(row, name, text)


def answer(actor: Actor, feedback_id: str, draft: FeedbackDraft) -> None:
    """Give the feedback that was asked for."""
    row = asked_of(actor, feedback_id)
    fill(actor, row, draft)
    with command(actor, "feedback.answer") as journal:
        journal.save(row)
        again(actor, journal, row)
        journal.tell("feedback.given", feedback=row.public_id)


def decline(actor: Actor, feedback_id: str) -> None:
    """Say that one cannot give it; nobody has to say why."""
    row = asked_of(actor, feedback_id)
    row.declined_at = actor.now
    with command(actor, "feedback.decline") as journal:
        journal.save(row)
        again(actor, journal, row)


def stop(actor: Actor, feedback_id: str) -> None:
    """End a rhythm: the word that is asked for next is asked for no more; what was given stays.

    Raises:
        NotThere: where it is not for the actor to see.
        Invalid: for what is not on a rhythm, or was answered.
    """
    row = find(actor, feedback_id)
    if not view(actor, row).may_stop:
        raise Invalid({"": _("There is nothing to stop here.")})
    with command(actor, "feedback.stop") as journal:
        journal.retire(row)


def asked_of(actor: Actor, feedback_id: str) -> Feedback:
    """Return feedback that waits for the actor's word.

    Raises:
        NotThere: where it is not for the actor to see.
        NotAllowed: for anybody but the one who is asked.
        Invalid: where it was given already.
    """
    row = find(actor, feedback_id)
    if actor.person is None or row.by_id != actor.person.pk:
        raise NotAllowed(_("Whoever was asked answers this."))
    if row.given_at is not None or row.declined_at is not None:
        raise Invalid({"": _("This was answered already.")})
    return row


def reply(actor: Actor, feedback_id: str, words: str) -> None:
    """Reply to feedback that was given to oneself or by oneself."""
    row, me = find(actor, feedback_id), own(actor)
    if me.pk not in {row.by_id, row.to_id} or row.given_at is None:
        raise NotAllowed(_("The two between whom it is reply to it."))
    if not words.strip() or len(words) > LONGEST:
        raise Invalid({"words": _("Write a reply of up to 2,000 characters.")})
    with command(actor, "feedback.reply") as journal:
        journal.create(
            FeedbackReply(
                organisation=actor.organisation,
                feedback=row,
                person=me,
                words=words.strip(),
                at=actor.now,
            )
        )
        journal.tell("feedback.replied", feedback=row.public_id)


def seen_by(actor: Actor) -> Q:
    """Feedback that the actor may see: theirs, and what was given openly on goals they see."""
    mine = Q(by=actor.person) | Q(to=actor.person) if actor.person is not None else Q(pk__in=())
    return mine | Q(private=False, given_at__isnull=False, goal__in=access.ids_with_words(actor))


def rows(actor: Actor) -> QuerySet[Feedback]:
    """Return the feedback that the actor may see, the newest first."""
    replies = FeedbackReply.objects.filter(retired=False).select_related("person").order_by("pk")
    return (
        Feedback.objects.filter(seen_by(actor), organisation=actor.organisation, retired=False)
        .select_related("goal", "by", "to")
        .prefetch_related(Prefetch("replies", queryset=replies))
        .order_by("-pk")
    )


def find(actor: Actor, feedback_id: str) -> Feedback:
    """Return feedback that the actor may see.

    Raises:
        NotThere: where there is none for them.
    """
    row = rows(actor).filter(public_id=feedback_id).first()
    if row is None:
        raise NotThere
    return row


def show(actor: Actor, feedback_id: str) -> FeedbackView:
    """Return one word of feedback; raises like `find`."""
    return view(actor, find(actor, feedback_id))


def of_goal(actor: Actor, goal_id: str) -> tuple[FeedbackView, ...]:
    """Return the feedback on a goal that the actor may see, the newest first."""
    goal = access.goal(actor, goal_id, Verb.SEE)
    return views(actor, rows(actor).filter(goal=goal, declined_at=None))


def mine(actor: Actor) -> tuple[FeedbackView, ...]:
    """Return what was asked of the actor, given to them and by them, the newest first."""
    return views(actor, rows(actor).filter(Q(by=own(actor)) | Q(to=own(actor)))[:100])


def waiting(actor: Actor) -> tuple[FeedbackView, ...]:
    """Return the feedback that is asked of the actor."""
    if actor.person is None:
        return ()
    return views(
        actor,
        rows(actor).filter(
            by=actor.person,
            given_at=None,
            declined_at=None,
            goal__retired=False,
            asked_at__lte=actor.now,
        ),
    )


def views(actor: Actor, found: Iterable[Feedback]) -> tuple[FeedbackView, ...]:
    """Return feedback as it is shown."""
    return tuple(view(actor, row) for row in found)


def person_view(person: Person) -> HolderView:
    """Return a person."""
    return HolderView("person", person.public_id, person.name)


def view(actor: Actor, row: Feedback) -> FeedbackView:
    """Return one word of feedback."""
    me = actor.person.pk if actor.person else 0
    given = row.given_at is not None
    is_open = not given and row.declined_at is None
    return FeedbackView(
        id=row.public_id,
        goal=row.goal.public_id,
        goal_title=row.goal.title,
        by=person_view(row.by),
        to=person_view(row.to),
        private=row.private,
        state=state_of(actor, row),
        question=row.question,
        at=row.given_at or row.asked_at or actor.now,
        words=row.words,
        strength=row.strength,
        next_step=row.next_step,
        evidence=row.evidence,
        support=row.support,
        replies=tuple(ReplyView(person_view(r.person), r.words, r.at) for r in row.replies.all()),
        mine_to_give=row.by_id == me and is_open,
        may_reply=given and me in {row.by_id, row.to_id},
        every_days=row.every_days,
        may_stop=is_open and row.every_days is not None and me in {row.by_id, row.to_id},
    )


def state_of(actor: Actor, row: Feedback) -> str:
    """Return whether feedback is planned, asked for, given or declined."""
    if row.given_at is not None:
        return "given"
    if row.declined_at is not None:
        return "declined"
    return "planned" if row.asked_at is not None and row.asked_at > actor.now else "asked"
