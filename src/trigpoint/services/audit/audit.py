"""The audit of a unit: what is worth a look there, what was muted, and how its habits stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trigpoint.core.craft import habits as core
from trigpoint.core.craft.picture import GoalSeen, Picture
from trigpoint.core.craft.rule import Mend, Ref
from trigpoint.core.craft.rules import RULES
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.audit import findings, mutes
from trigpoint.services.audit.findings import Found, Sight
from trigpoint.services.audit.mutes import MuteView
from trigpoint.services.goals import scope
from trigpoint.services.goals.scope import Scope
from trigpoint.services.plans import plan_state
from trigpoint.store.models import Mute

CHANGES = {"goal_links", "goal_target", "target", "goal_announce"}
"""Mends that change a goal."""
NAMED = 3
"""So many goals are named where a habit is missing."""


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record by kind and public id, with its title."""

    kind: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class MendRef:
    """What one click starts: a page, of which record (and part of it), and the button's word."""

    page: str
    id: str
    part: str
    label: Text


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """Something worth a look. `pitfall` is its number among the ten.

    `sure` is certain, fairly sure or may be; `muted` why it is not told any more, else None.
    """

    rule: str
    pitfall: int
    title: Text
    reason: Text
    about: RecordRef
    seen: Text
    records: tuple[RecordRef, ...]
    sure: str
    basis: Text
    mend: MendRef
    muted: MuteView | None


