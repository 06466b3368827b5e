"""Help desks that are not read any more, as questions of the inbox."""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.people.facts import Thing as Guarded
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.helpdesks.troubles import Trouble, troubles
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.store.models import Connection


class TroubleQuestions:
    """Tells whoever may bring tickets in what is wrong, and takes it back once it is read again."""

    kind = "connection"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the help desks that are not read."""
        home = Guarded(str(actor.organisation.pk))
        if not access.decision(actor, Verb.CREATE, Kind.SOURCE, home):
            return []
        rows = Connection.objects.filter(organisation=actor.organisation, retired=False)
        found = troubles(rows.select_related("source"))
        return [self.question(one) for one in found]

    def question(self, found: Trouble) -> Question:
        """Return one of them as a question."""
        row = found.connection
        return Question(
            kind=self.kind,
            # Each time anew: what somebody was told of the last time says nothing of this one.
            id=f"{row.public_id}-{int(found.since.timestamp())}",
            about=Thing("connection", row.public_id, row.source.name),
            by=None,
            at=found.since,
            asks=found.said,
            terms=_(
                "It is not read any more. Since: {since}. {stands}",
                since=found.since,
                stands=stands(found),
            ),
        )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:  # noqa: ARG002 - a noun's signature
        """Refuse: a help desk is not cured by a word."""
        raise Invalid({"answer": _("Mend it on the help desk’s own page.")})


def stands(found: Trouble) -> Text:
    """Return how old the figures are that come from it."""
    if found.read_at is None:
        return _("It has not been read to its end yet, so its figures are not whole.")
    return _("Its figures are as of: {read}", read=found.read_at)
