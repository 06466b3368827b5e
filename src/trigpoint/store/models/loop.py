"""What people say about goals: check-ins, answers, proposals, and words against a figure."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.measures import Measure
from trigpoint.store.models.people import Person


class CheckIn(Recorded):
    """How a goal is going, in its owner's words, beside the figure as it stood."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="check_ins")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Goal.Status.choices)
    confidence = models.PositiveSmallIntegerField(null=True, help_text="0 to 10, stated")
    note = models.TextField(max_length=2000, blank=True)
    wants_help = models.BooleanField(default=False)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    n = models.PositiveIntegerField(null=True)
    talked_at = models.DateTimeField(null=True, help_text="when the help was talked about")


class Acknowledgement(Recorded):
    """What one person thinks of a goal they were asked about."""

    class Answer(models.TextChoices):
        """What may be said."""

        ASKED = "asked", "asked"
        AGREE = "agree", "agree"
        CONCERN = "concern", "concern"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.ASKED)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "person"],
                name="acknowledgement_once",
                condition=models.Q(retired=False),
            ),
        ]


class Dispute(Recorded):
    """A person says that a figure about them is wrong; it counts for nothing until answered."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="disputes")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="disputes")
    start = models.DateField()
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
