"""The kinds of ways out that an organisation can have, and what each has to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from trigpoint.core.text import Text, _


class OutletKind(Enum):
    """A kind of way out."""

    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class OutletSetting:
    """What an administrator enters. A `secret` one is sealed and never shown again."""

    name: str
    label: Text
    help: Text
    secret: bool = False


@dataclass(frozen=True, slots=True)
class OutletSpec:
    """What a kind is called, what it does, and what it wants to know beside its address.

    `address` is the address that is usual, "" where each has its own.
    """

    name: Text
    does: Text
    address_help: Text
    address: str = ""
    settings: tuple[OutletSetting, ...] = ()


SPECS: Mapping[OutletKind, OutletSpec] = MappingProxyType(
    {
        OutletKind.WEBHOOK: OutletSpec(
            name=_("Webhook"),
            does=_("A program of yours is told what has changed, signed by Standard Webhooks."),
            address_help=_("Where your program listens, beginning with https://"),
        ),
    }
)

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
