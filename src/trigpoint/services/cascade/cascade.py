"""The cascade as a tree table: who carries what, with the state of each level at a glance."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from django.db.models import Q

from trigpoint.core.lenses.cascade import tree as core
from trigpoint.core.lenses.cascade.tree import LEVELS, Fold, Tree, rank
from trigpoint.core.people.units import Chart
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import goal_uses, graph, scope, standing
from trigpoint.services.goals.cards import Cards, GoalCard
from trigpoint.services.goals.scope import Scope
from trigpoint.services.goals.standing import IN_FORCE
from trigpoint.services.plans import plan_state
from trigpoint.store import chart
from trigpoint.store.models import Goal, Proposal

PAGE = 60
LOOSE = 20
"""So many of those that carry nothing stand under the tree; all are on their own page."""
TROUBLE = {"at_risk", "off_track", "held"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the cascade to show. Goals are named by public id.

    `show` is "" for all, `trouble` for at risk, off track or held, `proposed` for what waits for an
    answer, `roots` for what stands under the goals that the unit has chosen as roots. `fold` is
    the level down to which the tree is open; `opened` and `shut` differ from it.
    `skip` are rows that were shown before.
    """

    whose: str = ""
    period: str = ""
    at: datetime.datetime | None = None
    words: str = ""
    show: str = ""
    status: str = ""
    level: str = ""
    state: str = ""
    mine: bool = False
    fold: str = ""
    opened: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    skip: int = 0

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        show = "" if self.show == "roots" else self.show
        chosen = (self.words, show, self.status, self.level, self.state, self.mine)
        return any(chosen)


@dataclass(frozen=True, slots=True)
class CascadeRow:
    """A goal as a line of the tree.

    `depth` begins at 1; `place` of `of` siblings; `below` stand right under it; `is_open` is None
    where there are none. `share` is its part of the parent's pool, None without a parent in view.
    `asked` is `asked` or `countered` while something about it waits for an answer. `matches` is
    False for a goal that stands there only because it leads to one that was looked for.
    """

    card: GoalCard
    level: str
    depth: int
    place: int
    of: int
    below: int
    is_open: bool | None
    share: float | None
    above: str
    asked: str
    nobody: bool
    matches: bool


@dataclass(frozen=True, slots=True)
class LevelTally:
    """How the goals of one level stand: how many of each status, the commonest ones first."""

    level: str
    count: int
    statuses: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """A page of the tree. `loose` are goals that carry nothing; they stand apart, at the end.

    `total` are all goals in view, `found` those that fit the filter; `more` lines are left.
    """

    scope: Scope
    total: int
    found: int
    fold: str
    levels: tuple[LevelTally, ...]
    counts: Mapping[str, int]
    rows: tuple[CascadeRow, ...]
    loose: tuple[CascadeRow, ...]
    loose_count: int
    more: int
    as_of: datetime.datetime | None


