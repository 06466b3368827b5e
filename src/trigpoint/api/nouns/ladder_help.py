"""What a ladder is proposed from, checked by, and helped with."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import (
    AsOf,
    Body,
    Day,
    Essay,
    Id,
    Line,
    Moment,
    Number,
    Sentence,
    Title,
    Version,
)
from trigpoint.core.lenses.ladder.smart import RuleCheck
from trigpoint.services.ladders import (
    coachings,
    ladder_help,
    ladder_page,
    ladder_proposals,
    rung_checks,
)
from trigpoint.services.ladders.ladder_proposals import Offer
from trigpoint.services.ladders.ladder_views import (
    CoachingView,
    HindranceView,
    LadderPage,
    Likelihood,
    ResourceView,
    SkillView,
)

offers = Noun("/rung-proposals", "figures")
checks = Noun("/ladders/{ladder_id}/rungs/{rung_id}", "goals")
resources = Noun("/ladders/{ladder_id}/rungs/{rung_id}/resources", "goals")
skills = Noun("/ladders/{ladder_id}/skills", "goals")
hindrances = Noun("/ladders/{ladder_id}/hindrances", "goals")
meetings = Noun("/ladders/{ladder_id}/coachings", "goals")


class WantedSteps(Body):
    """Which steps are wanted: on a measure, by a day, at chances in 100."""

    measure: Id
    due: Day
    chances: Annotated[list[int], Field(min_length=1, max_length=5)] = Field(
        default_factory=lambda: list(ladder_proposals.USUAL)
    )


class WantedValue(Body):
    """The value whose chance is wanted, in the measure's unit."""

    measure: Id
    due: Day
    value: Number


class NewResource(Body):
    """What helps on a step; `there` is False while it is only asked for."""

    kind: Literal["time", "tool", "training", "mentor", "reading"]
    title: Title
    link: Sentence = ""
    there: bool = False


class ResourceThere(Body):
    """Whether what was asked for is there."""

    there: bool


class NewSkill(Body):
    """A skill to be looked at."""

    name: Annotated[Line, Field(max_length=120)]


class SkillSaid(Body):
    """How a skill is practised: 0 unsaid, 1 not yet, 2 nearly, 3 practised."""

    level: Annotated[int, Field(ge=0, le=3)]
    words: Sentence = ""


class NewHindrance(Body):
    """What stands in the way: in how we work, or what cannot be changed now."""

    kind: Literal["process", "constraint"]
    words: Sentence


class NewCoaching(Body):
    """A meeting of whoever climbs with their coach."""

    at: Moment
    topic: Title
    minutes: Annotated[int, Field(ge=5, le=480)] = 30


class CoachingNotes(Body):
    """What was said; only those who meet read it."""

    notes: Essay


class CalendarFile(Body):
    """A meeting as a calendar file (RFC 5545)."""

    ics: str


@offers.act("")
def propose(request: Request, body: WantedSteps) -> Offer:
    """Steps from history at wanted chances, or why there are none."""
    return ladder_proposals.propose(request.auth, body.measure, body.due, tuple(body.chances))


@offers.act("/chance")
def chance(request: Request, body: WantedValue) -> Likelihood:
    """The chance of one value by a day."""
    return ladder_proposals.likelihood(request.auth, body.measure, body.value, body.due)


@checks.show("/rules")
def rules(request: Request, ladder_id: Id, rung_id: Id) -> tuple[RuleCheck, ...]:
    """Whether a step says enough, rule by rule, with a better wording."""
    one(page(request, ladder_id).rungs, rung_id)
    return rung_checks.of_rung(request.auth, rung_id)


@resources.make("")
def add_resource(request: Request, ladder_id: Id, rung_id: Id, body: NewResource) -> ResourceView:
    """Say what helps on a step, or ask for it."""
    one(page(request, ladder_id).rungs, rung_id)
    made = ladder_help.add_resource(
        request.auth, rung_id, body.kind, body.title, body.link, there=body.there
    )
    return resource(request, ladder_id, rung_id, made)


@resources.show("/{resource_id}")
def resource(
    request: Request, ladder_id: Id, rung_id: Id, resource_id: Id, as_of: AsOf | None = None
) -> ResourceView:
    """One thing that helps on a step."""
    return one(one(page(request, ladder_id, as_of).rungs, rung_id).resources, resource_id)


@resources.change("/{resource_id}")
def settle_resource(
    request: Request,
    ladder_id: Id,
    rung_id: Id,
    resource_id: Id,
    body: ResourceThere,
    version: Version,
) -> ResourceView:
    """Say that something asked for is there, or is not."""
    resource(request, ladder_id, rung_id, resource_id)
    return changed(
        request,
        lambda: ladder_help.settle_resource(request.auth, resource_id, version, there=body.there),
        lambda: resource(request, ladder_id, rung_id, resource_id),
    )


