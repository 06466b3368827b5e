"""What the settings of a measure mean, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trigpoint.core.text import Text, _

WORDS: Mapping[tuple[str, Any], Text] = {
    ("quantile", "median"): _("Half of them are within this time."),
    ("quantile", "p90"): _("9 in 10 of them are within this time."),
    ("quantile", "mean"): _("It is the average, which a few very long ones move."),
    ("hours", "calendar"): _("The clock runs day and night."),
    ("hours", "business"): _("The clock runs in working hours only."),
    ("schedule", "at_end"): _(
        "The working hours are those in force at its end, for the whole time, as with Zendesk."
    ),
    ("restart", "reopen"): _(
        "The clock starts anew where it was opened again before the reply, as with Chatwoot."
    ),
    ("tickets", "held"): _("Only tickets that an agent or a queue has count, as with Freshdesk."),
    ("first", "counted"): _("The first one who had it counts as well, as with Zendesk."),
    ("dated", "opening"): _("It stands on the day of the opening, as with Intercom."),
    ("counts", "after_reply"): _("Only handovers after the first reply count, as with Intercom."),
    ("counts", "under_two"): _("Fewer than two replies are one touch, as Zendesk counts."),
    ("counts", "solves"): _("Each solve counts, so what was opened again may count twice."),
    ("counts", "closed_once"): _(
        "Closed once with one person counts, as with Intercom: however many replies it took, and"
        " what was opened again at any time is none."
    ),
    ("counts", "first_response"): _(
        "Solved with the first reply counts, as with Freshdesk: passed on, opened again or not."
    ),
    ("counts", "quarter_hour"): _(
        "Only first solves within 15 minutes of the opening count, as with Zammad."
    ),
    ("counts", "first"): _(
        "What was opened again is not counted anew: only openings and first solves, as with Zammad."
    ),
    ("counts", "held"): _(
        "What counts is how long it was open with somebody, on the day of its opening, as with"
        " Intercom."
    ),
    ("holder", "answered"): _("It counts for whoever held the ticket when the customer answered."),
    ("merged", "counted"): _("What was merged into another ticket counts too, as with Zammad."),
    ("neutral", "bad"): _("Neutral answers are dissatisfied ones, as Zendesk counts."),
    ("among", "queues"): _("What counts is passing on from queue to queue."),
    ("target", "first_reply"): _("Only the promise of a first reply counts."),
    ("target", "resolution"): _("Only the promise of a resolution counts."),
    ("of", "answered"): _("It is out of the calls that were answered."),
    ("target", "next_reply"): _("Only the promise of a next reply counts."),
    ("counts", "by_interval"): _(
        "What counts is the time that lies in the period, of whoever had the ticket in it, solved"
        " or not. In working hours an interval counts where it ends."
    ),
    ("counts", "at_end"): _(
        "All of a ticket’s time counts on the day of its last solve, of whoever held it then."
    ),
    ("counts", "turns"): _("Replies in a row, before the customer wrote again, are one."),
    ("counts", "begun"): _("What the bot began and nobody solved counts too, as not solved by it."),
    ("holder", "bot"): _("It counts for the bot that was the first to answer."),
    ("holder", "first"): _("It counts for the first person and the first queue that had it."),
    ("thanks", "left_out"): _(
        "What was solved again within a day without another reply was only a thanks, and is no"
        " reopen."
    ),
    ("again", "same_queue"): _("Only a new ticket in the same queue is another try."),
    ("calls", "all"): _("Calls given up before they reached a queue count too."),
    ("calls", "queued"): _("Calls given up before they reached a queue are left out."),
    ("each", "quarter"): _("Each number is of a quarter."),
    ("each", "year"): _("Each number is of a year."),
}
"""What choices among the settings mean; the usual ones that a KPI's own words tell have none."""


def in_words(params: Mapping[str, Any]) -> list[Text]:
    """Return what the settings of a measure mean, sentence by sentence."""
    return [
        found
        for name, value in params.items()
        if (found := WORDS.get((name, value)) or of_amount(name, value)) is not None
    ]


def of_amount(name: str, value: Any) -> Text | None:
    """Return what a number or a currency among the settings means, None where it is neither."""
    match name:
        case "days":
            return _("The days in which it may come back: {n}.", n=value)
        case "stays":
            return _("A solve that is undone within {n} hours is none.", n=value) if value else None
        case "older":
            return _("What counts is older than {n} days.", n=value)
        case "short":
            text = _("Given up within {n} seconds, a call is a wrong number.", n=value)
            return text if value else None
        case "within":
            return _("In time is within {n} seconds.", n=value)
        case "highest":
            return _("The scale goes from 1 to {n}.", n=value)
        case "currency":
            return _("The money is in {currency}.", currency=value)
        case _:
            return None
