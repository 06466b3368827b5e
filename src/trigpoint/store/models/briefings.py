"""A unit's review on one page, frozen, for those who decide above it."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.people import Person, Unit


class Briefing(Recorded):
    """What a review said at a moment, with the definitions of its figures as they were then.

    `body` has goals, promises, decisions, figures and definitions as services/loop/briefings
    writes them, without a person's name and without what a person said: that is `BriefingWord`.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="briefings")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    rhythm = models.CharField(max_length=10)
    since = models.DateField()
    at = models.DateTimeField(help_text="as of when everything on it is")
    body = models.JSONField(default=dict)


class BriefingWord(Recorded):
    """What somebody had said of a goal on the page, apart, so that it can be erased with them."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="said")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    goal = models.CharField(max_length=20, help_text="public id of the goal that it is said of")
    words = models.TextField(max_length=2000)
