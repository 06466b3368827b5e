"""What a help desk does not tell: found out by comparing two looks at a ticket.

What the last look saw is kept in cursors, a block of tickets each, and committed with the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trigpoint.tickets.cursors import LOOKS
from trigpoint.tickets.records import INFERRED, Author, Category, Change, Field, Record, TicketRow

BLOCK = 100
"""Tickets whose last look lies in one cursor."""
LOOKED = (
    Field.STATUS, Field.ASSIGNEE, Field.QUEUE, Field.PRIORITY, Field.LANGUAGE, Field.SITE,
)  # fmt: skip
"""What is looked at, in the order in which it is kept; what comes to it comes at its end."""
LAST = 2**31
"""What was found out comes after everything that was told of the same second."""

Kept = list[str | None]
"""A look as it lies in a cursor: state, owner, queue, priority, and what is the connector's own."""
Look = Mapping[Field, str | None]
"""What `LOOKED` names of a ticket, as it was seen."""


@dataclass(slots=True)
class Looks:
    """What was last seen of each ticket, by blocks; `taken` gives the blocks that changed."""

    kept: dict[str, str]
    blocks: dict[str, dict[str, Kept]] = field(default_factory=dict)

    def last(self, number: str) -> Kept | None:
        """Return what was kept of the last look at a ticket, or None where there was none."""
        return self._block(number).get(number)

    def keep(self, number: str, look: Kept) -> None:
        """Keep what is to be compared with the next look at a ticket."""
        self._block(number)[number] = look

    def swap(self, number: str, look: Look) -> Look | None:
        """Keep a look and return the one before, or None for the first; an early one saw less."""
        before = self.last(number)
        self.keep(number, [look.get(of) for of in LOOKED])
        return None if before is None else dict(zip(LOOKED, before, strict=False))

    def taken(self) -> dict[str, str]:
        """Return the cursors of the blocks that were looked at, and let go of them."""
        found = {name: json.dumps(block, sort_keys=True) for name, block in self.blocks.items()}
        self.kept.update(found)
        self.blocks.clear()
        return found

    def _block(self, number: str) -> dict[str, Kept]:
        name = f"{LOOKS}{int(number) // BLOCK}"
        if name not in self.blocks:
            self.blocks[name] = json.loads(self.kept.get(name) or "{}")
        return self.blocks[name]


def as_seen(ticket: str, look: Look, opened: int, seen: int, requester: str | None) -> TicketRow:
    """Return a ticket as it looked at the second `seen`."""
    return TicketRow(
        ticket=ticket,
        created_at=opened,
        seen_at=seen,
        category=Category(str(look[Field.STATUS])),
        assignee=look[Field.ASSIGNEE],
        queue=look[Field.QUEUE],
        priority=look[Field.PRIORITY],
        requester=requester,
        language=look[Field.LANGUAGE],
        site=look[Field.SITE],
    )


def untold(
    ticket: str, at: int, look: Look, before: Look | None, told: Iterable[Record]
) -> Iterator[Change]:
    """Yield what changed between two looks without being told, as found out at a moment.

    Who changed it is not known. At the first look it can only be the state, where what was `told`
    of the ticket ends with another one.
    """
    status, said = look[Field.STATUS], last_state(told)
    if before is None:
        fresh = {Field.STATUS: status} if said not in {None, status} else {}
    else:
        fresh = {of: value for of, value in look.items() if value != before.get(of)}
        if said == status:
            fresh.pop(Field.STATUS, None)
    for of, value in fresh.items():
        yield Change(
            ticket=ticket,
            at=at,
            field=of,
            value=value,
            old=(before or {}).get(of),
            seq=LAST,
            name=INFERRED,
            author=Author.SYSTEM,
        )


def last_state(told: Iterable[Record]) -> str | None:
    """Return the state that changes end with; None where none of them set one."""
    found = [one.value for one in told if isinstance(one, Change) and one.field is Field.STATUS]
    return found[-1] if found else None
