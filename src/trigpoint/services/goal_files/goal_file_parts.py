"""The parts of goals in a file: what they carry and move, targets, who shares them, and steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trigpoint.core.goal_file.entries import (
    CarryEntry,
    GoalEntry,
    MoveEntry,
    ShareEntry,
    StepEntry,
    TargetEntry,
)
from trigpoint.core.text import _
from trigpoint.services.errors import Invalid
from trigpoint.services.goal_files.goal_file_building import Records
from trigpoint.services.goals import co_owners, drives, goals, targets
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.goals.targets import FOR_MEASURES, TargetDraft
from trigpoint.store.models import Contribution, CoOwner, Drive, Goal, Person, Step, Target, Unit


@dataclass(frozen=True, slots=True)
class Parts:
    """Writes the parts of one goal whose record is known. `path` is its place in the file."""

    records: Records
    goal: Goal
    path: str

    def write(self, entry: GoalEntry, before: GoalEntry | None) -> None:
        """Write every part that differs."""
        self.carries(entry, before)
        self.moves(entry, before)
        self.targets(entry, before)
        self.shares(entry, before)
        self.steps(entry, before)

    def carries(self, entry: GoalEntry, before: GoalEntry | None) -> None:
        """Write what the goal carries; at most one is the main one."""
        records = self.records
        known = {}
        for link in records.state.up.get(self.goal.pk or 0, ()):
            said = records.exporter.carries(link)
            if said is not None:
                known[said.key] = link
            elif link.primary and any(carry.main for carry in entry.carries):
                records.changed(link).primary = False
        if sum(carry.main for carry in entry.carries) > 1:
            why = _("Only one of them is the main one.")
            records.problems.add(f"{self.path}.carries", why, _("Write “main: true” once."))
        was = {carry.key: carry for carry in before.carries} if before else {}
        for number, carry in enumerate(entry.carries):
            if was.get(carry.key) != carry:
                with records.at(f"{self.path}.carries.{number}"):
                    self.carry(carry, known.get(carry.key))
        self.gone(known, {carry.key for carry in entry.carries})

    def carry(self, entry: CarryEntry, known: Contribution | None) -> None:
        """Write one contribution."""
        draft = LinkDraft(
            above=entry.to,
            sentence=entry.because,
            weight=entry.weight,
            evidence=entry.evidence,
            evidence_source=entry.source,
            primary=entry.main,
        )
        goals.refuse_link(self.goal, draft)
        records = self.records
        if known is not None:
            link = records.changed(known)
        else:
            link = records.new(Contribution(organisation=records.home, child=self.goal))
            link.direction = records.directions.get(entry.to)
            link.parent = None if link.direction else records.goals.get(entry.to)
        link.weight, link.sentence, link.primary = entry.weight, entry.because, entry.main
        link.evidence, link.evidence_source = entry.evidence, entry.source

    def moves(self, entry: GoalEntry, before: GoalEntry | None) -> None:
        """Write which goals this one is believed to move."""
        records = self.records
        known = {
            records.exporter.goals[drive.effect_id].public_id: drive
            for drive in records.state.drives.get(self.goal.pk or 0, ())
            if drive.cause_id == self.goal.pk and drive.effect_id in records.exporter.goals
        }
        was = {move.key: move for move in before.moves} if before else {}
        for number, move in enumerate(entry.moves):
            if was.get(move.key) != move:
                with records.at(f"{self.path}.moves.{number}"):
                    self.move(move, known.get(move.key))
        self.gone(known, {move.key for move in entry.moves})

    def move(self, entry: MoveEntry, known: Drive | None) -> None:
        """Write one drive."""
        records = self.records
        if known is not None:
            drive = records.changed(known)
        else:
            drive = records.new(Drive(organisation=records.home))
            drive.effect = records.goals[entry.goal]
        drive.cause = self.goal
        drive.effect = records.goals[entry.goal]
        draft = DriveDraft(sign=entry.direction, lag_weeks=entry.lag_weeks, sentence=entry.because)
        drives.fill(drive, draft)

    def targets(self, entry: GoalEntry, before: GoalEntry | None) -> None:
        """Write the targets, in the file's order."""
        records = self.records
        held = records.state.targets.get(self.goal.pk or 0, ())
        known = {t.public_id: t for t in held if records.exporter.is_open(t)}
        was = {target.key: target for target in before.targets} if before else {}
        for rank, target in zip(self.ranks(entry.targets, known), entry.targets, strict=True):
            path = f"{self.path}.targets.{entry.targets.index(target)}"
            there = known.get(target.id)
            if was.get(target.key) != target or (there is not None and there.rank != rank):
                with records.at(path):
                    self.target(target, there).rank = rank
        self.gone(known, {target.id for target in entry.targets})

    def target(self, entry: TargetEntry, known: Target | None) -> Target:
        """Write one target."""
        records = self.records
        target = records.changed(known) if known else records.slot(Target, entry.id)
        target.goal = self.goal
        if entry.done and entry.kind in FOR_MEASURES:
            raise Invalid({"done": _("The numbers decide when this target is reached.")})
        draft = TargetDraft(
            kind=entry.kind,
            due=entry.due,
            title=entry.title,
            measure=entry.measure,
            baseline=entry.baseline,
            points=tuple((value.by, value.value) for value in entry.values),
            low=entry.low,
            high=entry.high,
            tolerance=entry.tolerance,
            weight=entry.weight,
            guard=entry.guard,
            guard_limit=entry.guard_limit,
            growth=entry.growth,
        )
        measure, guard = map(records.measures.get, (entry.measure, entry.guard))
        targets.fill_with(target, draft, measure, guard, records.actor)
        target.done_on = entry.done
        return target

    def shares(self, entry: GoalEntry, before: GoalEntry | None) -> None:
        """Write who shares the goal."""
        records = self.records
        known = {}
        for part in records.state.co_owners.get(self.goal.pk or 0, ()):
            name = records.names.of_holder(part.unit_id, part.person_id)
            if name:
                known[name] = part
        was = {share.key: share for share in before.shared_with} if before else {}
        for number, share in enumerate(entry.shared_with):
            path = f"{self.path}.shared_with.{number}"
            if share.who == entry.owner:
                why = _("They own the goal as a whole.")
                records.problems.add(f"{path}.who", why, _("Leave this part out."))
            elif was.get(share.key) != share:
                with records.at(path):
                    self.share(share, known.get(share.key))
        self.gone(known, {share.key for share in entry.shared_with})

    def share(self, entry: ShareEntry, known: CoOwner | None) -> None:
        """Write what one co-owner answers for."""
        co_owners.refuse_words(entry.answers_for)
        records = self.records
        if known is not None:
            part = records.changed(known)
        else:
            who = records.names.holder(entry.who)
            part = records.new(CoOwner(organisation=records.home, goal=self.goal))
            part.unit = who if isinstance(who, Unit) else None
            part.person = who if isinstance(who, Person) else None
        part.answers_for = entry.answers_for

    def steps(self, entry: GoalEntry, before: GoalEntry | None) -> None:
        """Write the steps, in the file's order."""
        records = self.records
        known = {s.public_id: s for s in records.state.steps.get(self.goal.pk or 0, ())}
        was = {step.key: step for step in before.steps} if before else {}
        for rank, step in zip(self.ranks(entry.steps, known), entry.steps, strict=True):
            path = f"{self.path}.steps.{entry.steps.index(step)}"
            there = known.get(step.id)
            if was.get(step.key) != step or (there is not None and there.rank != rank):
                with records.at(path):
                    self.step(step, there, was.get(step.key)).rank = rank
        self.gone(known, {step.id for step in entry.steps})

    def step(self, entry: StepEntry, known: Step | None, before: StepEntry | None) -> Step:
        """Write one step; whoever does it and is not to be named stays."""
        records = self.records
        step = records.changed(known) if known else records.slot(Step, entry.id)
        step.goal = self.goal
        step.title, step.due = entry.title, entry.due
        step.done_on, step.result = entry.done, entry.result
        if before is None or before.who != entry.who:
            who = records.names.holder(entry.who)
            step.person = who if isinstance(who, Person) else None
        return step

    @staticmethod
    def ranks(entries: Sequence[Any], known: dict[str, Any]) -> list[int]:
        """Return the rank of each entry: as it was while the order is, else counted from 1."""
        ranks = [known[entry.id].rank for entry in entries if entry.id in known]
        if len(ranks) == len(entries) and ranks == sorted(set(ranks)):
            return ranks
        return list(range(1, len(entries) + 1))

    def gone(self, known: dict[str, Any], named: set[str]) -> None:
        """Take out of use what the file does not name any more."""
        self.records.writes.gone.extend(r for key, r in known.items() if key not in named)
