"""What the audit shall not say again: of one record, or of all of a unit, with the reason."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.craft.rule import Ref
from trigpoint.core.craft.rules import BY_KEY
from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.audit.findings import MENDS, Sight
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.store.models import Mute

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class MuteView:
    """What is not told, of which record, why, who said so, and when."""

    id: str
    rule: str
    title: Text
    about_kind: str
    about: str
    reason: str
    by: str
    at: datetime.datetime


def rows(actor: Actor) -> list[Mute]:
    """Return all mutes of the organisation, the newest first."""
    found = Mute.objects.filter(organisation=actor.organisation, retired=False)
    return list(found.select_related("muted_by").order_by("-at", "-pk"))


def mine(actor: Actor) -> tuple[MuteView, ...]:
    """Return the mutes of what the actor can do something about."""
    sight = Sight.of(actor)
    return tuple(
        view(row)
        for row in rows(actor)
        if row.about_kind in MENDS and sight.may_mend(Ref(row.about_kind, row.about))
    )


def one(actor: Actor, mute_id: str) -> MuteView:
    """Return one of them; raise `NotThere` for any other."""
    found = next((each for each in mine(actor) if each.id == mute_id), None)
    if found is None:
        raise NotThere
    return found


def view(row: Mute) -> MuteView:
    """Return a mute as it is shown."""
    rule = BY_KEY.get(row.rule)
    return MuteView(
        id=row.public_id,
        rule=row.rule,
        title=rule.title if rule else _("A rule that is no more"),
        about_kind=row.about_kind,
        about=row.about,
        reason=row.reason,
        by=row.muted_by.name if row.muted_by else "",
        at=row.at,
    )


def mute(actor: Actor, rule: str, about: Ref, reason: str) -> str:
    """Do not tell a rule of a record again; return the public id of the mute.

    Raises:
        NotThere: for a rule that is none, or a record that the actor cannot do anything about.
        NotAllowed: for a log-in without a person.
        Invalid: without a reason.
    """
    if rule not in BY_KEY or about.kind not in MENDS or not Sight.of(actor).may_mend(about):
        raise NotThere
    if actor.person is None:
        raise NotAllowed(_("Only a person can say that this is all right here."))
    if not reason.strip() or len(reason) > LONGEST:
        raise Invalid({"reason": _("Say in a sentence why it is all right here.")})
    same = {"organisation": actor.organisation, "rule": rule, "retired": False}
    known = Mute.objects.filter(**same, about_kind=about.kind, about=about.id).first()
    row = known or Mute(**same, about_kind=about.kind, about=about.id)
    row.reason, row.muted_by, row.at = reason.strip(), actor.person, actor.now
    with command(actor, "audit.mute", reason=row.reason) as journal:
        if known is None:
            journal.create(row)
        else:
            journal.save(row)
    return row.public_id


def unmute(actor: Actor, mute_id: str) -> None:
    """Tell it again.

    Raises:
        NotThere: for a mute of a record that the actor cannot do anything about, or for none.
    """
    found = Mute.objects.filter(organisation=actor.organisation, public_id=mute_id, retired=False)
    row = found.first()
    if row is None or row.about_kind not in MENDS:
        raise NotThere
    if not Sight.of(actor).may_mend(Ref(row.about_kind, row.about)):
        raise NotThere
    with command(actor, "audit.unmute") as journal:
        journal.retire(row)
