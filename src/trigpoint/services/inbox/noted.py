"""What somebody is told in the inbox until they have noted it: what is new, and asks for no word.

It is kept as everything that a person was told is (`Told`), the inbox being one more channel.
"""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Choice
from trigpoint.store.models import Told

CHANNEL = "inbox"
NOTED = Choice("noted", _("I have seen it"))


def known(actor: Actor, kind: str) -> frozenset[str]:
    """Return which tidings of a kind somebody has noted, by their ids."""
    rows = Told.objects.filter(
        person=actor.person, channel=CHANNEL, thing__startswith=f"{kind}."
    ).values_list("thing", flat=True)
    return frozenset(thing.removeprefix(f"{kind}.") for thing in rows)


def note(actor: Actor, kind: str, ids: Iterable[str]) -> None:
    """Remember, within a command, that the actor knows of tidings: they brought them about."""
    for each in ids:
        Told.objects.get_or_create(
            person=actor.person,
            channel=CHANNEL,
            thing=f"{kind}.{each}",
            defaults={"at": actor.now},
        )


def answer(actor: Actor, kind: str, question: str, said: str) -> None:
    """Take tidings off the actor's list.

    Raises:
        Invalid: for anything but that it was seen.
    """
    if said != NOTED.key:
        raise Invalid({"answer": _("Say that you have seen it.")})
    with command(actor, f"{kind}.noted") as journal:
        note(actor, kind, [question])
        if actor.person is not None:
            journal.note(actor.person)
