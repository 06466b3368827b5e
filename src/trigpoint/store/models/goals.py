"""Goals, what carries what, and what is believed to cause what."""

from django.db import models

from trigpoint.store.models.base import Recorded, exactly_one
from trigpoint.store.models.organisation import Direction, Period
from trigpoint.store.models.people import Person, Unit


class Goal(Recorded):
    """What a unit or a person wants to reach in a period, and why."""

    class State(models.TextChoices):
        """Where the goal is in its life. Goals retire; they are never deleted."""

        DRAFT = "draft", "draft"
        PROPOSED = "proposed", "proposed"
        AGREED = "agreed", "agreed"
        ACTIVE = "active", "active"
        ACHIEVED = "achieved", "achieved"
        MISSED = "missed", "missed"
        RETIRED = "retired", "retired"

    class Status(models.TextChoices):
        """What the owner says. The computed status stands beside it and never replaces it."""

        NONE = "", "not stated"
        ON_TRACK = "on_track", "on track"
        AT_RISK = "at_risk", "at risk"
        OFF_TRACK = "off_track", "off track"
        ACHIEVED = "achieved", "achieved"

    title = models.CharField(max_length=200)
    why = models.TextField(max_length=4000, blank=True)
    how = models.TextField(max_length=4000, blank=True, help_text="the owner's own way")
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="goals")
    owner_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="goals")
    period = models.ForeignKey(Period, models.PROTECT, related_name="goals")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    stated_status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.NONE, blank=True
    )
    private = models.BooleanField(default=False, help_text="an aspiration that is not shared yet")
    proposed_kpi = models.CharField(
        max_length=40, blank=True, help_text="the KPI that a template proposed to show it"
    )
    proposed_guard = models.CharField(
        max_length=40, blank=True, help_text="the KPI that must not get worse for it, as proposed"
    )

    class Meta:
        constraints = [exactly_one("owner_unit", "owner_person", name="goal_has_one_owner")]
        indexes = [models.Index(fields=["organisation", "state"])]


class CoOwner(Recorded):
    """A unit or person that answers for a stated part of a shared goal."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="co_owners")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answers_for = models.CharField(max_length=300)

    class Meta:
        constraints = [exactly_one("unit", "person", name="co_owner_is_one")]


class Step(Recorded):
    """A piece of the work on a goal, with who does it, by when, and what came out."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps")
    title = models.CharField(max_length=200)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    result = models.TextField(max_length=2000, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)
    expected = models.PositiveSmallIntegerField(
        default=2, help_text="how much it is expected to bring: 1 little, 2 some, 3 much"
    )


class Evidence(models.TextChoices):
    """What the sentence on a link rests on."""

    NONE = "none", "none"
    OPINION = "opinion", "opinion"
    MEASURED = "measured", "measured"


class Contribution(Recorded):
    """A goal carries a goal above it, or serves the mission, the vision or a priority."""

    child = models.ForeignKey(Goal, models.CASCADE, related_name="carries")
    parent = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="carried_by")
    direction = models.ForeignKey(Direction, models.CASCADE, null=True, related_name="served_by")
    weight = models.FloatField(default=1.0)
    sentence = models.CharField(max_length=500, blank=True)
    evidence = models.CharField(max_length=8, choices=Evidence.choices, default=Evidence.NONE)
    evidence_source = models.CharField(max_length=200, blank=True)
    primary = models.BooleanField(default=False, help_text="the one that the line of sight takes")

    class Meta:
        constraints = [
            exactly_one("parent", "direction", name="contribution_goes_to_one"),
            models.CheckConstraint(
                name="contribution_weight_positive", condition=models.Q(weight__gt=0)
            ),
            models.UniqueConstraint(
                fields=["child", "parent"],
                name="contribution_once",
                condition=models.Q(retired=False),
            ),
            models.UniqueConstraint(
                fields=["child"],
                name="contribution_one_primary",
                condition=models.Q(primary=True, retired=False),
            ),
        ]


class Drive(Recorded):
    """What is believed to cause what, with the sign and the lag that are expected."""

    cause = models.ForeignKey(Goal, models.CASCADE, related_name="drives")
    effect = models.ForeignKey(Goal, models.CASCADE, related_name="driven_by")
    sign = models.SmallIntegerField(default=1, choices=[(1, "raises"), (-1, "lowers")])
    lag_weeks = models.PositiveSmallIntegerField(default=0)
    sentence = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cause", "effect"], name="drive_once", condition=models.Q(retired=False)
            ),
        ]
