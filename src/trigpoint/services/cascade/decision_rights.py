"""What each role may decide alone: said by who leads the unit, widened on anybody's proposal.

A right is read and written like a plan of its unit. Once it was widened, its measure is compared
with what would have happened anyway, as far as the weeks can tell.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.stats import words
from trigpoint.core.stats.effect import effect
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals.written import grouped
from trigpoint.services.insight import outlook, pasts
from trigpoint.services.measures import catalogue, figures, given
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.wording import Wording
from trigpoint.store import chart
from trigpoint.store.models import DecisionRight, Measure, Membership, Unit, Widening
from trigpoint.store.state import records

LONGEST_TITLE, LONGEST_LIMIT, LONGEST = 200, 300, 2000
MENTIONED = ("unit", "measure__unit", "measure__queue", "measure__person")
"""What the view of a right mentions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RightDraft:
    """What a role may decide alone, as somebody writes it; `measure` is a public id or ""."""

    role: str
    topic: str
    title: str
    limit: str
    measure: str = ""


@dataclass(frozen=True, slots=True)
class WideningView:
    """A proposal to widen a right. `mine` is whether the actor is the one to answer."""

    id: str
    version: int
    limit: str
    words: str
    by: str
    at: datetime.datetime
    state: str
    answer: str
    answered_by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class RightView:
    """What a role may decide alone.

    `effect` are sentences on what its measure did since it was widened: stage by stage, or why
    that cannot be told yet; empty where it was never widened or has no measure the actor may see.
    """

    id: str
    version: int
    role: str
    topic: str
    title: str
    limit: str
    measure: MeasureRef | None
    widened_on: datetime.date | None
    effect: tuple[Text, ...]
    widenings: tuple[WideningView, ...]


@dataclass(frozen=True, slots=True)
class RightsOfUnit:
    """What each role of a unit may decide alone; `may` has change and propose."""

    unit: str
    name: str
    rights: tuple[RightView, ...]
    may: frozenset[str]


def allowed(actor: Actor, unit: Unit, verb: Verb) -> bool:
    """Whether the policy lets the actor do this with a unit's rights, as with its plans."""
    thing = chart.thing_of_holder(access.viewer_of(actor).chart, actor.organisation, unit.pk, None)
    return bool(access.decision(actor, verb, Kind.PLAN, thing))


def unit_for(actor: Actor, unit_id: str, verb: Verb) -> Unit:
    """Return a unit whose rights the actor may see, or change.

    Raises:
        NotThere: where the actor may not see them.
        NotAllowed: where they may not do this.
    """
    unit = access.unit(actor, unit_id, Verb.SEE)
    if not allowed(actor, unit, Verb.SEE):
        raise NotThere
    if verb is not Verb.SEE and not allowed(actor, unit, verb):
        raise NotAllowed(_("Whoever leads this unit says what may be decided alone."))
    return unit


def find(actor: Actor, right_id: str, verb: Verb) -> DecisionRight:
    """Return a right for a verb; raises like `unit_for`."""
    found = DecisionRight.objects.select_related("unit", "measure").filter(
        organisation=actor.organisation, public_id=right_id, retired=False
    )
    right = found.first()
    if right is None:
        raise NotThere
    unit_for(actor, right.unit.public_id, verb)
    return right


def show(actor: Actor, unit_id: str, at: datetime.datetime | None = None) -> RightsOfUnit:
    """Return what each role of a unit may decide alone, with proposals and effects.

    As it stood `at` a moment, nobody may change or widen it.
    """
    unit = unit_for(actor, unit_id, Verb.SEE)
    home = actor.organisation
    named = records(Unit, home, at, public_id=unit_id)
    if not named:
        raise NotThere
    rights = records(DecisionRight, home, at, *MENTIONED, unit_id=unit.pk)
    keys = [right.pk for right in rights]
    asked = records(Widening, home, at, "proposed_by", "answered_by", right_id__in=keys)
    widenings = grouped(asked, "right_id")
    held = sorted(rights, key=lambda right: (right.role, right.pk))
    verbs = () if at else (Verb.CHANGE, Verb.PROPOSE)
    may = frozenset(verb.value for verb in verbs if allowed(actor, unit, verb))
    return RightsOfUnit(
        unit=unit.public_id,
        name=named[0].name,
        rights=tuple(view(actor, right, widenings.get(right.pk, ()), at) for right in held),
        may=may,
    )


def view(
    actor: Actor,
    right: DecisionRight,
    widenings: Iterable[Widening],
    at: datetime.datetime | None,
) -> RightView:
    """Return one right with the proposals to widen it."""
    measure = right.measure
    seen = measure is not None and measure.pk in access.visible_ids(actor, "figure")
    return RightView(
        id=right.public_id,
        version=right.version,
        role=right.role,
        topic=right.topic,
        title=right.title,
        limit=right.limit,
        measure=catalogue.reference(measure) if measure and seen else None,
        widened_on=right.widened_on,
        effect=effect_of(actor, right, measure, at) if measure and seen else (),
        widenings=tuple(widening_view(actor, right, w, at) for w in widenings),
    )


def widening_view(
    actor: Actor, right: DecisionRight, widening: Widening, at: datetime.datetime | None
) -> WideningView:
    """Return one proposal."""
    is_open = at is None and widening.state == Widening.State.OPEN
    return WideningView(
        id=widening.public_id,
        version=widening.version,
        limit=widening.limit,
        words=widening.words,
        by=widening.proposed_by.name,
        at=widening.at,
        state=widening.state,
        answer=widening.answer,
        answered_by=widening.answered_by.name if widening.answered_by else "",
        mine=is_open and allowed(actor, right.unit, Verb.CHANGE),
    )


