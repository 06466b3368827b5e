"""Feedback on goals: asked for and given, openly or between two people, and replied to."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person


class Feedback(Recorded):
    """One person's word to another about a goal. Private is between these two, and nobody else.

    While it is asked for and not given, `given_at` is None. The review on a cadence has a
    strength, a next step, the evidence and the support that is offered; else `words` has it all.
    With `every_days` the next one is asked for so many days after this one, as a row of its own
    whose `asked_at` lies ahead.
    """

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="feedback")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    private = models.BooleanField(default=True)
    question = models.TextField(max_length=1000, blank=True, help_text="of whoever asks for it")
    asked_at = models.DateTimeField(null=True)
    every_days = models.PositiveSmallIntegerField(null=True)
    declined_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    words = models.TextField(max_length=2000, blank=True)
    strength = models.TextField(max_length=1000, blank=True)
    next_step = models.TextField(max_length=1000, blank=True)
    evidence = models.TextField(max_length=1000, blank=True)
    support = models.TextField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["to", "given_at"]), models.Index(fields=["by", "given_at"])]


class FeedbackReply(Recorded):
    """An answer to feedback, seen by whoever sees the feedback."""

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="replies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()
