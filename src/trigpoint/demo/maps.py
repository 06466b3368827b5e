"""The strategy map of the simulated organisation: where its goals stand, and what moves what."""

from __future__ import annotations

from dataclasses import dataclass

WRITER, OWNER = "mira.rossi", "northwind"
THEMES = ("One contact is enough", "Care in hard moments", "People who can")


@dataclass(frozen=True)
class Objective:
    """A goal, the classic perspective it stands in, and the place of its theme."""

    goal: str
    perspective: str
    theme: int


@dataclass(frozen=True)
class Belief:
    """What is believed to move what, so many weeks later, and why."""

    cause: str
    effect: str
    sentence: str
    weeks: int = 0


@dataclass(frozen=True)
class Pain:
    """What hurts, the contact reasons that show it, and the goals that are to heal it."""

    title: str
    topics: tuple[str, ...]
    serves: tuple[str, ...] = ()
    moment: bool = False


@dataclass(frozen=True)
class Stage:
    """A stage of what customers live through."""

    title: str
    touchpoints: str
    pains: tuple[Pain, ...]


STAGES = (
    Stage(
        "Order and pay",
        "Shop, e-mail",
        (Pain("The payment fails", ("payment-failed",), ("invoice",)),),
    ),
    Stage(
        "Wait for delivery",
        "Tracking page, chat",
        (Pain("Where is my parcel?", ("where-is-my-order",), ("before-ask", "articles")),),
    ),
    Stage(
        "Something is wrong",
        "Chat, phone",
        (
            Pain(
                "The claim is passed around",
                ("carrier-claim", "damaged-parcel"),
                ("right-person", "one-owner"),
                moment=True,
            ),
        ),
    ),
    Stage(
        "Get it put right",
        "E-mail, phone",
        (Pain("The refund takes too long", ("refund",), ("refunds",), moment=True),),
    ),
    Stage(
        "Set it up and use it",
        "Help pages, phone",
        (Pain("A fault without a word", ("fault",)),),
    ),
)
OBJECTIVES = (
    Objective("keep", "value", 0),
    Objective("stay", "value", 2),
    Objective("first-time", "customer", 0),
    Objective("effort", "customer", 0),
    Objective("trusted", "customer", 1),
    Objective("right-person", "process", 0),
    Objective("answer-first", "process", 0),
    Objective("refunds", "process", 0),
    Objective("one-owner", "process", 1),
    Objective("call-back", "process", 1),
    Objective("before-ask", "process", 0),
    Objective("invoice", "growth", 0),
    Objective("articles", "growth", 0),
    Objective("numbers", "growth", 2),
    Objective("night-safe", "growth", 1),
)
BELIEFS = (
    Belief("first-time", "keep", "Who is helped at once has no reason to look elsewhere.", 4),
    Belief("effort", "keep", "Easy service is what people stay for.", 4),
    Belief("trusted", "keep", "A hard day that went well makes a loyal customer.", 8),
    Belief("right-person", "first-time", "What is not passed on can be solved at once.", 1),
    Belief("refunds", "first-time", "A refund that is decided needs no second contact.", 1),
    Belief("refunds", "effort", "Nobody has to ask where the money is."),
    Belief("answer-first", "effort", "A first word ends the waiting."),
    Belief("before-ask", "effort", "What the page says, nobody needs to ask.", 2),
    Belief("one-owner", "trusted", "One name is worth more than one department.", 2),
    Belief("call-back", "trusted", "The first word decides how the rest is heard.", 1),
    Belief("invoice", "refunds", "Who knows invoices decides refunds.", 4),
    Belief("articles", "before-ask", "A good article is read before a ticket is written.", 4),
    Belief("numbers", "stay", "Those who see what their work does stay longer.", 26),
    Belief("numbers", "before-ask", "Who sees what is asked can tell it before.", 2),
    Belief("numbers", "right-person", "Who sees hand-overs hands over less.", 4),
)
LEARNED = Belief("night-safe", "call-back", "Calls that come at night are returned at night.", 1)
"""What the map was changed by after its first version."""
NOT_YET = "What is not measured yet comes with the next version."
