"""The one door to every object. What the actor may not see does not exist.

`goal`, `person`, `measure` and the like return a record for a verb or raise; `visible_ids` gives
whole sets; `require` is for what belongs to no record. Who may do what is written in core/people
and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import QuerySet

from trigpoint.core.people.explain import explain
from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Decision, Kind, Mode, Outcome, Verb
from trigpoint.core.people.policy import decide_for
from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.store import chart, visibility, visible_sets
from trigpoint.store.models import (
    Acknowledgement,
    Contribution,
    CoOwner,
    Dispute,
    Drive,
    Goal,
    ImportRun,
    Measure,
    Membership,
    Person,
    PrivacyMode,
    Proposal,
    Step,
    Target,
    Unit,
    Version,
)
from trigpoint.store.models.base import Recorded
from trigpoint.store.visibility import Viewer

GROUP_FLOOR = visibility.GROUP_FLOOR
M = TypeVar("M", bound=Recorded)


def head_of(actor: Actor) -> str:
    """Return the hash of the organisation's last entry, asked once for the actor."""
    found = actor.memo.get("head")
    if not isinstance(found, str):
        found = chart.head_hash(actor.organisation)
        actor.memo["head"] = found
    return found


def viewer_of(actor: Actor) -> Viewer:
    """Return the actor as the policy knows them today."""
    found = actor.memo.get("viewer")
    if not isinstance(found, Viewer):
        organisation = actor.organisation
        drawn = chart.on(organisation, actor.today, head_of(actor))
        person = actor.person.pk if actor.person else None
        found = Viewer(
            organisation,
            chart.facts_of(drawn, organisation, actor.user, person),
            drawn,
            chart.MODES[PrivacyMode(organisation.privacy_mode)],
            actor.today,
        )
        actor.memo["viewer"] = found
    return found


def visible_ids(actor: Actor, what: str) -> frozenset[int]:
    """Return the primary keys of everything of a kind that the actor may see."""
    key = f"visible {what}"
    found = actor.memo.get(key)
    if not isinstance(found, frozenset):
        found = actor.memo[key] = visible_sets.ids(viewer_of(actor), head_of(actor), what)
    return found


def ids_with_words(actor: Actor) -> frozenset[int]:
    """Return the goals of which the actor may read what people say openly.

    A partner's people know of the goals they serve only that these are there.
    """
    partner = viewer_of(actor).facts.is_partner
    return visible_ids(actor, "open goal" if partner else "goal")


def forget(actor: Actor) -> None:
    """Forget what was found out for the actor, after a write that may have changed it."""
    actor.memo.clear()


def require(actor: Actor, kind: Kind, verb: Verb) -> None:
    """Raise unless the actor may do this to the organisation's things of that kind.

    Raises:
        NotAllowed: where they may not.
    """
    if not decision(actor, verb, kind, Thing(str(actor.organisation.pk))):
        raise NotAllowed(_("This is for administrators to do."))


def decision(actor: Actor, verb: Verb, kind: Kind, thing: Thing) -> Decision:
    """Return what the policy says to one actor about one thing."""
    viewer = viewer_of(actor)
    return decide_for(viewer.facts, verb, kind, thing, viewer.mode)


def goal_kind(record: Goal) -> Kind:
    """Return under which kind the policy knows a goal."""
    if record.private:
        return Kind.ASPIRATION
    return Kind.GOAL_OF_PERSON if record.owner_person_id else Kind.GOAL


def check_in_kind(record: Goal) -> Kind:
    """Return under which kind the policy knows what is said of a goal."""
    return Kind.CHECK_IN_OF_PERSON if record.owner_person_id else Kind.CHECK_IN


def goal_thing(actor: Actor, record: Goal) -> Thing:
    """Return the facts of a goal that decide, asked once for the actor."""
    key = f"thing {record.pk}"
    found = actor.memo.get(key)
    if not isinstance(found, Thing):
        found = actor.memo[key] = read_thing(actor, record)
    return found


def read_thing(actor: Actor, record: Goal, co_owners: Iterable[CoOwner] | None = None) -> Thing:
    """Read the facts of a goal that decide, with its co-owners where they are known already."""
    if co_owners is None:
        co_owners = record.co_owners.filter(retired=False, person__isnull=False)
    return chart.thing_of_holder(
        viewer_of(actor).chart,
        actor.organisation,
        record.owner_unit_id,
        record.owner_person_id,
        owners=frozenset(str(c.person_id) for c in co_owners),
        recipients=frozenset(str(a.person_id) for a in voices(actor, record)),
        served_by=serving(actor, record),
    )


