"""Write the tables of docs/explanation/privacy.md from the decision table.

Run as `python -m tools.privacy_page`; with `--check` it only tells whether the page is current.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from trigpoint.core.people.kinds import Kind, Mode, Relation, Verb
from trigpoint.core.people.policy import DENIED, granted_by
from trigpoint.core.people.relations import DEFINITIONS
from trigpoint.core.people.table import TABLE
from trigpoint.core.people.words import KINDS, MODES, VERBS, what

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "privacy.md"
BEGIN, END = "<!-- from the table: begin -->", "<!-- from the table: end -->"
SMALLEST_GROUP = 5


def tables() -> str:
    """Return a section a kind."""
    return "\n".join(section(kind) for kind in TABLE)


def section(kind: Kind) -> str:
    """Return one kind's section: who sees it, and what else they may do."""
    lines = [f"### {KINDS[kind]}", "", "| who | may see it | may also |", "|---|---|---|"]
    for relation, definition in DEFINITIONS.items():
        seen, more = sight(kind, relation), ", ".join(others(kind, relation))
        if more or seen != "no":
            lines.append(f"| {definition.words} | {seen} | {more} |")
    return "\n".join([*lines, ""])


def sight(kind: Kind, relation: Relation) -> str:
    """Return what a relation sees: once where all modes say the same, else mode by mode."""
    cells = {mode: said(kind, Verb.SEE, mode, relation) for mode in Mode}
    if len(set(cells.values())) == 1:
        return cells[Mode.INDIVIDUAL]
    return "; ".join(f"{mode.value}: {cell}" for mode, cell in cells.items())


def others(kind: Kind, relation: Relation) -> Iterator[str]:
    """Yield what else a relation may do; no mode changes that, and a test holds it so."""
    for verb in TABLE[kind]:
        if verb is not Verb.SEE and relation in granted_by(kind, verb, Mode.INDIVIDUAL):
            yield str(VERBS[verb])


def said(kind: Kind, verb: Verb, mode: Mode, relation: Relation) -> str:
    """Return one decision in words."""
    return str(what(granted_by(kind, verb, mode).get(relation, DENIED), SMALLEST_GROUP))


def current(page: str) -> str:
    """Return the page with its tables made anew."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    modes = "\n".join(f"- {words}." for words in MODES.values())
    return f"{before}{BEGIN}\n{modes}\n\n{tables()}\n{END}{after}"


def main() -> int:
    """Write the page, or tell whether it is current."""
    page = PAGE.read_text(encoding="utf-8")
    fresh = current(page)
    if "--check" in sys.argv:
        return 0 if page == fresh else 1
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
