"""Who works at a help desk, as its own list says: everybody else who writes is a customer.

The list holds those of today. Whoever was in it once stays one of them for the time before they
were missed, and so does whoever holds a ticket.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from trigpoint.connectors.sync.connector import Given
from trigpoint.connectors.sync.rows import Row
from trigpoint.tickets.cursors import STAFF
from trigpoint.tickets.records import Account, Author, Record, TicketRow


@dataclass(slots=True)
class Staff:
    """The keys of those who work there; `system` is the key under which the program itself acts.

    `left` says until which second those worked there who are in the list no longer.
    """

    system: str = ""
    now: int = 0
    agents: set[str] = field(default_factory=set)
    left: dict[str, int] = field(default_factory=dict)

    @classmethod
    def before(cls, given: Given, system: str = "") -> Staff:
        """Return the staff before its list is read: whoever is not in it then has left by now."""
        kept = json.loads(given.cursors.get(STAFF) or "{}")
        left = {key: given.now if at is None else at for key, at in kept.items()}
        return cls(system, given.now, left=left)

    def seen(self) -> dict[str, str]:
        """Return the cursor that keeps who works there and who did, once the list is read."""
        return {STAFF: json.dumps({**self.left, **dict.fromkeys(self.agents)}, sort_keys=True)}

    def take(self, key: str, *, there: bool = True) -> None:
        """Know of somebody who works there, or did and no longer does."""
        if there:
            self.agents.add(key)
        else:
            self.left.setdefault(key, self.now)

    def holders(self, records: list[Record]) -> list[Record]:
        """Return records, and know of whoever holds a ticket: only who works there can, or did."""
        for one in records:
            if isinstance(one, TicketRow) and one.assignee is not None:
                self.hold(one.assignee)
        return records

    def hold(self, key: str) -> None:
        """Know of somebody who holds a ticket, or held it."""
        self.take(key, there=key in self.agents)

    def worked(self, key: str | None, at: int) -> bool:
        """Whether somebody worked there at a second."""
        return key in self.agents or at < self.left.get(key or "", 0)

    def author(self, key: str | None, at: int) -> Author:
        """Return in which role somebody acts; where nobody is named, it was the program."""
        if key is None or key == self.system:
            return Author.SYSTEM
        return Author.AGENT if self.worked(key, at) else Author.CUSTOMER

    def account(
        self, row: Row, called: Callable[[Row], str], *, key: str = "id", seen: str = "updated_at",
        mail: str = "email", active: bool = True,
    ) -> list[Record]:  # fmt: skip
        """Return somebody who works there, known from now on, even where the rest does not fit.

        `key`, `seen` and `mail` are the fields of the row with the key, the last change, and the
        address by which one may recognise the person; `called` gives the name.
        """
        account = row.text(key)
        self.take(account)
        name, seen_at, email = called(row), row.moment(seen), row.stated(mail)
        return [Account(account=account, name=name, seen_at=seen_at, email=email, active=active)]
