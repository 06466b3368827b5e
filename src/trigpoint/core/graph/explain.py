"""The arithmetic of a rolled-up figure, down to the readings it rests on.

Figures are said in hundredths, rounded to one decimal; shares of a pool to three.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trigpoint.core.graph.explain_target import hundredths, target_text
from trigpoint.core.graph.goal import Goal, GoalId
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known, own_weight
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.sight import below
from trigpoint.core.graph.span import MISSING, Span
from trigpoint.core.graph.target import Target, TargetId
from trigpoint.core.text import Text, _, ngettext

Titles = Mapping[str, str]
"""What goals and targets are called, by id; an id without a title stands for itself."""


@dataclass(frozen=True, slots=True)
class TargetPart:
    """A target in a pool: its weight, its share of the pool, and the reading that it rests on."""

    id: TargetId
    name: str
    weight: float
    share: float
    span: Span
    target: Target
    reading: Reading | None
    text: Text


@dataclass(frozen=True, slots=True)
class GoalPart:
    """A contributing goal in a pool, with its own explanation."""

    id: GoalId
    name: str
    weight: float
    share: float
    span: Span
    goal: Explained


@dataclass(frozen=True, slots=True)
class MixedPart:
    """Several goals whose own figures the reader may not see, as one term of the sum."""

    name: Text
    weight: float
    share: float
    span: Span


Part: TypeAlias = TargetPart | GoalPart | MixedPart


@dataclass(frozen=True, slots=True)
class Explained:
    """A goal's figure with the parts of its pool; a goal reached twice is the same object."""

    id: GoalId
    name: str
    span: Span
    parts: tuple[Part, ...]
    text: Text

    def lines(self) -> Iterator[tuple[int, Text]]:
        """Yield depth and sentence, from the figure down to its readings, each goal once."""
        seen: set[GoalId] = set()
        stack: list[tuple[int, Explained | TargetPart]] = [(0, self)]
        while stack:
            depth, at = stack.pop()
            if isinstance(at, TargetPart):
                yield depth, at.text
            elif at.id not in seen:
                seen.add(at.id)
                yield depth, at.text
                stack.extend((depth + 1, part) for part in reversed(at.following()))

    def following(self) -> list[Explained | TargetPart]:
        """Return what the figure rests on next, as far as the reader may see it."""
        return [
            part.goal if isinstance(part, GoalPart) else part
            for part in self.parts
            if not isinstance(part, MixedPart)
        ]


def explain(
    graph: Graph,
    goal: GoalId,
    known: Known,
    titles: Titles,
    withheld: Collection[GoalId] = frozenset(),
) -> Explained:
    """Return how the goal's figure comes about; the figures are those of the roll-up.

    `withheld` (see the module of that name) are the goals whose figures the reader may not see;
    they are mixed into one term. Ask for no goal that is withheld itself.
    """
    done: dict[GoalId, Explained] = {}
    for at in reversed((goal, *below(graph, goal))):
        done[at] = explain_one(graph, graph.goals[at], known, titles, done, withheld)
    return done[goal]


def explain_one(
    graph: Graph,
    goal: Goal,
    known: Known,
    titles: Titles,
    done: Mapping[GoalId, Explained],
    withheld: Collection[GoalId],
) -> Explained:
    """Return the explanation of one goal whose children have theirs."""
    links = graph.counted(goal.id)
    total = own_weight(goal) + sum(link.weight for link in links)
    name = titles.get(goal.id, goal.id)
    children = [goal_part(link, part_of(link.weight, total), done[link.child]) for link in links]
    parts: list[Part] = [
        target_part(target, part_of(target.weight, total), known, titles) for target in goal.targets
    ]
    parts += [part for part in children if part.id not in withheld]
    parts += mixed([part for part in children if part.id in withheld])
    if not total:
        text = _("{goal}: nothing here can be counted yet.", goal=name)
        return Explained(goal.id, name, MISSING, tuple(parts), text)
    span = summed(parts)
    return Explained(goal.id, name, span, tuple(parts), figure_text(name, span, parts))


def part_of(weight: float, total: float) -> float:
    """Return a weight's share of a pool; nothing has a share where nothing weighs."""
    return weight / total if total else 0.0


def goal_part(link: Contribution, share: float, child: Explained) -> GoalPart:
    """Return a contributing goal as a part of the pool."""
    return GoalPart(child.id, child.name, link.weight, share, child.span, child)


def mixed(parts: list[GoalPart]) -> list[Part]:
    """Return several parts as one, with their mean; nothing where there is none."""
    share = sum(part.share for part in parts)
    if not share:
        return []
    name = ngettext("one goal not shown", "{count} goals not shown", len(parts))
    total = summed(parts)
    mean = Span(total.low / share, total.high / share)
    return [MixedPart(name, sum(part.weight for part in parts), share, mean)]


def summed(parts: Sequence[Part]) -> Span:
    """Return the sum of shares times figures, end by end."""
    return Span(
        sum(part.share * part.span.low for part in parts),
        sum(part.share * part.span.high for part in parts),
    )


def target_part(target: Target, share: float, known: Known, titles: Titles) -> TargetPart:
    """Return a target as a part of its goal's pool."""
    name = titles.get(target.id, target.id)
    span = known.progress(target)
    reading = known.readings.get(target.id)
    text = target_text(target, name, known)
    return TargetPart(target.id, name, target.weight, share, span, target, reading, text)


def figure_text(name: str, span: Span, parts: list[Part]) -> Text:
    """Return the sum in one sentence, with what is missing from it at its end."""
    missing = [part for part in parts if part.span == MISSING]
    known = [part for part in parts if part.span != MISSING]
    ends = {"low": hundredths(span.low), "high": hundredths(span.high)}
    if not known:
        return _("{goal}: no fresh number yet, so anything from 0 to 100.", goal=name)
    terms = joined([term(part) for part in known])
    so_far = between(summed(known))
    if not missing:
        return _("{goal}: {terms} = {figure}.", goal=name, terms=terms, figure=so_far)
    return _(
        "{goal}: {terms} = {figure}, and {missing}, without a fresh number: "
        "as if 0, {low}; as if all, {high}.",
        goal=name,
        terms=terms,
        figure=so_far,
        missing=joined([missing_term(part) for part in missing]),
        **ends,
    )


def term(part: Part) -> Text:
    """Return share times figure."""
    share = round(part.share, 3)
    return _("{share} × {figure}", share=share, figure=between(part.span))


def missing_term(part: Part) -> Text:
    """Return share times name, for a part that has no figure."""
    share = round(part.share, 3)
    return _("{share} × {name}", share=share, name=part.name)


def joined(terms: list[Text]) -> Text:
    """Return the terms as one sum; halved again and again, so that many do not nest deeply."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return _("{first} + {second}", first=joined(terms[:half]), second=joined(terms[half:]))


def between(span: Span) -> Text | float:
    """Return one number, or both ends in brackets where something below is missing."""
    low, high = hundredths(span.low), hundredths(span.high)
    if span.is_exact:
        return low
    return _("({low} to {high})", low=low, high=high)
