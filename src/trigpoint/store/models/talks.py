"""What two people write down when they meet: notes, and what they promised each other."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.people import Person


class TalkLine(Recorded):
    """A line that one of two people wrote in a 1:1.

    A note is its writer's alone until it is `shared` with the other. A promise is always shared,
    and is carried over from one meeting to the next until `kept_at` is set.
    """

    class Kind(models.TextChoices):
        """What it is."""

        NOTE = "note", "note"
        PROMISE = "promise", "promise"

    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind_of_line = models.CharField(max_length=8, choices=Kind.choices, default=Kind.NOTE)
    shared = models.BooleanField(default=False)
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()
    due = models.DateField(null=True)
    kept_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["by", "other"])]
