"""The headers of the KPI definitions in the reader's language.

The files of the definitions state them in English; here they are named to the translators. A test
holds the two together.
"""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

STATED = (
    gettext_noop("new, open and on hold, as it lies in each period"),
    gettext_noop("tickets that were new, open or on hold in the period, solved or not"),
    gettext_noop("new and open, as it lies in each period"),
    gettext_noop("tickets that were new or open in the period, solved or not"),
    gettext_noop("waiting for the customer, as it lies in each period"),
    gettext_noop("tickets that waited for the customer in the period, solved or not"),
    gettext_noop("on hold, as it lies in each period"),
    gettext_noop("tickets that were on hold in the period, solved or not"),
    gettext_noop("whoever had the ticket in that time"),
    gettext_noop("calls that reached a queue, but those given up within the seconds given"),
    gettext_noop("calls that reached a queue, or those that were answered"),
    gettext_noop("whoever was at work on it, each with their own seconds"),
    gettext_noop("the last solve; the opening, where open time is counted"),
    gettext_noop(
        "tickets that are solved now and that somebody was at work on, as the source says"
    ),
    gettext_noop("what people typed in, each value with its evidence"),
    gettext_noop("the day that the value is of"),
    gettext_noop("whoever the measure is about"),
    gettext_noop("none"),
    gettext_noop("what the upper measure says, over what the lower one says"),
    gettext_noop("as in each of the two measures"),
    gettext_noop("those of the two measures"),
    gettext_noop("tickets that were new, open, waiting or on hold at the end of the period"),
    gettext_noop("the end of the period"),
    gettext_noop("whoever held the ticket at that moment"),
    gettext_noop("time at work and time free for work"),
    gettext_noop("as it lies in each period"),
    gettext_noop("whoever passed the ticket on; whoever held it at that solve, who need not have"),
    gettext_noop("from the creation to the end of the period"),
    gettext_noop("valid answers; the latest, where a customer answered again"),
    gettext_noop("valid answers on the scale of the measure; the latest, where answered again"),
    gettext_noop("the answer, or the sending while there is none"),
    gettext_noop("whoever held the ticket when the survey was sent"),
    gettext_noop(
        "tickets answered at least once before their first solve, once the days given have passed"
    ),
    gettext_noop("the first solve"),
    gettext_noop("whoever held the ticket at that solve"),
    gettext_noop("the days given, from the first solve"),
    gettext_noop("tickets that were answered; those that were not are counted beside it"),
    gettext_noop("the reply, or the creation while there is none"),
    gettext_noop("whoever wrote the reply"),
    gettext_noop("from the creation to the first public reply of a human agent"),
    gettext_noop("tickets that are solved now, by their last solve"),
    gettext_noop("the last solve"),
    gettext_noop("from the creation to the last solve"),
    gettext_noop("valid answers from 0 to 10; the latest, where a customer answered again"),
    gettext_noop("whoever held the ticket when the survey was sent, where there was a ticket"),
    gettext_noop("tickets by their first solve, once the days given have passed"),
    gettext_noop("promises that were kept or broken; those still running are not counted"),
    gettext_noop("when the promise was kept, or broken"),
    gettext_noop("as promised to the customer when the target was applied"),
    gettext_noop("new and open, up to the last solve"),
    gettext_noop("waiting for the customer, up to the last solve"),
    gettext_noop(
        "tickets that were solved, by their first solve, whether they stayed solved or not"
    ),
    gettext_noop("from the creation to the first solve"),
    gettext_noop("tickets that customers opened"),
    gettext_noop("the creation"),
    gettext_noop("whoever held the ticket when it was opened"),
    gettext_noop(
        "what customers wrote after our first reply and a person of ours answered; the rest beside"
        " it"
    ),
    gettext_noop("the reply, or the message while there is none"),
    gettext_noop("from a customer's first message since our last reply to our next public reply"),
    gettext_noop("tickets that are solved now and were on hold, by their last solve"),
    gettext_noop("on hold, up to the last solve"),
    gettext_noop(
        "tickets that are solved now, by their last solve; those without a reply beside it"
    ),
    gettext_noop("new, open and on hold, up to the last solve"),
    gettext_noop("tickets of the backlog that nobody had answered at the end of the period"),
    gettext_noop("calls that were offered, but those given up within the seconds given"),
    gettext_noop("when the call came in"),
    gettext_noop("whoever took the call; nobody where nobody did"),
    gettext_noop("calls that were answered"),
    gettext_noop("whoever took the call"),
    gettext_noop("from the offer to the answer"),
    gettext_noop("calls that were answered and talked in"),
    gettext_noop("the end of the call"),
    gettext_noop("talk, hold and the work after the call"),
    gettext_noop("tickets that a bot answered in public, by their first solve"),
    gettext_noop(
        "what support cost, as typed in or imported, over the tickets solved in the same time"
    ),
    gettext_noop("the begin of the time that a cost is of; the last solve"),
    gettext_noop("the queue that the entry names; whoever held the ticket at that solve"),
    gettext_noop("valid answers of people of ours from 0 to 10"),
    gettext_noop("the queue or unit that the survey names, never a person"),
    gettext_noop("tickets that somebody was at work on, as the source says"),
    gettext_noop("the end of the last stretch of work"),
    gettext_noop("whoever worked on it last"),
    gettext_noop("the seconds at work on a ticket; what runs at the same time counts once"),
    gettext_noop("each time that a solved ticket was opened again"),
    gettext_noop("when it was opened again"),
    gettext_noop("whoever held the ticket at the solve before it"),
    gettext_noop(
        "visits of the help centre, over the customers who opened a ticket in the same time"
    ),
    gettext_noop("the begin of the time that visits are of; the creation"),
    gettext_noop("the queue that the entry names; whoever held the ticket when it was opened"),
    gettext_noop("tickets that became active, less those that ceased to be"),
    gettext_noop("when it came or went"),
    gettext_noop("whoever held the ticket then"),
    gettext_noop("stretches of work and of waiting for work"),
    gettext_noop("the begin of the stretch"),
    gettext_noop("whoever it is of"),
    gettext_noop("the seconds at work, of those at work or free for it"),
    gettext_noop("tickets that a person of ours opened towards a customer"),
    gettext_noop("reviews with at least one question that applied"),
    gettext_noop("the review"),
    gettext_noop("whoever the review is about"),
    gettext_noop("customers at the start of a time, as typed in or imported"),
    gettext_noop("the begin of the time they are of"),
    gettext_noop("nobody"),
    gettext_noop("visits of the help centre, as typed in or imported"),
    gettext_noop("calls that were offered, or those that were answered"),
    gettext_noop("people who were there, as typed in or imported"),
    gettext_noop("the unit or queue that the entry names"),
)
"""What the definitions say of population, date, owner and clock."""


def say(stated: str) -> str:
    """Return a line of a definition's header in the reader's language."""
    return gettext(stated) if stated in STATED else stated
