"""What each role may decide alone, and proposals to widen it."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.measures import Measure
from trigpoint.store.models.people import Membership, Person, Unit


class DecisionRight(Recorded):
    """Something that whoever has a role in a unit may decide without asking.

    `limit` says up to where, in words; `measure` is what would show that it went too far. Since
    `widened_on` it goes further than before; its earlier words are in its versions.
    """

    class Topic(models.TextChoices):
        """What is decided."""

        REFUND = "refund", "refund"
        EXCEPTION = "exception", "exception"
        ESCALATION = "escalation", "escalation"
        OTHER = "other", "something else"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="decision_rights")
    role = models.CharField(max_length=6, choices=Membership.Role.choices)
    topic = models.CharField(max_length=10, choices=Topic.choices)
    title = models.CharField(max_length=200)
    limit = models.CharField(max_length=300)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="+")
    widened_on = models.DateField(null=True)


class Widening(Recorded):
    """A proposal to let a role decide more alone, and the answer."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "not answered yet"
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"

    right = models.ForeignKey(DecisionRight, models.CASCADE, related_name="widenings")
    limit = models.CharField(max_length=300)
    words = models.TextField(max_length=2000)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
