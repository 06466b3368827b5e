"""What happened that somebody would want to know and need not answer.

Each noun that has news for people stands in `NOUNS`; questions stand in the inbox.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from trigpoint.core.delivery.events import Event
from trigpoint.core.people.kinds import Verb
from trigpoint.core.stats.units import figures
from trigpoint.core.text import Text, _
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox.asked import Thing
from trigpoint.services.insight import alerts
from trigpoint.services.loop import feedback, help_wanted, thanks, thanks_month
from trigpoint.services.loop.feedback import FeedbackView
from trigpoint.services.plans import plan_access
from trigpoint.store.models import Acknowledgement, Need, Obstacle, PostAnswer


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened; `kind` and `id` name it for ever, `goal` is what it is about, or "".

    `what` says it in a sentence, without any private word: it goes out by mail.
    """

    event: Event
    kind: str
    id: str
    about: Thing
    goal: str
    at: datetime.datetime
    what: Text


Source = Callable[[Cards, datetime.datetime], Iterable[News]]


def answered_goals(cards: Cards, since: datetime.datetime) -> Iterator[News]:
    """Yield what people think of goals on which the actor asked for their word."""
    rows = Acknowledgement.objects.filter(
        asked_by=cards.actor.person, at__gt=since, retired=False, goal__in=cards.goals
    ).exclude(answer=Acknowledgement.Answer.ASKED)
    for row in rows.select_related("goal", "person"):
        concern = row.answer == Acknowledgement.Answer.CONCERN
        yield News(
            event=Event.ANSWERED,
            kind="voice",
            id=row.public_id,
            about=Thing("goal", row.goal.public_id, row.goal.title),
            goal=row.goal.public_id,
            at=row.at,
            what=_("{who} has a concern.", who=row.person.name)
            if concern
            else _("{who} agrees.", who=row.person.name),
        )


def signs(cards: Cards, since: datetime.datetime) -> Iterator[News]:
    """Yield the warning signs that have come of obstacles that the actor owns."""
    actor = cards.actor
    rows = Obstacle.objects.filter(
        owner=actor.person,
        fired_on__gte=since.date(),
        retired=False,
        plan__retired=False,
    ).select_related("plan__period", "plan__owner_unit", "plan__owner_person")
    for row in (row for row in rows if plan_access.may(actor, row.plan, Verb.SEE)):
        yield News(
            event=Event.WARNED,
            kind="obstacle",
            id=f"{row.public_id}.{row.fired_on}",
            about=Thing("plan", row.plan.public_id, row.title),
            goal="",
            at=actor.now,
            what=_(
                "The warning sign of this obstacle has come: what was planned for it starts now."
            ),
        )


def answered_needs(cards: Cards, since: datetime.datetime) -> Iterator[News]:
    """Yield the leaders' answers to what the actor asked for."""
    rows = Need.objects.filter(
        person=cards.actor.person, answered_at__gt=since, retired=False, goal__in=cards.goals
    )
    for row in rows.select_related("goal", "leader"):
        yield News(
            event=Event.ANSWERED,
            kind="need",
            id=f"{row.public_id}.{row.version}",
            about=Thing("need", row.public_id, row.goal.title),
            goal=row.goal.public_id,
            at=row.answered_at or row.at,
            what=_("{who} has answered what you asked for.", who=row.leader.name),
        )


def told_feedback(cards: Cards, since: datetime.datetime) -> Iterator[News]:
    """Yield the feedback that the actor was given, and replies to what is between them."""
    me = feedback.own(cards.actor).public_id
    for view in feedback.mine(cards.actor):
        if view.state == "given" and view.to.id == me and view.at > since:
            what = _("{who} has given you feedback.", who=view.by.name)
            yield of_feedback(view, f"{view.id}.given", view.at, what)
        for number, reply in enumerate(view.replies):
            if reply.by.id != me and reply.at > since:
                what = _("{who} has replied to feedback.", who=reply.by.name)
                yield of_feedback(view, f"{view.id}.{number}", reply.at, what)


