"""Measures, the targets that goals set on them, and their readings."""

from django.db import models

from trigpoint.store.models.accounts import Queue
from trigpoint.store.models.base import Owned, Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person, Unit


class Measure(Recorded):
    """A KPI of the catalogue at one version, with parameters, filter and scope."""

    class Scope(models.TextChoices):
        """Whose tickets count."""

        ORGANISATION = "organisation", "organisation"
        UNIT = "unit", "unit"
        QUEUE = "queue", "queue"
        PERSON = "person", "person"

    title = models.CharField(max_length=200)
    kpi = models.CharField(max_length=60, help_text="key in the catalogue")
    kpi_version = models.PositiveSmallIntegerField(default=1)
    params = models.JSONField(default=dict, help_text="settings of the KPI, such as quantile")
    filters = models.JSONField(default=list, help_text="typed conditions on dimensions")
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.ORGANISATION)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    queue = models.ForeignKey(Queue, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    window_weeks = models.PositiveSmallIntegerField(
        default=4, help_text="the standing figure is over so many whole weeks"
    )
    pinned = models.BooleanField(default=False)
    exceptional = models.JSONField(
        default=list, help_text="[[first day of the week, why], ...], by day: unlike other weeks"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measure_scope_is_named",
                condition=(
                    models.Q(scope="organisation", unit=None, queue=None, person=None)
                    | models.Q(scope="unit", unit__isnull=False, queue=None, person=None)
                    | models.Q(scope="queue", unit=None, queue__isnull=False, person=None)
                    | models.Q(scope="person", unit=None, queue=None, person__isnull=False)
                ),
            ),
        ]


class TypedValue(Recorded):
    """What somebody typed in for a measure and a day, in the measure's unit, with its evidence.

    The evidence is a link, a note, or both. `n` is out of how many a share was counted.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="typed_values")
    day = models.DateField()
    value = models.FloatField()
    n = models.PositiveIntegerField(null=True)
    link = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "day"],
                condition=models.Q(retired=False),
                name="typed_value_once_a_day",
            ),
            models.CheckConstraint(
                name="typed_value_has_evidence",
                condition=~models.Q(link="", note=""),
            ),
        ]


class Target(Recorded):
    """A goal's hold on a measure, or a milestone, or a yes-or-no."""

    class Kind(models.TextChoices):
        """How progress runs."""

        RAISE = "raise", "raise"
        LOWER = "lower", "lower"
        KEEP_WITHIN = "keep_within", "keep within"
        MILESTONE = "milestone", "milestone"
        YES_NO = "yes_no", "yes or no"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="targets")
    kind_of_target = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=200, blank=True)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="targets")
    baseline = models.FloatField(null=True)
    points = models.JSONField(default=list, help_text="[[ISO date, value], ...], by date")
    season = models.JSONField(
        default=dict, help_text="growth on last year, and what each day's week had: see seasons"
    )
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    tolerance = models.FloatField(null=True)
    weight = models.FloatField(default=1.0)
    due = models.DateField()
    done_on = models.DateField(null=True)
    guard = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="guards")
    guard_limit = models.FloatField(null=True, help_text="the guard is broken beyond this value")
    rank = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(name="target_weight_positive", condition=models.Q(weight__gt=0)),
        ]


class Generation(Owned):
    """One published state of the warehouse. Readings become visible when its row is written."""

    number = models.PositiveIntegerField()
    folder = models.CharField(max_length=200, help_text="name below the data folder's facts/")
    published_at = models.DateTimeField()
    data_as_of = models.DateTimeField(null=True, help_text="the newest event in it")
    revision = models.PositiveIntegerField(
        default=0, help_text="grows with each computation anew from the same facts"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="generation_once"),
        ]


class Reading(models.Model):
    """One value of a measure for a stretch of days, from one generation until another."""

    class Grain(models.TextChoices):
        """How long the stretch is; `window` is the measure's own number of weeks."""

        DAY = "day", "day"
        WEEK = "week", "week"
        MONTH = "month", "month"
        WINDOW = "window", "window"

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="readings")
    grain = models.CharField(max_length=6, choices=Grain.choices)
    start = models.DateField()
    end = models.DateField(help_text="first day after the stretch")
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    n = models.PositiveIntegerField()
    missing = models.PositiveIntegerField(
        default=0, help_text="so many belong here and have no value, such as unanswered tickets"
    )
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    flags = models.JSONField(default=list)
    generation = models.PositiveIntegerField(help_text="first generation that says so")
    until = models.PositiveIntegerField(null=True, help_text="generation that says otherwise")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "grain", "start", "generation"], name="reading_once"
            ),
        ]
        indexes = [models.Index(fields=["measure", "grain", "until", "start"])]
