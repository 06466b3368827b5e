"""What somebody did to a ticket at one moment: wrote, or set a field."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trigpoint.tickets.records import Author, Change, Field, Message


@dataclass(frozen=True, slots=True)
class Deed:
    """Who acted on which ticket, and when; `seq` is the place within that second.

    `actor` is the account of whoever works there, and None for everybody else: a customer's number
    is not kept.
    """

    ticket: str
    at: int
    seq: int
    author: Author
    actor: str | None = None

    def of_agents_only(self) -> Deed:
        """Return the deed without its actor, unless an agent acted."""
        return self if self.author is Author.AGENT else replace(self, actor=None)

    def wrote(self, *, public: bool) -> Message:
        """Return that something was written, seen by the customer or not; never what."""
        return Message(
            ticket=self.ticket,
            at=self.at,
            author=self.author,
            public=public,
            seq=self.seq,
            actor=self.actor,
        )

    def set(self, field: Field, value: str | None, old: str | None = None) -> Change:
        """Return that a field took a value, in place of an old one where that is known."""
        return Change(
            ticket=self.ticket,
            at=self.at,
            field=field,
            value=value,
            seq=self.seq,
            old=old,
            actor=self.actor,
            author=self.author,
        )
