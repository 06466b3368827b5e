"""Any sequence of edits through the views leaves one graph, and each reads what another wrote."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
)

from tests.cast import NOW, Cast
from tests.laws.machines import play
from trigpoint.connectors.goal_files import dump, load
from trigpoint.services.cascade import cascade, proposals
from trigpoint.services.cascade.cascade import Wanted
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.errors import Invalid
from trigpoint.services.goal_files import goals_file
from trigpoint.services.goals import drives, goal_list, goal_page, goal_uses, goals, graph
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.goals.goal_uses import UseDraft
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.ladders import ladder_page, ladder_parts, ladders, rungs
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import RungDraft
from trigpoint.services.maps import map_objectives, map_page, map_state, maps
from trigpoint.services.maps.map_objectives import ObjectiveDraft
from trigpoint.services.plans import plan_list, plan_methods, plan_state, plans, v2mom_page
from trigpoint.services.plans.plan_methods import MethodDraft
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.services.pyramid import meeting_pages, meetings, pyramid
from trigpoint.services.pyramid.meetings import MeetingDraft, MotionDraft
from trigpoint.store.models import Goal

OWNERS = {"mira": "Northwind", "jo": "Care", "tuan": "Orders", "amir": "Billing"}
who = st.sampled_from(sorted(OWNERS))
titles = st.text(st.characters(codec="utf-8", categories=("L", "Nd")), min_size=1, max_size=12)
weights = st.sampled_from([0.5, 1.0, 2.0, 3.0])
signs = st.sampled_from(["with", "against"])
lags = st.integers(0, 8)
DUE = NOW.date() + datetime.timedelta(weeks=9)


class Views(RuleBasedStateMachine):
    """Writes through one view or another; after each step all of them say what was written.

    The model knows of each goal its title, and what it carries with which weight; of each map what
    is drawn between goals, and of each ladder the steps with the goals they stand for.
    """

    cast: Cast
    goals_ = Bundle("goals")

    def __init__(self) -> None:
        super().__init__()
        self.titles: dict[str, str] = {}
        self.carries: dict[str, dict[str, float]] = {}
        self.uses: dict[tuple[str, str], list[str]] = {}
        self.drawn: dict[tuple[str, str], tuple[str, int]] = {}
        self.steps: dict[str, list[tuple[str, str]]] = {}
        self.ladders: dict[str, str] = {}
        self.block = transaction.atomic()
        self.block._from_testcase = True
        self.block.__enter__()
        for cache in (graph._cache, plan_state._cache, map_state._cache, ladder_parts._cache):
            cache._states.clear()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def at(self, name: str):
        """Return somebody who has read nothing yet."""
        return self.cast.at(name, NOW)

    def unit(self, name: str) -> str:
        return self.cast.units[OWNERS[name]]

    def made(self, goal: str, title: str) -> str:
        self.titles[goal] = title
        self.carries[goal] = {}
        return goal

    @rule(target=goals_, name=who, title=titles)
    def write_in_the_list(self, name: str, title: str) -> str:
        draft = GoalDraft(
            title=title, why="So.", owner=self.unit(name), period=self.cast.period, state="active"
        )
        return self.made(goals.add(self.at(name), draft), title)

    @rule(target=goals_, name=who, title=titles)
    def write_as_a_method(self, name: str, title: str) -> str:
        plan = self.plan(name, "v2mom")
        method = plan_methods.add(self.at(name), plan, MethodDraft(title=title, why="So."))
        page = v2mom_page.show(self.at(name), plan)
        goal = next(m.goal.id for m in page.methods if m.id == method)
        self.uses.setdefault((name, "v2mom"), []).append(goal)
        return self.made(goal, title)

    @rule(target=goals_, name=who, title=titles)
    def write_on_the_map(self, name: str, title: str) -> str:
        lines = plan_list.plans(self.at(name), lens="map", owner=self.unit(name))
        period = self.cast.period
        plan = lines[0].id if lines else maps.begin(self.at(name), self.unit(name), period, str)
        lane = map_page.show(self.at(name), plan).perspectives[0].id
        draft = ObjectiveDraft(perspective=lane, title=title, why="So.")
        made = map_objectives.add(self.at(name), plan, draft)
        shown = map_page.show(self.at(name), plan).objectives
        goal = next(objective.goal.id for objective in shown if objective.id == made)
        self.uses.setdefault((name, "map"), []).append(goal)
        return self.made(goal, title)

    @rule(cause=goals_, effect=goals_, sign=signs, lag=lags)
    def draw_on_the_map(self, cause: str, effect: str, sign: str, lag: int) -> None:
        draft = DriveDraft(sign=sign, lag_weeks=lag, sentence="It moves it.")
        there = self.drive(cause, effect)
        if there is not None:
            drives.edit(self.at("mira"), there.id, there.version, draft)
        elif cause != effect:
            drives.add(self.at("mira"), cause, effect, draft)
        else:
            return
        self.drawn[cause, effect] = (sign, lag)

    @rule(cause=goals_, effect=goals_)
    def draw_no_more(self, cause: str, effect: str) -> None:
        there = self.drive(cause, effect)
        if there is not None:
            drives.remove(self.at("mira"), there.id, there.version)
            del self.drawn[cause, effect]

    @rule(goal=goals_, name=who, title=titles)
    def write_a_step(self, goal: str, name: str, title: str) -> None:
        if name not in self.ladders:
            draft = LadderDraft(owner=self.unit(name), title="Up")
            self.ladders[name] = ladders.add(self.at(name), draft)
        step = RungDraft(title=title, due=DUE, goal=goal)
        rungs.add(self.at(name), self.ladders[name], [step])
        self.steps.setdefault(name, []).append((title, goal))

    @rule(goal=goals_, name=who, title=titles)
    def rewrite_the_last_step(self, goal: str, name: str, title: str) -> None:
        if name in self.ladders:
            last = ladder_page.show(self.at(name), self.ladders[name]).rungs[-1]
            rungs.edit(self.at(name), last.id, last.version, {"title": title, "goal": goal})
            self.steps[name][-1] = (title, goal)

    @rule(target=goals_, above=goals_, name=who, title=titles, weight=weights)
    def split_in_the_cascade(self, above: str, name: str, title: str, weight: float) -> str:
        terms = Terms(title=title, sentence="A part of it.", weight=weight)
        question = Question(kind="carry", goal=above, holder=self.unit(name), terms=terms)
        asked = proposals.ask(self.at("mira"), question)
        proposals.accept(self.at(name), asked)
        goal = self.made(proposals.show(self.at(name), asked).made, title)
        self.carries[goal][above] = weight
        return goal

    @rule(target=goals_, above=goals_, name=who, title=titles)
    def agree_in_a_meeting(self, above: str, name: str, title: str) -> str:
        home, period = self.unit(name), self.cast.period
        draft = MeetingDraft(unit=home, period=period, title="Ours", day=NOW.date())
        meeting = meetings.call(self.at(name), draft)
        wanted = MotionDraft(
            title=title, why="So.", owner=home, above=above, sentence="It is a part."
        )
        motion = meetings.propose(self.at(name), meeting, wanted)
        meetings.speak(self.at(name), motion, "agree")
        goal = self.made(meetings.settle(self.at(name), motion, agreed=True), title)
        [shown] = meeting_pages.show(self.at(name), meeting).motions
        assert shown.goal == goal
        self.carries[goal][above] = 1.0
        return goal

    @rule(goal=goals_, above=goals_, weight=weights)
    def carry(self, goal: str, above: str, weight: float) -> None:
        closes = goal == above or above in self.all_below(goal)
        draft = LinkDraft(above=above, sentence="It is a part.", weight=weight)
        try:
            goals.link(self.at("mira"), goal, draft)
        except Invalid:
            assert closes or above in self.carries[goal]
        else:
            assert not closes
            self.carries[goal][above] = weight

    @rule(goal=goals_)
    def carry_no_more(self, goal: str) -> None:
        for link in goal_page.show(self.at("mira"), goal).parents[:1]:
            goals.unlink(self.at("mira"), link.link.id, reason="so")
            del self.carries[goal][link.goal.id]

    @rule(goal=goals_, title=titles)
    def rename(self, goal: str, title: str) -> None:
        version = Goal.objects.get(public_id=goal).version
        goals.edit(self.at("mira"), goal, version, {"title": title}, reason="Clearer.")
        self.titles[goal] = title

    @rule(goal=goals_, title=titles)
    def rename_in_a_file(self, goal: str, title: str) -> None:
        found = goals_file.export(self.at("mira"))
        entries = tuple(replace(g, title=title) if g.id == goal else g for g in found.goals)
        written = load(dump(replace(found, goals=entries)))
        goals_file.apply(self.at("mira"), written, reason="Clearer.")
        self.titles[goal] = title

    @rule(goal=goals_, name=who, lens=st.sampled_from(["v2mom", "cascade", "map", "ladder"]))
    def use(self, goal: str, name: str, lens: str) -> None:
        held = self.uses.setdefault((name, lens), [])
        draft = UseDraft(lens=lens, owner=self.unit(name))
        try:
            goal_uses.use(self.at(name), goal, draft)
        except Invalid:
            assert goal in held
        else:
            held.append(goal)

    @rule(goal=goals_)
    def use_no_more(self, goal: str) -> None:
        for found in goal_uses.of_goal(self.at("mira"), goal)[:1]:
            goal_uses.end(self.at("mira"), goal, found.id, found.version)
            name = next(n for n, unit in OWNERS.items() if unit == found.owner.name)
            self.uses[name, found.lens].remove(goal)

    def drive(self, cause: str, effect: str):
        """Return what is drawn from one goal to another, as the cause's page shows it."""
        if (cause, effect) not in self.drawn:
            return None
        found = goal_page.show(self.at("mira"), cause).drives
        return next(d for d in found if d.is_cause and d.other.id == effect)

    def plan(self, name: str, lens: str) -> str:
        """Return the plan of a unit, begun where there is none."""
        lines = plan_list.plans(self.at(name), lens=lens, owner=self.unit(name))
        if lines:
            return lines[0].id
        draft = PlanDraft(owner=self.unit(name), period=self.cast.period, lens=lens)
        return plans.add(self.at(name), draft)

    def all_below(self, goal: str) -> set[str]:
        """Return what carries a goal, by the model."""
        found: set[str] = set()
        waiting = [goal]
        while waiting:
            at = waiting.pop()
            under = [g for g, up in self.carries.items() if at in up and g not in found]
            found.update(under)
            waiting.extend(under)
        return found

    @invariant()
    def the_graph_is_one_and_without_a_cycle(self) -> None:
        state = graph.load(self.at("mira"))
        assert {g.public_id: g.title for g in state.goals.values()} == self.titles
        said = {
            goal: {link.parent: link.weight for link in state.graph.up[goal]}
            for goal in self.titles
        }
        assert said == self.carries
        for goal in self.titles:
            assert goal not in self.all_below(goal)

    @invariant()
    def the_cascade_shows_each_goal_once(self) -> None:
        lines: list[cascade.CascadeRow] = []
        for skip in itertools.count(0, cascade.PAGE):
            page = cascade.show(self.at("mira"), Wanted(fold="person", skip=skip))
            lines += page.rows
            if not page.more:
                lines += page.loose
                break
        shown = [(row.card.id, row.card.title) for row in lines]
        assert sorted(shown) == sorted(self.titles.items())

    @invariant()
    def the_pyramid_and_the_list_show_the_same(self) -> None:
        found = pyramid.show(self.at("mira"))
        assert found.total == len(self.titles)
        assert set(found.standings) == set(self.titles)
        listed = {line.goal.id: line.goal.title for layer in found.layers for line in layer.lines}
        assert listed.items() <= self.titles.items()
        cards = goal_list.find(self.at("mira"), Filter()).goals
        assert {card.id: card.title for card in cards}.items() <= self.titles.items()

    @invariant()
    def every_plan_reads_its_goals_back(self) -> None:
        for (name, lens), held in self.uses.items():
            if not held:
                continue
            plan = self.plan(name, lens)
            if lens == "map":  # objectives have a place, not a rank
                cards = [o.goal for o in map_page.show(self.at("mira"), plan).objectives]
                cards.sort(key=lambda card: held.index(card.id))
            else:
                cards = [m.goal for m in v2mom_page.show(self.at("mira"), plan).methods]
            assert [(c.id, c.title) for c in cards] == [(g, self.titles[g]) for g in held]

    @invariant()
    def each_map_draws_what_goals_move_each_other(self) -> None:
        for (name, lens), held in self.uses.items():
            if lens != "map" or not held:
                continue
            page = map_page.show(self.at("mira"), self.plan(name, lens))
            goal_of = {objective.id: objective.goal.id for objective in page.objectives}
            shown = {
                (goal_of[link.cause], goal_of[link.effect]): (link.sign.value, link.lag_weeks)
                for link in page.links
            }
            on_it = {ends: said for ends, said in self.drawn.items() if {*ends} <= {*held}}
            assert shown == on_it

    @invariant()
    def each_ladder_reads_its_steps_and_their_goals_back(self) -> None:
        for name, held in self.steps.items():
            shown = ladder_page.show(self.at(name), self.ladders[name]).rungs
            said = [(step.title, step.goal.id, step.goal.title) for step in shown]
            assert said == [(title, goal, self.titles[goal]) for title, goal in held]


@pytest.mark.req("GRAPH-9", via="core")
def test_any_sequence_of_edits_leaves_one_graph_that_every_view_reads_back(cast):
    play(Views, cast, steps=12)
