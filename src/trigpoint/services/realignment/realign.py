"""Changing many goals at once: tried in a sandbox, asked about, one reason, one commit, one undo.

Nothing is changed before `commit`, which writes everything in one entry of the history; `undo`
takes all of it back. Whoever sees the goals may try; to commit, every goal has to be theirs to
change, or whoever holds it has agreed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import aims, graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.whatif import AddLink, DropLink, Move, Reader, SetWeight
from trigpoint.services.history import undoing
from trigpoint.services.realignment import realign_edits
from trigpoint.services.realignment.realign_access import find, may_answer, voice
from trigpoint.services.realignment.realign_concerned import Circle
from trigpoint.services.realignment.realign_edits import Edit
from trigpoint.services.realignment.realign_gates import gates_of
from trigpoint.services.realignment.realign_lines import Lines
from trigpoint.services.realignment.realign_merge import merged
from trigpoint.services.realignment.realign_sandbox import Sandbox, Tried
from trigpoint.services.realignment.realign_units import MoveUnit, placements, refuse_circle
from trigpoint.services.realignment.realign_views import RealignmentGate
from trigpoint.services.realignment.realign_voices import Key, Voices
from trigpoint.services.work import restate_soon
from trigpoint.store.journal import Journal
from trigpoint.store.models import (
    Contribution,
    Entry,
    Placement,
    Realignment,
    RealignmentVoice,
    Version,
)
from trigpoint.store.models.base import Recorded

COMMIT = "realign.commit"
OPEN = {Realignment.State.DRAFT, Realignment.State.ASKED}
KINDS = ("realignment", "realignmentvoice")
BEFORE, AFTER = RealignmentVoice.Stage.BEFORE, RealignmentVoice.Stage.AFTER
ANSWERS = {BEFORE: {"accepted", "refused"}, AFTER: {"read", "concern"}}
NEED_WORDS = {"refused", "concern"}


def begin(actor: Actor, title: str, reason: str = "") -> str:
    """Begin to try a change; return its public id.

    Raises:
        Invalid: without a title.
        NotAllowed: for a log-in without a person, or for somebody who has left.
    """
    if actor.person is None:
        raise NotAllowed(_("Only a person can propose something."))
    if not access.viewer_of(actor).facts.is_member:
        raise NotAllowed(_("You are in no unit now."))
    record = Realignment(
        organisation=actor.organisation,
        title=worded("title", title, 200),
        reason=reason.strip()[:2000],
        made_by=actor.person,
        made_at=actor.now,
    )
    with command(actor, "realign.begin") as journal:
        journal.create(record)
    return record.public_id


def worded(field: str, text: str, most: int) -> str:
    """Return a text that is not empty."""
    if not text.strip():
        raise Invalid({field: _("Say in a few words what the change is for.")})
    if len(text.strip()) > most:
        raise Invalid({field: _("Keep it to {count} characters.", count=most)})
    return text.strip()


def mine(actor: Actor, realignment_id: str) -> Realignment:
    """Return a realignment that the actor is still working on; raise where it is not theirs."""
    record = find(actor, realignment_id)
    if actor.person is None or record.made_by_id != actor.person.pk:
        raise NotAllowed(_("Only whoever made this can change it."))
    return record


def open_one(actor: Actor, realignment_id: str) -> Realignment:
    """Return a realignment of the actor's that is not committed or given up."""
    record = mine(actor, realignment_id)
    if record.state not in OPEN:
        raise Invalid({"": _("This is settled. Begin another change.")})
    return record


def edit(
    actor: Actor,
    realignment_id: str,
    version: int,
    *,
    title: str | None = None,
    reason: str | None = None,
) -> None:
    """Change title or reason.

    Raises:
        Invalid: for an empty title.
        Stale: where it was changed since `version`.
    """
    record = open_one(actor, realignment_id)
    if title is not None:
        record.title = worded("title", title, 200)
    if reason is not None:
        record.reason = reason.strip()[:2000]
    with command(actor, "realign.edit") as journal:
        journal.save(record, expected=version)


