"""What stood out in the tickets of a person, and what they say of it."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.people import Person


class Pattern(Recorded):
    """A sign that a person's tickets show more often than others' on similar tickets."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sign = models.CharField(max_length=40, help_text="key of the sign")
    start = models.DateField()
    end = models.DateField(help_text="first day after the weeks that were looked at")
    n = models.PositiveIntegerField()
    seen = models.PositiveIntegerField()
    usual = models.FloatField(help_text="so many would be usual on the same kinds of tickets")
    tickets = models.JSONField(default=list, help_text="numbers of the newest that show it")
    at = models.DateTimeField()
    first_seen_at = models.DateTimeField(null=True, help_text="when the person first saw it")
    words = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "sign", "end"], name="pattern_once"),
        ]
