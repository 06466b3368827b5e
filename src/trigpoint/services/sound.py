"""What a command has written must be reckoned with by all who read it: the one check of that.

Every page reads the goals of the whole organisation, and who is in which unit. One target, link or
place that the core refuses would take all of them away from everybody. So whatever a command wrote
is held to the core's own demands before it is sealed. Only what was changed is looked at, and what
hangs on it: the targets of a goal or a period, the way up from a link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from django.db.models import Model

from trigpoint.core.graph.graph import Cycle, Graph
from trigpoint.core.graph.link import Contribution as CoreContribution
from trigpoint.core.people.validity import Validity
from trigpoint.core.refusal import Refused
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import aims, weights
from trigpoint.store.models import (
    Contribution,
    Goal,
    Membership,
    Organisation,
    Period,
    Person,
    Target,
    Unit,
)
from trigpoint.store.models.base import Recorded
from trigpoint.store.state import records

Kept: TypeAlias = Mapping[type[Model], Sequence[Any]]
Titles: TypeAlias = Mapping[int, str]

READ_BY_ALL: tuple[type[Recorded], ...] = (Unit, Person, Membership, Contribution, Goal)
"""What pages read whole; the targets are asked for by their goals."""

AT_ONCE = 500
"""How many keys one query names."""

WAYS: tuple[tuple[str, type[Model], str], ...] = (
    ("due", Target, "pk__in"),
    ("period", Goal, "goal__in"),
    ("starts", Period, "goal__period__in"),
)
"""Which field of a form has brought a target out of its dates, by what was changed."""


class Unsound(Exception):  # noqa: N818 - a state of what was written
    """What was written could not be reckoned with; `say` says why, given the titles of `goals`.

    What the actor sees is kept by the state of the organisation, so that titles can be asked for
    only once the transaction is over.
    """

    def __init__(self, field: str, goals: Iterable[int], say: Callable[[Titles], Text]) -> None:
        super().__init__(field)
        self.field = field
        self.goals = tuple(goals)
        self.say = say

    def told(self, actor: Actor) -> Invalid:
        """Return what is told to whoever wrote it; goals that they do not see have no title."""
        seen = access.ids_with_words(actor)
        there = Goal.objects.in_bulk(self.goals)
        titles = {
            key: there[key].title if key in there and key in seen else "…" for key in self.goals
        }
        return Invalid({self.field: self.say(titles)})


def refuse(written: Iterable[Model]) -> None:
    """Raise for what nobody could load; asked while the organisation is held.

    Raises:
        Unsound: for a target before its period, a link of a weight that cannot be or in a circle,
            a goal whose period is gone.
        Invalid: for somebody or something that ends before it begins.
    """
    kept: dict[type[Model], list[Any]] = defaultdict(list)
    for record in written:
        kept[type(record)].append(record)
        if isinstance(record, Unit | Person | Membership):
            refuse_days(record)
    refuse_links([link for link in kept[Contribution] if not link.retired])
    refuse_lost(kept)
    for field, target in aimed(kept):
        refuse_aim(field, target)


def whatever_is_wrong(organisation: Organisation) -> Text | None:
    """Return what nobody can load of an organisation, the first that is found, with its title."""
    try:
        refuse(record for kind in READ_BY_ALL for record in records(kind, organisation))
    except Unsound as found:
        return found.say(dict(Goal.objects.filter(pk__in=found.goals).values_list("pk", "title")))
    except Invalid as found:
        return found.text
    return None


def refuse_days(record: Unit | Person | Membership) -> None:
    """Raise `Invalid`, with whose they are, for days of which the last comes before the first."""
    try:
        Validity(record.valid_from, record.valid_to)
    except Refused as refused:
        who = record.person if isinstance(record, Membership) else record
        why = _("“{title}”: {why}", title=who.name, why=refused.text)
        raise Invalid({"valid_to": why}) from refused


def refuse_links(links: Sequence[Contribution]) -> None:
    """Raise where a link has a weight that cannot be, or closes a circle."""
    for link in links:
        for field, why in weights.wrong(link.weight).items():
            raise Unsound(field, [link.child_id], partial(said_of, link.child_id, why))
    between = [(str(c.child_id), str(c.parent_id)) for c in links if c.parent_id is not None]
    graph = Graph({}, ways_up({int(parent) for _child, parent in between}), {})
    for child, parent in between:
        path = graph.closing_path(child, parent)
        if path is not None:
            raise in_circle([int(goal) for goal in path])


def said_of(goal: int, why: Text, titles: Titles) -> Text:
    """Return what is wrong with a goal, after its title."""
    return _("“{title}”: {why}", title=titles[goal], why=why)


def in_circle(path: Sequence[int]) -> Unsound:
    """Return what is wrong with goals that would add to themselves."""

    def say(titles: Titles) -> Text:
        named = {str(key): title for key, title in titles.items()}
        return Cycle.sentence(tuple(map(str, path)), named)

    return Unsound("above", path, say)


def ways_up(goals: set[int]) -> dict[str, tuple[CoreContribution, ...]]:
    """Return the links of goals and of all goals above them, by the child's key."""
    found: dict[str, list[CoreContribution]] = defaultdict(list)
    seen, waiting = set(goals), set(goals)
    while waiting:
        rows = [row for some in parts(waiting) for row in links_of(some)]
        for child, parent in rows:
            found[str(child)].append(CoreContribution(str(child), str(parent)))
        waiting = {parent for _child, parent in rows} - seen
        seen |= waiting
    return {str(goal): tuple(found.get(str(goal), ())) for goal in seen}


