"""The page "Who can see this?": the decision table in sentences, and nothing beside it."""

from __future__ import annotations

from trigpoint.core.people.kinds import Kind, Mode, Relation, Verb
from trigpoint.core.people.policy import DENIED, granted_by
from trigpoint.core.people.relations import DEFINITIONS
from trigpoint.core.people.words import what
from trigpoint.core.text import Text, _

ASKED_ABOUT = (Relation.LEAD, Relation.ADMINISTRATOR)
"""Whom people wonder about: these are named even where they get nothing."""


def explain(kind: Kind, verb: Verb, mode: Mode, smallest_group: int) -> list[Text]:
    """Return a sentence for everyone who may do it, and for those whom people wonder about.

    `smallest_group` is the organisation's least number of people in an aggregate.
    """
    granted = granted_by(kind, verb, mode)
    lines = [
        _(
            "{who}: {what}.",
            who=definition.words,
            what=what(granted.get(relation, DENIED), smallest_group),
        )
        for relation, definition in DEFINITIONS.items()
        if relation in granted or relation in ASKED_ABOUT
    ]
    return [*lines, _("Nobody else.")]