@dataclass
class View:
    """The goals in view for one actor, and what is reckoned once for all of their lines."""

    actor: Actor
    wanted: Wanted
    cards: Cards
    scope: Scope
    goals: dict[int, Goal]
    roots: tuple[int, ...] = ()
    pools: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, actor: Actor, wanted: Wanted) -> View:
        """Read the goals of a scope."""
        found = scope.find(actor, wanted.whose, wanted.period, wanted.at)
        cards = Cards(actor, graph.load(actor, wanted.at))
        view = cls(actor, wanted, cards, found, {g.pk: g for g in scope.goals(cards, found)})
        if wanted.show == "roots":
            view.keep_to(chosen_roots(view))
        return view

    def keep_to(self, roots: Iterable[int]) -> None:
        """Leave out all goals but these and what stands under them."""
        self.roots = tuple(root for root in roots if root in self.goals)
        kept: dict[int, Goal] = {}
        waiting = list(self.roots)
        while waiting:
            goal = waiting.pop()
            if goal not in kept:
                kept[goal] = self.goals[goal]
                waiting.extend(self.below(goal))
        self.goals = kept

    @cached_property
    def chart(self) -> Chart:
        """The units and people of the day."""
        day = scope.day_of(self.actor, self.scope.at)
        return chart.on(self.actor.organisation, day, access.head_of(self.actor))

    @cached_property
    def levels(self) -> dict[int, int]:
        """How far down each goal stands, 0 for the organisation's."""
        ranks = {pk: rank(unit.kind_of_unit) for pk, unit in self.cards.state.units.items()}
        return {pk: ranks.get(g.owner_unit_id or 0, 3) for pk, g in self.goals.items()}

    @cached_property
    def loose(self) -> frozenset[int]:
        """Goals that carry nothing at all, below the organisation; wishes of one's own are none."""
        up, levels = self.cards.state.up, self.levels
        return frozenset(
            pk for pk, g in self.goals.items() if pk not in up and levels[pk] and not g.private
        )

    @cached_property
    def tree(self) -> Tree:
        """The tree, siblings in the order of their level and then of their making."""
        ordered = [*self.roots, *sorted(self.goals, key=self.levels.__getitem__)]
        main = self.cards.state.main
        if self.roots:
            main = {goal: above for goal, above in main.items() if goal not in self.roots}
            return Tree.of(dict.fromkeys(ordered), main)
        return Tree.of(dict.fromkeys(ordered), main, self.loose)

    @cached_property
    def statuses(self) -> dict[int, str]:
        """How each goal is shown to stand; asked one by one only where not all may be told."""
        computed, held = self.cards.state.computed, self.cards.state.targets
        shut = self.cards.withheld
        found = {}
        for pk, goal in self.goals.items():
            public_id = goal.public_id
            if pk in held or public_id in shut or goal.private or goal.state not in IN_FORCE:
                found[pk] = standing.status(self.cards, goal)
            else:
                found[pk] = standing.said(goal.stated_status, computed[public_id])
        return found

    @cached_property
    def asked(self) -> dict[int, str]:
        """Goals about which something waits for an answer, or waited on the day that is shown."""
        found = Proposal.objects.filter(organisation=self.actor.organisation, retired=False)
        at = self.wanted.at
        if at is None:
            found = found.filter(state=Proposal.State.OPEN)
        else:
            unanswered = Q(answered_at=None) | Q(answered_at__gt=at)
            found = found.filter(unanswered, at__lte=at)
        said: dict[int, str] = {}
        for goal, made, counters in found.values_list("goal", "made", "counters"):
            about = made or goal
            if about in self.goals:
                said[about] = "countered" if counters or said.get(about) == "countered" else "asked"
        waiting = (pk for pk, g in self.goals.items() if g.state == Goal.State.PROPOSED)
        return {**dict.fromkeys(waiting, "asked"), **said}

    def fits(self, goal: Goal) -> bool:
        """Whether a goal is looked for."""
        wanted = self.wanted
        return (
            (not wanted.words or wanted.words.casefold() in self.text(goal))
            and (wanted.show != "trouble" or self.statuses[goal.pk] in TROUBLE)
            and (wanted.show != "proposed" or goal.pk in self.asked)
            and wanted.status in {"", self.statuses[goal.pk]}
            and wanted.state in {"", goal.state}
            and wanted.level in {"", LEVELS[self.levels[goal.pk]]}
            and (not wanted.mine or self.is_mine(goal))
        )

    def text(self, goal: Goal) -> str:
        """Return the words in which a goal is looked for, without those not to be seen."""
        if self.cards.is_partly_shown(goal):
            return goal.title.casefold()
        return f"{goal.title} {goal.why} {self.cards.owner(goal).name}".casefold()

    def is_mine(self, goal: Goal) -> bool:
        """Whether the actor holds a goal or shares it."""
        me = self.actor.person.pk if self.actor.person else 0
        if goal.owner_person_id is not None and goal.owner_person_id == me:
            return True
        parts = self.cards.state.co_owners.get(goal.pk, ())
        return bool(parts) and any(part.person_id == me for part in parts)

    def matching(self) -> set[int] | None:
        """Return the goals that fit, None where all do."""
        if not self.wanted.is_filtered:
            return None
        return {pk for pk, goal in self.goals.items() if self.fits(goal)}

    def fold(self) -> Fold:
        """Return which goals are open."""
        wanted = self.wanted
        known = self.cards.state.by_public_id
        keys = [
            frozenset(known[i].pk for i in named if i in known)
            for named in (wanted.opened, wanted.shut)
        ]
        return Fold(self.level_of_fold(), *keys)

    def level_of_fold(self) -> str:
        """Return the level that was asked for, or the deepest at which a page can show all."""
        if self.wanted.fold in LEVELS:
            return self.wanted.fold
        if self.wanted.fold:
            raise Invalid({"fold": _("There is no level called {name}.", name=self.wanted.fold)})
        counts = Counter(self.levels.values())
        shown, best = 0, "organisation"
        for number, name in enumerate(LEVELS):
            shown += counts[number]
            if shown > PAGE:
                break
            best = name
        return best

    def below(self, goal: int) -> list[int]:
        """Return the goals in view whose main parent is this one, those of upper levels first."""
        state = self.cards.state
        found = [c.child_id for c in state.down.get(goal, ()) if state.main[c.child_id] == goal]
        return sorted((pk for pk in found if pk in self.goals), key=self.level)

    def level(self, goal: int) -> int:
        """Return how far down a goal stands, 0 for the organisation's."""
        unit = self.cards.state.units.get(self.goals[goal].owner_unit_id or 0)
        return rank(unit.kind_of_unit) if unit else rank("person")

    def row(self, line: core.Row, only: set[int] | None) -> CascadeRow:
        """Return a line with all that it says."""
        goal, state = self.goals[line.goal], self.cards.state
        over = state.goals.get(state.main.get(line.goal, 0))
        outside = over is not None and over.pk not in self.goals and over.pk in self.cards.goals
        above = over.title if over is not None and outside else ""
        return CascadeRow(
            card=self.cards.card(goal),
            level=LEVELS[self.level(line.goal)],
            depth=line.depth,
            place=line.place,
            of=line.of,
            below=line.below,
            is_open=line.is_open,
            share=self.share(line.goal),
            above=above,
            asked=self.asked.get(line.goal, ""),
            nobody=self.is_carried_by_nobody(goal),
            matches=only is None or line.goal in only,
        )

    def share(self, goal: int) -> float | None:
        """Return a goal's part of its main parent's pool, None where nothing above is in view."""
        state = self.cards.state
        parent = state.goals.get(state.main.get(goal, 0))
        if parent is None or parent.pk not in self.goals:
            return None
        if not state.graph.goals[state.goals[goal].public_id].state.counts:
            return None
        if parent.public_id not in self.pools:
            pool = sum(c.weight for c in state.graph.counted(parent.public_id))
            pool += sum(t.weight for t in state.targets.get(parent.pk, ()))
            self.pools[parent.public_id] = pool
        link = next(c for c in state.up[goal] if c.parent_id == parent.pk)
        return link.weight / self.pools[parent.public_id]

    def is_carried_by_nobody(self, goal: Goal) -> bool:
        """Whether a unit's goal in force has nothing below it and nobody who shares it."""
        state = self.cards.state
        return (
            goal.owner_unit_id is not None
            and goal.state in IN_FORCE
            and not state.graph.counted(goal.public_id)
            and not any(part.person_id for part in state.co_owners.get(goal.pk, ()))
        )