def voices(actor: Actor, record: Goal) -> list[Acknowledgement]:
    """Return what those say who were asked about a goal, asked once for the actor."""
    key = f"voices {record.pk}"
    found = actor.memo.get(key)
    if not isinstance(found, list):
        found = actor.memo[key] = list(record.acknowledgements.filter(retired=False))
    return found


def serving(actor: Actor, record: Goal) -> frozenset[str]:
    """Return the actor's units, where a goal of theirs counts in this one.

    Only a partner's people are asked: everyone employed here has more rights than this gives.
    """
    viewer = viewer_of(actor)
    if record.owner_unit_id is None or not viewer.facts.is_partner:
        return frozenset()
    return viewer.facts.units if record.pk in visibility.served(viewer) else frozenset()


def find_goal(actor: Actor, public_id: str) -> Goal | None:
    """Return a goal that the actor may see, or None.

    One goal is judged by itself: asking the database for all that may be seen costs far more.
    """
    goals = Goal.objects.select_related("period", "owner_unit", "owner_person")
    record = goals.filter(
        organisation=actor.organisation, public_id=public_id, retired=False
    ).first()
    if record is None:
        return None
    sees = decision(actor, Verb.SEE, goal_kind(record), goal_thing(actor, record))
    return record if sees.outcome >= Outcome.REDACT else None


def goal(actor: Actor, public_id: str, verb: Verb) -> Goal:
    """Return a goal for a verb.

    Raises:
        NotThere: where the actor may not see it, or there is none.
        NotAllowed: where they see it but may not do this.
    """
    record = find_goal(actor, public_id)
    if record is None:
        raise NotThere
    if verb is not Verb.SEE and not decision(
        actor, verb, goal_kind(record), goal_thing(actor, record)
    ):
        raise NotAllowed(_("Only whoever carries this goal, or leads them, may change it."))
    return record


def goal_to_check_in(actor: Actor, public_id: str) -> Goal:
    """Return a goal that the actor may check in on; raises like `goal`."""
    record = goal(actor, public_id, Verb.SEE)
    if not may_check_in(actor, record):
        raise NotAllowed(_("Only whoever carries this goal can say how it goes."))
    return record


def may_check_in(actor: Actor, record: Goal) -> bool:
    """Whether the actor may say how a goal goes."""
    return bool(decision(actor, Verb.CREATE, check_in_kind(record), goal_thing(actor, record)))


def sees_check_ins(actor: Actor, record: Goal) -> bool:
    """Whether the actor may read what was said about a goal."""
    return bool(decision(actor, Verb.SEE, check_in_kind(record), goal_thing(actor, record)))


def may(actor: Actor, record: Goal) -> frozenset[str]:
    """Return what the actor may do with a goal, for the buttons of its page."""
    thing, kind = goal_thing(actor, record), goal_kind(record)
    verbs = {verb.value for verb in Verb if decision(actor, verb, kind, thing)}
    if may_check_in(actor, record):
        verbs.add("check in")
    return frozenset(verbs)


def one(actor: Actor, found: QuerySet[M], public_id: str) -> M:
    """Return the organisation's record of an id, or raise `NotThere`: the policy is asked after."""
    here = found.filter(organisation=actor.organisation, public_id=public_id, retired=False)
    record = here.first()
    if record is None:
        raise NotThere
    return record


def part(actor: Actor, model: type[M], public_id: str, way: str) -> tuple[M, object]:
    """Return a part by its id, and what it belongs to at the end of `way`; raises like `one`."""
    record = one(actor, model._default_manager.select_related(way), public_id)
    held: object = record
    for name in way.split("__"):
        held = getattr(held, name, None)
    return record, held


def target(actor: Actor, public_id: str, verb: Verb) -> Target:
    """Return a target of a goal for a verb; raises like `goal`."""
    rows = Target.objects.select_related("goal__period", "measure", "guard")
    record = one(actor, rows, public_id)
    goal(actor, record.goal.public_id, verb)
    return record


def step(actor: Actor, public_id: str, verb: Verb) -> Step:
    """Return a step of a goal for a verb; raises like `goal`."""
    record = one(actor, Step.objects.select_related("goal"), public_id)
    goal(actor, record.goal.public_id, verb)
    return record


def co_owner(actor: Actor, public_id: str, verb: Verb) -> CoOwner:
    """Return a co-owner's part of a goal for a verb; raises like `goal`."""
    record = one(actor, CoOwner.objects.select_related("goal"), public_id)
    goal(actor, record.goal.public_id, verb)
    return record


def drive(actor: Actor, public_id: str, verb: Verb) -> Drive:
    """Return a drive for a verb on its cause, where its effect is seen too; raises like `goal`."""
    record = one(actor, Drive.objects.select_related("cause", "effect"), public_id)
    goal(actor, record.effect.public_id, Verb.SEE)
    goal(actor, record.cause.public_id, verb)
    return record


