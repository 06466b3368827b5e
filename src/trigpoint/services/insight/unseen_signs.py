"""Which signs could not stand out: of a help desk that does not tell what they are looked for in.

That nothing stands out says little where nothing could.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from trigpoint.core.text import Text
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.insight import pattern_words
from trigpoint.services.insight.pattern_search import weeks_before
from trigpoint.services.measures import figures
from trigpoint.store.models import Source
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.signs import Sign


@dataclass(frozen=True, slots=True)
class UnseenSigns:
    """A help desk, the signs that it cannot show, and those of which it shows a part."""

    desk: str
    none_of: tuple[Text, ...]
    part_of: tuple[Text, ...]


def unseen(actor: Actor) -> list[UnseenSigns]:
    """Return each help desk whose last thirteen weeks cannot show every sign; of no person."""
    organisation = actor.organisation
    seen = figures.published(organisation)
    if not seen.number or seen.data_as_of is None:
        return []
    names = dict(Source.objects.filter(organisation=organisation).values_list("key", "name"))
    weeks = weeks_before(organisation, local_day(seen.data_as_of, organisation))
    try:
        found = looked_up(facts_folder(), seen.number, weeks.span)
    except FileNotFoundError:
        return []  # swept meanwhile: the next look finds the newer one
    return [of(names[key], signs) for key, signs in found.items() if key in names and signs]


def of(name: str, signs: tuple[Sign, ...]) -> UnseenSigns:
    """Return a help desk's in words."""
    titles = [(pattern_words.OF[sign.key].title, sign.partly) for sign in signs]
    return UnseenSigns(
        desk=name,
        none_of=tuple(title for title, partly in titles if not partly),
        part_of=tuple(title for title, partly in titles if partly),
    )


@lru_cache(maxsize=8)
def looked_up(
    folder: Path, generation: int, span: tuple[int, int]
) -> Mapping[str, tuple[Sign, ...]]:
    """Return the signs that each source cannot show; the facts of a generation never change."""
    with Facts.open(folder, generation) as facts:
        return {source: tuple(signs) for source, signs in facts.unseen(span).items()}
