"""What helps and what hinders on a ladder: resources of a step, skills, the process."""

from __future__ import annotations

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.ladders import ladder_access
from trigpoint.services.ladders.rungs import skill as skill_of
from trigpoint.services.wording import Wording
from trigpoint.store.models import Hindrance, Ladder, LadderSkill, RungResource

PRACTISED = 3
SAFE = ("https://", "http://", "mailto:")


def add_resource(
    actor: Actor, rung_id: str, kind: str, title: str, link: str = "", *, there: bool = False
) -> str:
    """Say what helps on a step, or ask for it; return its public id.

    Raises:
        Invalid: without a title, or for a link that is none.
    """
    rung = ladder_access.rung(actor, rung_id, Verb.CHANGE)
    texts = Wording()
    texts.check("kind", holds=kind in RungResource.Kind.values, otherwise=_("Choose what it is."))
    said = texts.text("title", title, 200, _("Say what it is."))
    where = texts.text("link", link, 500)
    safe = not where or where.lower().startswith(SAFE)
    texts.check("link", holds=safe, otherwise=_("A link begins with https:// or mailto:."))
    texts.refuse()
    with command(actor, "resource.add") as journal:
        made = journal.create(
            RungResource(
                organisation=actor.organisation,
                rung=rung,
                kind_of_resource=kind,
                title=said,
                link=where,
                there=there,
            )
        )
    return made.public_id


def settle_resource(actor: Actor, resource_id: str, version: int, *, there: bool) -> None:
    """Say that something asked for is there, or is not; raises `Stale`."""
    found = ladder_access.part(actor, RungResource, resource_id, Verb.CHANGE, "rung__ladder")
    found.there = there
    with command(actor, "resource.settle") as journal:
        journal.save(found, expected=version)


def remove_resource(actor: Actor, resource_id: str, version: int) -> None:
    """Take away what does not help; raises `Stale`."""
    found = ladder_access.part(actor, RungResource, resource_id, Verb.CHANGE, "rung__ladder")
    with command(actor, "resource.remove") as journal:
        journal.retire(found, expected=version)


def add_skill(actor: Actor, ladder_id: str, name: str) -> str:
    """Name a skill to be looked at; return its public id. One that is there is returned.

    Raises:
        Invalid: without a name.
    """
    found = skill_of(ladder_access.ladder(actor, ladder_id, Verb.CHANGE), name)
    if found._state.adding:
        with command(actor, "skill.add") as journal:
            journal.create(found)
    return found.public_id


def assess(actor: Actor, skill_id: str, version: int, level: int, words: str = "") -> None:
    """Say how a skill is practised: the person for themselves, their lead or coach beside them.

    Raises:
        Invalid: for a level that there is not.
        NotAllowed: for anybody else.
        Stale: where somebody said something since `version`.
    """
    found = ladder_access.part(actor, LadderSkill, skill_id, Verb.PROPOSE)
    texts = Wording()
    known = 0 <= level <= PRACTISED
    texts.check("level", holds=known, otherwise=_("Choose not yet, nearly or practised."))
    said = texts.text("words", words, 500)
    texts.refuse()
    if is_own(actor, found.ladder):
        found.own_level, found.own_words = level, said
    elif speaks_for(actor, found.ladder):
        found.lead_level, found.lead_words = level, said
    else:
        raise NotAllowed(_("The person says it of themselves, and their lead or coach beside."))
    both = min(found.own_level, found.lead_level) == PRACTISED
    found.practised_on = (found.practised_on or actor.today) if both else None
    with command(actor, "skill.assess") as journal:
        journal.save(found, expected=version)


def is_own(actor: Actor, ladder: Ladder) -> bool:
    """Whether the actor speaks as whoever climbs: the person, or one of the unit or below it.

    Of a unit, whoever coaches or leads speaks beside its people and not for them.
    """
    if actor.person is None:
        return False
    if ladder.owner_person_id:
        return ladder.owner_person_id == actor.person.pk
    unit, drawn = str(ladder.owner_unit_id), access.viewer_of(actor).chart
    inside = unit in drawn.kinds and str(actor.person.pk) in drawn.everyone(unit)
    return inside and not stands_beside(actor, ladder)


def stands_beside(actor: Actor, ladder: Ladder) -> bool:
    """Whether the actor coaches or leads the unit that climbs."""
    coaches = actor.person is not None and ladder.coach_id == actor.person.pk
    return coaches or ladder_access.may(actor, ladder, Verb.CHANGE)


def speaks_for(actor: Actor, ladder: Ladder) -> bool:
    """Whether the actor is the coach, or leads whoever climbs."""
    if ladder.owner_unit_id:
        return stands_beside(actor, ladder)
    thing = ladder_access.thing_of(actor, ladder)
    may = access.decision(actor, Verb.PROPOSE, Kind.LADDER_OF_PERSON, thing)
    return bool(may) and not is_own(actor, ladder)


def speaks(actor: Actor, ladder: Ladder) -> bool:
    """Whether the actor says how skills of a ladder are practised, for themselves or beside."""
    return is_own(actor, ladder) or speaks_for(actor, ladder)


def add_hindrance(actor: Actor, ladder_id: str, kind: str, words: str) -> str:
    """Say what stands in the way: in how we work, or what cannot be changed now.

    Raises:
        Invalid: without words.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.CHANGE)
    if kind not in Hindrance.Kind.values:
        raise Invalid({"kind": _("Choose how we work, or what cannot be changed now.")})
    texts = Wording()
    said = texts.text("words", words, 500, _("Say in a sentence what stands in the way."))
    texts.refuse()
    with command(actor, "hindrance.add") as journal:
        made = journal.create(
            Hindrance(
                organisation=actor.organisation, ladder=ladder, kind_of_hindrance=kind, words=said
            )
        )
    return made.public_id


def remove_hindrance(actor: Actor, hindrance_id: str, version: int) -> None:
    """Take away what does not hinder any more; raises `Stale`."""
    found = ladder_access.part(actor, Hindrance, hindrance_id, Verb.CHANGE)
    with command(actor, "hindrance.remove") as journal:
        journal.retire(found, expected=version)