def of_feedback(view: FeedbackView, key: str, at: datetime.datetime, what: Text) -> News:
    """Return news of feedback, without a word of it."""
    about = Thing("feedback", view.id, view.goal_title)
    return News(Event.FEEDBACK, "feedback", key, about, view.goal, at, what)


def said_thanks(cards: Cards, since: datetime.datetime) -> Iterator[News]:
    """Yield the thanks to the actor."""
    rows = thanks.rows(cards.actor).filter(to=cards.actor.person, at__gt=since)
    for row in rows:
        goal = row.goal.public_id if row.goal else ""
        title = row.goal.title if row.goal else row.behaviour.text if row.behaviour else ""
        yield News(
            event=Event.THANKED,
            kind="thanks",
            id=row.public_id,
            about=Thing("thanked", row.public_id, title),
            goal=goal,
            at=row.at,
            what=_("{who} thanks you.", who=row.by.name),
        )


def answered_posts(cards: Cards, since: datetime.datetime) -> Iterator[News]:
    """Yield what others answered to what the actor wrote."""
    me = cards.actor.person
    rows = PostAnswer.objects.filter(post__by=me, at__gt=since, retired=False, post__retired=False)
    for row in rows.exclude(by=me).select_related("post", "by"):
        yield News(
            event=Event.ANSWERED,
            kind="post_answer",
            id=row.public_id,
            about=Thing("post", row.post.public_id, row.post.title),
            goal="",
            at=row.at,
            what=_("{who} has answered what you wrote.", who=row.by.name),
        )


def month_of_thanks(cards: Cards, since: datetime.datetime) -> Iterator[News]:
    """Yield that a month of thanks is there to be read, once it is over and was not without."""
    actor = cards.actor
    month = thanks_month.last(actor)
    after = thanks_month.following(month)
    over = thanks_month.begins(actor, after)
    rows = thanks.rows(actor).filter(at__gte=thanks_month.begins(actor, month), at__lt=over)
    if over <= since or not rows.exists():
        return
    name = f"{month:%Y-%m}"
    yield News(
        event=Event.THANKED,
        kind="thanks_month",
        id=name,
        about=Thing("thanks_month", name, name),
        goal="",
        at=over,
        what=_("The thanks of last month, on one page."),
    )


def wanted_help(cards: Cards, since: datetime.datetime) -> Iterator[News]:
    """Yield the help that people want of the actor who answers for them."""
    for person in help_wanted.show(cards.actor).people:
        for point in person.points:
            if point.at > since:
                yield News(
                    event=Event.HELP,
                    kind="help",
                    id=point.id,
                    about=Thing("goal", point.goal, point.goal_title),
                    goal=point.goal,
                    at=point.at,
                    what=_("{who} would like help. It is on your list.", who=person.person.name),
                )


def real_changes(cards: Cards, since: datetime.datetime) -> Iterator[News]:
    """Yield the figures that really changed, of goals that the actor answers for, and of steps.

    The figures stay on the pages: a mail only says that there is something to look at, and how
    often that is to be expected where nothing changed.
    """
    known = cards.state.published.published_at
    if known is None or known <= since:
        return
    found = alerts.among(cards)
    words = _(
        "A figure of it moved beyond its usual ups and downs. Of all that are watched for you, at "
        "most {often} false alarms a year are to be expected.",
        often=figures(found.false_a_year),
    )
    for alert in found.alerts:
        yield News(
            event=Event.CHANGED,
            kind="change",
            id=f"{alert.measure.id}.{alert.since}",
            about=alert.about,
            goal=alert.about.id if alert.about.kind == "goal" else "",
            at=known,
            what=words,
        )


NOUNS: tuple[Source, ...] = (
    signs,
    wanted_help,
    real_changes,
    told_feedback,
    said_thanks,
    month_of_thanks,
    answered_posts,
    answered_needs,
    answered_goals,
)


def since(cards: Cards, moment: datetime.datetime) -> list[News]:
    """Return what is new for the actor since a moment, the newest first."""
    if cards.actor.person is None:
        return []
    found = [news for noun in NOUNS for news in noun(cards, moment)]
    return sorted(found, key=lambda news: news.at, reverse=True)
