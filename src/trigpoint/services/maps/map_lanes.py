"""Perspectives and themes of a map: added, said anew, put in order, taken away."""

from __future__ import annotations

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _, ngettext
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.maps import map_order, maps
from trigpoint.services.plans import plan_access
from trigpoint.services.wording import Wording
from trigpoint.store.models import MapTheme, Objective, Perspective

LONGEST_TITLE, LONGEST_QUESTION = 80, 200
MOST = 12
"""How many perspectives, and how many themes, a map may have."""


def add(actor: Actor, plan_id: str, title: str, question: str = "") -> str:
    """Add a perspective beneath the others; return its public id.

    Raises:
        Invalid: without a title, for words that are too long, or for too many perspectives.
    """
    plan = maps.a_map(actor, plan_id, Verb.CHANGE)
    count = Perspective.objects.filter(plan=plan, retired=False).count()
    if count >= MOST:
        raise Invalid({"title": _("A map has at most {most} perspectives.", most=MOST)})
    made = Perspective(organisation=actor.organisation, plan=plan, rank=count + 1)
    fill(made, title, question)
    with command(actor, "perspective.add") as journal:
        journal.create(made)
        journal.tell("plan.changed", plan=plan.public_id)
    return made.public_id


def fill(record: Perspective, title: str, question: str) -> None:
    """Write the words of a perspective that is not saved yet."""
    wording = Wording()
    needed = _("Name the perspective in a few words.")
    record.title = wording.text("title", title, LONGEST_TITLE, needed)
    record.question = wording.text("question", question, LONGEST_QUESTION)
    wording.refuse()


def edit(
    actor: Actor, part_id: str, version: int, title: str, question: str, place: int | None = None
) -> None:
    """Say a perspective anew; with a place, counted from 1 at the top, put it there.

    Raises:
        Invalid: without a title, or for words that are too long.
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, Perspective, part_id, Verb.CHANGE)
    fill(record, title, question)
    with command(actor, "perspective.edit") as journal:
        map_order.save(journal, record, version, place)
        journal.tell("plan.changed", plan=record.plan.public_id)


def remove(actor: Actor, part_id: str, version: int) -> None:
    """Take an empty perspective away.

    Raises:
        Invalid: while objectives stand in it; it says what to do first.
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, Perspective, part_id, Verb.CHANGE)
    as_read(record, version)
    count = Objective.objects.filter(perspective=record, retired=False).count()
    if count:
        text = ngettext(
            "{count} objective stands in this perspective. Move it to another one or take it off "
            "the map first; then the perspective can go.",
            "{count} objectives stand in this perspective. Move them to another one or take them "
            "off the map first; then the perspective can go.",
            count,
        )
        raise Invalid({"": text})
    with command(actor, "perspective.remove") as journal:
        journal.retire(record, expected=version)
        journal.tell("plan.changed", plan=record.plan.public_id)


def add_theme(actor: Actor, plan_id: str, title: str) -> str:
    """Add a theme; return its public id.

    Raises:
        Invalid: without a title, for one that is too long, or for too many themes.
    """
    plan = maps.a_map(actor, plan_id, Verb.CHANGE)
    count = MapTheme.objects.filter(plan=plan, retired=False).count()
    if count >= MOST:
        raise Invalid({"title": _("A map has at most {most} themes.", most=MOST)})
    made = MapTheme(organisation=actor.organisation, plan=plan, rank=count + 1)
    made.title = theme_title(title)
    with command(actor, "theme.add") as journal:
        journal.create(made)
        journal.tell("plan.changed", plan=plan.public_id)
    return made.public_id


def theme_title(typed: str) -> str:
    """Return the words of a theme, or raise `Invalid`."""
    wording = Wording()
    title = wording.text("title", typed, LONGEST_TITLE, _("Name the theme in a few words."))
    wording.refuse()
    return title


def edit_theme(
    actor: Actor, part_id: str, version: int, title: str, place: int | None = None
) -> None:
    """Say a theme anew; with a place, counted from 1, put it there.

    Raises:
        Invalid: without a title, or for one that is too long.
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, MapTheme, part_id, Verb.CHANGE)
    record.title = theme_title(title)
    with command(actor, "theme.edit") as journal:
        map_order.save(journal, record, version, place)
        journal.tell("plan.changed", plan=record.plan.public_id)


def remove_theme(actor: Actor, part_id: str, version: int) -> None:
    """Take a theme away; its objectives stay, without one.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, MapTheme, part_id, Verb.CHANGE)
    with command(actor, "theme.remove") as journal:
        journal.retire(record, expected=version)
        for objective in Objective.objects.filter(theme=record, retired=False):
            objective.theme = None
            journal.save(objective)
        journal.tell("plan.changed", plan=record.plan.public_id)
