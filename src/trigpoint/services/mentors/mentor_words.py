"""What somebody wants to learn and can show others, said by themselves and taken back at will."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.measures import catalogue
from trigpoint.services.mentors import mentor_state
from trigpoint.store.models import MentorPair, MentorWord, Person

LONGEST = 120
MOST = 20


@dataclass(frozen=True, slots=True)
class MentorWordView:
    """What the actor says of themselves."""

    id: str
    side: str
    name: str
    kpi: str


def own(actor: Actor) -> Person:
    """Return who asks; raise `NotAllowed` for a log-in without a person."""
    if actor.person is None:
        raise NotAllowed(_("Only a person can learn and show."))
    return actor.person


def say(actor: Actor, side: str, subject: str = "", kpi: str = "") -> str:
    """Say what one wants to learn (wants) or can show others (shows); return its public id.

    What was said before is returned as it is.

    Raises:
        Invalid: without a subject, for a measure that there is not, or beyond twenty.
        NotAllowed: for a log-in without a person.
    """
    me, words = own(actor), subject.strip()
    wrong: dict[str, Text] = {}
    if side not in MentorWord.Side.values:
        wrong["side"] = _("Choose whether you want to learn it or can show it.")
    if kpi and kpi not in {each.key for each in catalogue.kpis()}:
        wrong["kpi"] = _("There is no such measure.")
    if not (kpi or words) or len(words) > LONGEST:
        wrong["subject"] = _("Say in a few words what it is.")
    mine = list(mentor_state.load(actor).said_by(me.pk, side))
    if len(mine) >= MOST:
        wrong["subject"] = _("Twenty are enough: take one back first.")
    if wrong:
        raise Invalid(wrong)
    words = words or catalogue.kpi(kpi).title.msgid
    same = (kpi or words).casefold()
    known = [word for word in mine if (word.kpi or word.subject).casefold() == same]
    if known:
        return known[0].public_id
    row = MentorWord(organisation=actor.organisation, person=me, side=side, subject=words, kpi=kpi)
    with command(actor, "mentor.say") as journal:
        journal.create(row)
    return row.public_id


def take_back(actor: Actor, word_id: str) -> None:
    """Take back what one said; a pair that runs goes on.

    Raises:
        NotThere: for what is not the actor's own.
    """
    row = MentorWord.objects.filter(
        organisation=actor.organisation, public_id=word_id, person=own(actor), retired=False
    ).first()
    if row is None:
        raise NotThere
    offers = MentorPair.objects.filter(wish=row, state=MentorPair.State.OFFERED, retired=False)
    with command(actor, "mentor.take_back") as journal:
        for offer in offers:
            offer.state = MentorPair.State.DECLINED
            journal.save(offer)
        journal.retire(row)


def view(word: MentorWord) -> MentorWordView:
    """Return a word as it is shown."""
    return MentorWordView(word.public_id, word.side, word.subject, word.kpi)
