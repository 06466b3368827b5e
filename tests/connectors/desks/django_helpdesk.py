"""django-helpdesk 2.6.1 over REST, as the real one answered (shapes recorded 2026-11-25).

Fields of one's own stand beside the others as custom_ and their name (recorded 2026-11-27).
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from tests.connectors.desks.answers import RECORDED, Asked, Case, Cited, FakeDesk, living, said
from trigpoint.net import Answer

BEGAN = 1_780_000_000


def stamp(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.244775Z")


@dataclass
class FakeHelpdesk(FakeDesk):
    """Tickets with their follow-ups; a PATCH changes a ticket and leaves no trace, as there."""

    shapes: ClassVar[dict[str, Cited]] = {
        "/api/tickets/": Cited(RECORDED, "2026-11-25"),
    }
    tickets: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Token password":
            return said({"detail": "Invalid token."}, 401)
        if asked.path != "/api/tickets/":
            return said({"detail": "Not found."}, 404)
        size, page = int(asked.query["page_size"]), int(asked.query["page"])
        begin = (page - 1) * size
        if begin and begin >= len(self.tickets):
            return said({"detail": "Invalid page."}, 404)
        more = begin + size < len(self.tickets)
        found = {"count": len(self.tickets), "next": "x" if more else None, "previous": None}
        return said({**found, "results": self.tickets[begin : begin + size]})

    def stamped(self) -> list[dict[str, Any]]:
        return [told for row in self.tickets for told in row["followup_set"]]

    def pass_on(self, to: int, at: int) -> None:  # noqa: ARG002 - when it was is not told
        self.tickets[0].update(assigned_to=to)

    def live(self, tickets: int, seed: int = 1) -> None:
        """Let customers ask, agents answer and set states."""
        dice = random.Random(seed)
        number = 0
        for n in range(1, tickets + 1):
            at = BEGAN + n * 5000
            told = []
            status = 1
            for step in range(dice.randrange(1, 6)):
                number += 1
                at += dice.randrange(1, 9000) if step else 0
                new = dice.choice([None, 1, 3, 4]) if step else None
                status = new or status
                told.append(
                    {
                        "id": number, "ticket": n, "user": dice.choice([None, 1, 2]),
                        "title": "canary-title", "comment": dice.choice(["canary-body", None]),
                        "public": dice.random() < 0.7, "new_status": new, "time_spent": None,
                        "date": stamp(at), "message_id": None, "followupattachment_set": [],
                        "email_recipients": ["canary@cust.test"],
                    }
                )  # fmt: skip
            self.tickets.append(
                {
                    "id": n, "queue": dice.choice([1, 2]), "title": "canary-title",
                    "description": "canary-body", "resolution": None, "due_date": None,
                    "submitter_email": "canary@cust.test", "assigned_to": dice.choice([None, 1]),
                    "status": dice.choice([status, 3]), "on_hold": dice.random() < 0.1,
                    "priority": 3, "merged_to": None, "followup_set": told,
                    "custom_spoken": "de", "custom_place": "Porto",
                }
            )  # fmt: skip


CASE = Case(
    "django_helpdesk", living(FakeHelpdesk, times=4), by_time=False, knows_what_is_new=False,
    looks=True,
)  # fmt: skip
