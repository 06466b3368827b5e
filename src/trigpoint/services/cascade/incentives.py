"""Pay tied to results: off until its purpose is stated, and impossible where persons are guarded.

Only the person and who leads them see an incentive, and only in the individual privacy mode; in the
others no figure about a person reaches anybody else, so none can be paid for.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Set
from dataclasses import dataclass

from trigpoint.core.graph import sight
from trigpoint.core.graph.goal import GoalId
from trigpoint.core.graph.guard import GuardState
from trigpoint.core.graph.span import Span
from trigpoint.core.lenses.cascade import incentive as core
from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Mode, Verb
from trigpoint.core.refusal import Refused
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.measures import given
from trigpoint.services.measures.figures import DISPUTED
from trigpoint.services.wording import Wording
from trigpoint.store.models import Goal, Incentive, PayPurpose, Person
from trigpoint.store.state import records

PARTS = ("own", "team", "whole")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncentiveDraft:
    """An incentive as somebody writes it; people and goals are public ids, shares percent."""

    person: str
    title: str
    amount: float
    currency: str
    own_goal: str
    own_share: int
    team_goal: str
    team_share: int
    whole_goal: str
    whole_share: int
    besides: str = ""


@dataclass(frozen=True, slots=True)
class PurposeView:
    """What the organisation ties pay to measures for."""

    version: int
    words: str
    stated_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class ResultView:
    """One result: its goal, its share of the amount, and what it brings (low and high end)."""

    part: str
    goal: GoalCard
    share: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class IncentiveView:
    """An incentive with its arithmetic. `void` says why nothing is earned now, None where it is.

    `findings` are worth a look: money as the only reason, or a pull against a shared goal.
    """

    id: str
    version: int
    person: HolderView
    title: str
    amount: float
    currency: str
    besides: str
    parts: tuple[ResultView, ...]
    low: float
    high: float
    void: Text | None
    findings: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Pay:
    """Whether pay can be tied to results here, why not, and the incentives the actor may see."""

    possible: bool
    why_not: Text | None
    purpose: PurposeView | None
    incentives: tuple[IncentiveView, ...]
    may: frozenset[str]


def show(actor: Actor, at: datetime.datetime | None = None) -> Pay:
    """Return the purpose, and the incentives of the actor and of those whom they lead.

    As they stood `at` a moment, as far as today's privacy mode lets them be seen at all.
    """
    why_not = closed(actor, at)
    stated = purpose(actor, at)
    cards = Cards(actor, graph.load(actor, at))
    rows = records(Incentive, actor.organisation, at, "person")
    listed = [] if why_not else [row for row in rows if sees(actor, row.person)]
    home = Thing(str(actor.organisation.pk))
    states = at is None and bool(access.decision(actor, Verb.CHANGE, Kind.SETTINGS, home))
    return Pay(
        possible=why_not is None,
        why_not=why_not,
        purpose=PurposeView(stated.version, stated.words, stated.stated_at) if stated else None,
        incentives=tuple(views(cards, listed)),
        may=frozenset(allowed(actor, states=states, possible=at is None and why_not is None)),
    )


def allowed(actor: Actor, *, states: bool, possible: bool) -> Iterator[str]:
    """Yield what the actor may do: state the purpose, set incentives for those they lead."""
    if states:
        yield "purpose"
    if possible and access.viewer_of(actor).facts.leads:
        yield "set"


def closed(actor: Actor, at: datetime.datetime | None = None) -> Text | None:
    """Return why pay cannot be tied to results, None where it can."""
    if access.viewer_of(actor).mode is not Mode.INDIVIDUAL:
        return _("In this privacy mode no figure about a person reaches anybody else: no pay.")
    if purpose(actor, at) is None:
        return _("Off: the organisation has not stated what it would be for.")
    return None


def purpose(actor: Actor, at: datetime.datetime | None = None) -> PayPurpose | None:
    """Return the purpose that is stated, or was `at` a moment, None while there is none."""
    found = records(PayPurpose, actor.organisation, at)
    return max(found, key=lambda row: row.pk, default=None)


def state_purpose(actor: Actor, words: str) -> None:
    """State what pay is tied to measures for; everybody reads it.

    Raises:
        NotAllowed: for whoever is no administrator.
        Invalid: without words, or where persons are guarded.
    """
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    if access.viewer_of(actor).mode is not Mode.INDIVIDUAL:
        raise Invalid({"words": closed(actor) or _("Off.")})
    wording = Wording()
    said = wording.text("words", words, 2000, _("Say what it is for: people will read it."))
    wording.refuse()
    record = purpose(actor) or PayPurpose(organisation=actor.organisation)
    record.words, record.stated_by, record.stated_at = said, actor.person, actor.now
    with command(actor, "pay_purpose.state", reason=said) as journal:
        if record.pk:
            journal.save(record)
        else:
            journal.create(record)


def withdraw_purpose(actor: Actor, *, reason: str) -> None:
    """Withdraw the purpose: pay is off again.

    Raises:
        Invalid: without a reason, or where none is stated.
    """
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    record = purpose(actor)
    if record is None:
        raise Invalid({"": _("None is stated.")})
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that people can read it later.")})
    with command(actor, "pay_purpose.withdraw", reason=reason) as journal:
        journal.retire(record)


def sees(actor: Actor, person: Person) -> bool:
    """Whether the actor is the person, or leads them where leads see personal figures."""
    return access.may_see_figures_of(actor, person)


def leads(actor: Actor, person: Person) -> bool:
    """Whether the actor sets incentives for a person: who leads them, never they themselves."""
    own = actor.person is not None and actor.person.pk == person.pk
    return sees(actor, person) and not own


def add(actor: Actor, draft: IncentiveDraft) -> str:
    """Tie an amount to results in stated shares; return the public id.

    Raises:
        Invalid: while pay is off or impossible; for shares that do not come to 100, an amount not
            above 0, or a goal that there is not.
        NotAllowed: for whoever does not lead the person.
    """
    why_not = closed(actor)
    if why_not is not None:
        raise Invalid({"": why_not})
    person = access.person(actor, draft.person, Verb.SEE)
    if not leads(actor, person):
        raise NotAllowed(_("Whoever leads them sets it."))
    record = filled(actor, Incentive(organisation=actor.organisation, person=person), draft)
    with command(actor, "incentive.add") as journal:
        journal.create(record)
        journal.tell("incentive.changed", person=person.public_id)
    return record.public_id


def filled(actor: Actor, record: Incentive, draft: IncentiveDraft) -> Incentive:
    """Write a draft into an incentive, not yet saved."""
    wording = Wording()
    record.title = wording.text("title", draft.title, 200, _("Say what it is for."))
    record.currency = draft.currency.strip().upper()
    named = len(record.currency) == 3 and record.currency.isalpha()
    wording.check("currency", holds=named, otherwise=_("Write the currency as EUR, USD, ..."))
    positive = 0 < draft.amount <= 1e12
    wording.check("amount", holds=positive, otherwise=_("An amount is above 0."))
    wording.refuse()
    try:
        core.refuse_shares([draft.own_share, draft.team_share, draft.whole_share])
    except Refused as error:
        raise Invalid({"own_share": error.text}) from error
    record.amount, record.besides = draft.amount, draft.besides.strip()[:1000]
    record.own_share, record.team_share = draft.own_share, draft.team_share
    record.whole_share = draft.whole_share
    record.own_goal = goal(actor, "own_goal", draft.own_goal)
    record.team_goal = goal(actor, "team_goal", draft.team_goal)
    record.whole_goal = goal(actor, "whole_goal", draft.whole_goal)
    if record.own_goal.owner_person_id != record.person.pk:
        raise Invalid({"own_goal": _("Choose a goal that they hold themselves.")})
    if record.team_goal.owner_unit_id is None or record.whole_goal.owner_unit_id is None:
        raise Invalid({"team_goal": _("Choose goals of the team and of the organisation.")})
    return record


def goal(actor: Actor, field: str, public_id: str) -> Goal:
    """Return a goal that the actor may see, or raise `Invalid` at its field."""
    found = access.find_goal(actor, public_id)
    if found is None:
        raise Invalid({field: _("Choose the goal whose result counts.")})
    return found


def retire(actor: Actor, incentive_id: str, version: int, *, reason: str) -> None:
    """Take an incentive away, with the reason.

    Raises:
        NotThere: where there is none that the actor may see.
        NotAllowed: for whoever does not lead the person.
        Stale: where somebody changed it since `version`.
    """
    record = kept(actor, incentive_id)
    if not leads(actor, record.person):
        raise NotAllowed(_("Whoever leads them sets it."))
    as_read(record, version)
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that people can read it later.")})
    with command(actor, "incentive.retire", reason=reason) as journal:
        journal.retire(record, expected=version)
        journal.tell("incentive.changed", person=record.person.public_id)


def kept(actor: Actor, incentive_id: str) -> Incentive:
    """Return an incentive of somebody whose figures the actor sees; raise `NotThere` otherwise."""
    found = Incentive.objects.select_related("person").filter(
        organisation=actor.organisation, public_id=incentive_id, retired=False
    )
    record = found.first()
    if record is None or not sees(actor, record.person):
        raise NotThere
    return record


def find(actor: Actor, incentive_id: str) -> Incentive:
    """Return an incentive that the actor may see, while pay is tied to results here.

    Raises:
        NotThere: where it is not for the actor to see, there is none, or pay is off.
    """
    if closed(actor) is not None:
        raise NotThere
    return kept(actor, incentive_id)


def views(cards: Cards, rows: list[Incentive]) -> Iterator[IncentiveView]:
    """Yield incentives with their arithmetic as it stands."""
    # Found once for all of them: below the goals of the whole may be thousands.
    doubted = resting_on_a_dispute(cards) if rows else frozenset()
    for row in rows:
        yield view(cards, row, doubted)


def view(cards: Cards, record: Incentive, doubted: Set[GoalId]) -> IncentiveView:
    """Return an incentive with its arithmetic; `doubted` as `resting_on_a_dispute` says."""
    given.tell(cards.actor, f"pay {record.public_id}", record.person_id)
    goals = [cards.state.goals.get(getattr(record, f"{part}_goal_id")) for part in PARTS]
    held = [goal for goal in goals if goal is not None]
    void = void_of(cards, held, doubted) if len(held) == len(PARTS) else _("A goal of it is gone.")
    made = [cards.card(goal) for goal in held]
    shares = [getattr(record, f"{part}_share") for part in PARTS]
    spans = [Span(card.progress_low, card.progress_high) for card in made]
    spans += [Span(0.0, 0.0)] * (len(PARTS) - len(spans))
    parts = [core.Part(share, span) for share, span in zip(shares, spans, strict=True)]
    found = core.earned(record.amount, parts, void=void is not None)
    return IncentiveView(
        id=record.public_id,
        version=record.version,
        person=cards.holder(None, record.person_id),
        title=record.title,
        amount=record.amount,
        currency=record.currency,
        besides=record.besides,
        parts=tuple(
            ResultView(part, card, share, *ends)
            for part, card, share, ends in zip(PARTS, made, shares, found.parts, strict=False)
        ),
        low=found.low,
        high=found.high,
        void=void,
        findings=tuple(findings(cards, record, held)),
    )


def void_of(cards: Cards, goals: list[Goal], doubted: Set[GoalId]) -> Text | None:
    """Return why nothing is earned: a figure behind it is in dispute, or quality is falling.

    What is in dispute comes first: a guard is not called broken by a figure that may be wrong.
    """
    known = cards.state.known
    for goal in goals:
        if goal.public_id in doubted:
            return _("Waits: a figure behind “{goal}” is in dispute.", goal=goal.title)
    for goal in goals:
        for target in cards.state.graph.goals[goal.public_id].targets:
            guard = target.guard
            if guard and guard.state(known.guards.get(target.id)) is GuardState.BROKEN:
                return _("Void: for “{goal}” quality is falling.", goal=goal.title)
    return None


def resting_on_a_dispute(cards: Cards) -> frozenset[GoalId]:
    """Return the goals whose figure is reckoned from one in dispute, however far below."""
    graph, by_id = cards.state.graph, cards.state.by_public_id
    return sight.resting_on(graph, [name for name in graph.goals if in_dispute(cards, by_id[name])])


def in_dispute(cards: Cards, goal: Goal) -> bool:
    """Whether somebody said of a figure or a guard of the goal's targets that it is wrong."""
    held = cards.state.targets.get(goal.pk, ())
    measures = {key for target in held for key in (target.measure_id, target.guard_id) if key}
    found = [cards.state.standing[key] for key in measures if key in cards.state.standing]
    return any(DISPUTED in figure.flags for figure in found)


def pulled(cards: Cards, own: Goal) -> Iterator[Goal]:
    """Yield the goals that a goal is believed to lower."""
    for drive in cards.state.drives.get(own.pk, ()):
        other = cards.state.goals.get(drive.effect_id)
        if drive.cause_id == own.pk and drive.sign < 0 and other is not None:
            yield other


def findings(cards: Cards, record: Incentive, goals: list[Goal]) -> Iterator[Text]:
    """Yield what is worth a look in an incentive."""
    if not record.besides.strip():
        yield _("Money is the only reason given. Say what else there is in it for them.")
    if not goals:
        return
    own, shared = goals[0], {goal.pk: goal for goal in goals[1:]}
    for other in pulled(cards, own):
        if other.pk in shared or other.owner_unit_id is not None:
            yield _(
                "It pulls against “{goal}”, which others share: more of the one is believed to "
                "lower the other.",
                goal=other.title if other.pk in cards.goals else "…",
            )
    if any(t.guard_id is None and t.measure_id for t in cards.state.targets.get(own.pk, ())):
        yield _("Nothing is named that must not get worse for “{goal}”.", goal=own.title)
