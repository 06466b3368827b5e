"""What comes from outside: what others reach, and what happens that questions goals."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.measures import Measure
from trigpoint.store.models.people import Person
from trigpoint.store.models.plans import Plan


class Benchmark(Recorded):
    """What others reach in a measure, in its unit; who says so, and as of which day."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="benchmarks")
    value = models.FloatField()
    source = models.CharField(max_length=200)
    day = models.DateField()


class Signal(Recorded):
    """Something that happened outside, and the goals that it questions, by their public ids.

    It is open until somebody decides what follows from it.
    """

    class Kind(models.TextChoices):
        """What happened."""

        LAUNCH = "launch", "a launch"
        OUTAGE = "outage", "an outage"
        LAW = "law", "a law"
        COMPETITOR = "competitor", "a competitor"
        REASON = "reason", "a contact reason that rises"
        OTHER = "other", "something else"

    kind_of_signal = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=200)
    day = models.DateField()
    questions = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decision = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)


class ReportMeasure(Recorded):
    """Which measure stands for a side of the service in a plan's own report."""

    class Side(models.TextChoices):
        """What a plan is asked about."""

        SATISFACTION = "satisfaction", "satisfaction"
        RESOLUTION = "resolution", "resolution time"
        RETENTION = "retention", "retention"
        ENGAGEMENT = "engagement", "engagement"
        ALIGNMENT = "alignment", "alignment"
        EFFICIENCY = "efficiency", "efficiency"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="report_measures")
    side = models.CharField(max_length=12, choices=Side.choices)
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "side"], name="side_once", condition=models.Q(retired=False)
            ),
        ]
