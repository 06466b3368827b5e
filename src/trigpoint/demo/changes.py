"""What was changed for many at once, who may decide what alone, and pay that is tied to results."""

from __future__ import annotations

from dataclasses import dataclass

REALIGNED_BY = "jo.silva"
REALIGNED = 40
"""Days before the end of the data on which the change was committed."""
REALIGNMENT = "Causes before invoices until the peak is over"
REALIGNMENT_WHY = (
    "Two carriers changed their claims line in one month. What is fixed at its cause is not asked "
    "about in the peak; invoices can wait until January."
)
REALIGNMENT_OVERRIDE = (
    "What is proposed about these goals is answered next week; the carriers do not wait."
)
WEIGHTS = (("causes", 2.0), ("invoice", 1.0))
"""Goals of teams, and what each weighs in the goal above from then on."""
ACCEPTANCE = "Agreed, until the peak is over."


@dataclass(frozen=True)
class Right:
    """What a role may decide alone, with a wider limit that somebody proposed.

    `asked` and `answered` are days before the end of the data; without an answer it waits.
    """

    topic: str
    title: str
    limit: str
    wider: str
    by: str
    words: str
    asked: int
    answered: int | None = None
    answer: str = ""


RIGHTS_OF = "orders"
RIGHTS = (
    Right(
        "refund",
        "Refund a late delivery",
        "Up to 20 € a ticket",
        "Up to 50 € a ticket",
        "ana.costa",
        "Nine in ten are granted anyway, after two days of waiting.",
        asked=130,
        answered=126,
        answer="Let us try it, and look at what comes back.",
    ),
    Right(
        "exception",
        "Waive the fee for a return",
        "Once a year for a customer",
        "Twice a year for a customer",
        "noor.aziz",
        "The second return in a year is nearly always our parcel service's fault.",
        asked=5,
    ),
)


@dataclass(frozen=True)
class Pay:
    """An amount tied to results: whose, the goals of team and organisation, the shares."""

    who: str
    title: str
    amount: float
    team: str
    shares: tuple[int, int, int]
    besides: str


STATED_BY = "dara.kelly"
PURPOSE = (
    "To share among those who carried it what a good season brings. Nobody's salary depends on it, "
    "and no figure of one person counts for more than a third."
)
WHOLE = "keep"
PAYS = (
    Pay(
        "ana.costa",
        "Winter season",
        600.0,
        "right-person",
        (20, 50, 30),
        "Two days with Escalations in spring, to learn from Lena.",
    ),
    Pay("noor.aziz", "Winter season", 600.0, "answer-first", (20, 50, 30), "A training of my own."),
    Pay("ben.okafor", "Winter season", 600.0, "right-person", (20, 50, 30), ""),
)
"""The goal of the second one's team is held while its guard is broken: nothing is earned."""