@dataclass(frozen=True, slots=True)
class HabitCount:
    """A habit of good goal work: so many of the goals here, and of all of the organisation's."""

    key: str
    title: Text
    meaning: Text
    good: int
    all: int
    good_everywhere: int
    all_everywhere: int
    missing: tuple[RecordRef, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What is worth a look in a scope, for one actor: what they can mend and may see.

    `goals` is how many goals of the scope are in force, `in_charge` whether the actor leads it.
    """

    scope: Scope
    goals: int
    in_charge: bool
    findings: tuple[AuditFinding, ...]
    muted: tuple[AuditFinding, ...]
    habits: tuple[HabitCount, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in words."""

    key: str
    pitfall: int
    title: Text
    reason: Text
    sure: str
    basis: Text


def rules() -> tuple[RuleView, ...]:
    """Return all rules."""
    return tuple(
        RuleView(r.key, r.pitfall, r.title, r.reason, r.sure.value, r.basis) for r in RULES
    )


@dataclass(frozen=True, slots=True)
class Lens:
    """The units and people of a scope by public id, and the titles of records."""

    sight: Sight
    picture: Picture
    units: frozenset[str]
    people: frozenset[str]

    @classmethod
    def of(cls, sight: Sight, found: Scope) -> Lens:
        """Return the lens of a scope."""
        state = sight.cards.state
        units, people = scope.holders(sight.actor, state, found)
        return cls(
            sight,
            findings.everything(sight.actor).picture,
            frozenset(state.units[u].public_id for u in units if u in state.units),
            frozenset(state.people[p].public_id for p in people if p in state.people),
        )

    def holds_goal(self, goal: GoalSeen | None) -> bool:
        """Whether the scope holds a goal."""
        return goal is not None and (goal.unit in self.units or goal.person in self.people)

    def holds(self, about: Ref) -> bool:
        """Whether a record belongs to the scope."""
        match about.kind:
            case "goal":
                return self.holds_goal(self.picture.goals.get(about.id))
            case "plan":
                sign = next((s for s in self.picture.signs if s.plan == about.id), None)
                return sign is not None and (sign.unit in self.units or sign.person in self.people)
            case "unit":
                return about.id in self.units
            case _:
                return about.id in self.people

    def title(self, about: Ref) -> str:
        """Return the title of a record, "" for one that has none or is not to be seen."""
        sight, state = self.sight, self.sight.cards.state
        match about.kind:
            case "goal":
                goal = sight.goal(about.id)
                return goal.title if goal else ""
            case "unit":
                unit = state.units.get(sight.units.get(about.id, 0))
                return unit.name if unit else ""
            case "person":
                return sight.people[about.id].name if about.id in sight.people else ""
            case "plan":
                return plan_title(sight, about.id)
            case "announcement":
                return next((a.title for a in self.picture.announced if a.id == about.id), "")
        return ""

    def record(self, about: Ref) -> RecordRef:
        """Return a record with its title."""
        return RecordRef(about.kind, about.id, self.title(about))

    def records(self, refs: Iterable[Ref]) -> tuple[RecordRef, ...]:
        """Return the records that have a title for the actor's eyes."""
        return tuple(record for record in map(self.record, refs) if record.title)


def plan_title(sight: Sight, public_id: str) -> str:
    """Return whose plan it is."""
    plan = plan_state.load(sight.actor).by_public_id.get(public_id)
    if plan is None:
        return ""
    return sight.cards.holder(plan.owner_unit_id, plan.owner_person_id).name


def show(actor: Actor, whose: str = "") -> Audit:
    """Return what is worth a look in a unit or of a person, of what the actor can mend.

    Raises:
        NotThere: for a unit or a person that the actor may not see.
    """
    found = scope.find(actor, whose)
    sight = Sight.of(actor)
    lens = Lens.of(sight, found)
    silenced = silencer(mutes.rows(actor), lens)
    cases = [
        view(lens, case, silenced(case)) for case in sight.told() if lens.holds(case.seen.about)
    ]
    here = [goal for goal in lens.picture.goals.values() if lens.holds_goal(goal)]
    return Audit(
        scope=found,
        goals=len(here),
        in_charge=found.holder.kind == "unit" and sight.of_unit(found.holder.id),
        findings=tuple(case for case in cases if case.muted is None),
        muted=tuple(case for case in cases if case.muted is not None),
        habits=tuple(habits(lens, here)) if sees_habits(lens, found) else (),
    )


def silencer(rows: list[Mute], lens: Lens) -> Callable[[Found], MuteView | None]:
    """Return what says whether a case was muted: by itself, or for a unit that it belongs to."""
    known = {(row.rule, row.about_kind, row.about): row for row in rows}
    homes = homes_of(lens)

    def silenced(case: Found) -> MuteView | None:
        about = case.seen.about
        places = [(about.kind, about.id), *(("unit", unit) for unit in homes(about))]
        row = next((r for p in places if (r := known.get((case.rule.key, *p)))), None)
        return mutes.view(row) if row else None

    return silenced


def homes_of(lens: Lens) -> Callable[[Ref], list[str]]:
    """Return what names the units in which a record stands, and those above them."""
    sight = lens.sight
    state, drawn = sight.cards.state, sight.chart

    def homes(about: Ref) -> list[str]:
        unit, person = about.id if about.kind == "unit" else "", ""
        if about.kind == "goal":
            goal = lens.picture.goals[about.id]
            unit, person = goal.unit, goal.person
        elif about.kind == "person":
            person = about.id
        starts = {str(sight.units[unit])} if unit else set()
        if person in sight.people:
            starts |= drawn.units_of(str(sight.people[person].pk))
        keys = [key for start in starts for key in (start, *drawn.above(start))]
        return [state.units[int(key)].public_id for key in keys if int(key) in state.units]

    return homes


def view(lens: Lens, case: Found, muted: MuteView | None) -> AuditFinding:
    """Return a case as it is shown."""
    rule, seen = case.rule, case.seen
    do = mend(lens.sight, seen.mend)
    return AuditFinding(
        rule=rule.key,
        pitfall=rule.pitfall,
        title=rule.title,
        reason=rule.reason,
        about=lens.record(seen.about),
        seen=seen.words,
        records=lens.records(seen.records),
        sure=rule.sure.value,
        basis=rule.basis,
        mend=MendRef(do.page, do.id, do.part, do.label),
        muted=muted,
    )


def mend(sight: Sight, meant: Mend) -> Mend:
    """Return what the actor can start: who may not check in or change a goal asks and proposes."""
    goal = sight.goal(meant.id)
    if goal is None:
        return meant
    unit, person = goal.owner_unit_id, goal.owner_person_id
    if meant.page == "goal_check_in":
        may = sight.decides(Verb.CREATE, access.check_in_kind(goal), unit, person)
        return meant if may else Mend("goal", meant.id, _("Talk with them"))
    if person is None or sight.decides(Verb.CHANGE, access.goal_kind(goal), None, person):
        return meant
    if meant.page in CHANGES:
        return Mend("goal_propose", meant.id, _("Propose a change"))
    return meant


def sees_habits(lens: Lens, found: Scope) -> bool:
    """Whether the actor is in charge here, or so many work here that a count names nobody."""
    sight, holder = lens.sight, found.holder
    if holder.kind == "person":
        return sight.of_person(holder.id)
    return sight.of_unit(holder.id) or len(lens.people) >= access.GROUP_FLOOR


def habits(lens: Lens, here: list[GoalSeen]) -> Iterable[HabitCount]:
    """Yield the habits of a scope beside those of the whole organisation."""
    picture = lens.picture
    told = {goal.id for goal in here if lens.sight.of_goal(goal.id)}
    everywhere = core.counted(picture, picture.goals.values(), ())
    for own, whole in zip(core.counted(picture, here, told), everywhere, strict=True):
        yield HabitCount(
            key=own.habit.key,
            title=own.habit.title,
            meaning=own.habit.meaning,
            good=own.good,
            all=own.all,
            good_everywhere=whole.good,
            all_everywhere=whole.all,
            missing=tuple(lens.record(Ref("goal", goal)) for goal in own.missing[:NAMED]),
        )