def set_edits(actor: Actor, realignment_id: str, version: int, edits: Sequence[Edit]) -> None:
    """Say anew what is to change. Who was asked about what it said before is asked again.

    Raises:
        NotThere: for a goal, a target or a contribution that is not for the actor to see.
        Invalid: for an edit that cannot be, with its number; for a circle, with its path.
        Stale: where it was changed since `version`.
    """
    record = open_one(actor, realignment_id)
    kept = merged(edits)
    refuse(actor, kept)
    record.changes = realign_edits.plain(kept)
    record.state = Realignment.State.DRAFT
    with command(actor, "realign.change") as journal:
        for voice_ in record.voices.all():
            if not voice_.retired:
                journal.retire(voice_)
        journal.save(record, expected=version)


def refuse(actor: Actor, edits: Sequence[Edit]) -> None:
    """Raise for edits that name what is not there for the actor, or cannot be made."""
    if len(edits) > realign_edits.MOST:
        raise Invalid({"edits": _("At most {count} changes at once.", count=realign_edits.MOST)})
    cards = Cards(actor, graph.load(actor))
    reader = Reader(cards)
    seen = access.visible_ids(actor, "unit")
    tried = Sandbox(cards, edits)
    for each in tried.tried:
        if not isinstance(each.edit, MoveUnit):
            reader.numbered(each.number, each.edit)
        elif each.move is None or not {each.move.unit.pk, each.move.to.pk} <= seen:
            raise NotThere
        elif each.wrong is not None:
            raise Invalid({f"edits.{each.number}": each.wrong})
    if tried.broken is not None:
        raise Invalid({"edits": tried.broken})


def add_edits(actor: Actor, realignment_id: str, version: int, edits: Iterable[Edit]) -> None:
    """Add changes, in place of earlier ones of the same thing. Raises like `set_edits`."""
    record = open_one(actor, realignment_id)
    set_edits(actor, realignment_id, version, [*realign_edits.read(record.changes), *edits])


def remove_edit(actor: Actor, realignment_id: str, version: int, number: int) -> None:
    """Take one change out."""
    edits = realign_edits.read(open_one(actor, realignment_id).changes)
    if not 0 <= number < len(edits):
        raise Invalid({"number": _("There is no such change.")})
    set_edits(actor, realignment_id, version, [e for n, e in enumerate(edits) if n != number])


def circle_of(actor: Actor, record: Realignment) -> Circle:
    """Return whom a realignment concerns, on the goals as they are."""
    tried = Sandbox(Cards(actor, graph.load(actor)), realign_edits.read(record.changes))
    return Circle(tried, Lines(tried), Voices(tried.cards, record), record)


def ask(actor: Actor, realignment_id: str, version: int) -> int:
    """Ask those whom it concerns first; return how many are asked now.

    Raises:
        Invalid: without a change or a reason, or where all have been asked.
        Stale: where it was changed since `version`.
    """
    record = open_one(actor, realignment_id)
    circle = circle_of(actor, record)
    needed = {"changes", "fits", "reason"}
    hold([g for g in gates_of(circle, record) if g.key in needed])
    keys = circle.unasked
    if not keys:
        raise Invalid({"": _("There is nobody left to ask.")})
    record.state = Realignment.State.ASKED
    with command(actor, "realign.ask", reason=record.reason) as journal:
        journal.create_many(new_voice(actor, record, key, BEFORE) for key in keys)
        journal.save(record, expected=version)
        journal.tell("realignment.asked", realignment=record.public_id, title=record.title)
    return len(keys)


def new_voice(actor: Actor, record: Realignment, key: Key, stage: str) -> RealignmentVoice:
    """Return a question to a unit or a person, not yet written."""
    kind, pk = key
    return RealignmentVoice(
        organisation=actor.organisation,
        realignment=record,
        stage=stage,
        unit_id=pk if kind == "unit" else None,
        person_id=pk if kind == "person" else None,
        at=actor.now,
    )


