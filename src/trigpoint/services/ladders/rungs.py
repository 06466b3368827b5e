"""Steps of ladders and what counts for each: a measure held, a skill, a training."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.insight.outlook import units_of
from trigpoint.services.ladders import ladder_access
from trigpoint.services.ladders.climbing_weeks import today_of
from trigpoint.services.measures import catalogue, readings
from trigpoint.services.wording import Wording
from trigpoint.store.journal import Journal
from trigpoint.store.models import Criterion, Goal, Ladder, LadderSkill, Measure, Rung, Target

MOST_STEPS = 12
MOST_WEEKS = 26
USABLE = {Target.Kind.RAISE, Target.Kind.LOWER}


ASKED = (
    "kind_of_criterion", "measure", "way", "value", "hold_weeks", "least", "guard", "guard_limit",
    "skill", "words",
)  # fmt: skip
"""What makes a criterion another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionDraft:
    """What is to count. Measures are public ids; `value` and `guard_limit` in their units.

    For a measure: `value` held for `hold_weeks` weeks worked, on at least `least` tickets, while
    the guard keeps within its limit. For a skill its name; for a training its title in `words`.
    """

    kind: str
    measure: str = ""
    value: float | None = None
    hold_weeks: int = 4
    least: int = 0
    guard: str = ""
    guard_limit: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RungDraft:
    """A step as somebody writes it; `goal` is a public id, `hundredths` the chance proposed."""

    title: str
    due: datetime.date
    goal: str = ""
    reward: str = Rung.Reward.THANKS
    reward_words: str = ""
    hundredths: int | None = None
    criteria: Sequence[CriterionDraft] = ()


def add(actor: Actor, ladder_id: str, drafts: Sequence[RungDraft]) -> list[str]:
    """Add steps above those there are, the lowest first; return their public ids.

    Raises:
        Invalid: for a day that has passed, a value that today's meets already, and the like.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.CHANGE)
    there = ladder.rungs.filter(retired=False).count()
    if there + len(drafts) > MOST_STEPS:
        raise Invalid({"": _("A ladder has at most {most} steps.", most=MOST_STEPS)})
    built = []
    for place, draft in enumerate(drafts, there + 1):
        rung = Rung(organisation=actor.organisation, ladder=ladder, rank=place)
        fill(actor, rung, vars_of(draft))
        rung.hundredths = draft.hundredths
        built.append((rung, [criterion(actor, rung, each) for each in draft.criteria]))
    with command(actor, "rung.add") as journal:
        for rung, criteria in built:
            journal.create(rung)
            for each in criteria:
                settle(actor, journal, each)
                journal.create(each)
    return [rung.public_id for rung, _criteria in built]


def vars_of(draft: RungDraft) -> dict[str, object]:
    """Return the fields of a draft that are the step's own."""
    names = ("title", "due", "goal", "reward", "reward_words")
    return {name: getattr(draft, name) for name in names}


def fill(actor: Actor, rung: Rung, given: Mapping[str, object]) -> None:
    """Write fields into a step that is not saved yet, and refuse what cannot be."""
    texts = Wording()
    for name, value in given.items():
        match name, value:
            case "title", str():
                needed = _("Say in a few words what is to be reached.")
                rung.title = texts.text(name, value, 200, needed)
            case "due", datetime.date():
                late = _("That day has passed. Choose a later one.")
                texts.check(name, holds=value > actor.today, otherwise=late)
                rung.due = value
            case "goal", str():
                rung.goal = access.goal(actor, value, Verb.SEE) if value else None
            case "reward", str():
                known = value in Rung.Reward.values
                texts.check(name, holds=known, otherwise=_("Choose one of the rewards."))
                rung.reward = value
            case "reward_words", str():
                rung.reward_words = texts.text(name, value, 200)
            case _:
                texts.wrong[name] = _("There is no field called {name}.", name=name)
    texts.refuse()


def edit(actor: Actor, rung_id: str, version: int, changes: Mapping[str, object]) -> None:
    """Change a step that is not reached yet: its words, day, goal, and what is wished for it.

    Raises:
        Invalid: for a step that is reached, and for what cannot be.
        Stale: where somebody changed the step since `version`.
    """
    rung = ladder_access.rung(actor, rung_id, Verb.CHANGE)
    as_read(rung, version)
    open_rung(rung)
    fill(actor, rung, changes)
    with command(actor, "rung.edit") as journal:
        journal.save(rung, expected=version)