def show(actor: Actor, wanted: Wanted) -> Cascade:
    """Return a page of the tree, with how each level stands.

    Raises:
        NotThere: for a unit, a person or a period that the actor may not see.
        Invalid: for a level to fold to that there is not.
    """
    return page_of(View.of(actor, wanted))


def page_of(view: View) -> Cascade:
    """Return a page of the tree of a view."""
    wanted, only = view.wanted, view.matching()
    leading = None if only is None else view.tree.kept(only)
    fold, levels = view.fold(), view.levels
    lines = core.rows(view.tree, view.tree.roots, fold, levels, only=leading)
    shown = list(islice(lines, wanted.skip, wanted.skip + PAGE))
    left = sum(1 for _line in lines)
    loose = core.rows(view.tree, view.tree.loose, fold, levels, only=leading)
    return Cascade(
        scope=view.scope,
        total=len(view.goals),
        found=len(view.goals) if only is None else len(only),
        fold=fold.level,
        levels=tuple(tallies(view)),
        counts=counts(view),
        rows=tuple(view.row(line, only) for line in shown),
        loose=tuple(view.row(line, only) for line in islice(loose, 0 if left else LOOSE)),
        loose_count=len(view.tree.loose),
        more=left,
        as_of=view.cards.state.published.data_as_of,
    )


def under(actor: Actor, goal_id: str, wanted: Wanted, depth: int) -> list[CascadeRow]:
    """Return the goals right under one that is opened, as lines at `depth`, folded.

    Raises:
        NotThere: where the goal is not in view.
    """
    view = View.of(actor, wanted)
    goal = view.cards.state.by_public_id.get(goal_id)
    if goal is None or goal.pk not in view.goals:
        raise NotThere
    only = view.matching()
    if only is not None:
        view.goals = {pk: view.goals[pk] for pk in view.tree.kept(only)}
    children = view.below(goal.pk)
    return [
        view.row(core.Row(pk, depth, place, len(children), below, False if below else None), only)
        for place, (pk, below) in enumerate(((pk, len(view.below(pk))) for pk in children), 1)
    ]


def tallies(view: View) -> Iterator[LevelTally]:
    """Yield how each level stands, from the top down."""
    found: dict[int, Counter[str]] = {}
    for pk, level in view.levels.items():
        found.setdefault(level, Counter())[view.statuses[pk]] += 1
    for number, name in enumerate(LEVELS):
        if number in found:
            counted = found[number]
            yield LevelTally(name, counted.total(), tuple(counted.most_common()))


def chosen_roots(view: View) -> tuple[int, ...]:
    """Return the goals that the unit in view has chosen as roots of its cascade."""
    plans = plan_state.load(view.actor, view.scope.at)
    return goal_uses.chosen_keys(view.cards, "cascade", view.scope, plans)


def counts(view: View) -> dict[str, int]:
    """Return how many goals each of the page's filters would show."""
    return {
        "trouble": sum(status in TROUBLE for status in view.statuses.values()),
        "proposed": len(view.asked),
        "mine": sum(map(view.is_mine, view.goals.values())),
        "roots": len(view.roots or chosen_roots(view)),
    }
