"""Gates: what is missing in a V2MOM before it is published, each in a sentence with its cure.

A gate stops nobody for good: whoever publishes may pass over it and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trigpoint.core.lenses.v2mom.written import Written
from trigpoint.core.text import Text, _, ngettext

MOST_VALUES = 7
MOST_METHODS = 9


@dataclass(frozen=True, slots=True)
class Voices:
    """What people around the plan have said: areas not heard, departments that wait or refused."""

    unheard: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    open_suggestions: int = 0


@dataclass(frozen=True, slots=True)
class Gate:
    """Something that is missing: `section` is where to mend it, `about` the id of the part."""

    key: str
    section: str
    text: Text
    about: str = ""


def gates(written: Written, voices: Voices) -> tuple[Gate, ...]:
    """Return what is missing, in the order of the page."""
    return tuple(gate for rule in RULES for gate in rule(written, voices))


def vision(written: Written, _voices: Voices) -> Iterator[Gate]:
    """Yield what is wrong with the vision."""
    if not written.vision:
        text = _("There is no vision yet: say in a sentence how it will be once it is reached.")
        yield Gate("vision", "vision", text)


def values(written: Written, _voices: Voices) -> Iterator[Gate]:
    """Yield what is wrong with the values."""
    if not written.values:
        yield Gate("values", "values", _("There are no values: name what guides a hard decision."))
    if len(written.values) > MOST_VALUES:
        text = _("{count} values are more than people remember.", count=len(written.values))
        yield Gate("many-values", "values", text)
    for value in written.values:
        if not value.behaviours:
            text = _(
                "“{title}” names no behaviour that can be seen in a ticket.", title=value.title
            )
            yield Gate("behaviour", "values", text, value.id)


def methods(written: Written, _voices: Voices) -> Iterator[Gate]:
    """Yield what is wrong with the methods."""
    if not written.methods:
        yield Gate("methods", "methods", _("There are no methods: say what will be done."))
    if len(written.methods) > MOST_METHODS:
        text = _("{count} methods are too many to be all important.", count=len(written.methods))
        yield Gate("many-methods", "methods", text)
    known = {value.id for value in written.values}
    for method in written.methods:
        if not known.intersection(method.values):
            text = _("“{title}” is tied to no value.", title=method.title)
            yield Gate("no-value", "methods", text, method.id)
        if not method.measures:
            text = _("Nothing measures “{title}”.", title=method.title)
            yield Gate("no-measure", "methods", text, method.id)
        if not method.steps:
            text = _("“{title}” has no steps yet.", title=method.title)
            yield Gate("no-step", "methods", text, method.id)


def obstacles(written: Written, _voices: Voices) -> Iterator[Gate]:
    """Yield what is wrong with the obstacles."""
    if not written.obstacles:
        text = _("No obstacle is named. Ask what would make this fail.")
        yield Gate("obstacles", "obstacles", text)
    for obstacle in written.obstacles:
        if not obstacle.owner:
            text = _("Nobody looks after the obstacle “{title}”.", title=obstacle.title)
            yield Gate("no-owner", "obstacles", text, obstacle.id)
        if not obstacle.sign:
            text = _("“{title}” has no warning sign.", title=obstacle.title)
            yield Gate("no-sign", "obstacles", text, obstacle.id)
        if not obstacle.contingency:
            text = _("Nobody has said what happens if “{title}” comes.", title=obstacle.title)
            yield Gate("no-contingency", "obstacles", text, obstacle.id)


def heard(_written: Written, voices: Voices) -> Iterator[Gate]:
    """Yield who has not been heard, and who has not said yes."""
    for area in voices.unheard:
        yield Gate("unheard", "people", _("{area} has not been heard.", area=area), area)
    for unit in voices.waiting:
        text = _("{unit} has not answered what the plan asks of it.", unit=unit)
        yield Gate("waiting", "people", text, unit)
    for unit in voices.refused:
        text = _("{unit} refused what the plan asks of it.", unit=unit)
        yield Gate("refused", "people", text, unit)
    if voices.open_suggestions:
        text = ngettext(
            "A suggestion waits for an answer.",
            "{count} suggestions wait for an answer.",
            voices.open_suggestions,
        )
        yield Gate("suggestions", "people", text)


RULES: tuple[Callable[[Written, Voices], Iterator[Gate]], ...] = (
    vision,
    values,
    methods,
    obstacles,
    heard,
)