def dispute(actor: Actor, public_id: str, verb: Verb) -> Dispute:
    """Return what somebody says against a figure for a verb; raises like `goal`."""
    record = one(
        actor, Dispute.objects.select_related("person", "measure", "answered_by"), public_id
    )
    thing = person_thing(actor, record.person)
    if not decision(actor, Verb.SEE, Kind.DISPUTE, thing):
        raise NotThere
    if verb is not Verb.SEE and not decision(actor, verb, Kind.DISPUTE, thing):
        raise NotAllowed(_("Their lead or an administrator answers this."))
    return record


def proposal(actor: Actor, public_id: str, verb: Verb) -> Proposal:
    """Return a proposal for a verb, where its goal may be seen too or one is asked.

    Raises like `goal`.
    """
    found = Proposal.objects.select_related(
        "goal__period", "made", "proposed_by", "unit", "person", "target__measure"
    ).filter(organisation=actor.organisation, public_id=public_id, retired=False)
    record = found.first()
    if record is None or not decision(
        actor, Verb.SEE, Kind.PROPOSAL, proposal_thing(actor, record)
    ):
        raise NotThere
    if verb is not Verb.SEE and not decision(
        actor, verb, Kind.PROPOSAL, proposal_thing(actor, record)
    ):
        raise NotAllowed(
            _("Only whoever is asked can answer, and only the asker can take it back.")
        )
    return record


def proposal_thing(actor: Actor, record: Proposal) -> Thing:
    """Return the facts of a proposal that decide: of its goal, with who asks and who is asked."""
    drawn = viewer_of(actor).chart
    asked = frozenset({str(record.person_id)})
    if record.unit_id is not None:
        asked = (
            drawn.leads(str(record.unit_id)) if str(record.unit_id) in drawn.kinds else frozenset()
        )
    goal_ = record.goal
    return chart.thing_of_holder(
        drawn,
        actor.organisation,
        goal_.owner_unit_id,
        goal_.owner_person_id,
        owners=frozenset({str(record.proposed_by_id)}),
        recipients=asked,
    )


def contribution(actor: Actor, public_id: str, verb: Verb) -> Contribution:
    """Return a contribution for a verb on the goal below; raises like `goal`."""
    record = one(
        actor,
        Contribution.objects.select_related("child__period", "parent", "direction"),
        public_id,
    )
    goal(actor, record.child.public_id, verb)
    return record


def person(actor: Actor, public_id: str, verb: Verb) -> Person:
    """Return a person for a verb; raises like `goal`."""
    record = visibility.people(viewer_of(actor)).filter(public_id=public_id).first()
    if record is None:
        raise NotThere
    thing = person_thing(actor, record)
    if verb is not Verb.SEE and not decision(actor, verb, Kind.PERSON, thing):
        raise NotAllowed(_("This is for administrators to do."))
    return record


def person_thing(actor: Actor, record: Person) -> Thing:
    """Return the facts of something about a person that decide."""
    return chart.thing_of_holder(viewer_of(actor).chart, actor.organisation, None, record.pk)


def membership(actor: Actor, public_id: str, verb: Verb) -> Membership:
    """Return somebody's place in a unit for a verb on the person; raises like `goal`."""
    record = one(actor, Membership.objects.select_related("person", "unit"), public_id)
    person(actor, record.person.public_id, verb)
    return record


def unit(actor: Actor, public_id: str, verb: Verb) -> Unit:
    """Return a unit for a verb; raises like `goal`."""
    record = visibility.all_units(viewer_of(actor)).filter(public_id=public_id).first()
    if record is None:
        raise NotThere
    if verb is not Verb.SEE:
        require(actor, Kind.UNIT, verb)
    return record


def holder(actor: Actor, public_id: str, *, sets_goals: bool) -> tuple[Unit | None, Person | None]:
    """Return the unit or the person of a public id, the other one None.

    Raises:
        Invalid: where there is neither that the actor may see.
        NotAllowed: where goals are to be set and the actor may not do that there.
    """
    viewer = viewer_of(actor)
    found_unit = visibility.all_units(viewer).filter(public_id=public_id).first()
    found_person = visibility.people(viewer).filter(public_id=public_id).first()
    if found_unit is None and found_person is None:
        raise Invalid({"owner": _("Choose the team or the person whose goal it is.")})
    if sets_goals:
        kind = Kind.GOAL if found_unit else Kind.GOAL_OF_PERSON
        thing = chart.thing_of_holder(
            viewer.chart,
            actor.organisation,
            found_unit.pk if found_unit else None,
            found_person.pk if found_person else None,
        )
        if not decision(actor, Verb.CREATE, kind, thing):
            raise NotAllowed(_("You can propose a goal to them, but not set one."))
    return found_unit, found_person


