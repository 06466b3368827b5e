"""What is said week by week around the goals, and in which teams it is not said.

The loud moments stand in `voices`; these are the small ones: a status, now and then a line.
"""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.demo.plan import Thanks, Want

NEVER_BEGAN = "self-service"
"""In this team nobody checks in."""
FADING = "night"
"""In this team people did, and stopped."""
STOPPED_DAYS_AGO = 29
OWED = frozenset({"setup", "lena.bauer/one-owner", "ana.costa/right-person", "one-owner"})
"""Goals on which nothing was said since what stands in `voices`."""
DUE = "ana.costa/answer-first"
"""The goal on Ana's first page: its next word is due, so that the page asks for it."""
DUE_DAYS_AGO = 8

STATUS = {
    Want.ON_TRACK: "on_track",
    Want.AT_RISK: "at_risk",
    Want.OFF_TRACK: "off_track",
    Want.HELD: "at_risk",
}
"""How owners see it: mostly as the figures do."""
HOPEFUL = ("invoice", "before-ask")
"""Goals whose owners go on saying that they go well, against their figures."""
CONFIDENCE = {"on_track": 8, "at_risk": 6, "off_track": 4}
NOTES = {
    "on_track": (
        "Three easy days; I wrote down why.",
        "The new order of my morning helps.",
        "Two colleagues do it the same way now.",
        "Fewer questions come back than in summer.",
        "The list beside my screen does its work.",
        "A quiet week, and it held.",
        "Asking first costs a minute and saves ten.",
    ),
    "at_risk": (
        "Mondays are still too full for it.",
        "Two colleagues were away; I could not keep it up.",
        "It holds on good days. I want it on bad ones.",
        "Better than last time, not yet enough.",
        "The long cases eat what the short ones win.",
        "I lose it when three come at once.",
    ),
    "off_track": (
        "Nothing I tried has moved it yet.",
        "The backlog decides my day, not I.",
        "Others would have to answer faster for this.",
        "I doubt that this is mine to move. Let us talk.",
    ),
}
READ = {
    "on_track": "The figures say so, and so do we.",
    "at_risk": "I read the figures: it can still be done, and not by itself.",
    "off_track": "The figures are right. We talk on Monday about what we leave out.",
}
"""What a team's owner says after having read the figures."""


@dataclass(frozen=True)
class Word:
    """Open feedback on a goal: one strength, one next step, what was seen and what is offered."""

    by: str
    to: str
    goal: str
    days_ago: int
    strength: str
    next_step: str
    evidence: str
    support: str


FEEDBACK = (
    Word(
        "tuan.nguyen",
        "chloe.martin",
        "chloe.martin/right-person",
        9,
        "You ask for the number so kindly that nobody minds.",
        "Write down the sentence, so that the newcomers can use it.",
        "Ten of your tickets of last week",
        "Half an hour on Thursday, together",
    ),
    Word(
        "ana.costa",
        "ben.okafor",
        "ben.okafor/right-person",
        16,
        "Address changes with your name on them do not come back.",
        "Say in the note which van it was for.",
        "Four changes of the same morning",
        "I can show you where the van's number stands",
    ),
    Word(
        "sofia.lind",
        "grace.liu",
        "grace.liu/invoice",
        12,
        "Your answers are half as long as in spring, and clearer.",
        "Try the same on reminders.",
        "Six invoices of October",
        "Take two mornings without the phone",
    ),
    Word(
        "jo.silva",
        "tuan.nguyen",
        "right-person",
        20,
        "The team knows why claims have their own people.",
        "Tell Escalations the same; they hear of it last.",
        "Our last three meetings",
        "I come along to their meeting",
    ),
)
THANKS = (
    Thanks(
        "tuan.nguyen",
        "chloe.martin",
        "chloe.martin/causes",
        "A month without an untagged ticket: now we can count what we only felt.",
    ),
    Thanks(
        "priya.raman",
        "lm.marques",
        "lm.marques/articles",
        "I read three of the ten pages to my mother. She understood them.",
    ),
    Thanks(
        "helena.vogt",
        "rosa.diaz",
        "rosa.diaz/setup",
        "You stayed calm on Monday, and everybody else did too.",
    ),
)