def open_rung(rung: Rung) -> Rung:
    """Return a step that may still be changed; raise `Invalid` for one that is reached."""
    if rung.reached_on:
        raise Invalid({"": _("This step is reached, and stays as it is. Add another one.")})
    return rung


def remove(actor: Actor, rung_id: str, version: int) -> None:
    """Take a step away that is not reached; those above move down.

    Raises:
        Invalid: for a step that is reached.
        Stale: where somebody changed the step since `version`.
    """
    rung = ladder_access.rung(actor, rung_id, Verb.CHANGE)
    as_read(rung, version)
    open_rung(rung)
    with command(actor, "rung.remove") as journal:
        journal.retire(rung, expected=version)
        above = rung.ladder.rungs.filter(retired=False, rank__gt=rung.rank).order_by("rank")
        for each in above:
            each.rank -= 1
            journal.save(each)


def criterion(
    actor: Actor, rung: Rung, draft: CriterionDraft, was: Criterion | None = None
) -> Criterion:
    """Return what is to count for a step, not yet written; `was` is what counted instead.

    A value that stays may be met today: it was further away when the step was set.

    Raises:
        Invalid: for what cannot count, with the cure.
    """
    found = Criterion(organisation=actor.organisation, rung=rung, kind_of_criterion=draft.kind)
    match draft.kind:
        case Criterion.Kind.MEASURE:
            made = measured(actor, found, draft)
            if was is None or (was.measure_id, was.value) != (made.measure_id, made.value):
                refuse_met_today(actor, made)
            return made
        case Criterion.Kind.SKILL:
            found.skill = skill(rung.ladder, draft.words)
        case Criterion.Kind.TRAINING:
            texts = Wording()
            found.words = texts.text("words", draft.words, 200, _("Name the training."))
            texts.refuse()
        case _:
            raise Invalid({"kind": _("Choose a measure, a skill or a training.")})
    return found


def skill(ladder: Ladder, name: str) -> LadderSkill:
    """Return the ladder's skill of a name, a new one where there is none."""
    texts = Wording()
    said = texts.text("words", name, 120, _("Name the skill."))
    texts.refuse()
    known = ladder.skills.filter(name__iexact=said, retired=False).first() if ladder.pk else None
    return known or LadderSkill(organisation=ladder.organisation, ladder=ladder, name=said)


def measured(actor: Actor, found: Criterion, draft: CriterionDraft) -> Criterion:
    """Write what is asked of a measure into a criterion that is not saved yet."""
    texts = Wording()
    texts.check("measure", holds=bool(draft.measure), otherwise=_("Choose a measure."))
    texts.check("value", holds=draft.value is not None, otherwise=_("Say the value to reach."))
    weeks = 1 <= draft.hold_weeks <= MOST_WEEKS
    texts.check("hold_weeks", holds=weeks, otherwise=_("Choose between 1 and 26 weeks."))
    texts.check("least", holds=draft.least >= 0, otherwise=_("Choose a number from 0 on."))
    limited = not draft.guard or draft.guard_limit is not None
    limit = _("Say the value beyond which it has got worse.")
    texts.check("guard_limit", holds=limited, otherwise=limit)
    texts.refuse()
    found.measure = seen_figure(actor, draft.measure, "measure")
    found.way = "raise" if catalogue.higher_is_better(found.measure.kpi) else "lower"
    found.value, found.hold_weeks, found.least = draft.value, draft.hold_weeks, draft.least
    if draft.guard:
        found.guard = seen_figure(actor, draft.guard, "guard")
        found.guard_limit = draft.guard_limit
        if found.guard.pk == found.measure.pk:
            raise Invalid({"guard": _("Choose another measure than the one of the step.")})
    return found


def seen_figure(actor: Actor, measure_id: str, field: str) -> Measure:
    """Return a measure whose figures the actor may see; only those can count."""
    found = access.measure(actor, measure_id, Verb.SEE)
    if found.pk not in access.visible_ids(actor, "figure"):
        raise Invalid({field: _("Its figures are not for you to see. Choose another measure.")})
    return found


def refuse_met_today(actor: Actor, found: Criterion) -> None:
    """Raise `Invalid` for a value that today's four weeks meet already."""
    if found.measure is None or found.value is None:
        return
    now = today_of(found.measure, actor)
    met = now is not None and (now >= found.value if found.way == "raise" else now <= found.value)
    if not met:
        return
    shown = units_of(catalogue.reference(found.measure).unit).value(now or 0.0)
    words = (
        _("Today’s four weeks are at {now} already. Choose a higher value.", now=shown)
        if found.way == "raise"
        else _("Today’s four weeks are at {now} already. Choose a lower value.", now=shown)
    )
    raise Invalid({"value": words})