def effect_of(
    actor: Actor, right: DecisionRight, measure: Measure, at: datetime.datetime | None
) -> tuple[Text, ...]:
    """Return what a right's measure did since it was widened, against what would have been anyway.

    The weeks before the widening say what would have been; see core/stats/effect.
    """
    if right.widened_on is None:
        return ()
    unit = catalogue.reference(measure).unit
    home, now = actor.organisation, at or actor.now
    weeks = figures.series(measure, "week", figures.published(home, at), now)
    past = pasts.of_figures(weeks, unit, local_day(now, home))
    if past is None:
        return (_("There are no weeks of it yet."),)
    given.give(actor, measure)
    first = past.last_day - datetime.timedelta(weeks=past.history.values.size, days=-1)
    change = -((first - right.widened_on).days // 7)
    if not 0 < change < past.history.values.size:
        return (_("Can’t tell yet: it needs whole weeks before and after it was widened."),)
    found = effect(past.history, change)
    if isinstance(found, Refusal):
        return (found.reason,)
    units = outlook.units_of(unit)
    return tuple(words.stage(stage, found, units) for stage in found.stages)


def add(actor: Actor, unit_id: str, draft: RightDraft) -> str:
    """Say what a role of a unit may decide alone; return the public id.

    Raises:
        NotAllowed: for whoever does not lead the unit.
        Invalid: for a role or topic that there is not, or without title and limit.
    """
    unit = unit_for(actor, unit_id, Verb.CREATE)
    right = filled(actor, DecisionRight(organisation=actor.organisation, unit=unit), draft)
    with command(actor, "decision_right.add") as journal:
        journal.create(right)
    return right.public_id


def filled(actor: Actor, right: DecisionRight, draft: RightDraft) -> DecisionRight:
    """Write a draft into a right, not yet saved."""
    if draft.role not in Membership.Role.values:
        raise Invalid({"role": _("There is no role called {role}.", role=draft.role)})
    if draft.topic not in DecisionRight.Topic.values:
        raise Invalid({"topic": _("Choose refund, exception, escalation or something else.")})
    wording = Wording()
    right.title = wording.text("title", draft.title, LONGEST_TITLE, _("Say what is decided."))
    right.limit = wording.text("limit", draft.limit, LONGEST_LIMIT, _("Say up to where."))
    wording.refuse()
    right.role, right.topic = draft.role, draft.topic
    right.measure = access.measure(actor, draft.measure, Verb.SEE) if draft.measure else None
    return right


def edit(actor: Actor, right_id: str, version: int, draft: RightDraft, *, reason: str) -> None:
    """Say it anew, with the reason.

    Raises:
        Invalid: without a reason, or like `add`.
        Stale: where somebody changed it since `version`.
    """
    right = find(actor, right_id, Verb.CHANGE)
    as_read(right, version)
    right = filled(actor, right, draft)
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that people can read it later.")})
    with command(actor, "decision_right.edit", reason=reason) as journal:
        journal.save(right, expected=version)


def retire(actor: Actor, right_id: str, version: int, *, reason: str) -> None:
    """Take a right away, with the reason.

    Raises:
        Invalid: without a reason.
        Stale: where somebody changed it since `version`.
    """
    right = find(actor, right_id, Verb.RETIRE)
    as_read(right, version)
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that people can read it later.")})
    with command(actor, "decision_right.retire", reason=reason) as journal:
        journal.retire(right, expected=version)


def propose(actor: Actor, right_id: str, limit: str, reason: str) -> str:
    """Propose that a role may decide more alone; return the proposal's public id.

    Raises:
        Invalid: without the new limit or the reason, or where the limit is the same.
    """
    right = find(actor, right_id, Verb.PROPOSE)
    if actor.person is None:
        raise NotAllowed(_("Only a person can propose something."))
    wording = Wording()
    said = wording.text("limit", limit, LONGEST_LIMIT, _("Say up to where."))
    why = wording.text("words", reason, LONGEST, _("Say why: the owner decides by your reason."))
    wording.refuse()
    if said == right.limit:
        raise Invalid({"limit": _("That is how far it goes now.")})
    made = Widening(
        organisation=actor.organisation,
        right=right,
        limit=said,
        words=why,
        proposed_by=actor.person,
        at=actor.now,
    )
    with command(actor, "decision_right.propose") as journal:
        journal.create(made)
        journal.tell("decision_right.proposed", right=right.public_id)
    return made.public_id


def answer(actor: Actor, widening_id: str, *, accepted: bool, reason: str = "") -> None:
    """Widen the right as proposed, or decline with a word; who proposed it reads the answer.

    Raises:
        NotThere: where there is none that the actor may see.
        NotAllowed: for whoever does not lead the unit.
        Invalid: where it was answered already, or for a no without a word.
    """
    found = Widening.objects.select_related("right").filter(
        organisation=actor.organisation, public_id=widening_id, retired=False
    )
    widening = found.first()
    if widening is None:
        raise NotThere
    right = find(actor, widening.right.public_id, Verb.CHANGE)
    if widening.state != Widening.State.OPEN:
        raise Invalid({"": _("This was answered already.")})
    if not accepted and not reason.strip():
        raise Invalid({"words": _("Say why not, in a sentence: they will want to understand.")})
    state = Widening.State
    widening.state = state.ACCEPTED if accepted else state.DECLINED
    widening.answer, widening.answered_by = reason.strip()[:LONGEST], actor.person
    widening.answered_at = actor.now
    with command(actor, "decision_right.answer", reason=reason or widening.words) as journal:
        journal.save(widening)
        if accepted:
            right.limit, right.widened_on = widening.limit, actor.today
            journal.save(right)
        journal.tell("decision_right.answered", right=right.public_id)
