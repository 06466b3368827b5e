"""The headers of the KPI definitions in the reader's language.

The files of the definitions state them in English; here they are named to the translators. A test
holds the two together.
"""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

STATED = (
    gettext_noop("tickets that were new, open, waiting or on hold at the end of the period"),
    gettext_noop("the end of the period"),
    gettext_noop("whoever held the ticket at that moment"),
    gettext_noop("none"),
    gettext_noop("from the creation to the end of the period"),
    gettext_noop("valid answers; the latest, where a customer answered again"),
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
        "what customers wrote after the opening and a person of ours answered; the rest beside it"
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
)
"""What the definitions say of population, date, owner and clock."""


def say(stated: str) -> str:
    """Return a line of a definition's header in the reader's language."""
    return gettext(stated) if stated in STATED else stated
