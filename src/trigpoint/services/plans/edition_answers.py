"""What readers say of an edition: with their name, or without one in groups that are large enough.

Leads see counts and words, never who has not read it: the product sends the reminders itself.
Words without a name are kept apart from everything that names somebody (docs/decisions/0112).
"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.plans import editions, plan_access, plan_state
from trigpoint.services.wording import Wording
from trigpoint.store.models import Edition, EditionAnswer, UnnamedVoice

LONGEST = 2000
Answer = EditionAnswer.Answer
NEEDS_WORDS = {Answer.RESERVATIONS, Answer.DISAGREE}


@dataclass(frozen=True, slots=True)
class EditionVoices:
    """What people think of an edition, as counts, and the words of those who did not just agree.

    `waiting` have not read it yet. `mine` is the actor's own answer, "" where they were not
    asked. `unnamed` are words without a name, in no order; `may_be_unnamed` is whether the group
    is large enough for that.
    """

    agree: int
    reservations: int
    disagree: int
    read: int
    waiting: int
    mine: str
    mine_words: str
    words: tuple[str, ...]
    unnamed: tuple[str, ...]
    may_be_unnamed: bool


def answer(actor: Actor, plan_id: str, said: str, words: str = "") -> None:
    """Say what one thinks of the newest edition: read, agree, reservations or disagree.

    Raises:
        Invalid: for what is no answer, for reservations without a word, and before there is an
            edition.
    """
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    if actor.person is None:
        raise NotAllowed(_("Only a person can answer."))
    edition = editions.newest(plan_state.load(actor), plan)
    wording = Wording()
    known = said in set(Answer.values) - {Answer.ASKED}
    text = _("Choose read, agree, agree with reservations or disagree.")
    wording.check("answer", holds=known, otherwise=text)
    needed = _("Say what concerns you, so that it can be answered.")
    given = wording.text("words", words, LONGEST, needed if said in NEEDS_WORDS else None)
    wording.refuse()
    found = EditionAnswer.objects.filter(
        edition__public_id=edition.public_id, person=actor.person, retired=False
    ).first()
    record = found or EditionAnswer(
        organisation=actor.organisation, edition_id=edition.pk, person=actor.person
    )
    record.answer, record.words, record.at = said, given, actor.now
    with command(actor, "edition.answer") as journal:
        if found is None:
            journal.create(record)
        else:
            journal.save(record)
        journal.tell("plan.answered", plan=plan.public_id)


def say_unnamed(actor: Actor, plan_id: str, words: str) -> None:
    """Say something of the newest edition without one's name.

    Neither who nor when is kept: it is no command, since an entry of the history names both.

    Raises:
        NotAllowed: where fewer than five were asked: everybody would know who it was.
        Invalid: without words, or before there is an edition.
    """
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    edition = editions.newest(plan_state.load(actor), plan)
    if not large_enough(edition):
        text = _("Fewer than {count} people were asked: a voice without a name would have one.")
        raise NotAllowed(_(text.msgid, count=access.GROUP_FLOOR))
    wording = Wording()
    needed = _("Say what concerns you, so that it can be answered.")
    said = wording.text("words", words, LONGEST, needed)
    wording.refuse()
    with transaction.atomic(durable=True):
        UnnamedVoice.objects.create(id=uuid.uuid4(), edition_id=edition.pk, words=said)


def large_enough(edition: Edition) -> bool:
    """Whether so many were asked that a voice without a name leads to nobody."""
    asked = EditionAnswer.objects.filter(edition_id=edition.pk, retired=False)
    return asked.count() >= access.GROUP_FLOOR


def remind(actor: Actor, plan_id: str) -> int:
    """Let the product remind those who have not read the newest edition; return how many.

    Raises:
        Invalid: where everybody has read it, or before there is an edition.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    edition = editions.newest(plan_state.load(actor), plan)
    rows = EditionAnswer.objects.filter(
        edition_id=edition.pk, answer=Answer.ASKED, retired=False
    ).select_related("person")
    waiting = list(rows)
    if not waiting:
        raise Invalid({"": _("Everybody has read it.")})
    with command(actor, "edition.remind") as journal:
        journal.note(edition)
        for row in waiting:
            journal.tell("plan.reminded", plan=plan.public_id, person=row.person.public_id)
    return len(waiting)


def voices(actor: Actor, edition: Edition | None) -> EditionVoices | None:
    """Return what people think of an edition, or None before there is one."""
    if edition is None:
        return None
    rows = list(EditionAnswer.objects.filter(edition_id=edition.pk, retired=False))
    count = Counter(row.answer for row in rows)
    mine = next((r for r in rows if actor.person and r.person_id == actor.person.pk), None)
    large = len(rows) >= access.GROUP_FLOOR
    unnamed = UnnamedVoice.objects.filter(edition_id=edition.pk) if large else ()
    return EditionVoices(
        agree=count[Answer.AGREE],
        reservations=count[Answer.RESERVATIONS],
        disagree=count[Answer.DISAGREE],
        read=count[Answer.READ],
        waiting=count[Answer.ASKED],
        mine=mine.answer if mine else "",
        mine_words=mine.words if mine else "",
        words=tuple(sorted(row.words for row in rows if row.words)),
        unnamed=tuple(sorted(voice.words for voice in unnamed)),
        may_be_unnamed=large,
    )
