"""Thanks from one person to another, for a goal or for a value that was seen."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person
from trigpoint.store.models.v2mom import Behaviour


class Thanks(Recorded):
    """A word of thanks. It is public once its receiver has said so, or likes it so."""

    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, models.PROTECT, related_name="thanks")
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="thanks")
    behaviour = models.ForeignKey(Behaviour, models.CASCADE, null=True, related_name="thanks")
    words = models.TextField(max_length=1000)
    evidence = models.CharField(max_length=200, blank=True, help_text="a ticket or a step reached")
    at = models.DateTimeField()
    public = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="thanks_for_something",
                condition=models.Q(goal__isnull=False) | models.Q(behaviour__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["to", "at"])]
