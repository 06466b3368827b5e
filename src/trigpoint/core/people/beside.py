"""Who sees what follows another thing, or stands between few: what is beside the decision table.

Each is kept by the room of its name; the table decides where a sentence names a thing of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trigpoint.core.text import Text, _


@dataclass(frozen=True, slots=True)
class Rule:
    """What a thing is called, and who sees it, sentence by sentence."""

    title: Text
    who: tuple[Text, ...]


BESIDE: Mapping[str, Rule] = MappingProxyType(
    {
        "meeting": Rule(
            _("A meeting in which goals are set"),
            (
                _("Whoever may see the plans of its team reads it."),
                _("Only who takes part proposes and has a say; whoever leads the team settles."),
            ),
        ),
        "review": Rule(
            _("A review of a team's goals"),
            (
                _("Whoever sees the team; each goal on it only for whoever may see that goal."),
                _("No goal of a person is on it."),
            ),
        ),
        "briefing": Rule(
            _("A briefing, frozen on one page"),
            (
                _("Whoever may read every goal and every figure on it. Nobody else."),
                _("No figure of a person is on it."),
            ),
        ),
        "announcement": Rule(
            _("An announcement"),
            (
                _("Whoever may see the goal or the plan that it explains."),
                _("How many have read it: whoever may change that goal or plan."),
                _("Who has read it, by name: the same, and only where reading is mandatory."),
            ),
        ),
        "one-on-one": Rule(
            _("A 1:1"),
            (
                _("You two. A note is its writer's alone until they share it."),
                _("Leads further up and administrators: no."),
            ),
        ),
        "private feedback": Rule(
            _("Feedback that was given privately"),
            (_("The two between whom it is."), _("Leads and administrators: no.")),
        ),
        "open feedback": Rule(
            _("Feedback that was given openly"), (_("Whoever may see the goal that it is on."),)
        ),
        "need": Rule(
            _("What was asked for: time, a tool, training or people"),
            (
                _("Who asked, and the leader who is asked."),
                _("On the goal's page: whoever may read its check-ins."),
            ),
        ),
        "mentors": Rule(
            _("What somebody wants to learn or can show"),
            (
                _("They alone. Whoever fits is asked, and reads their name with it."),
                _("A no is known to nobody but the one who said it."),
                _("Leads and administrators: no."),
            ),
        ),
        "pulse": Rule(
            _("Answers to “How are we?”"),
            (
                _("A single answer: nobody, it is added to a count and kept nowhere else."),
                _("The counts: all who were asked, from five answers on, when it is over."),
            ),
        ),
        "post": Rule(
            _("A story, a problem or an idea"),
            (
                _("Whoever may read the words of the goal that it is on."),
                _("On no goal: everyone employed here."),
            ),
        ),
        "experiment": Rule(
            _("An experiment"),
            (
                _("Whoever may see its goal; what came of it, whoever may see the measure."),
                _("Whoever takes part is named to whoever may change the goal."),
            ),
        ),
        "training": Rule(
            _("A training"),
            (
                _("Whoever may see its goal; whether it helped, whoever may see the measure."),
                _("Who was there, by name: whoever may change the goal."),
            ),
        ),
        "pay": Rule(
            _("Pay that is tied to a result"),
            (
                _("The person, and whoever leads them, where personal figures are open to leads."),
                _("Everybody else, administrators too: no. The purpose is for all to read."),
            ),
        ),
        "realignment": Rule(
            _("A realignment"),
            (
                _("While it is tried: whoever makes it, and those who are asked about it."),
                _("Once it is done or undone: as a person's plan that is shown."),
            ),
        ),
        "decision right": Rule(
            _("What each role may decide alone"), (_("Whoever may see the plans of its team."),)
        ),
        "signal": Rule(
            _("A signal from outside"),
            (_("Whoever may see one of the goals that it questions; it names no other goal."),),
        ),
        "thanks": Rule(
            _("Thanks"),
            (
                _("The two alone, unless the one who is thanked lets everybody read them."),
                _("Nobody is counted."),
            ),
        ),
    }
)
"""By the word that a page asks with."""
