"""Any sequence of edits through the views leaves one graph, and each reads what another wrote."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.cast import NOW, Cast
from trigpoint.connectors.goal_files import dump, load
from trigpoint.services.cascade import cascade, proposals
from trigpoint.services.cascade.cascade import Wanted
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.errors import Invalid
from trigpoint.services.goal_files import goals_file
from trigpoint.services.goals import goal_list, goal_page, goal_uses, goals, graph
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.goals.goal_uses import UseDraft
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.maps import map_page, map_state
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


class Views(RuleBasedStateMachine):
    """Writes through one view or another; after each step all of them say what was written.

    The model knows of each goal its title, and what it carries with which weight.
    """

    cast: Cast
    goals_ = Bundle("goals")

    def __init__(self) -> None:
        super().__init__()
        self.titles: dict[str, str] = {}
        self.carries: dict[str, dict[str, float]] = {}
        self.uses: dict[tuple[str, str], list[str]] = {}
        self.block = transaction.atomic()
        self.block._from_testcase = True
        self.block.__enter__()
        for cache in (graph._cache, plan_state._cache, map_state._cache):
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
            goals.unlink(self.at("mira"), link.link.id)
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


@pytest.mark.req("GRAPH-9", via="core")
def test_any_sequence_of_edits_leaves_one_graph_that_every_view_reads_back(cast):
    machine = type("Here", (Views,), {"cast": cast})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=5,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
