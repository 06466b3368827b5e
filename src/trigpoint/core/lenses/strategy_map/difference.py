"""What changed between two editions of a strategy map, in sentences that people can read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from trigpoint.core.lenses.strategy_map.written import (
    Link,
    Objective,
    Pain,
    Perspective,
    Stage,
    Theme,
    Written,
)
from trigpoint.core.lenses.v2mom.difference import Difference
from trigpoint.core.text import Text, _

P = TypeVar("P", Perspective, Objective, Link, Pain, Theme, Stage)
Named = Perspective | Theme | Stage | Pain


def difference(old: Written, new: Written) -> tuple[Difference, ...]:
    """Return what changed from one edition to a later one, in the order of the page."""
    return (
        *_perspectives(old, new),
        *_themes(old, new),
        *_objectives(old, new),
        *_links(old, new),
        *_stages(old, new),
        *_pains(old, new),
    )


def _apart(old: Sequence[P], new: Sequence[P]) -> tuple[list[P], list[P], list[tuple[P, P]]]:
    """Return what came, what went, and what is in both."""
    before, after = {p.id: p for p in old}, {p.id: p for p in new}
    came = [part for part in new if part.id not in before]
    went = [part for part in old if part.id not in after]
    return came, went, [(before[p.id], p) for p in new if p.id in before]


def _each(section: str, parts: Sequence[Named], say: Callable[[str], Text]) -> Iterator[Difference]:
    """Say of each part by its title that it came, or that it went."""
    for part in parts:
        yield Difference(section, say(part.title))


def _perspectives(old: Written, new: Written) -> Iterator[Difference]:
    place = "perspectives"
    came, went, both = _apart(old.perspectives, new.perspectives)
    yield from _each(place, came, lambda t: _("The perspective “{title}” is new.", title=t))
    yield from _each(place, went, lambda t: _("The perspective “{title}” is gone.", title=t))
    for before, after in both:
        text = _("The perspective “{title}” is said otherwise.", title=after.title)
        yield from _said(place, text, before.title, after.title)
        yield from _said(place, text, before.question, after.question)
    if _reordered(both, [each.id for each in old.perspectives]):
        yield Difference(place, _("The perspectives stand in another order."))


def _themes(old: Written, new: Written) -> Iterator[Difference]:
    if old.themes is None or new.themes is None:
        return
    came, went, both = _apart(old.themes, new.themes)
    yield from _each("themes", came, lambda t: _("The theme “{title}” is new.", title=t))
    yield from _each("themes", went, lambda t: _("The theme “{title}” is gone.", title=t))
    for before, after in both:
        text = _("The theme “{title}” is called otherwise.", title=after.title)
        yield from _said("themes", text, before.title, after.title)
    if _reordered(both, [each.id for each in old.themes]):
        yield Difference("themes", _("The themes stand in another order."))


def _stages(old: Written, new: Written) -> Iterator[Difference]:
    if old.stages is None or new.stages is None:
        return
    came, went, both = _apart(old.stages, new.stages)
    yield from _each("journey", came, lambda t: _("The stage “{title}” is new.", title=t))
    yield from _each("journey", went, lambda t: _("The stage “{title}” is gone.", title=t))
    for before, after in both:
        text = _("The stage “{title}” is called otherwise.", title=after.title)
        yield from _said("journey", text, before.title, after.title)
        text = _("Customers meet us elsewhere in the stage “{title}”.", title=after.title)
        yield from _said("journey", text, before.touchpoints, after.touchpoints)
    if _reordered(both, [each.id for each in old.stages]):
        yield Difference("journey", _("The stages stand in another order."))


def _reordered(both: Sequence[tuple[P, P]], old: Sequence[str]) -> bool:
    """Whether what is in both editions, in its new order, stood in another one."""
    places = [old.index(after.id) for _before, after in both]
    return places != sorted(places)


def _objectives(old: Written, new: Written) -> Iterator[Difference]:
    came, went, both = _apart(old.objectives, new.objectives)
    for part in came:
        text = _(
            "“{title}” is new, in “{perspective}”.", title=part.title, perspective=part.perspective
        )
        yield Difference("objectives", text)
    for part in went:
        yield Difference("objectives", _("“{title}” left the map.", title=part.title))
    for before, after in both:
        title = after.title
        yield from _said(
            "objectives", _("“{title}” is called otherwise.", title=title), before.title, title
        )
        yield from _said(
            "objectives",
            _("“{title}” stands in another perspective.", title=title),
            before.perspective,
            after.perspective,
        )
        yield from _said(
            "objectives",
            _("“{title}” has another theme.", title=title),
            before.theme,
            after.theme,
        )
        yield from _said(
            "objectives",
            _("“{title}” is measured otherwise.", title=title),
            before.measure,
            after.measure,
        )
        if before.owner != after.owner:
            yield Difference("objectives", _("“{title}” is carried by others.", title=title))


def _links(old: Written, new: Written) -> Iterator[Difference]:
    came, went, both = _apart(old.links, new.links)
    for part in came:
        yield Difference("links", _between("new", part), "", part.sentence)
    for part in went:
        yield Difference("links", _between("gone", part), part.sentence, "")
    for before, after in both:
        said = (before.sentence, before.sign, before.lag_weeks)
        if said != (after.sentence, after.sign, after.lag_weeks):
            yield Difference("links", _between("otherwise", after), _belief(before), _belief(after))


def _between(what: str, link: Link) -> Text:
    ends = {"cause": link.cause, "effect": link.effect}
    if what == "new":
        return _("New: “{cause}” should help “{effect}”.", **ends)
    if what == "gone":
        return _("No longer believed: “{cause}” helps “{effect}”.", **ends)
    return _("“{cause}” should help “{effect}” in another way.", **ends)


def _belief(link: Link) -> str:
    sign = "+" if link.sign == "with" else "\u2212"
    return f"{link.sentence} ({sign}, {link.lag_weeks})"


def _pains(old: Written, new: Written) -> Iterator[Difference]:
    came, went, both = _apart(old.pains, new.pains)
    known = _apart(old.stages or (), new.stages or ())[2]
    renamed = {before.title: after.title for before, after in known}
    yield from _each("journey", came, lambda t: _("The pain point “{title}” is new.", title=t))
    yield from _each("journey", went, lambda t: _("The pain point “{title}” is gone.", title=t))
    for before, after in both:
        title = after.title
        text = _("The pain point “{title}” is called otherwise.", title=title)
        yield from _said("journey", text, before.title, title)
        text = _("The pain point “{title}” stands in another stage.", title=title)
        if renamed.get(before.stage) != after.stage:
            yield from _said("journey", text, before.stage, after.stage)
        text = _("The pain point “{title}” is served by others.", title=title)
        yield from _said("journey", text, ", ".join(before.serves), ", ".join(after.serves))
        yield from _shown(before, after)


def _shown(before: Pain, after: Pain) -> Iterator[Difference]:
    if before.tags is not None and after.tags is not None:
        text = _("Other tickets show the pain point “{title}”.", title=after.title)
        yield from _said("journey", text, ", ".join(before.tags), ", ".join(after.tags))
    if before.moment is not None and after.moment is not None and before.moment != after.moment:
        now = _("“{title}” is a moment of truth now.", title=after.title)
        past = _("“{title}” is no moment of truth any more.", title=after.title)
        yield Difference("journey", now if after.moment else past)


def _said(section: str, text: Text, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(section, text, before, after)
