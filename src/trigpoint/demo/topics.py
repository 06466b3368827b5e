"""What customers write about, where they write, and where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Desk(IntEnum):
    """The queues of the help desk."""

    ORDERS = 0
    CLAIMS = 1
    BILLING = 2
    PRODUCT = 3
    NIGHT = 4
    ESCALATIONS = 5
    COMMUNITY = 6


DESK_NAMES = (
    "Orders",
    "Delivery claims",
    "Billing",
    "Product help",
    "Night desk",
    "Escalations",
    "Community",
)
CHANNELS = ("email", "chat", "phone", "web form", "social")
PRIORITIES = ("low", "normal", "high", "urgent")
PRIORITY_SHARES = (0.18, 0.62, 0.16, 0.04)
LANGUAGES = ("en", "pt", "de", "fr", "es", "ar", "vi")
LANGUAGE_SHARES = (0.46, 0.17, 0.13, 0.10, 0.09, 0.03, 0.02)
SITES = ("Porto", "Rotterdam", "Gdańsk")
"""The warehouses: each customer is sent things from one of them."""
PLANS = ("Basic", "Plus", "Business")
PLAN_SHARES = (0.55, 0.33, 0.12)

EMAIL, CHAT, PHONE, FORM, SOCIAL = range(5)
_WRITTEN = (0.52, 0.16, 0.10, 0.18, 0.04)
_SPOKEN = (0.30, 0.28, 0.30, 0.07, 0.05)


@dataclass(frozen=True)
class Topic:
    """A contact reason.

    Attributes:
        share: of all tickets in an average week, in percent.
        peak: the day of the year around which it is most frequent, or None.
        swing: how much more of it comes at the peak (0.5 is half as much again).
        first_contact: chance that an agent of middling skill solves it at the first contact.
        handoff: chance that the first agent passes it on.
        hold: chance that an unfinished answer waits for a third party (a carrier, a bank).
    """

    key: str
    desk: Desk
    share: float
    channels: tuple[float, ...]
    first_contact: float
    handoff: float
    hold: float = 0.1
    peak: int | None = None
    swing: float = 0.0


XMAS, SPRING, SUMMER = 345, 95, 200
TOPICS = (
    Topic("where-is-my-order", Desk.ORDERS, 14, _SPOKEN, 0.83, 0.30, 0.10, XMAS, 0.70),
    Topic("address-change", Desk.ORDERS, 6, _SPOKEN, 0.86, 0.22, 0.02, XMAS, 0.45),
    Topic("returns", Desk.ORDERS, 9, _WRITTEN, 0.80, 0.40, 0.10, 15, 0.80),
    Topic("carrier-claim", Desk.CLAIMS, 7, _WRITTEN, 0.72, 0.75, 0.55, XMAS, 0.80),
    Topic("damaged-parcel", Desk.CLAIMS, 5, _WRITTEN, 0.72, 0.70, 0.45, XMAS, 0.70),
    Topic("customs", Desk.CLAIMS, 2, _WRITTEN, 0.70, 0.60, 0.50, XMAS, 0.30),
    Topic("invoice", Desk.BILLING, 9, _WRITTEN, 0.78, 0.16, 0.08, SPRING, 0.30),
    Topic("refund", Desk.BILLING, 8, _WRITTEN, 0.72, 0.22, 0.20, 20, 0.60),
    Topic("payment-failed", Desk.BILLING, 6, _SPOKEN, 0.80, 0.15, 0.15),
    Topic("setup", Desk.PRODUCT, 10, _SPOKEN, 0.80, 0.18, 0.05, 5, 0.50),
    Topic("log-in", Desk.PRODUCT, 7, _SPOKEN, 0.88, 0.08, 0.02),
    Topic("fault", Desk.PRODUCT, 9, _SPOKEN, 0.70, 0.28, 0.20, SUMMER, 0.35),
    Topic("complaint", Desk.ESCALATIONS, 3, _WRITTEN, 0.60, 0.12, 0.20, XMAS, 0.20),
    Topic("how-to", Desk.COMMUNITY, 5, (0.2, 0.1, 0.0, 0.4, 0.3), 0.88, 0.08, 0.0),
)
OUTAGE_TOPICS = ("log-in", "payment-failed", "fault")