def settle(actor: Actor, journal: Journal, found: Criterion) -> None:
    """Have readings computed of what is to count, and write down a skill that is new."""
    readings.keep(actor.organisation, (found.measure, found.guard))
    if found.skill is not None and found.skill._state.adding:
        found.skill = journal.create(found.skill)


def add_criterion(actor: Actor, rung_id: str, draft: CriterionDraft) -> str:
    """Let something more count for a step; return its public id. Raises like `add`."""
    rung = open_rung(ladder_access.rung(actor, rung_id, Verb.CHANGE))
    found = criterion(actor, rung, draft)
    with command(actor, "criterion.add") as journal:
        settle(actor, journal, found)
        journal.create(found)
    return found.public_id


def edit_criterion(
    actor: Actor, criterion_id: str, version: int, draft: CriterionDraft, title: str = ""
) -> None:
    """Ask for something else: recalibrate a step from what was learned.

    What was met already stays met where the same is asked. With a `title`, the step is called so.

    Raises:
        Invalid: for a step that is reached, and for what cannot count.
        Stale: where somebody changed it since `version`.
    """
    old = ladder_access.criterion(actor, criterion_id, Verb.CHANGE)
    as_read(old, version)
    new = criterion(actor, open_rung(old.rung), draft, old)
    if any(getattr(old, name) != getattr(new, name) for name in ASKED):
        old.met_on, old.evidence = None, {}
    for name in ASKED:
        setattr(old, name, getattr(new, name))
    with command(actor, "criterion.edit") as journal:
        settle(actor, journal, old)
        journal.save(old, expected=version)
        if title and title != old.rung.title:
            old.rung.title = title
            journal.save(old.rung)


def remove_criterion(actor: Actor, criterion_id: str, version: int) -> None:
    """Let something count no more for a step that is not reached."""
    found = ladder_access.criterion(actor, criterion_id, Verb.CHANGE)
    as_read(found, version)
    open_rung(found.rung)
    with command(actor, "criterion.remove") as journal:
        journal.retire(found, expected=version)


def attend(actor: Actor, criterion_id: str, version: int, day: datetime.date | None) -> None:
    """Say on which day a training was attended; no day takes it back, until the step is reached.

    Raises:
        Invalid: for what is no training, and for a day to come.
    """
    found = ladder_access.criterion(actor, criterion_id, Verb.CHANGE)
    open_rung(found.rung)
    if found.kind_of_criterion != Criterion.Kind.TRAINING:
        raise Invalid({"done_on": _("Only a training is attended; the data decide the rest.")})
    if day is not None and day > actor.today:
        raise Invalid({"done_on": _("That day is still to come. Say it when it is done.")})
    found.done_on = day
    with command(actor, "criterion.attend") as journal:
        journal.save(found, expected=version)


def use_as_rung(actor: Actor, ladder_id: str, goal_id: str) -> str:
    """Make a step of a goal: its title, its day, and what its targets ask for.

    Raises:
        Invalid: where none of the goal's targets can count, with the cure.
        NotThere: where there is no such ladder or goal for the actor.
    """
    ladder_access.ladder(actor, ladder_id, Verb.CHANGE)
    goal = access.goal(actor, goal_id, Verb.SEE)
    held = Target.objects.filter(goal=goal, retired=False, kind_of_target__in=USABLE)
    criteria = [
        CriterionDraft(
            kind=Criterion.Kind.MEASURE,
            measure=target.measure.public_id,
            value=target.points[-1][1],
            guard=target.guard.public_id if target.guard else "",
            guard_limit=target.guard_limit,
        )
        for target in held.select_related("measure", "guard").order_by("rank")
        if target.measure and target.points
    ]
    if not criteria:
        words = _("No target of this goal has a number. Give it one, or add the step by hand.")
        raise Invalid({"goal": words})
    draft = RungDraft(
        title=goal.title, due=due_of(goal), goal=goal.public_id, criteria=tuple(criteria)
    )
    return add(actor, ladder_id, [draft])[0]


def due_of(goal: Goal) -> datetime.date:
    """Return the day by which a goal is to be reached."""
    days = [t.due for t in goal.targets.filter(retired=False)]
    return max(days, default=goal.period.ends)
