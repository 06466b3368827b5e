"""The pulse of a unit: what was asked, who was asked, and how many said what, never who."""

from django.db import models

from trigpoint.store.models.base import Owned, Recorded
from trigpoint.store.models.people import Person, Unit


class PulseRound(Recorded):
    """A survey of a unit and all below it, until a day.

    `groups` is the tree of units on the day it was opened: each unit's public id, and that of the
    unit above, "" for the one that is asked. `statements` are questions of one's own.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closes_on = models.DateField(help_text="the last day to answer")
    statements = models.JSONField(default=list)
    groups = models.JSONField(default=dict)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class PulseSeat(Recorded):
    """Somebody who is asked, in which group, and whether they have answered; never what."""

    round = models.ForeignKey(PulseRound, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    taken = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="pulse_seat_once"),
        ]


class PulseTally(Owned):
    """How many of a group answered a question so: no row of the store holds one person's answer."""

    round = models.ForeignKey(PulseRound, models.CASCADE, related_name="tallies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)
    low = models.PositiveIntegerField(default=0)
    middle = models.PositiveIntegerField(default=0)
    high = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit", "question"], name="pulse_tally_once"),
        ]
