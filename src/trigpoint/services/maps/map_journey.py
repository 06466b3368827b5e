"""The customer's journey beneath a map: stages, and what hurts in them, tied to objectives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _, ngettext
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.maps import map_order, maps
from trigpoint.services.plans import plan_access
from trigpoint.services.wording import Wording
from trigpoint.store.models import JourneyStage, Objective, PainPoint, Plan

LONGEST_TITLE, LONGEST_TOUCHPOINTS, LONGEST_PAIN, LONGEST_TAG = 80, 200, 120, 80
MOST_STAGES, MOST_PAINS, MOST_TAGS = 12, 6, 20
OF_STAGE = "stage__plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPointDraft:
    """What hurts. `tags` show it in the tickets: a tag, or a custom field as `field=value`.

    `serves` are public ids of the objectives that are to heal it.
    """

    title: str
    moment_of_truth: bool = False
    tags: Sequence[str] = ()
    serves: Sequence[str] = ()


def add_stage(actor: Actor, plan_id: str, title: str, touchpoints: str = "") -> str:
    """Add a stage at the end of the journey; return its public id.

    Raises:
        Invalid: without a title, for words that are too long, or for too many stages.
    """
    plan = maps.a_map(actor, plan_id, Verb.CHANGE)
    count = JourneyStage.objects.filter(plan=plan, retired=False).count()
    if count >= MOST_STAGES:
        raise Invalid({"title": _("A journey has at most {most} stages.", most=MOST_STAGES)})
    made = JourneyStage(organisation=actor.organisation, plan=plan, rank=count + 1)
    fill_stage(made, title, touchpoints)
    with command(actor, "stage.add") as journal:
        journal.create(made)
        journal.tell("plan.changed", plan=plan.public_id)
    return made.public_id


def fill_stage(record: JourneyStage, title: str, touchpoints: str) -> None:
    """Write the words of a stage that is not saved yet."""
    wording = Wording()
    needed = _("Name the stage in a few words.")
    record.title = wording.text("title", title, LONGEST_TITLE, needed)
    record.touchpoints = wording.text("touchpoints", touchpoints, LONGEST_TOUCHPOINTS)
    wording.refuse()


def edit_stage(
    actor: Actor,
    stage_id: str,
    version: int,
    title: str,
    touchpoints: str,
    place: int | None = None,
) -> None:
    """Say a stage anew; with a place, counted from 1 at the beginning, put it there.

    Raises:
        Invalid: without a title, or for words that are too long.
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, JourneyStage, stage_id, Verb.CHANGE)
    fill_stage(record, title, touchpoints)
    with command(actor, "stage.edit") as journal:
        map_order.save(journal, record, version, place)
        journal.tell("plan.changed", plan=record.plan.public_id)


def remove_stage(actor: Actor, stage_id: str, version: int) -> None:
    """Take an empty stage away.

    Raises:
        Invalid: while pain points stand in it; it says what to do first.
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, JourneyStage, stage_id, Verb.CHANGE)
    as_read(record, version)
    count = PainPoint.objects.filter(stage=record, retired=False).count()
    if count:
        text = ngettext(
            "{count} pain point stands in this stage. Take it away first; then the stage can go.",
            "{count} pain points stand in this stage. Take them away first; then the stage can go.",
            count,
        )
        raise Invalid({"": text})
    with command(actor, "stage.remove") as journal:
        journal.retire(record, expected=version)
        journal.tell("plan.changed", plan=record.plan.public_id)


def add_pain(actor: Actor, stage_id: str, draft: PainPointDraft) -> str:
    """Say what hurts in a stage; return the pain point's public id.

    Raises:
        Invalid: without a title, for words or tags that cannot be, for objectives that are not on
            the map, or for too many pain points.
    """
    stage = plan_access.part(actor, JourneyStage, stage_id, Verb.CHANGE)
    made = PainPoint(organisation=actor.organisation)
    stand_last(made, stage, "title")
    fill_pain(made, stage.plan, draft)
    with command(actor, "pain_point.add") as journal:
        journal.create(made)
        journal.tell("plan.changed", plan=stage.plan.public_id)
    return made.public_id


def stand_last(record: PainPoint, stage: JourneyStage, field: str) -> None:
    """Put a pain point that is not saved yet at the end of a stage; a full one is refused."""
    ranks = PainPoint.objects.filter(stage=stage, retired=False).values_list("rank", flat=True)
    if len(ranks) >= MOST_PAINS:
        raise Invalid({field: _("A stage has at most {most} pain points.", most=MOST_PAINS)})
    record.stage, record.rank = stage, max(ranks, default=0) + 1


def fill_pain(record: PainPoint, plan: Plan, draft: PainPointDraft) -> None:
    """Write a draft into a pain point that is not saved yet."""
    wording = Wording()
    record.title = wording.text("title", draft.title, LONGEST_PAIN, _("Say what hurts."))
    record.moment_of_truth = draft.moment_of_truth
    tags = [tag.strip() for tag in draft.tags if tag.strip()]
    record.tags = list(dict.fromkeys(tags))
    fits = len(tags) <= MOST_TAGS and all(len(tag) <= LONGEST_TAG for tag in tags)
    said = _(
        "Name at most {most} tags of at most {long} characters.", most=MOST_TAGS, long=LONGEST_TAG
    )
    wording.check("tags", holds=fits and all(map(is_tag, tags)), otherwise=said)
    held = Objective.objects.filter(plan=plan, retired=False).order_by("pk")
    known = list(held.values_list("public_id", flat=True))
    otherwise = _("Choose among the objectives of this map.")
    wording.check("serves", holds=set(draft.serves) <= set(known), otherwise=otherwise)
    record.serves = [each for each in known if each in set(draft.serves)]
    wording.refuse()


def is_tag(tag: str) -> bool:
    """Whether a text is a tag, or a custom field with its value."""
    name, equals, value = tag.partition("=")
    return not equals or bool(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name) and value)


def edit_pain(
    actor: Actor, pain_id: str, version: int, draft: PainPointDraft, stage_id: str = ""
) -> None:
    """Say a pain point anew; with a stage, it moves to the end of that one.

    Raises like `add_pain`, and:
        Invalid: for a stage that is not on the same map, or is full.
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, PainPoint, pain_id, Verb.CHANGE, OF_STAGE)
    if stage_id and stage_id != record.stage.public_id:
        stand_last(record, another(record.stage, stage_id), "stage")
    fill_pain(record, record.stage.plan, draft)
    with command(actor, "pain_point.edit") as journal:
        journal.save(record, expected=version)
        journal.tell("plan.changed", plan=record.stage.plan.public_id)


def another(stage: JourneyStage, stage_id: str) -> JourneyStage:
    """Return another stage of the same journey, or raise `Invalid`."""
    beside = JourneyStage.objects.filter(plan=stage.plan, retired=False, public_id=stage_id)
    found = beside.first()
    if found is None:
        raise Invalid({"stage": _("Choose among the stages of this map.")})
    return found


def remove_pain(actor: Actor, pain_id: str, version: int) -> None:
    """Take a pain point away.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, PainPoint, pain_id, Verb.CHANGE, OF_STAGE)
    with command(actor, "pain_point.remove") as journal:
        journal.retire(record, expected=version)
        journal.tell("plan.changed", plan=record.stage.plan.public_id)
