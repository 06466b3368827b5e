"""Whatever people write, in whatever order, everybody can load what is there."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.cast import NOW, Cast
from tests.laws.machines import play
from trigpoint.connectors import goal_files
from trigpoint.connectors.goal_files import dump
from trigpoint.core.goal_file.entries import CarryEntry
from trigpoint.services.errors import ServiceError
from trigpoint.services.goal_files import goals_file
from trigpoint.services.goals import co_owners, drives, goals, goals_undo, graph, steps, targets
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.goals.whatif import AddLink, DropLink, Move, SetTarget
from trigpoint.services.loop import closing
from trigpoint.services.loop.closing import ClosingDraft
from trigpoint.services.organisation import organisation, periods
from trigpoint.services.people import memberships, people
from trigpoint.services.realignment import realign, realign_page
from trigpoint.store.models import (
    Contribution,
    Entry,
    Goal,
    Membership,
    Period,
    Realignment,
    Target,
)

PAGES = ("/", "/goals/", "/cascade/")
WHY = "It has changed."
DAYS = [datetime.date(year, month, 1) for year in (2025, 2026, 2027) for month in (2, 6, 11)]
which = st.sampled_from(range(60))
day = st.sampled_from(DAYS)
weight = st.sampled_from([1.0, 0.5, 3.0, 1e6, 2e6, float("nan")])
way_up = st.sampled_from([None, True, False])
state = st.sampled_from(["draft", "proposed", "active", "missed", "retired"])


class Writes(RuleBasedStateMachine):
    """Writes what comes, right or wrong; what is refused is refused in words.

    After each step the graph is loaded, a card is made of every goal, and the pages open.
    """

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block._from_testcase = True
        self.block.__enter__()
        graph.forget()
        self.client = Client()
        self.client.force_login(self.cast.mira.user)
        self.titles = 0
        for number in (0, 0, 0, 1, 2, 3):
            self.add(number, number, None, "active")
        self.add_target(1, DAYS[4], 1.0)
        self.add_target(2, DAYS[5], 1.0)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def at(self, name: str = "mira"):
        """Return somebody who has read nothing yet."""
        return self.cast.at(name, NOW)

    def one(self, model, number: int):
        """Return one of the records in use, None where there is none."""
        home = self.cast.organisation
        held = list(model.objects.filter(organisation=home, retired=False).order_by("pk"))
        return held[number % len(held)] if held else None

    def attempt(self, *needed: object, act: Callable[[], object]) -> None:
        """Do something where there is what it needs; only words may say that it cannot be."""
        if None in needed:
            return
        with suppress(ServiceError):
            act()

    @rule(first=which, second=which, primary=way_up, state=state)
    def add(self, first: int, second: int, primary: bool | None, state: str) -> None:
        self.titles += 1
        above = dict.fromkeys((self.one(Goal, first), self.one(Goal, second)))
        draft = GoalDraft(
            title=f"Goal {self.titles}",
            why=WHY,
            owner=self.cast.units["Northwind"],
            period=self.one(Period, first).public_id,
            state=state,
            carries=tuple(
                LinkDraft(above=goal.public_id, sentence=WHY, primary=primary)
                for goal in above
                if goal is not None
            ),
        )
        self.attempt(act=lambda: goals.add(self.at(), draft))

    @rule(child=which, parent=which, weight=weight, primary=way_up)
    def link(self, child: int, parent: int, weight: float, primary: bool | None) -> None:
        low, high = self.one(Goal, child), self.one(Goal, parent)
        draft = LinkDraft(above=high.public_id, sentence=WHY, weight=weight, primary=primary)
        self.attempt(act=lambda: goals.link(self.at(), low.public_id, draft, reason=WHY))

    @rule(link=which, weight=weight, primary=st.booleans())
    def edit_link(self, link: int, weight: float, primary: bool) -> None:
        held = self.one(Contribution, link)
        said = {"weight": weight, "primary": primary}
        self.attempt(
            held,
            act=lambda: goals.edit_link(self.at(), held.public_id, held.version, said, reason=WHY),
        )

    @rule(link=which)
    def unlink(self, link: int) -> None:
        held = self.one(Contribution, link)
        self.attempt(held, act=lambda: goals.unlink(self.at(), held.public_id, reason=WHY))

    @rule(goal=which, period=which, state=state)
    def edit_goal(self, goal: int, period: int, state: str) -> None:
        held = self.one(Goal, goal)
        said = {"period": self.one(Period, period).public_id, "state": state}
        self.attempt(
            act=lambda: goals.edit(self.at(), held.public_id, held.version, said, reason=WHY)
        )

    @rule(goal=which, due=day, weight=weight)
    def add_target(self, goal: int, due: datetime.date, weight: float) -> None:
        held = self.one(Goal, goal)
        draft = TargetDraft(kind="milestone", title="Rules written", due=due, weight=weight)
        self.attempt(act=lambda: targets.add(self.at(), held.public_id, draft, reason=WHY))

    @rule(aim=which, due=day)
    def edit_target(self, aim: int, due: datetime.date) -> None:
        held = self.one(Target, aim)
        draft = TargetDraft(kind="yes_no", title="All tags in use", due=due)
        self.attempt(
            held,
            act=lambda: targets.edit(self.at(), held.public_id, held.version, draft, reason=WHY),
        )

    @rule(aim=which)
    def remove_target(self, aim: int) -> None:
        held = self.one(Target, aim)
        self.attempt(held, act=lambda: targets.remove(self.at(), held.public_id, reason=WHY))

    @rule(starts=day, ends=day)
    def add_period(self, starts: datetime.date, ends: datetime.date) -> None:
        dara = self.at("dara")
        self.attempt(act=lambda: organisation.add_period(dara, f"{starts}", starts, ends))

    @rule(period=which, starts=day, ends=day)
    def edit_period(self, period: int, starts: datetime.date, ends: datetime.date) -> None:
        held, said = self.one(Period, period), {"starts": starts, "ends": ends}
        dara = self.at("dara")
        self.attempt(act=lambda: periods.edit(dara, held.public_id, held.version, said, reason=WHY))

    @rule(period=which)
    def retire_period(self, period: int) -> None:
        held, dara = self.one(Period, period), self.at("dara")
        self.attempt(act=lambda: periods.retire(dara, held.public_id, held.version, reason=WHY))

    @rule(starts=day, ends=day, share=st.sampled_from([0.0, 0.5, 1.0, 1.5]))
    def add_place(self, starts: datetime.date, ends: datetime.date, share: float) -> None:
        dara, bea, unit = self.at("dara"), self.cast.people["bea"], self.cast.units["Orders"]
        self.attempt(
            act=lambda: people.add_membership(
                dara, bea, unit, share=share, valid_from=starts, valid_to=ends
            )
        )

    @rule(place=which, ends=day)
    def edit_place(self, place: int, ends: datetime.date) -> None:
        held, dara = self.one(Membership, place), self.at("dara")
        if held.person.public_id != self.cast.people["bea"]:
            return
        said = {"valid_to": ends}
        self.attempt(
            act=lambda: memberships.edit(dara, held.public_id, held.version, said, reason=WHY)
        )

    @rule(cause=which, effect=which)
    def drive(self, cause: int, effect: int) -> None:
        low, high = self.one(Goal, cause), self.one(Goal, effect)
        draft = DriveDraft(sentence=WHY)
        self.attempt(act=lambda: drives.add(self.at(), low.public_id, high.public_id, draft))

    @rule(goal=which)
    def share_and_step(self, goal: int) -> None:
        held, care = self.one(Goal, goal), self.cast.units["Care"]
        self.attempt(
            act=lambda: co_owners.add(self.at(), held.public_id, care, "the rota", reason=WHY)
        )
        self.attempt(act=lambda: steps.add(self.at(), held.public_id, "Ask Logistics"))

    @rule(link=which, child=which, parent=which, aim=which, due=day, kind=st.integers(0, 3))
    def realign(
        self, link: int, child: int, parent: int, aim: int, due: datetime.date, kind: int
    ) -> None:
        held, asked = self.one(Contribution, link), self.one(Target, aim)
        low, high = self.one(Goal, child).public_id, self.one(Goal, parent).public_id
        if held is None or (asked is None and kind == 3):
            return
        edit = (
            DropLink(link=held.public_id),
            Move(link=held.public_id, to=high),
            AddLink(child=low, parent=high),
            SetTarget(target=asked.public_id if asked else "", due=due),
        )[kind]
        self.attempt(act=lambda: self.realigned(edit))

    def realigned(self, edit: object) -> None:
        made = realign.begin(self.at(), "Otherwise", WHY)
        realign.add_edits(self.at(), made, 1, [edit])
        realign.commit(self.at(), made, realign_page.show(self.at(), made).version, override=WHY)

    @rule(number=which)
    def undo_realignment(self, number: int) -> None:
        held = self.one(Realignment, number)
        self.attempt(held, act=lambda: realign.undo(self.at(), held.public_id, held.version))

    @rule(goal=which, decision=st.sampled_from(["keep", "change", "drop"]))
    def close(self, goal: int, decision: str) -> None:
        held = self.one(Goal, goal)
        draft = ClosingDraft(
            reached=False, score=40, decision=decision, learned=WHY, title=f"{held.title} anew"
        )
        self.attempt(act=lambda: closing.close(self.at(), held.public_id, draft))

    @rule(goal=which)
    def reopen(self, goal: int) -> None:
        held = self.one(Goal, goal)
        self.attempt(act=lambda: closing.undo(self.at(), held.public_id))

    @rule(goal=which, above=which, weight=weight, due=day)
    def apply_file(self, goal: int, above: int, weight: float, due: datetime.date) -> None:
        there = goals_file.export(self.at())
        if not there.goals:
            return
        entry = there.goals[goal % len(there.goals)]
        to = there.goals[above % len(there.goals)].id
        said = replace(
            entry,
            carries=(CarryEntry(to=to, because=WHY, weight=weight, main=True),),
            targets=tuple(replace(target, due=due) for target in entry.targets),
        )
        text = dump(replace(there, periods=(), directions=(), measures=(), goals=(said,)))
        self.attempt(act=lambda: goal_files.apply(self.at(), text, reason=WHY))

    @rule(number=which)
    def undo_what_was_written(self, number: int) -> None:
        done = Entry.objects.filter(
            organisation=self.cast.organisation, command__in=goals_undo.UNDONE
        )
        listed = list(done.order_by("-pk").values_list("seq", flat=True))
        if listed:
            self.attempt(act=lambda: goals_undo.undo(self.at(), listed[number % len(listed)]))

    @invariant()
    def everybody_loads_it(self) -> None:
        mira = self.at()
        held = graph.load(mira)
        cards = Cards(mira, held)
        assert all(cards.card(goal).title == goal.title for goal in held.goals.values())

    @invariant()
    def the_pages_open(self) -> None:
        answers = {page: self.client.get(page).status_code for page in PAGES}
        assert answers == dict.fromkeys(PAGES, 200)


@pytest.mark.slow
def test_what_anybody_writes_can_be_loaded_by_everybody(cast):
    play(Writes, cast, steps=20)
