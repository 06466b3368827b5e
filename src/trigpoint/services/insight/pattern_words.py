"""The signs in words: always a question, with reasons that are as good as any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trigpoint.core.text import Text, _


@dataclass(frozen=True, slots=True)
class SignWords:
    """What a sign is called, what is asked, and what exactly was counted."""

    title: Text
    asks: Text
    explained: Text


OF: Mapping[str, SignWords] = MappingProxyType(
    {
        "solved_and_opened": SignWords(
            _("Solved, opened and solved again"),
            _(
                "Some of your tickets were solved, opened within a day and solved again without a"
                " word of the customer. Is it the way you work with them, or does something make"
                " you close them early?"
            ),
            _(
                "Counted are solves that were undone within a day though the customer had not"
                " written, and that were followed by another solve."
            ),
        ),
        "waiting_unasked": SignWords(
            _("Waiting for the customer, who was not asked"),
            _(
                "Some of your tickets were put to waiting for the customer without a word to them,"
                " which stops the clock. Did you reach them another way, or what were they waiting"
                " for?"
            ),
            _(
                "Counted are changes to waiting for the customer with no public reply in the hour"
                " before or the ten minutes after."
            ),
        ),
        "held_unsaid": SignWords(
            _("On hold, and nothing says why"),
            _(
                "Some of your tickets were put on hold, which stops the clock, without a word to"
                " the customer or a note to colleagues. What were they waiting for, and is it"
                " written down somewhere else?"
            ),
            _(
                "Counted are changes to on hold with neither a reply nor a note in the hour before"
                " or the ten minutes after."
            ),
        ),
        "easy_ones_taken": SignWords(
            _("Mostly tickets that go quickly"),
            _(
                "Of what lay in your queues you took up the quick kinds more often than others did."
                " Were the others given to somebody else, or is there help that you need with them?"
            ),
            _(
                "Counted are tickets that one took up oneself, and whether their channel, priority"
                " and topic are usually solved sooner than the rest of the queue."
            ),
        ),
        "passed_on_unread": SignWords(
            _("Passed on within the hour, without a word"),
            _(
                "Some tickets that came to you went on to somebody else within the hour, without a"
                " reply or a note. Did they come to the wrong place, and could that be mended?"
            ),
            _(
                "Counted are tickets that one passed on within an hour of getting them, with"
                " neither a reply nor a note in between."
            ),
        ),
        "surveys_left_out": SignWords(
            _("Hard tickets without a survey"),
            _(
                "After hard tickets your customers were asked less often how it was than those of"
                " others. Does something keep the survey from being sent?"
            ),
            _(
                "Counted are solved tickets that were opened again, passed on or took three replies"
                " or more, and whether a survey was sent for them. A help desk that only tells of"
                " answers is left out."
            ),
        ),
        "taken_out": SignWords(
            _("Marked as spam, deleted or merged"),
            _(
                "More of your tickets than of others’ ended as spam, deleted or merged, and so in"
                " no figure. Do such tickets come to you first, or is there no better way to end"
                " them?"
            ),
            _(
                "Counted are tickets that somebody brought to an end: by solving them, or by"
                " marking them as spam, deleted or merged."
            ),
        ),
    }
)
