"""Training programmes: what they are for, when they are held, and who was there."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person


class Training(Recorded):
    """A programme by which a goal to learn something is pursued.

    `aim` is the goal that is to move because of it: its measures say whether it did.
    """

    class Programme(models.TextChoices):
        """What is trained."""

        EMPATHY = "empathy", "empathy"
        LISTENING = "listening", "active listening"
        CONFLICT = "conflict", "conflict resolution"
        PRODUCT = "product", "product knowledge"
        OWN = "own", "something else"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="trainings")
    aim = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    programme = models.CharField(max_length=9, choices=Programme.choices)
    title = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField(help_text="the last day")


class Attended(Recorded):
    """That somebody was at a training, on a day."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attended")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training", "person"],
                name="attended_once",
                condition=models.Q(retired=False),
            ),
        ]