def answer(
    actor: Actor, voice_id: str, said: str, words: str = "", *, version: int | None = None
) -> None:
    """Accept or refuse one's part before; after, say that one has read it, or what worries one.

    Raises:
        NotThere: where nothing such is asked that the actor may see.
        NotAllowed: for whoever is not asked.
        Invalid: for what is no answer, for a refusal without a word, or once it is settled.
    """
    record = voice(actor, voice_id)
    if not may_answer(actor, record):
        raise NotAllowed(_("Only who is asked can answer."))
    if said not in ANSWERS[RealignmentVoice.Stage(record.stage)]:
        raise Invalid({"answer": _("Choose an answer.")})
    if said in NEED_WORDS and not words.strip():
        raise Invalid({"words": _("Say why, in a sentence: they will want to understand.")})
    if record.stage == BEFORE and record.realignment.state != Realignment.State.ASKED:
        raise Invalid({"": _("This is settled. Begin another change.")})
    record.answer, record.words = said, words.strip()[:2000]
    record.answered_by, record.answered_at = actor.person, actor.now
    with command(actor, "realign.answer", reason=words) as journal:
        journal.save(record, expected=version)
        journal.tell("realignment.answered", realignment=record.realignment.public_id)


def hold(gates: Iterable[RealignmentGate]) -> None:
    """Raise `Invalid` with the first gate that is not passed."""
    for gate in gates:
        if not gate.passed:
            raise Invalid({gate.key: gate.text})


def commit(actor: Actor, realignment_id: str, version: int, *, override: str = "") -> None:
    """Change everything, in one entry of the history with the one reason, and tell those below.

    `override` is the reason for going ahead where not all have answered or somebody refuses;
    everybody reads it.

    Raises:
        Invalid: with the first gate that is not passed; those that are not firm may be passed over
            with a reason.
        Stale: where it, or one of the goals, was changed meanwhile.
    """
    record = open_one(actor, realignment_id)
    with command(actor, COMMIT, reason=whole_reason(record, override)) as journal:
        journal.hold()
        access.forget(actor)
        circle = circle_of(actor, record)
        open_ones = [g for g in gates_of(circle, record) if not g.passed]
        hold(open_ones if not override.strip() else [g for g in open_ones if g.firm])
        write(journal, circle.tried, record.reason)
        if journal.create_many(placements(actor.organisation, circle.tried.moves.made)):
            restate_soon(actor.organisation)
        record.state, record.committed_at = Realignment.State.COMMITTED, actor.now
        record.override_reason = override.strip()[:2000] if open_ones else ""
        journal.save(record, expected=version)
        told = [key for key in circle.everybody if circle.answer(key) != "accepted"]
        journal.create_many(new_voice(actor, record, key, AFTER) for key in told)
        tell(journal, circle, record)


def whole_reason(record: Realignment, override: str) -> str:
    """Return the reason as the history keeps it."""
    return f"{record.reason} {override.strip()}".strip()[:2000]


def tell(journal: Journal, circle: Circle, record: Realignment) -> None:
    """Owe the messages: one of the whole, one of each goal."""
    journal.tell("realignment.committed", realignment=record.public_id, title=record.title)
    for goal in circle.tried.touched:
        journal.tell("goal.changed", goal=goal)


def write(journal: Journal, tried: Sandbox, reason: str) -> None:
    """Write what the edits say: what goes first, then what changes, then what is new."""
    changed: dict[tuple[str, int], Recorded] = {}
    new: list[Contribution] = []
    for each in tried.tried:
        for record in records(each, changed, reason):
            if record.pk is None and isinstance(record, Contribution):
                new.append(record)
            else:
                changed[record.kind(), record.pk] = record
    # A contribution that goes makes room for the one that takes its place.
    journal.save_many(sorted(changed.values(), key=lambda r: not r.retired))
    mains = {link.child_id for link in changed.values() if is_main(link)}  # type: ignore[attr-defined]  # they are contributions
    gone = {link.pk for link in changed.values() if link.retired}
    for link in new:
        held = (c for c in tried.state.up.get(link.child_id, ()) if c.pk not in gone)
        link.primary = link.child_id not in mains and not any(c.primary for c in held)
        mains.add(link.child_id)
    journal.create_many(new)