def links_of(goals: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Return child and parent of what goals carry."""
    held = Contribution.objects.filter(child__in=goals, parent__isnull=False, retired=False)
    return held.values_list("child_id", "parent_id")


def refuse_lost(kept: Kept) -> None:
    """Raise where a goal belongs to a period that is out of use."""
    ways = (
        ("pk__in", [goal.pk for goal in kept[Goal]]),
        ("period__in", [period.pk for period in kept[Period] if period.retired]),
    )
    for column, keys in ways:
        for some in parts(keys):
            lost = Goal.objects.filter(**{column: some}, retired=False, period__retired=True)
            for goal, period in lost.values_list("pk", "period__name")[:1]:
                raise without_period(goal, period)


def without_period(goal: int, period: str) -> Unsound:
    """Return what is wrong with a goal whose period is gone."""

    def say(titles: Titles) -> Text:
        return _(
            "“{title}” belongs to {period}, which is out of use. Give it other dates first.",
            title=titles[goal],
            period=period,
        )

    return Unsound("period", [goal], say)


def aimed(kept: Kept) -> Iterator[tuple[str, Target]]:
    """Yield the targets that what was changed concerns, each with the field that did it."""
    for field, model, column in WAYS:
        for some in parts([record.pk for record in kept[model] if not record.retired]):
            found = Target.objects.filter(**{column: some}, retired=False, goal__retired=False)
            for target in found.select_related("goal__period", "measure", "guard"):
                yield field, target


def refuse_aim(field: str, target: Target) -> None:
    """Raise where a target cannot be reckoned with in its period."""
    measures = {m.pk: m for m in (target.measure, target.guard) if m is not None}
    try:
        aims.to_core(target, target.goal.period, measures)
    except Refused as refused:
        raise out_of_place(field, target, refused.text) from refused


def out_of_place(field: str, target: Target, why: Text) -> Unsound:
    """Return what is wrong with a target, by the days of its period or for another reason."""
    starts, day = target.goal.period.starts, aims.first_day(target)

    def say(titles: Titles) -> Text:
        if day >= starts:
            return said_of(target.goal_id, why, titles)
        return _(
            "“{title}” has a target for {day}, before its dates begin on {starts}. Give that target"
            " a later day first, or take it out.",
            title=titles[target.goal_id],
            day=day.isoformat(),
            starts=starts.isoformat(),
        )

    return Unsound(field, [target.goal_id], say)


def parts(keys: Iterable[int]) -> Iterator[list[int]]:
    """Yield keys, as many at once as one query names."""
    listed = list(keys)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]
