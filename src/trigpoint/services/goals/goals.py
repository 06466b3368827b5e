"""Writing goals, and what they carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import weights
from trigpoint.services.goals.targets import COUNTED_ON, refuse_without_reason
from trigpoint.store.journal import Journal
from trigpoint.store.models import (
    Contribution,
    Direction,
    Evidence,
    Goal,
    Organisation,
    Period,
)

WORDS = ("title", "why", "how")
EDITABLE = (*WORDS, "owner", "period", "state", "private")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDraft:
    """What a goal is to carry: a goal above it, or a direction, by public id.

    `primary` is whether the line of sight takes it. Where a draft does not say, a link that is
    added is the one; of a new goal's links the first is, unless another one says so.
    """

    above: str
    sentence: str
    weight: float = 1.0
    evidence: str = Evidence.NONE
    evidence_source: str = ""
    primary: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalDraft:
    """A goal as somebody writes it. `owner` is the public id of a unit or a person."""

    title: str
    owner: str
    period: str
    why: str = ""
    how: str = ""
    state: str = Goal.State.DRAFT
    private: bool = False
    carries: tuple[LinkDraft, ...] = ()


def add(actor: Actor, draft: GoalDraft) -> str:
    """Write a new goal with what it carries; return its public id.

    Raises:
        Invalid: for a goal without title, owner, period or, once it is agreed, without a why.
        NotAllowed: where the actor may not set goals for that owner.
    """
    return add_many(actor, [draft])[0]


def add_many(actor: Actor, drafts: Iterable[GoalDraft]) -> list[str]:
    """Write new goals in one transaction; later ones cannot name earlier ones."""
    goals = [build(actor, draft) for draft in drafts]
    with command(actor, "goal.add") as journal:
        for goal, draft in goals:
            journal.create(goal)
            for link in draft.carries:
                journal.create(build_link(actor, goal, link))
            journal.tell("goal.changed", goal=goal.public_id)
    return [goal.public_id for goal, _draft in goals]


def build(actor: Actor, draft: GoalDraft) -> tuple[Goal, GoalDraft]:
    """Return the goal of a draft, not yet written, beside the draft with its one way up."""
    unit, person = access.holder(actor, draft.owner, sets_goals=True)
    goal = Goal(
        organisation=actor.organisation,
        title=draft.title.strip(),
        why=draft.why.strip(),
        how=draft.how.strip(),
        owner_unit=unit,
        owner_person=person,
        period=period(actor.organisation, draft.period),
        state=draft.state,
        private=draft.private,
    )
    refuse(goal)
    refuse_doubles(draft.carries)
    return goal, replace(draft, carries=with_way_up(draft.carries))


def refuse_doubles(carries: Iterable[LinkDraft]) -> None:
    """Raise `Invalid` where a new goal would carry one thing twice, or have two ways up."""
    listed = list(carries)
    if len({link.above for link in listed}) < len(listed):
        raise Invalid({"carries": _("Name each goal that it carries once.")})
    if sum(link.primary is True for link in listed) > 1:
        raise Invalid({"carries": _("Only one of them is the way up to the vision.")})


def with_way_up(carries: tuple[LinkDraft, ...]) -> tuple[LinkDraft, ...]:
    """Return links of which one is the way up: the one that says so, else the first that may be."""
    open_ones = [link for link in carries if link.primary is None]
    taken = any(link.primary for link in carries)
    first = None if taken else next(iter(open_ones), None)
    return tuple(
        replace(link, primary=link is first) if link.primary is None else link for link in carries
    )


def period(organisation: Organisation, public_id: str) -> Period:
    """Return a period of the organisation, or raise `Invalid`."""
    found = Period.objects.filter(
        organisation=organisation, public_id=public_id, retired=False
    ).first()
    if found is None:
        raise Invalid({"period": _("Choose the period that the goal belongs to.")})
    return found


def refuse(goal: Goal) -> None:
    """Raise `Invalid` for a goal that breaks a rule."""
    wrong: dict[str, Text] = {}
    if not goal.title:
        wrong["title"] = _("Say in a few words what is to be reached.")
    elif len(goal.title) > 200:
        wrong["title"] = _("Keep it to 200 characters; the rest fits under why and how.")
    if goal.state not in Goal.State.values:
        wrong["state"] = _("There is no state called {state}.", state=goal.state)
    if goal.state in COUNTED_ON and not goal.why:
        wrong["why"] = _("Say why before it starts: people carry what they understand.")
    if goal.private and goal.owner_person is None:
        wrong["private"] = _("Only a person's own goal can be private.")
    if wrong:
        raise Invalid(wrong)


def edit(
    actor: Actor, goal_id: str, version: int, changes: Mapping[str, object], *, reason: str = ""
) -> int:
    """Change fields of a goal. `owner` and `period` are named by public id.

    Return the number of the entry in the history, by which it can be taken back.

    Raises:
        Invalid: for a field that there is not, or a value that breaks a rule.
        Stale: where somebody changed the goal since `version`.
    """
    goal = changed(actor, goal_id, version, changes, reason)
    with command(actor, "goal.edit", reason=reason) as journal:
        journal.save(goal, expected=version)
        journal.tell("goal.changed", goal=goal.public_id)
    return journal.sealed


def edit_many(
    actor: Actor, versions: Mapping[str, int], changes: Mapping[str, object], *, reason: str = ""
) -> int:
    """Change the same fields of many goals, all or none; return the entry as `edit` does.

    `versions` has by public id the version that the writer has seen.

    Raises:
        Invalid: where one of them would break a rule; the sentence begins with its title.
        Stale: where somebody changed one of them meanwhile.
    """
    edited = []
    for goal_id, version in versions.items():
        try:
            goal = changed(actor, goal_id, version, changes, reason)
        except Invalid as error:
            raise Invalid(named(actor, goal_id, error)) from error
        edited.append((goal, version))
    with command(actor, "goal.edit", reason=reason) as journal:
        for goal, version in edited:
            journal.save(goal, expected=version)
            journal.tell("goal.changed", goal=goal.public_id)
    return journal.sealed


def named(actor: Actor, goal_id: str, error: Invalid) -> dict[str, Text]:
    """Return what is wrong with one goal among several, with its title."""
    title = access.goal(actor, goal_id, Verb.SEE).title
    return {
        field: text if field == "reason" else _("“{title}”: {why}", title=title, why=text)
        for field, text in error.fields.items()
    }


def changed(
    actor: Actor, goal_id: str, version: int, changes: Mapping[str, object], reason: str
) -> Goal:
    """Return a goal with its new values, not yet written; raises like `edit`."""
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    as_read(goal, version)
    unknown = [name for name in changes if name not in EDITABLE]
    if unknown:
        raise Invalid({unknown[0]: _("There is no field called {name}.", name=unknown[0])})
    if needs_reason(goal, changes) and not reason.strip():
        raise Invalid({"reason": _("People count on this goal. Say why it changes.")})
    apply(actor, goal, changes)
    refuse(goal)
    return goal


def needs_reason(goal: Goal, changes: Mapping[str, object]) -> bool:
    """Whether a change alters what people agreed to, rather than the owner's own way."""
    return goal.state in COUNTED_ON and bool(set(changes) - {"how"})


