"""The reference of permissions, from the decision table itself."""

from collections.abc import Iterator

from trigpoint.core.people.beside import BESIDE
from trigpoint.core.people.kinds import Decision, Kind, Mode, Verb
from trigpoint.core.people.policy import granted_by
from trigpoint.core.people.relations import DEFINITIONS
from trigpoint.core.people.table import TABLE
from trigpoint.core.people.words import KINDS, MODES, VERBS, what

SMALLEST_GROUP = 5
HEAD = """# Who may see and do what

Made from the table that the program decides by, by `python -m tools.docs`; do not edit.

Whoever is not named in a row is refused, and what one may not see does not exist for them: the
answer is the same as for an address that there is not. Where several lines fit, the most generous
one counts. Some lines depend on the privacy mode of the organisation:

"""


def permissions() -> str:
    """Return the page."""
    modes = "".join(f"- {MODES[mode]}\n" for mode in Mode)
    return HEAD + modes + "".join(f"\n{section(kind)}" for kind in Kind) + "\n" + beside()


def beside() -> str:
    """Return who sees what follows another thing, or stands between few."""
    lines = ["## Beside the table", "", "| what | who sees it |", "|---|---|"]
    said = (f"| {rule.title} | {' '.join(map(str, rule.who))} |" for rule in BESIDE.values())
    return "\n".join([*lines, *said, ""])


def section(kind: Kind) -> str:
    """Return the table of one kind."""
    lines = [f"## {KINDS[kind]}", "", "| who | may | how much |", "|---|---|---|"]
    return "\n".join([*lines, *rows(kind), ""])


def rows(kind: Kind) -> Iterator[str]:
    """Yield a line for each verb and everyone who is granted it."""
    for verb in Verb:
        if verb not in TABLE[kind]:
            continue
        by_mode = {mode: granted_by(kind, verb, mode) for mode in Mode}
        for relation, definition in DEFINITIONS.items():
            said = {mode: found[relation] for mode, found in by_mode.items() if relation in found}
            if said:
                yield f"| {definition.words} | {VERBS[verb]} | {in_words(said)} |"


def in_words(said: dict[Mode, Decision]) -> str:
    """Return how much somebody gets, by mode where the modes differ."""
    if len(said) == len(Mode) and len(set(said.values())) == 1:
        return str(what(next(iter(said.values())), SMALLEST_GROUP))
    parts = []
    for mode in Mode:
        words = what(said[mode], SMALLEST_GROUP) if mode in said else "no"
        parts.append(f"{mode.value}: {words}")
    return "; ".join(parts)
