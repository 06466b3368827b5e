"""V2MOMs at three levels: the organisation, a department, a team; and what people said of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """A value with a behaviour that can be seen in a ticket, and what that is tied to."""

    title: str
    seen: str
    qa: str = ""


@dataclass(frozen=True)
class Obstacle:
    """An obstacle; with `days`, its sign is the backlog of the holder: just below what it is now.

    `limit` is the share of the present backlog at which it warns.
    """

    title: str
    threatens: tuple[str, ...]
    contingency: str
    owner: str
    sign: str = ""
    cost: str = ""
    likelihood: int = 2
    impact: int = 2
    days: int = 0
    limit: float = 1.0


@dataclass(frozen=True)
class Request:
    """A part asked of a unit, and its answer."""

    unit: str
    part: str
    goal: str
    accepted: bool
    words: str


@dataclass(frozen=True)
class V2mom:
    """A V2MOM; methods are goals by key, each with the titles of the values it serves."""

    owner: str
    writer: str
    vision: str
    values: tuple[Value, ...]
    methods: tuple[tuple[str, tuple[str, ...]], ...]
    obstacles: tuple[Obstacle, ...]
    people: tuple[tuple[str, str, str], ...] = ()
    areas: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    answers: tuple[tuple[str, str, str], ...] = ()


OWN = Value(
    "Own it to the end", "My name stays on the ticket until the customer says it is done.",
    "Did one person stay with the customer to the end?",
)  # fmt: skip
KIND = Value("Kind and plain", "The first sentence says what happens next, and when.")
CAUSE = Value("Fix it for the next person", "The cause is tagged before the ticket is closed.")
V2MOMS = (
    V2mom(
        "northwind",
        "mira.rossi",
        "People tell their friends about our support before they tell them about our products.",
        (OWN, KIND),
        (
            ("keep", (OWN.title,)),
            ("effort", (KIND.title,)),
            ("stay", (KIND.title,)),
        ),
        (
            Obstacle(
                "Growth outruns hiring.",
                ("stay", "effort"),
                "No new channel is opened until every team is complete.",
                "dara.kelly",
                sign="Open positions for more than six weeks.",
                likelihood=3,
                impact=3,
            ),
        ),
    ),
    V2mom(
        "front-line",
        "jo.silva",
        "Whoever writes to us is helped by the first person who answers.",
        (OWN, KIND),
        (("first-time", (OWN.title, KIND.title)),),
        (
            Obstacle(
                "Teams hand over what they could solve.",
                ("first-time",),
                "Every hand-over of the week is looked at together on Friday.",
                "jo.silva",
                sign="More than a third of the tickets change the team.",
            ),
        ),
    ),
    V2mom(
        "orders",
        "tuan.nguyen",
        "Every customer with an order problem gets one right answer, from one person, on the "
        "same day.",
        (OWN, KIND, CAUSE),
        (
            ("answer-first", (OWN.title, KIND.title)),
            ("right-person", (OWN.title,)),
            ("causes", (CAUSE.title,)),
        ),
        (
            Obstacle(
                "Peak-season hiring lags by six weeks.",
                ("answer-first",),
                "Cross-train eight people from Billing; two weeks of help each.",
                "sam.ortiz",
                cost="300 tickets a week wait",
                likelihood=3,
                impact=3,
                days=3,
                limit=0.6,
            ),
            Obstacle(
                "Topic tags are wrong on one ticket in five.",
                ("right-person",),
                "Route by the field of the form, not by the tag.",
                "tuan.nguyen",
                sign="Wrong tags on more than a quarter in a week.",
                cost="two in ten go astray",
                likelihood=3,
            ),
        ),
        people=(
            ("ana.costa", "Customer service", "Say that the cause is tagged, not only fixed."),
            ("ben.okafor", "Customer service", ""),
            ("pia.sand", "Data", "Measure transfers by ticket, not by hour."),
        ),
        areas=("Customer service", "Data", "Logistics"),
        requests=(
            Request(
                "billing",
                "Answer refund questions of orders within the day.",
                "answer-first",
                accepted=True,
                words="Yes, from Monday on.",
            ),
            Request(
                "product",
                "Name one owner for every cause that we write up.",
                "causes",
                accepted=False,
                words="Not before the new release; ask again in February.",
            ),
        ),
        answers=(
            ("ana.costa", "agree", ""),
            ("ben.okafor", "agree", ""),
            ("chloe.martin", "reservations", "Only if the weekly review stays short."),
            ("dev.patel", "disagree", "Speed comes first in it, whatever the values say."),
            ("farah.haddad", "read", ""),
        ),
    ),
)
