"""What the rules find, and who is told: whoever can mend it, of what they may see anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Needs, Ref, Rule, Seen
from trigpoint.core.craft.rules import RULES
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.people.units import Chart
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.audit import gathering
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.plans import plan_access, plan_state
from trigpoint.store import chart
from trigpoint.store.models import Goal, Person


@dataclass(frozen=True, slots=True)
class Found:
    """A case of a rule."""

    rule: Rule
    seen: Seen


@dataclass(frozen=True, slots=True)
class Everything:
    """The picture of the organisation, and all that the rules find in it."""

    picture: Picture
    found: tuple[Found, ...]


_known: graph.Cache[Everything] = graph.Cache()


def everything(actor: Actor) -> Everything:
    """Return all that the rules find in the organisation, once for each state of it."""
    return _known.found(graph.key_of(actor), lambda: looked(gathering.picture(actor)))


def looked(picture: Picture) -> Everything:
    """Return a picture with what the rules find in it."""
    return Everything(picture, look(picture))


def look(picture: Picture) -> tuple[Found, ...]:
    """Return all that the rules find in a picture."""
    return tuple(Found(rule, seen) for rule in RULES for seen in rule.look(picture))


@dataclass(frozen=True, slots=True)
class Sight:
    """What one actor may be told, asked once."""

    actor: Actor
    cards: Cards
    units: dict[str, int]
    people: dict[str, Person]

    @classmethod
    def of(cls, actor: Actor) -> Sight:
        """Return the sight of an actor."""
        state = graph.load(actor)
        return cls(
            actor,
            Cards(actor, state),
            {unit.public_id: pk for pk, unit in state.units.items()},
            {person.public_id: person for person in state.people.values()},
        )

    @property
    def chart(self) -> Chart:
        """The units and people of the day."""
        return access.viewer_of(self.actor).chart

    def goal(self, public_id: str) -> Goal | None:
        """Return a goal that the actor may see, or None."""
        found = self.cards.state.by_public_id.get(public_id)
        return found if found is not None and found.pk in self.cards.goals else None

    def may_mend(self, about: Ref) -> bool:
        """Whether the actor may see a record and do something about it."""
        return MENDS[about.kind](self, about.id)

    def of_goal(self, public_id: str) -> bool:
        """Whether the actor may change a goal, or leads whoever holds it."""
        goal = self.goal(public_id)
        if goal is None or self.cards.is_partly_shown(goal):
            return False
        if goal.owner_person_id is not None:
            return self.of_person(self.cards.state.people[goal.owner_person_id].public_id)
        return self.of_unit(self.cards.state.units[goal.owner_unit_id or 0].public_id)

    def of_unit(self, public_id: str) -> bool:
        """Whether the actor is in charge of a unit."""
        key = self.units.get(public_id)
        if key is None or key not in access.visible_ids(self.actor, "unit"):
            return False
        return self.decides(Verb.CHANGE, Kind.GOAL, key, None)

    def of_person(self, public_id: str) -> bool:
        """Whether the actor is a person, or answers for them."""
        person = self.people.get(public_id)
        if person is None or person.pk not in access.visible_ids(self.actor, "person"):
            return False
        viewer = access.viewer_of(self.actor)
        if viewer.person == person.pk:
            return True
        thing = access.person_thing(self.actor, person)
        return bool(thing.answerable & (viewer.facts.leads | viewer.facts.leads_above))

    def of_plan(self, public_id: str) -> bool:
        """Whether the actor may change a plan."""
        plan = plan_state.load(self.actor).by_public_id.get(public_id)
        return plan is not None and plan_access.may(self.actor, plan, Verb.CHANGE)

    def decides(self, verb: Verb, kind: Kind, unit: int | None, person: int | None) -> bool:
        """Whether the policy allows something of what a unit or a person holds."""
        thing = chart.thing_of_holder(self.chart, self.actor.organisation, unit, person)
        return bool(access.decision(self.actor, verb, kind, thing))

    def may_know(self, found: Found) -> bool:
        """Whether the actor may see what a rule has looked at."""
        about = found.seen.about
        goal = self.goal(about.id) if about.kind == "goal" else None
        match found.rule.needs:
            case Needs.FIGURES:
                return goal is not None and self.sees_figures(goal)
            case Needs.CHECK_INS:
                return goal is not None and self.sees_words(goal)
            case Needs.PAY:
                person = self.people.get(about.id)
                return person is not None and access.may_see_figures_of(self.actor, person)
            case Needs.GOAL:
                return True

    def sees_figures(self, goal: Goal) -> bool:
        """Whether all figures of a goal and the words on it are for the actor's eyes."""
        held = self.cards.state.targets.get(goal.pk, ())
        shut = goal.public_id in self.cards.withheld or any(map(self.cards.guard_hidden, held))
        return not shut and self.sees_words(goal)

    def sees_words(self, goal: Goal) -> bool:
        """Whether the actor may read the check-ins of a goal."""
        kind = access.check_in_kind(goal)
        return self.decides(Verb.SEE, kind, goal.owner_unit_id, goal.owner_person_id)

    def told(self) -> Iterator[Found]:
        """Yield what the actor can mend and may know."""
        for found in everything(self.actor).found:
            if self.may_mend(found.seen.about) and self.may_know(found):
                yield found


MENDS: dict[str, Callable[[Sight, str], bool]] = {
    "goal": Sight.of_goal,
    "unit": Sight.of_unit,
    "person": Sight.of_person,
    "plan": Sight.of_plan,
}
