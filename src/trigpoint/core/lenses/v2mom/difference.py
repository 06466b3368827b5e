"""What changed between two editions of a V2MOM, in sentences that people can read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from trigpoint.core.lenses.v2mom.written import Method, Obstacle, Value, Written
from trigpoint.core.text import Text, _

P = TypeVar("P", Value, Method, Obstacle)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that changed; `before` and `after` are the words, "" where the sentence says all.

    `section` is vision, values, methods or obstacles.
    """

    section: str
    text: Text
    before: str = ""
    after: str = ""


def difference(old: Written, new: Written) -> tuple[Difference, ...]:
    """Return what changed from one edition to a later one, in the order of the page."""
    return (*_vision(old, new), *_values(old, new), *_methods(old, new), *_obstacles(old, new))


def _vision(old: Written, new: Written) -> Iterator[Difference]:
    if old.vision != new.vision:
        yield Difference("vision", _("The vision was said anew."), old.vision, new.vision)


def _values(old: Written, new: Written) -> Iterator[Difference]:
    words = (
        _("The value “{title}” is new."),
        _("The value “{title}” is gone."),
        _("The value “{title}” is called otherwise."),
    )
    yield from _parts("values", old.values, new.values, words)
    for before, after in _both(old.values, new.values):
        yield from _words("values", after.title, before.meaning, after.meaning)
        one, two = "; ".join(before.behaviours), "; ".join(after.behaviours)
        if one != two:
            text = _("“{title}” is seen in other behaviours.", title=after.title)
            yield Difference("values", text, one, two)


def _methods(old: Written, new: Written) -> Iterator[Difference]:
    words = (
        _("The method “{title}” is new."),
        _("The method “{title}” is gone."),
        _("The method “{title}” is called otherwise."),
    )
    yield from _parts("methods", old.methods, new.methods, words)
    earlier = {value.id: value.title for value in old.values}
    later = {value.id: value.title for value in new.values}
    for before, after in _both(old.methods, new.methods):
        yield from _words("methods", after.title, before.why, after.why)
        if before.values != after.values:
            yield from _lists(
                _("“{title}” serves other values.", title=after.title),
                [earlier.get(v, "") for v in before.values],
                [later.get(v, "") for v in after.values],
            )
        text = _("“{title}” is shown by other measures.", title=after.title)
        yield from _lists(text, before.measures, after.measures)
        text = _("The steps of “{title}” changed.", title=after.title)
        yield from _lists(text, before.steps, after.steps)
        if before.owner != after.owner:
            yield Difference("methods", _("Somebody else carries “{title}”.", title=after.title))


def _lists(text: Text, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    if list(before) != list(after):
        yield Difference("methods", text, ", ".join(before), ", ".join(after))


def _obstacles(old: Written, new: Written) -> Iterator[Difference]:
    words = (
        _("The obstacle “{title}” is new."),
        _("The obstacle “{title}” is gone."),
        _("The obstacle “{title}” is called otherwise."),
    )
    yield from _parts("obstacles", old.obstacles, new.obstacles, words)
    for before, after in _both(old.obstacles, new.obstacles):
        if (before.likelihood, before.impact) != (after.likelihood, after.impact):
            text = _("“{title}” is weighed otherwise.", title=after.title)
            yield Difference("obstacles", text, _levels(before), _levels(after))
        for name, text in (
            ("sign", _("“{title}” has another warning sign.", title=after.title)),
            ("mitigation", _("“{title}” is held off in another way.", title=after.title)),
            ("contingency", _("If “{title}” comes, something else is done.", title=after.title)),
        ):
            one, two = getattr(before, name), getattr(after, name)
            if one != two:
                yield Difference("obstacles", text, one, two)
        if before.owner != after.owner:
            text = _("Somebody else looks after “{title}”.", title=after.title)
            yield Difference("obstacles", text)


def _levels(obstacle: Obstacle) -> str:
    return f"{obstacle.likelihood} × {obstacle.impact}"


def _words(section: str, title: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(section, _("“{title}” was said anew.", title=title), before, after)


def _parts(
    section: str, old: Sequence[P], new: Sequence[P], words: tuple[Text, Text, Text]
) -> Iterator[Difference]:
    """Yield what came, went, was renamed, and what changed places."""
    came, went, renamed = words
    known, kept = {part.id for part in old}, {part.id for part in new}
    for part in new:
        if part.id not in known:
            yield Difference(section, _(came.msgid, title=part.title))
    for part in old:
        if part.id not in kept:
            yield Difference(section, _(went.msgid, title=part.title))
    for before, after in _both(old, new):
        if before.title != after.title:
            text = _(renamed.msgid, title=before.title)
            yield Difference(section, text, before.title, after.title)
    yield from _moves(section, [p for p in old if p.id in kept], [p for p in new if p.id in known])


def _moves(section: str, old: Sequence[P], new: Sequence[P]) -> Iterator[Difference]:
    """Yield those whose place among the parts that stayed is another one.

    Where one part jumps over many, only that one has moved: the others made room.
    """
    left = [part.id for part in old]
    places = [left.index(part.id) for part in new]
    still = _longest_rise(places)
    for now, (part, was) in enumerate(zip(new, places, strict=True), 1):
        if was not in still:
            title = part.title
            text = _(
                "“{title}” moved from place {was} to {now}.", title=title, was=was + 1, now=now
            )
            yield Difference(section, text)


def _longest_rise(places: Sequence[int]) -> frozenset[int]:
    """Return the members of a longest rising row among distinct numbers: those that stayed."""
    best: list[list[int]] = [[]]
    for place in places:
        fitting = [row for row in best if not row or row[-1] < place]
        longest = max(fitting, key=len)
        best.append([*longest, place])
    stayed = max(best, key=len)
    return frozenset(stayed)


def _both(old: Sequence[P], new: Sequence[P]) -> Iterator[tuple[P, P]]:
    """Yield the parts that are in both, as they were and as they are."""
    known = {part.id: part for part in old}
    for part in new:
        if part.id in known:
            yield known[part.id], part
