"""The terms of a proposal: what exactly is asked for, in typed fields."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import weights
from trigpoint.store.models import Proposal, Target

WITH_VALUE = {Target.Kind.RAISE, Target.Kind.LOWER}
LONGEST = {"title": 200, "why": 4000, "sentence": 500, "answers_for": 300}
NEEDED: dict[str, tuple[str, Text]] = {
    Proposal.Kind.CARRY: ("title", _("Say in a few words what is to be reached.")),
    Proposal.Kind.SHARE: ("answers_for", _("Say what they answer for.")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is asked for; empty and None mean: as it is.

    `sentence` and `weight` are of the link to the goal above; `answers_for` is a co-owner's part.
    `value` and `due` are of `target`: for a carrying the target above that the part is of, for a
    change the goal's own target.
    """

    title: str = ""
    why: str = ""
    sentence: str = ""
    answers_for: str = ""
    weight: float | None = None
    target: str = ""
    value: float | None = None
    due: datetime.date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return all(getattr(self, f.name) in ("", None) for f in fields(self) if f.name != "target")


NOTHING = Terms()


def refuse(kind: str, terms: Terms) -> None:
    """Raise `Invalid` for terms that nobody could answer."""
    wrong: dict[str, Text] = {}
    for name, most in LONGEST.items():
        if len(getattr(terms, name)) > most:
            wrong[name] = _("Keep it to {count} characters.", count=most)
    if terms.weight is not None:
        wrong |= weights.wrong(terms.weight)
    if terms.value is not None and not terms.target:
        wrong["target"] = _("Choose the target that the value is of.")
    needed, why = NEEDED.get(kind, ("", _("")))
    if needed and not getattr(terms, needed).strip():
        wrong[needed] = why
    if kind == Proposal.Kind.CHANGE and terms.is_empty:
        wrong["title"] = _("Say what should be different: the words, the target or its day.")
    if wrong:
        raise Invalid(wrong)


def fill(actor: Actor, proposal: Proposal, terms: Terms) -> Proposal:
    """Write terms into a proposal that is not saved yet."""
    refuse(proposal.kind_of_proposal, terms)
    proposal.title, proposal.why = terms.title.strip(), terms.why.strip()
    proposal.sentence, proposal.answers_for = terms.sentence.strip(), terms.answers_for.strip()
    proposal.weight, proposal.value, proposal.due = terms.weight, terms.value, terms.due
    proposal.target = None
    if terms.target:
        found = access.target(actor, terms.target, Verb.SEE)
        if found.goal_id != proposal.goal_id:
            raise Invalid({"target": _("That target belongs to another goal.")})
        if terms.value is not None and found.kind_of_target not in WITH_VALUE:
            why = _("Only a target to raise or to lower a figure has one value.")
            raise Invalid({"value": why})
        proposal.target = found
    return proposal
