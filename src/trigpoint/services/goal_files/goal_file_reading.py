"""From names to records: a file's references found, and said in the one way that exports use."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from difflib import get_close_matches

from trigpoint.core.goal_file.entries import (
    Document,
    GoalEntry,
    MeasureEntry,
    ShareEntry,
    StepEntry,
    TargetEntry,
    Written,
)
from trigpoint.core.goal_file.problem import FileProblem
from trigpoint.core.text import Text, _
from trigpoint.services.errors import Invalid
from trigpoint.services.goal_files.goal_file_export import Exporter
from trigpoint.services.measures import catalogue
from trigpoint.store.models import Person

MOST_HINTS = 50
"""Names nearest to so many unknown ones are looked for; each search walks over all there are."""
ADD_IT = _("Mend the name, or add it first.")


class Problems:
    """Gathers what is wrong with a file, each thing at its place."""

    def __init__(self, written: Written) -> None:
        self.written = written
        self.found: list[FileProblem] = []

    def add(self, path: str, what: Text, cure: Text) -> None:
        """Note a problem at a part of the file."""
        place = self.written.place(path)
        self.found.append(FileProblem(place.line, place.column, path, what, cure))

    def in_order(self) -> tuple[FileProblem, ...]:
        """Return the problems as somebody meets them who reads the file."""
        return tuple(sorted(self.found, key=lambda p: (p.line, p.column)))


class Reader:
    """Replaces every name of a file by the one that exports use; unknown ones are problems."""

    def __init__(self, exporter: Exporter, problems: Problems) -> None:
        self.exporter = exporter
        self.names = exporter.names
        self.problems = problems
        written = problems.written.document
        self.periods = {*self.names.periods, *(p.name for p in written.periods)}
        self.directions = {*self.names.directions, *(d.key for d in written.directions)}
        self.measures = {m.title: m.title for m in written.measures}
        self.measures |= {m.id: m.title for m in written.measures if m.id}
        self.goals = {goal.id for goal in written.goals}
        self.goals |= {goal.public_id for goal in exporter.goals.values()}
        self.above = self.goals | self.directions

    def document(self) -> Document:
        """Return the file with every name in its one form."""
        written = self.problems.written.document
        return replace(
            written,
            measures=tuple(
                self.measure(m, f"measures.{n}") for n, m in enumerate(written.measures)
            ),
            goals=tuple(self.goal(g, f"goals.{n}") for n, g in enumerate(written.goals)),
        )

    def measure(self, entry: MeasureEntry, path: str) -> MeasureEntry:
        """Return a measure with its id, where its title is known, and the name of its member."""
        known = self.names.measures.get(entry.title)
        if known is not None and not entry.id:
            entry = replace(entry, id=known.public_id)
        entry = replace(entry, settings=self.settings(entry, f"{path}.settings"))
        match entry.scope:
            case "unit" | "person":
                return replace(entry, of=self.holder(entry.of, f"{path}.of"))
            case "queue":
                self.require(entry.of, self.names.queues, f"{path}.of")
        return entry

    def settings(self, entry: MeasureEntry, path: str) -> tuple[tuple[str, str], ...]:
        """Return every setting of a measure, those that the file leaves open by their default."""
        try:
            found = catalogue.settled(entry.kpi, params_of(entry))
        except Invalid as invalid:
            self.problems.add(path, invalid.text, ADD_IT)
            return entry.settings
        return tuple(sorted((name, str(value)) for name, value in found.items()))

    def goal(self, entry: GoalEntry, path: str) -> GoalEntry:
        """Return a goal with every name in its one form."""
        self.require(entry.period, self.periods, f"{path}.period")
        for number, carry in enumerate(entry.carries):
            self.require(carry.to, self.above, f"{path}.carries.{number}.to")
        for number, move in enumerate(entry.moves):
            self.require(move.goal, self.goals, f"{path}.moves.{number}.goal")
        return replace(
            entry,
            owner=self.holder(entry.owner, f"{path}.owner"),
            targets=tuple(
                self.target(t, f"{path}.targets.{n}") for n, t in enumerate(entry.targets)
            ),
            shared_with=tuple(
                self.share(s, f"{path}.shared_with.{n}") for n, s in enumerate(entry.shared_with)
            ),
            steps=tuple(self.step(s, f"{path}.steps.{n}") for n, s in enumerate(entry.steps)),
        )

    def target(self, entry: TargetEntry, path: str) -> TargetEntry:
        """Return a target with the one name of its measures."""
        if entry.growth is not None and (entry.values or entry.baseline is not None):
            self.problems.add(
                f"{path}.growth",
                _("A growth on last year gives where it starts from and every value."),
                _("Leave out “from” and “values”, or the growth."),
            )
        return replace(
            entry,
            measure=self.named_measure(entry.measure, f"{path}.measure"),
            guard=self.named_measure(entry.guard, f"{path}.guard"),
            values=tuple(sorted(entry.values, key=lambda value: value.by)),
        )

    def share(self, entry: ShareEntry, path: str) -> ShareEntry:
        """Return a part with the one name of whoever answers for it."""
        return replace(entry, who=self.holder(entry.who, f"{path}.who"))

    def step(self, entry: StepEntry, path: str) -> StepEntry:
        """Return a step with the one name of whoever does it."""
        if not entry.who:
            return entry
        who = self.holder(entry.who, f"{path}.who")
        if who and not isinstance(self.names.holder(who), Person):
            self.problems.add(
                f"{path}.who",
                _("A step is one person’s."),
                _("Write the mail address of a person."),
            )
        return replace(entry, who=who)

    def holder(self, name: str, path: str) -> str:
        """Return the one name of a unit or a person; note one that is not there."""
        found = self.names.holder(name)
        if found is None and name in self.names.called:
            self.ambiguous(name, path)
            return name
        if found is None:
            self.unknown(name, self.names.holders(), path)
            return name
        if isinstance(found, Person):
            return self.names.of_holder(None, found.pk)
        return self.names.of_holder(found.pk, None)

    def named_measure(self, name: str, path: str) -> str:
        """Return the one name of a measure; note one that is not there."""
        known = self.names.measures.get(name)
        if known is not None:
            return self.names.of_measure(known.pk)
        if name and name not in self.measures:
            self.unknown(name, [*self.names.measures, *self.measures], path)
        return self.measures.get(name, name)

    def require(self, name: str, known: Collection[str], path: str) -> None:
        """Note a name that is not among those that are known."""
        if name not in known:
            self.unknown(name, known, path)

    def ambiguous(self, name: str, path: str) -> None:
        """Note a name that several units have, with what each of them can be called."""
        ways = ", ".join(f"“{self.names.of_unit(unit)}”" for unit in self.names.called[name])
        what = _("Several units can be meant by “{name}”.", name=name)
        self.problems.add(path, what, _("Write one of these: {names}.", names=ways))

    def unknown(self, name: str, known: Iterable[str], path: str) -> None:
        """Note a name that nothing has, with the nearest one."""
        what = _("There is no “{name}” here, or it is not for you to see.", name=name)
        near = hint(name, known) if len(self.problems.found) < MOST_HINTS else ADD_IT
        self.problems.add(path, what, near)


def params_of(entry: MeasureEntry) -> dict[str, str | int]:
    """Return the settings of a measure as the catalogue takes them: numbers as such.

    Raises:
        Invalid: for a KPI that there is not.
    """
    numbers = {s.name for s in catalogue.kpi(entry.kpi).settings if s.least is not None}
    return {
        name: int(value) if name in numbers and value.isdecimal() else value
        for name, value in entry.settings
    }


def hint(name: str, known: Iterable[str]) -> Text:
    """Return which name was probably meant."""
    by_fold = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    if near:
        return _("Did you mean “{near}”?", near=by_fold[near[0]])
    return ADD_IT
