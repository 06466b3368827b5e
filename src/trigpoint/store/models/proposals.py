"""Proposals: what somebody asks somebody else to agree to, with every counter-proposal."""

from __future__ import annotations

from django.db import models

from trigpoint.store.models.base import Recorded, exactly_one
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.measures import Target
from trigpoint.store.models.people import Person, Unit


class Proposal(Recorded):
    """One question to one unit or person, and the answer.

    `goal` is what it is about: the goal to be carried, shared, taken over or changed. `made` is
    the goal below it that a carrying would bring. A counter-proposal is a proposal of its own that
    names the one before it; the chain ends where somebody agrees, declines or takes it back.
    """

    class Kind(models.TextChoices):
        """What is asked."""

        CARRY = "carry", "carry a part of the goal"
        SHARE = "share", "answer for a part of the goal"
        TAKE = "take", "take the goal over"
        CHANGE = "change", "change the goal"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "not answered yet"
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"
        COUNTERED = "countered", "answered with a counter-proposal"
        WITHDRAWN = "withdrawn", "taken back"

    kind_of_proposal = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="proposals")
    made = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="proposed_in")
    counters = models.ForeignKey("self", models.CASCADE, null=True, related_name="countered_by")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="asked")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, help_text="when the asked one said they have read it")
    seen_at = models.DateTimeField(null=True, help_text="when the proposer saw the answer")

    title = models.CharField(max_length=200, blank=True)
    why = models.TextField(max_length=4000, blank=True)
    sentence = models.CharField(max_length=500, blank=True)
    answers_for = models.CharField(max_length=300, blank=True)
    weight = models.FloatField(null=True)
    target = models.ForeignKey(Target, models.SET_NULL, null=True, related_name="+")
    value = models.FloatField(null=True)
    due = models.DateField(null=True)
    words = models.TextField(max_length=2000, blank=True, help_text="of whoever proposes")

    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            exactly_one("unit", "person", name="proposal_asks_one"),
            models.CheckConstraint(
                name="proposal_weight_positive",
                condition=models.Q(weight=None) | models.Q(weight__gt=0),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"])]