def is_main(record: Recorded) -> bool:
    """Whether a record is a contribution that the line of sight follows."""
    return isinstance(record, Contribution) and record.primary and not record.retired


def records(
    each: Tried, changed: dict[tuple[str, int], Recorded], reason: str
) -> Iterable[Recorded]:
    """Yield the records of one edit, with their new values."""
    if each.after is not None and each.goal is not None:
        each.after.goal = each.goal
        aims.aim(each.after, each.goal.period)
        yield each.after
        return
    if isinstance(each.edit, AddLink) and each.goal is not None:
        yield Contribution(
            organisation=each.goal.organisation,
            child=each.goal,
            parent=each.to,
            weight=each.edit.weight,
            sentence=reason[:500],
        )
        return
    if each.link is not None:
        yield relinked(each, changed.get((Contribution.kind(), each.link.pk)))


def relinked(each: Tried, so_far: Recorded | None) -> Contribution:
    """Return a contribution with another weight, to another goal, or out of use."""
    link: Contribution = copy.copy(so_far or each.link)  # type: ignore[assignment]  # a contribution has one
    match each.edit:
        case SetWeight(weight=weight):
            link.weight = weight
        case Move():
            link.parent = each.to
        case DropLink():
            link.retired = True
    return link


def undo(actor: Actor, realignment_id: str, version: int) -> None:
    """Take all of it back, in one entry, while nothing of it was changed since.

    Raises:
        Invalid: where something of it was changed since, or units would stand under themselves.
        Stale: where the realignment was changed since `version`.
    """
    record = mine(actor, realignment_id)
    if record.state != Realignment.State.COMMITTED:
        raise Invalid({"": _("There is nothing to take back.")})
    entry = entry_of(record)
    with command(actor, "realign.undo", reason=record.reason) as journal:
        journal.hold()
        back = undoing.put_back(journal, undoing.changed_in(entry, but=KINDS))
        if any(isinstance(each, Placement) for each in back):
            refuse_circle(actor.organisation)
            restate_soon(actor.organisation)
        record.state = Realignment.State.UNDONE
        journal.save(record, expected=version)
        asked_again(actor, journal, record)
        for goal in touched(back):
            journal.tell("goal.changed", goal=goal)
        journal.tell("realignment.undone", realignment=record.public_id, title=record.title)


def asked_again(actor: Actor, journal: Journal, record: Realignment) -> None:
    """Let those who were told of it be told that it was taken back."""
    for told in record.voices.all():
        if told.stage == AFTER and not told.retired:
            told.answer, told.at = RealignmentVoice.Answer.ASKED, actor.now
            told.answered_by = told.answered_at = None
            journal.save(told)


def touched(records_: Iterable[Recorded]) -> list[str]:
    """Return the goals of targets and contributions that were put back, each once."""
    goals = [getattr(r, "child", None) or getattr(r, "goal", None) for r in records_]
    return list(dict.fromkeys(goal.public_id for goal in goals if goal is not None))


def entry_of(record: Realignment) -> Entry:
    """Return the entry in which a realignment was committed."""
    found = Version.objects.filter(
        kind=Realignment.kind(), object_id=record.pk, entry__command=COMMIT
    )
    return found.select_related("entry").order_by("-pk")[0].entry


def discard(actor: Actor, realignment_id: str, version: int) -> None:
    """Give it up; nothing was changed, and nobody is asked any more."""
    record = open_one(actor, realignment_id)
    record.state = Realignment.State.DISCARDED
    with command(actor, "realign.discard") as journal:
        for asked in record.voices.all():
            if not asked.retired:
                journal.retire(asked)
        journal.save(record, expected=version)