def measure(actor: Actor, public_id: str, verb: Verb) -> Measure:
    """Return a measure for a verb; raises like `goal`."""
    record = (
        visibility.measures(viewer_of(actor))
        .select_related("unit", "queue", "person")
        .filter(public_id=public_id)
        .first()
    )
    if record is None:
        raise NotThere
    if verb is not Verb.SEE and not decision(
        actor, verb, Kind.MEASURE, measure_thing(actor, record)
    ):
        raise NotAllowed(_("Whoever set this measure up, or an administrator, may change it."))
    return record


def measure_thing(actor: Actor, record: Measure) -> Thing:
    """Return a measure as the policy knows it: its owner set it up, or is whom it is about."""
    first = Version.objects.filter(kind=record.kind(), object_id=record.pk, version=1)
    writer = record.person_id or first.values_list("entry__user__person", flat=True).first()
    owners = frozenset({str(writer)}) if writer else frozenset()
    return Thing(str(actor.organisation.pk), owners=owners)


def may_with_measure(actor: Actor, record: Measure) -> frozenset[str]:
    """Return what the actor may do with a measure, for the buttons of its page."""
    thing = measure_thing(actor, record)
    return frozenset(verb.value for verb in Verb if decision(actor, verb, Kind.MEASURE, thing))


def may_see_figures_of(actor: Actor, subject: Person) -> bool:
    """Whether the actor may see figures about a person."""
    thing = person_thing(actor, subject)
    return bool(decision(actor, Verb.SEE, Kind.FIGURE_OF_PERSON, thing))


def leads_see_figures(actor: Actor) -> bool:
    """Whether the organisation lets leads see figures of the people of their teams."""
    return viewer_of(actor).mode is Mode.INDIVIDUAL


def may_see_figures_of_unit(actor: Actor, subject: Unit, people: int | None = None) -> bool:
    """Whether the actor may see figures of a group: its unit's, or where it is others so many."""
    viewer = viewer_of(actor)
    thing = chart.thing_of_holder(viewer.chart, actor.organisation, subject.pk, None)
    said = decision(actor, Verb.SEE, Kind.FIGURE_OF_UNIT, thing)
    known = str(subject.pk) in viewer.chart.kinds
    own = len(viewer.chart.everyone(str(subject.pk))) if known else 0
    large = known and (own if people is None else people) >= GROUP_FLOOR
    return said.outcome > Outcome.AGGREGATE or (said.outcome is Outcome.AGGREGATE and large)


def sees_whole(actor: Actor) -> bool:
    """Whether the actor may see figures over all tickets."""
    home = Thing(str(actor.organisation.pk))
    return bool(decision(actor, Verb.SEE, Kind.FIGURE_OF_ORGANISATION, home))


def import_run(actor: Actor, public_id: str) -> ImportRun:
    """Return a file on its way in, for whoever may import.

    Raises:
        NotThere: where there is none, or the actor may not import.
    """
    found = ImportRun.objects.select_related("source", "job").filter(
        organisation=actor.organisation, public_id=public_id
    )
    record = found.first()
    home = Thing(str(actor.organisation.pk))
    if record is None or not decision(actor, Verb.CREATE, Kind.SOURCE, home):
        raise NotThere
    return record


def who_can_see(actor: Actor, record: Goal) -> list[Text]:
    """Return, sentence by sentence, who may see a goal in the organisation's privacy mode."""
    return told(actor, goal_kind(record))


def who_can_see_person(actor: Actor, about: Kind = Kind.PERSON) -> list[Text]:
    """Return who may see a person, or something of theirs: their figures, their tickets, ..."""
    return told(actor, about)


def who_can_see_measure(actor: Actor, record: Measure) -> list[Text]:
    """Return who may see the figures of a measure."""
    return told(actor, FIGURES[Measure.Scope(record.scope)])


def told(actor: Actor, kind: Kind) -> list[Text]:
    """Return the table's row of a kind in sentences."""
    return explain(kind, Verb.SEE, viewer_of(actor).mode, visibility.GROUP_FLOOR)


FIGURES = {
    Measure.Scope.ORGANISATION: Kind.FIGURE_OF_ORGANISATION,
    Measure.Scope.QUEUE: Kind.FIGURE_OF_ORGANISATION,
    Measure.Scope.UNIT: Kind.FIGURE_OF_UNIT,
    Measure.Scope.PERSON: Kind.FIGURE_OF_PERSON,
}
