"""How a sector's goals stand in layers, and the templates made of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from trigpoint.core.lenses.templates.sectors import SECTORS
from trigpoint.core.lenses.templates.template import Template, TemplateGoal
from trigpoint.core.text import Text, _

TITLES: Mapping[str, Text] = {
    "cascade": _("Cascade: {sector}"),
    "pyramid": _("Pyramid: {sector}"),
}


@dataclass(frozen=True, slots=True)
class Layered:
    """A sector's goals in layers.

    `teams` are goals that a V2MOM of the sector has as methods; `sentences` says by their keys how
    each helps the `top`. `own` is one person's part of one of them.
    """

    sector: str
    top: TemplateGoal
    teams: tuple[TemplateGoal, ...]
    sentences: Mapping[str, Text]
    own: TemplateGoal

    def goals(self) -> tuple[TemplateGoal, ...]:
        """Return the goals from the top down."""
        teams = (
            replace(goal, above=self.top.key, sentence=self.sentences[goal.key], level="team")
            for goal in self.teams
        )
        return (self.top, *teams, replace(self.own, level="person"))


def templates(lens: str, sectors: Iterable[Layered]) -> tuple[Template, ...]:
    """Return one template for each sector."""
    return tuple(
        Template(
            f"{lens}-{each.sector}",
            lens,
            each.sector,
            Text(TITLES[lens].msgid, {"sector": SECTORS[each.sector]}),
            each.goals(),
        )
        for each in sectors
    )