@resources.remove("/{resource_id}")
def remove_resource(
    request: Request, ladder_id: Id, rung_id: Id, resource_id: Id, version: Version
) -> None:
    """Take away what does not help."""
    removed(
        request,
        lambda: ladder_help.remove_resource(request.auth, resource_id, version),
        lambda: resource(request, ladder_id, rung_id, resource_id),
    )


@skills.make("")
def add_skill(request: Request, ladder_id: Id, body: NewSkill) -> SkillView:
    """Name a skill to be looked at."""
    made = ladder_help.add_skill(request.auth, ladder_id, body.name)
    return skill(request, ladder_id, made)


@skills.show("/{skill_id}")
def skill(request: Request, ladder_id: Id, skill_id: Id, as_of: AsOf | None = None) -> SkillView:
    """A skill as the person and their lead or coach see it."""
    return one(page(request, ladder_id, as_of).skills, skill_id)


@skills.change("/{skill_id}")
def assess(
    request: Request, ladder_id: Id, skill_id: Id, body: SkillSaid, version: Version
) -> SkillView:
    """Say how a skill is practised: of oneself, or as lead or coach."""
    skill(request, ladder_id, skill_id)
    return changed(
        request,
        lambda: ladder_help.assess(request.auth, skill_id, version, body.level, body.words),
        lambda: skill(request, ladder_id, skill_id),
    )


@hindrances.make("")
def add_hindrance(request: Request, ladder_id: Id, body: NewHindrance) -> HindranceView:
    """Say what stands in the way."""
    made = ladder_help.add_hindrance(request.auth, ladder_id, body.kind, body.words)
    return hindrance(request, ladder_id, made)


@hindrances.show("/{hindrance_id}")
def hindrance(
    request: Request, ladder_id: Id, hindrance_id: Id, as_of: AsOf | None = None
) -> HindranceView:
    """One thing that stands in the way."""
    return one(page(request, ladder_id, as_of).hindrances, hindrance_id)


@hindrances.remove("/{hindrance_id}")
def remove_hindrance(request: Request, ladder_id: Id, hindrance_id: Id, version: Version) -> None:
    """Take away what does not hinder any more."""
    removed(
        request,
        lambda: ladder_help.remove_hindrance(request.auth, hindrance_id, version),
        lambda: hindrance(request, ladder_id, hindrance_id),
    )


@meetings.make("")
def book(request: Request, ladder_id: Id, body: NewCoaching) -> CoachingView:
    """Book a coaching meeting."""
    made = coachings.book(request.auth, ladder_id, body.at, body.topic, body.minutes)
    return coaching(request, ladder_id, made)


@meetings.show("/{coaching_id}")
def coaching(
    request: Request, ladder_id: Id, coaching_id: Id, as_of: AsOf | None = None
) -> CoachingView:
    """A coaching meeting with its notes, for one of those who meet."""
    return one(page(request, ladder_id, as_of).coachings, coaching_id)


@meetings.change("/{coaching_id}")
def note(
    request: Request, ladder_id: Id, coaching_id: Id, body: CoachingNotes, version: Version
) -> CoachingView:
    """Write down what was said; only those who meet read it."""
    coaching(request, ladder_id, coaching_id)
    return changed(
        request,
        lambda: coachings.note(request.auth, coaching_id, version, body.notes),
        lambda: coaching(request, ladder_id, coaching_id),
    )


@meetings.change("/{coaching_id}/moment")
def move(
    request: Request, ladder_id: Id, coaching_id: Id, body: NewCoaching, version: Version
) -> CoachingView:
    """Put a meeting at another moment; whoever else meets is told."""
    coaching(request, ladder_id, coaching_id)
    return changed(
        request,
        lambda: coachings.move(
            request.auth, coaching_id, version, body.at, body.topic, body.minutes
        ),
        lambda: coaching(request, ladder_id, coaching_id),
    )


@meetings.remove("/{coaching_id}")
def cancel(request: Request, ladder_id: Id, coaching_id: Id, version: Version) -> None:
    """Take a meeting out of the calendar."""
    removed(
        request,
        lambda: coachings.cancel(request.auth, coaching_id, version),
        lambda: coaching(request, ladder_id, coaching_id),
    )


@meetings.show("/{coaching_id}/calendar")
def calendar(request: Request, ladder_id: Id, coaching_id: Id) -> CalendarFile:
    """A meeting as a calendar file, without its notes."""
    coaching(request, ladder_id, coaching_id)
    return CalendarFile(ics=coachings.calendar(request.auth, coaching_id))


def page(request: Request, ladder_id: str, as_of: AsOf | None = None) -> LadderPage:
    """Return the ladder that all of this belongs to."""
    return ladder_page.show(request.auth, ladder_id, as_of)
