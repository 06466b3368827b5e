"""Plans: what a unit or a person writes together in a period, whatever the way it is written."""

from django.db import models

from trigpoint.store.models.base import Recorded, exactly_one
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.organisation import Period
from trigpoint.store.models.people import Person, Unit


class Plan(Recorded):
    """A unit's or a person's plan for a period, through one of the five ways of writing goals.

    `above` is the plan that it serves. `areas` are the functional areas that are to be heard,
    `open_sections` those parts for which suggestions are asked, `skipped` the guided steps that
    were left out on purpose.
    """

    class Lens(models.TextChoices):
        """The way in which the plan is written."""

        V2MOM = "v2mom", "V2MOM"
        CASCADE = "cascade", "cascade"
        LADDER = "ladder", "ladder"
        MAP = "map", "strategy map"
        PYRAMID = "pyramid", "pyramid"

    class State(models.TextChoices):
        """Where the plan is in its life."""

        DRAFT = "draft", "draft"
        DISCUSSION = "discussion", "discussion"
        PUBLISHED = "published", "published"

    lens = models.CharField(max_length=8, choices=Lens.choices, default=Lens.V2MOM)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="plans")
    owner_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="plans")
    period = models.ForeignKey(Period, models.PROTECT, related_name="plans")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    vision = models.TextField(max_length=1000, blank=True)
    above = models.ForeignKey("self", models.SET_NULL, null=True, related_name="below")
    cadence_days = models.PositiveSmallIntegerField(default=28)
    reviewed_on = models.DateField(null=True)
    next_review = models.DateTimeField(null=True)
    areas = models.JSONField(default=list)
    open_sections = models.JSONField(default=list)
    skipped = models.JSONField(default=list)

    class Meta:
        constraints = [
            exactly_one("owner_unit", "owner_person", name="plan_has_one_owner"),
            models.UniqueConstraint(
                fields=["lens", "owner_unit", "period"],
                name="plan_once_for_a_unit",
                condition=models.Q(retired=False, owner_unit__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["lens", "owner_person", "period"],
                name="plan_once_for_a_person",
                condition=models.Q(retired=False, owner_person__isnull=False),
            ),
        ]


class Participant(Recorded):
    """Somebody who was invited to write a plan together, for a functional area."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    area = models.CharField(max_length=80, blank=True)
    writes = models.BooleanField(default=False, help_text="may change the plan, not only suggest")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person"],
                name="participant_once",
                condition=models.Q(retired=False),
            ),
        ]


class Suggestion(Recorded):
    """What somebody would write into a part of a plan, and what became of it."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "open"
        TAKEN = "taken", "taken"
        DECLINED = "declined", "declined"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="suggestions")
    section = models.CharField(max_length=12)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class PlanRequest(Recorded):
    """A part that a plan asks of another unit, which accepts or refuses it."""

    class State(models.TextChoices):
        """What the unit says."""

        ASKED = "asked", "asked"
        ACCEPTED = "accepted", "accepted"
        REFUSED = "refused", "refused"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="requests")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="+")
    part = models.CharField(max_length=500)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)


class Edition(Recorded):
    """A published version of a plan, as it was said then. It is never changed.

    `body` is the plan's text part by part; `overridden` names the gates that were passed over.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(max_length=2000, blank=True)
    body = models.JSONField()
    overridden = models.JSONField(default=list)
    override_reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="edition_number_once"),
        ]


class EditionAnswer(Recorded):
    """What one person who was asked says of an edition."""

    class Answer(models.TextChoices):
        """What may be said."""

        ASKED = "asked", "asked"
        READ = "read", "read"
        AGREE = "agree", "agree"
        RESERVATIONS = "reservations", "agree with reservations"
        DISAGREE = "disagree", "disagree"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.ASKED)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person"],
                name="edition_answer_once",
                condition=models.Q(retired=False),
            ),
        ]


class UnnamedVoice(models.Model):
    """Words on an edition that lead to nobody: no person, no time, no entry of the history.

    The key is random and the rows have no order, so that nothing says who wrote when.
    """

    id = models.UUIDField(primary_key=True)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="unnamed")
    words = models.TextField(max_length=2000)


class Presence(models.Model):
    """Somebody is writing in a part of a plan right now; forgotten soon after."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    section = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="presence_once"),
        ]