def apply(actor: Actor, goal: Goal, changes: Mapping[str, object]) -> None:
    """Write changed values into a goal that is not saved yet."""
    for name, value in changes.items():
        match name:
            case "owner":
                goal.owner_unit, goal.owner_person = access.holder(
                    actor, str(value), sets_goals=True
                )
            case "period":
                goal.period = period(actor.organisation, str(value))
            case "private":
                goal.private = bool(value)
            case _:
                setattr(goal, name, str(value).strip())


def link(actor: Actor, goal_id: str, draft: LinkDraft, *, reason: str = "") -> str:
    """Let a goal carry another one, or a direction; return the contribution's public id.

    Raises:
        Invalid: where a cycle would close (the message names the path), without a sentence, or
            where the goal carries that one already.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    contribution = build_link(actor, goal, draft)
    with command(actor, "contribution.add", reason=reason) as journal:
        journal.hold()
        refuse_twice(contribution)
        if contribution.primary:
            demote(journal, goal)
        journal.create(contribution)
        journal.tell("goal.changed", goal=goal.public_id)
    return contribution.public_id


def build_link(actor: Actor, goal: Goal, draft: LinkDraft) -> Contribution:
    """Return the contribution of a draft, not yet written."""
    refuse_link(goal, draft)
    parent, direction = above(actor, draft.above)
    return Contribution(
        organisation=actor.organisation,
        child=goal,
        parent=parent,
        direction=direction,
        weight=draft.weight,
        sentence=draft.sentence.strip(),
        evidence=draft.evidence,
        evidence_source=draft.evidence_source.strip(),
        primary=draft.primary is not False,
    )


def new_link(child: Goal, parent: Goal, sentence: str) -> Contribution:
    """Return the contribution of a new goal to another new one, its way up, not yet written."""
    return Contribution(
        organisation=child.organisation,
        child=child,
        parent=parent,
        sentence=sentence,
        primary=True,
    )


def refuse_link(goal: Goal, draft: LinkDraft) -> None:
    """Raise `Invalid` for a contribution that breaks a rule."""
    wrong = weights.wrong(draft.weight)
    if not draft.sentence.strip() and goal.state != Goal.State.DRAFT:
        wrong["sentence"] = _("Say in one sentence how this helps the goal above.")
    if draft.evidence not in Evidence.values:
        wrong["evidence"] = _("Choose none, opinion or measured.")
    if wrong:
        raise Invalid(wrong)


def above(actor: Actor, public_id: str) -> tuple[Goal | None, Direction | None]:
    """Return the goal or the direction of a public id.

    Raises:
        Invalid: where there is neither that the actor may see.
    """
    direction = Direction.objects.filter(
        organisation=actor.organisation, public_id=public_id, retired=False
    ).first()
    if direction is not None:
        return None, direction
    goal = access.find_goal(actor, public_id)
    if goal is None:
        raise Invalid({"above": _("Choose the goal that this one carries.")})
    return goal, None


def refuse_twice(contribution: Contribution) -> None:
    """Raise `Invalid` where the goal carries that one already."""
    same = Contribution.objects.filter(
        child=contribution.child,
        parent=contribution.parent,
        direction=contribution.direction,
        retired=False,
    )
    if same.exists():
        raise Invalid({"above": _("It carries that one already.")})


def demote(journal: Journal, goal: Goal) -> None:
    """Make room for a new primary contribution."""
    for other in Contribution.objects.filter(child=goal, primary=True, retired=False):
        other.primary = False
        journal.save(other)


def edit_link(
    actor: Actor, link_id: str, version: int, changes: Mapping[str, object], *, reason: str = ""
) -> None:
    """Change weight, sentence, evidence or place of a contribution.

    Raises:
        Invalid: as `link`, and for another weight or place without a reason where people count on
            the goal.
        Stale: where somebody changed the contribution since `version`.
    """
    contribution = access.contribution(actor, link_id, Verb.CHANGE)
    as_read(contribution, version)
    draft = LinkDraft(
        above=(contribution.parent or contribution.direction).public_id,  # type: ignore[union-attr]  # a constraint holds one of them
        sentence=str(changes.get("sentence", contribution.sentence)),
        weight=float(str(changes.get("weight", contribution.weight))),
        evidence=str(changes.get("evidence", contribution.evidence)),
        evidence_source=str(changes.get("evidence_source", contribution.evidence_source)),
        primary=bool(changes.get("primary", contribution.primary)),
    )
    new = build_link(actor, contribution.child, draft)
    if (new.weight, new.primary) != (contribution.weight, contribution.primary):
        refuse_without_reason(contribution.child, reason)
    with command(actor, "contribution.edit", reason=reason) as journal:
        if new.primary and not contribution.primary:
            demote(journal, contribution.child)
        for name in ("weight", "sentence", "evidence", "evidence_source", "primary"):
            setattr(contribution, name, getattr(new, name))
        journal.save(contribution, expected=version)
        journal.tell("goal.changed", goal=contribution.child.public_id)


def unlink(actor: Actor, link_id: str, *, version: int | None = None, reason: str = "") -> None:
    """Let a goal no longer carry another one.

    Raises:
        Invalid: without a reason where people count on the goal.
        Stale: where somebody changed the contribution since `version`.
    """
    contribution = access.contribution(actor, link_id, Verb.CHANGE)
    as_read(contribution, version)
    refuse_without_reason(contribution.child, reason)
    with command(actor, "contribution.remove", reason=reason) as journal:
        journal.retire(contribution, expected=version)
        journal.tell("goal.changed", goal=contribution.child.public_id)
