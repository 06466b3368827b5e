"""Who acts in a file and which queues it names, gathered while its rows go by.

A file has no list of agents. Whoever holds a ticket, acts on one, takes a call, has a shift
or is reviewed, and is no customer, is an account, so that a person can be tied to it; its name is
its key, until a source knows better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trigpoint.tickets.beside import Call, Entry, Review, Stretch
from trigpoint.tickets.records import (
    Account,
    Author,
    Change,
    Field,
    Message,
    Queue,
    Rating,
    Record,
    Snapshot,
    TicketRow,
)

MOST = 100_000
"""Accounts, or queues, that are gathered: beyond it, the column is no column of names."""

Seen = dict[str, tuple[int, int]]
"""How often a key occurs, and when it was last seen."""


class Cast:
    """The accounts and queues of a file, whatever the order of its rows."""

    def __init__(self) -> None:
        self.queues: Seen = {}
        self._by_author: dict[Author, Seen] = {author: {} for author in Author}

    @property
    def accounts(self) -> Seen:
        """The accounts of agents."""
        return self._by_author[Author.AGENT]

    def note(self, records: Iterable[Record]) -> None:
        """Note whom and what the records name."""
        for record in records:
            if isinstance(record, Snapshot):
                self._holders(record.at, record.assignee, record.queue)
                self._actor(record.actor, Author.AGENT, record.at)
            elif isinstance(record, TicketRow):
                self._holders(record.seen_at, record.assignee, record.queue)
            elif isinstance(record, Change):
                self._changed(record)
            elif isinstance(record, Message):
                self._actor(record.actor, record.author, record.at)
            elif isinstance(record, Rating):
                self._holders(record.sent_at, record.assignee, record.queue)
            elif isinstance(record, Call | Stretch):
                self._holders(record.ended_at, record.account, record.queue)
            elif isinstance(record, Review):
                self._holders(record.reviewed_at, record.account, record.queue)
            elif isinstance(record, Entry):
                _note(self.queues, record.queue, record.at)

    def records(self) -> Iterator[Record]:
        """Yield what was gathered, sorted by key. An agent once is an agent always."""
        yielded: set[str] = set()
        for author in (Author.AGENT, Author.BOT, Author.SYSTEM):
            for account, (_times, at) in sorted(self._by_author[author].items()):
                if account not in yielded:
                    yielded.add(account)
                    yield Account(account=account, name=account, seen_at=at, author=author)
        for queue, (_times, at) in sorted(self.queues.items()):
            yield Queue(queue=queue, name=queue, seen_at=at)

    def _holders(self, at: int, assignee: str | None, queue: str | None) -> None:
        _note(self._by_author[Author.AGENT], assignee, at)
        _note(self.queues, queue, at)

    def _actor(self, actor: str | None, author: Author, at: int) -> None:
        if author is not Author.CUSTOMER:
            _note(self._by_author[author], actor, at)

    def _changed(self, change: Change) -> None:
        self._actor(change.actor, change.author, change.at)
        for value in (change.value, change.old):
            if change.field is Field.ASSIGNEE:
                _note(self._by_author[Author.AGENT], value, change.at)
            elif change.field is Field.QUEUE:
                _note(self.queues, value, change.at)


def _note(seen: Seen, key: str | None, at: int) -> None:
    if key is None:
        return
    known = seen.get(key)
    if known is not None:
        seen[key] = (known[0] + 1, max(known[1], at))
    elif len(seen) < MOST:
        seen[key] = (1, at)
