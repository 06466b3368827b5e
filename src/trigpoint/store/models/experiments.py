"""Experiments on a way of working: said before they begin, judged when they are over."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.measures import Measure
from trigpoint.store.models.people import Person, Unit


class Experiment(Recorded):
    """Something that is tried for a goal, from one day to another, and what is expected of it.

    It ends on `ends`, or on `stopped_on` where its stop rule or its owner ended it sooner. The
    stop rule is that day, and a guard: a measure that must not really get worse meanwhile.
    """

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="experiments")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    guard = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120)
    hypothesis = models.TextField(max_length=500)
    starts = models.DateField()
    ends = models.DateField(help_text="the last day")
    stopped_on = models.DateField(null=True, help_text="the last day, where it came sooner")
    stopped_why = models.TextField(max_length=2000, blank=True)
    decision = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)


class TakesPart(Recorded):
    """That a unit or a person takes part in an experiment."""

    experiment = models.ForeignKey(Experiment, models.CASCADE, related_name="parts")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_unit_or_a_person_takes_part",
                condition=(
                    models.Q(unit__isnull=False, person=None)
                    | models.Q(unit=None, person__isnull=False)
                ),
            ),
        ]
