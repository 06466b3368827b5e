"""What is said of a goal when its dates are over."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person


class Closing(Recorded):
    """How far a goal got, whether it goes on, and what was learned.

    `low` and `high` are the progress by the numbers as it stood, from 0 to 1; both are empty where
    it is not to be told. `next_goal` is the goal that carries it over, where one does.
    """

    class Decision(models.TextChoices):
        """What becomes of the goal."""

        KEEP = "keep", "keep it as it is"
        CHANGE = "change", "go on with it changed"
        DROP = "drop", "let it end"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="closings")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    score = models.PositiveSmallIntegerField(help_text="per cent, in the owner's word")
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    decision = models.CharField(max_length=6, choices=Decision.choices)
    next_goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="came_from")
    learned = models.TextField(max_length=2000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal"], name="closing_once", condition=models.Q(retired=False)
            ),
            models.CheckConstraint(
                name="closing_score_per_cent", condition=models.Q(score__lte=100)
            ),
        ]
        indexes = [models.Index(fields=["organisation", "at"])]
