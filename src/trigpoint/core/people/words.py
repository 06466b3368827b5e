"""What the words of the policy are called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from types import MappingProxyType

from trigpoint.core.people.kinds import Decision, Field, Kind, Mode, Outcome, Verb
from trigpoint.core.text import Text, _

KINDS: Mapping[Kind, Text] = MappingProxyType(
    {
        Kind.GOAL: _("A goal of the organisation, a department or a team"),
        Kind.GOAL_OF_PERSON: _("A goal that a person holds"),
        Kind.ASPIRATION: _("A personal goal"),
        Kind.PLAN: _("A plan of the organisation, a department or a team"),
        Kind.PLAN_OF_PERSON: _("A person's plan"),
        Kind.PLAN_IN_DRAFT: _("A person's plan that is still a draft"),
        Kind.LADDER: _("A ladder of the organisation, a department or a team"),
        Kind.LADDER_OF_PERSON: _("A person's ladder"),
        Kind.LADDER_IN_PRIVATE: _("A person's ladder that is a draft or was stepped off"),
        Kind.COACHING: _("What was said in a coaching meeting"),
        Kind.REVIEW_PAPER: _("A person's review paper that they have not released"),
        Kind.REVIEW_PAPER_RELEASED: _("A person's review paper that they have released"),
        Kind.CONTRIBUTION: _("How a goal adds to another"),
        Kind.CHECK_IN: _("A check-in on a goal"),
        Kind.CHECK_IN_OF_PERSON: _("A check-in on a person's goal"),
        Kind.PROPOSAL: _("What somebody proposes about a goal, and the answer"),
        Kind.UNIT: _("A department or a team"),
        Kind.PERSON: _("A person's name, teams and role"),
        Kind.MEASURE: _("How a measure is worked out"),
        Kind.FIGURE_OF_ORGANISATION: _("A figure of the organisation"),
        Kind.FIGURE_OF_UNIT: _("A figure of a department or a team"),
        Kind.FIGURE_OF_PERSON: _("A figure of a person"),
        Kind.DISPUTE: _("What a person says against a figure about them"),
        Kind.TICKETS_OF_ORGANISATION: _("The tickets behind a figure of the organisation"),
        Kind.TICKETS_OF_UNIT: _("The tickets behind a figure of a department or a team"),
        Kind.TICKETS_OF_PERSON: _("The tickets behind a figure of a person"),
        Kind.SOURCE: _("A source of data"),
        Kind.JOB: _("Work that runs in the background"),
        Kind.ACCOUNT_TIE: _("Which help-desk account is whose"),
        Kind.ACCESS_LOG: _("Who looked at personal data"),
        Kind.TRAIL: _("The record of all changes"),
        Kind.SETTINGS: _("Settings and purposes"),
        Kind.TOKEN: _("A key for programs"),
    }
)
MODES: Mapping[Mode, Text] = MappingProxyType(
    {
        Mode.INDIVIDUAL: _("Individual: the person and their leads see personal figures"),
        Mode.SELF_ONLY: _("Self-only: personal figures are for the person alone"),
        Mode.TEAM_ONLY: _("Team-only: figures are worked out for teams, not for persons"),
    }
)
VERBS: Mapping[Verb, Text] = MappingProxyType(
    {
        Verb.SEE: _("see it"),
        Verb.CREATE: _("make a new one"),
        Verb.CHANGE: _("change it"),
        Verb.RETIRE: _("retire it"),
        Verb.PROPOSE: _("propose a change"),
        Verb.DISPUTE: _("say that it is wrong"),
        Verb.EXPORT: _("take it along"),
    }
)
FIELDS: Mapping[Field, Text] = MappingProxyType(
    {
        Field.FIGURES: _("the figures"),
        Field.WORDS: _("the owner's notes"),
        Field.AGENT: _("who handled them"),
        Field.READER: _("who looked"),
        Field.SUBJECT: _("whose data it was"),
        Field.CONTENT: _("what was written"),
        Field.OWNERS: _("who holds it"),
        Field.CONNECTION: _("how it is connected"),
        Field.SECRET: _("the key itself"),
    }
)


def what(decision: Decision, smallest_group: int) -> Text:
    """Return how much a decision gives, as the end of a sentence."""
    match decision.outcome:
        case Outcome.ALLOW:
            return _("yes")
        case Outcome.REDACT:
            hidden = [FIELDS[field] for field in Field if field in decision.hidden]
            return _("yes, without {fields}", fields=listed(hidden))
        case Outcome.AGGREGATE:
            return _("yes, where it is of {count} people or more", count=smallest_group)
        case _:
            return _("no")


def listed(texts: list[Text]) -> Text:
    """Return several things in one list."""
    return reduce(lambda so_far, more: _("{so_far}, {more}", so_far=so_far, more=more), texts)
