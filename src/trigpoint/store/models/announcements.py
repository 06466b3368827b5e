"""Announcements of goals: what is said to all whom a goal concerns, and who has read it."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person, Unit


class Announcement(Recorded):
    """A goal explained: what for, what is expected, what it brings, with one question on it.

    `choices` are the answers to the question and `right` is the place of the right one, from 0.
    """

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="announcements")
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    title = models.CharField(max_length=200)
    purpose = models.TextField(max_length=2000)
    expectation = models.TextField(max_length=2000)
    benefit = models.TextField(max_length=2000)
    media = models.JSONField(default=list, help_text="[[title, address], ...]")
    question = models.CharField(max_length=300, blank=True)
    choices = models.JSONField(default=list)
    right = models.PositiveSmallIntegerField(null=True)
    mandatory = models.BooleanField(default=False, help_text="leads see who has not read it")


class Receipt(Recorded):
    """One person's copy: when they read it, their part in their own words, and their answer."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="receipts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True)
    part = models.TextField(max_length=1000, blank=True)
    choice = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["announcement", "person"], name="receipt_once"),
        ]


class Talk(Recorded):
    """A meeting in which an announcement was explained, and what was asked there."""

    announcement = models.ForeignKey(Announcement, models.CASCADE, related_name="talks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    held_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    notes = models.TextField(max_length=2000, blank=True)
