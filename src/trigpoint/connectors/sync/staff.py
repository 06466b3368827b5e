"""Who works at a help desk, as its own list says: everybody else who writes is a customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from trigpoint.connectors.sync.rows import Row
from trigpoint.tickets.records import Account, Author, Record


@dataclass(slots=True)
class Staff:
    """The keys of those who work there; `system` is the key under which the program itself acts."""

    system: str = ""
    agents: set[str] = field(default_factory=set)

    def author(self, key: str | None) -> Author:
        """Return in which role somebody acts; where nobody is named, it was the program."""
        if key is None or key == self.system:
            return Author.SYSTEM
        return Author.AGENT if key in self.agents else Author.CUSTOMER

    def account(
        self, row: Row, called: Callable[[Row], str], *, key: str = "id", seen: str = "updated_at",
        mail: str = "email", active: bool = True,
    ) -> list[Record]:  # fmt: skip
        """Return somebody who works there, known from now on, even where the rest does not fit.

        `key`, `seen` and `mail` are the fields of the row with the key, the last change, and the
        address by which one may recognise the person; `called` gives the name.
        """
        account = row.text(key)
        self.agents.add(account)
        name, seen_at, email = called(row), row.moment(seen), row.stated(mail)
        return [Account(account=account, name=name, seen_at=seen_at, email=email, active=active)]
