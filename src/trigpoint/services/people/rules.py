"""Who may see and do what, in words: the table in the privacy mode of here, and what is beside."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.people.beside import BESIDE
from trigpoint.core.people.explain import explain
from trigpoint.core.people.kinds import Verb
from trigpoint.core.people.table import TABLE
from trigpoint.core.people.words import KINDS, MODES, VERBS
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be done to a kind of thing, and a sentence for everyone who may."""

    verb: str
    title: Text
    who: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class KindRules:
    """The rules of one kind of thing."""

    kind: str
    title: Text
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules as they hold here, under the privacy mode that is chosen."""

    privacy_mode: str
    mode: Text
    smallest_group: int
    kinds: tuple[KindRules, ...]


def book(actor: Actor) -> RuleBook:
    """Return the rules; everybody of the organisation may read them."""
    mode = access.viewer_of(actor).mode
    floor = access.GROUP_FLOOR
    kinds = tuple(
        KindRules(
            kind.value,
            KINDS[kind],
            tuple(
                Rule(verb.value, VERBS[verb], tuple(explain(kind, verb, mode, floor)))
                for verb in verbs
            ),
        )
        for kind, verbs in TABLE.items()
    )
    return RuleBook(actor.organisation.privacy_mode, MODES[mode], floor, kinds + beside())


def beside() -> tuple[KindRules, ...]:
    """Return who sees what the table does not name, because it follows something else."""
    see = Verb.SEE
    return tuple(
        KindRules(key, rule.title, (Rule(see.value, VERBS[see], rule.who),))
        for key, rule in BESIDE.items()
    )
