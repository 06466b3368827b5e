"""What is between people: words, wishes, posts, thanks; for everybody's, what is told to some."""

import datetime

from tests.access.acts import DAY, PLACES
from tests.cast import NOW
from trigpoint.store.models import (
    Announcement,
    DecisionRight,
    Dispute,
    Feedback,
    Mute,
    Need,
    Organisation,
    Pattern,
    Person,
    Post,
    Receipt,
    TalkLine,
    Thanks,
    Widening,
)

#: who, and with whom
TWO = {
    "own": ("Ana Costa", "Tuan Nguyen"),
    "team": ("Rui Matos", "Ana Costa"),
    "other": ("Bea Lund", "Amir Patel"),
}


def make(home: Organisation, keep: dict) -> None:
    """Make one of each; what is the others' is told to everybody where it can be."""
    people = {each.name: each for each in Person.objects.filter(organisation=home)}
    for whose in PLACES:
        one, other = (people[name] for name in TWO[whose])
        of_two(home, keep, whose, one, other)
        of_one(home, keep, whose, one)
        announced(home, keep, whose, people["Rui Matos"])
    for whose in ("own", "other"):
        right = keep["right", whose] = DecisionRight.objects.create(
            organisation=home,
            unit=keep["unit", whose],
            role="member",
            topic="refund",
            title="A refund",
            limit="10 euros",
        )
        keep["widening", whose] = Widening.objects.create(
            organisation=home, right=right, limit="20", proposed_by=people["Ana Costa"], at=NOW
        )


def of_two(home: Organisation, keep: dict, whose: str, one: Person, other: Person) -> None:
    """Make what one asks of, tells and gives another one; the others' is given and open."""
    shared = {"organisation": home, "goal": keep["goal", whose]}
    open_ = whose == "other"
    keep["feedback", whose] = Feedback.objects.create(
        by=one, to=other, question="How was it?", given_at=NOW if open_ else None, **shared
    )
    keep["line", whose] = TalkLine.objects.create(
        organisation=home, by=one, other=other, shared=open_, words="A word.", at=NOW
    )
    keep["need", whose] = Need.objects.create(
        person=one, leader=other, kind_of_need="time", words="An hour.", at=NOW, **shared
    )
    keep["thanks", whose] = Thanks.objects.create(
        by=other, to=one, words="Thank you.", at=NOW, public=open_, **shared
    )


def of_one(home: Organisation, keep: dict, whose: str, one: Person) -> None:
    """Make what is written by one or about them; the others' pattern has its answer."""
    keep["post", whose] = Post.objects.create(
        organisation=home,
        goal=keep["goal", whose],
        kind_of_post="idea",
        by=one,
        at=NOW,
        title="A thought",
        words="We could.",
    )
    keep["dispute", whose] = Dispute.objects.create(
        organisation=home,
        person=one,
        measure=keep["measure", whose],
        start=DAY,
        words="No.",
        at=NOW,
    )
    keep["pattern", whose] = Pattern.objects.create(
        organisation=home,
        person=one,
        sign="solved_and_opened",
        start=DAY,
        end=DAY + datetime.timedelta(weeks=1),
        n=20,
        seen=9,
        usual=2.0,
        at=NOW,
        answered_at=NOW if whose == "other" else None,
    )


def announced(home: Organisation, keep: dict, whose: str, reader: Person) -> None:
    """Explain a goal to one person, and say of it that a finding is all right here."""
    keep["mute", whose] = Mute.objects.create(
        organisation=home,
        rule="goal_without_target",
        about_kind="goal",
        about=keep["goal", whose].public_id,
        reason="So it is.",
        at=NOW,
    )
    made = keep["announcement", whose] = Announcement.objects.create(
        organisation=home,
        goal=keep["goal", whose],
        at=NOW,
        title="A goal",
        purpose="So.",
        expectation="So.",
        benefit="So.",
    )
    Receipt.objects.create(organisation=home, announcement=made, person=reader)
