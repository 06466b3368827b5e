"""What each KPI means, in words that a lead understands, with the pitfalls of reading it.

Source: there is no common definition of any of them; help desks count the same ticket differently.
These are our own, each with a version, clock, population and owner in its SQL's header (the usual
choices of Zendesk and of the open dbt models for it were the starting point). NPS is by Reichheld
2003 (9 and 10 promote, 0 to 6 detract); CSAT counts the upper part of the scale, as Zendesk does.
"""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.text import Text, _


@dataclass(frozen=True, slots=True)
class Words:
    """The name on a page, the definition in a sentence or two, and what to beware of."""

    title: Text
    meaning: Text
    pitfalls: tuple[Text, ...]


UNEVEN = _(
    "Times are very uneven, so it is the median or the 90th percentile. An average is moved far by"
    " a few very long ones, and most customers wait less: it is there to stand beside your help"
    " desk’s."
)
ONE_SCHEDULE = _(
    "Where a ticket changes queue, or the hours of a queue change, one schedule for the whole time"
    " says another number: it can be that of the end, as with Zendesk."
)
OWN_TIME = _("The hours are those of the queue that held the ticket, on its days, in its zone.")
_AT_ONCE = _(
    "The share of tickets solved with exactly one public reply, without handing them on,"
    " that stayed solved, and whose customer opened no other ticket in the days after."
)
_FIRST_CONTACT = (
    _("The latest days are not counted yet: whether they stay solved is not known."),
    _("Tickets solved without any reply are not in it. Their number stands beside it."),
    _("Where the source does not say which customer wrote, a new ticket is not noticed."),
    _(
        "Another ticket may be about something else: count only those in the same queue"
        " where queues are topics."
    ),
)

WORDS: dict[str, Words] = {
    "first_reply_time": Words(
        _("First reply time"),
        _(
            "How long a customer waits from opening a ticket to the first public reply that a"
            " person of ours writes. Bots, automatic messages and internal notes do not count."
        ),
        (
            _("Tickets without a reply have no time yet. Their number stands beside the figure."),
            _("A quick reply that says nothing helps nobody: watch reopens and satisfaction too."),
            _(
                "What a bot solves and the customer opens again has waited since the first opening,"
                " unless the clock is to start anew."
            ),
            UNEVEN,
            OWN_TIME,
            ONE_SCHEDULE,
        ),
    ),
    "full_resolution_time": Words(
        _("Full resolution time"),
        _("How long it takes from opening a ticket to its last solve, while it stays solved."),
        (
            _("When a ticket is opened again, its earlier value goes away: the past can change."),
            _("Tickets still open are not in it. A team that only solves easy ones looks fast."),
            UNEVEN,
            OWN_TIME,
            ONE_SCHEDULE,
        ),
    ),
    "first_contact_resolution": Words(
        _("First-contact resolution"),
        _AT_ONCE,
        (
            _("What a customer opened before the solve counts against it as well."),
            *_FIRST_CONTACT,
        ),
    ),
    "first_contact_resolution.2": Words(
        _("First-contact resolution"),
        _AT_ONCE,
        _FIRST_CONTACT,
    ),
    "reopen_rate": Words(
        _("Reopen rate"),
        _("The share of solved tickets that were opened again within the days given."),
        (
            _("The latest days are not counted yet: their tickets may still come back."),
            _(
                "A customer's thanks can open a ticket again. That counts as a reopen, unless it is"
                " to be left out."
            ),
            _("It is charged to whoever solved the ticket, on the day of the solve."),
        ),
    ),
    "transfers": Words(
        _("Transfers per solved ticket"),
        _(
            "How often a ticket went from one person to another before it was solved, on average."
            " The first assignment is none, and giving it back to the same person is none."
        ),
        (
            _("A good handover can be right. Aim at needless ones, not at none."),
            _("Changes of queue are counted apart: choose people or queues."),
            _(
                "It counts for whoever held the ticket at its solve, not for who passed it on: one"
                " who solves what others hand around has the most."
            ),
        ),
    ),
    "transfers.2": Words(
        _("Transfers per solved ticket"),
        _(
            "How often a ticket went from one person to another before it was solved, on average."
            " The first assignment is none, and giving it back to the same person is none. It"
            " counts for whoever passed the ticket on."
        ),
        (
            _("A good handover can be right. Aim at needless ones, not at none."),
            _("Changes of queue are counted apart: choose people or queues."),
            _("A team that is asked first passes on the most, as its work is."),
            _("Tickets that nobody has solved yet are not in it, however often they went on."),
        ),
    ),
    "sla_attainment": Words(
        _("SLA attainment"),
        _("The share of promised times that were kept, of all that were kept or broken."),
        (
            _("A promise that is broken counts on the day it fell due, not when it is answered."),
            _("It is charged to whoever held the ticket at that moment."),
            _("Just inside the limit and far inside it count the same."),
        ),
    ),
    "csat": Words(
        _("Customer satisfaction (CSAT)"),
        _(
            "The share of survey answers that are positive: the top two of five, or as much of"
            " another scale."
        ),
        (
            _("A neutral answer is not a positive one."),
            _("Few customers answer, and not the average ones. See how many did."),
            _("It counts for whoever held the ticket when the survey was sent."),
        ),
    ),
    "nps": Words(
        _("Net promoter score (NPS)"),
        _("The share of answers of 9 and 10, less the share of 0 to 6, in points."),
        (
            _("It says how customers see the company, not one person. Do not hold it over one."),
            _("It moves a lot with few answers: look at the range before the number."),
            _(
                "Every answer weighs the same. A survey of the whole relation is nobody's where it"
                " names neither a ticket nor a person."
            ),
        ),
    ),
    "backlog": Words(
        _("Backlog"),
        _("How many tickets were new, open, waiting or on hold at the end of the period."),
        (
            _("It is worked out from what happened, so it can be told for any day of the past."),
            _("It counts tickets that wait for the customer, too."),
        ),
    ),
    "backlog_age": Words(
        _("Backlog age"),
        _("How old the tickets of the backlog were at the end of the period."),
        (
            _("Solving old tickets raises nobody's resolution time, but lowers this one."),
            _("A wave of new tickets makes it look young: read it beside the backlog."),
            UNEVEN,
        ),
    ),
}
