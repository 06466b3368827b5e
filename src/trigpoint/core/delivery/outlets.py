"""What programs outside can be told by a webhook, and what a message to them may name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trigpoint.core.text import Text, _

POST = "outlet.post"
"""The outbox's topic of a message to a webhook."""

TOPICS: Mapping[str, Text] = MappingProxyType(
    {
        "goal.changed": _("A goal was changed"),
        "goal.checked_in": _("Somebody checked in on a goal"),
        "goal.answered": _("Somebody said what they think of a goal"),
        "plan.changed": _("A plan was changed"),
        "plan.published": _("A plan was published"),
        "plan.sign_has_come": _("The warning sign of an obstacle has come"),
        "announcement.made": _("A goal was explained"),
        "ladder.reached": _("A step of a ladder was reached"),
        "measure.changed": _("A measure was changed"),
        "meeting.called": _("A meeting was called"),
        "meeting.closed": _("A meeting was closed"),
        "realignment.committed": _("Goals were realigned"),
        "signal.logged": _("A signal from outside was written down"),
        "signal.decided": _("A signal from outside was decided"),
    }
)
"""What a webhook can be told. What is between two people is told to no program."""

NAMED = frozenset(
    {"goal", "plan", "edition", "announcement", "ladder", "measure", "meeting", "signal"}
    | {"realignment"}
)
"""What a message to a program may name, by ids alone; words stay where the policy guards them."""


def named(body: Mapping[str, object]) -> dict[str, str]:
    """Return what of a message a program may read: ids of what it is about."""
    return {
        name: said for name, said in sorted(body.items()) if name in NAMED and isinstance(said, str)
    }
