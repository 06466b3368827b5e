"""The adoption plan: trainings, talks and help by unit, each with its day and what came of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.wording import Wording
from trigpoint.store import chart
from trigpoint.store.models import AdoptionStep, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionStepDraft:
    """A step: of which unit, what kind (training, talk, help, other), what, and by when."""

    unit: str
    kind: str
    title: str
    due: datetime.date


@dataclass(frozen=True, slots=True)
class AdoptionStepView:
    """A step of the plan; `late` where its day is over and it is not done."""

    id: str
    version: int
    unit: HolderView
    kind: str
    title: str
    due: datetime.date
    done_on: datetime.date | None
    result: str
    late: bool
    may_change: bool


def may_lead(actor: Actor, unit: int) -> bool:
    """Whether the actor leads a unit, one above it, or administers."""
    drawn = access.viewer_of(actor).chart
    thing = chart.thing_of_holder(drawn, actor.organisation, unit, None)
    return bool(access.decision(actor, Verb.CREATE, Kind.PLAN, thing))


def units_led(actor: Actor) -> list[HolderView]:
    """Return the units of which the actor may plan, by name."""
    seen = access.visible_ids(actor, "unit")
    units = [u for u in graph.load(actor).units.values() if u.pk in seen and may_lead(actor, u.pk)]
    found = [HolderView("unit", unit.public_id, unit.name) for unit in units]
    return sorted(found, key=lambda each: each.name)


def rows(actor: Actor) -> QuerySet[AdoptionStep]:
    """Return the steps of units that the actor sees, by their day."""
    found = AdoptionStep.objects.filter(
        organisation=actor.organisation, retired=False, unit__in=access.visible_ids(actor, "unit")
    )
    return found.select_related("unit").order_by("due", "pk")


def everything(actor: Actor) -> tuple[AdoptionStepView, ...]:
    """Return the plan."""
    return tuple(view(actor, row) for row in rows(actor))


def show(actor: Actor, step_id: str) -> AdoptionStepView:
    """Return one step; raise `NotThere` where its unit is not for the actor to see."""
    return view(actor, find(actor, step_id))


def find(actor: Actor, step_id: str) -> AdoptionStep:
    """Return a step; raises like `show`."""
    row = rows(actor).filter(public_id=step_id).first()
    if row is None:
        raise NotThere
    return row


def to_change(actor: Actor, step_id: str) -> AdoptionStep:
    """Return a step that the actor may change; raise `NotAllowed` otherwise."""
    row = find(actor, step_id)
    if not may_lead(actor, row.unit_id):
        raise NotAllowed(_("Whoever leads the unit plans this."))
    return row


def add(actor: Actor, draft: AdoptionStepDraft) -> str:
    """Plan a step; return its public id.

    Raises:
        NotThere: for a unit that the actor may not see.
        NotAllowed: for one that they do not lead.
        Invalid: without a title, or for an unknown kind.
    """
    unit: Unit = access.unit(actor, draft.unit, Verb.SEE)
    if not may_lead(actor, unit.pk):
        raise NotAllowed(_("Whoever leads the unit plans this."))
    wording = Wording()
    known = draft.kind in AdoptionStep.Kind.values
    wording.check("kind", holds=known, otherwise=_("Choose a training, a talk, help or other."))
    title = wording.text("title", draft.title, 200, _("Say what is to be done."))
    wording.refuse()
    row = AdoptionStep(
        organisation=actor.organisation,
        unit=unit,
        kind_of_step=draft.kind,
        title=title,
        due=draft.due,
    )
    with command(actor, "adoption.plan") as journal:
        journal.create(row)
    return row.public_id


def finish(actor: Actor, step_id: str, version: int, result: str) -> None:
    """Say that a step is done, and what came of it; raises like `to_change`, `Invalid`, `Stale`."""
    row = to_change(actor, step_id)
    wording = Wording()
    row.result = wording.text("result", result, 2000, _("Say what came of it."))
    wording.refuse()
    row.done_on = row.done_on or actor.today
    with command(actor, "adoption.finish") as journal:
        journal.save(row, expected=version)


def remove(actor: Actor, step_id: str, version: int) -> None:
    """Take a step off the plan; raises like `to_change`, and `Stale`."""
    row = to_change(actor, step_id)
    with command(actor, "adoption.remove") as journal:
        journal.retire(row, expected=version)


def view(actor: Actor, row: AdoptionStep) -> AdoptionStepView:
    """Return a step as it is shown."""
    return AdoptionStepView(
        id=row.public_id,
        version=row.version,
        unit=HolderView("unit", row.unit.public_id, row.unit.name),
        kind=row.kind_of_step,
        title=row.title,
        due=row.due,
        done_on=row.done_on,
        result=row.result,
        late=row.done_on is None and row.due < actor.today,
        may_change=may_lead(actor, row.unit_id),
    )
