"""Announcements: what is said to all whom a goal or a plan concerns, and who has read it."""

from django.db import models

from trigpoint.store.models.base import Recorded, exactly_one
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person, Unit
from trigpoint.store.models.plans import Plan


class Announcement(Recorded):
    """A goal or a plan explained: what for, what is expected, what it brings, and one question.

    `choices` are the answers to the question and `right` is the place of the right one, from 0.
    """

    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="announcements")
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="announcements")
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

    class Meta:
        constraints = [exactly_one("goal", "plan", name="announcement_is_about_one")]


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
