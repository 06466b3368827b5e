"""What only a strategy map knows: perspectives, themes, places, and the customer's journey."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.plans import Plan


class Perspective(Recorded):
    """A lane of a map, from the top in its rank, with the question that it answers."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="perspectives")
    title = models.CharField(max_length=80)
    question = models.CharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)


class MapTheme(Recorded):
    """What runs through the perspectives, such as fewer hand-offs."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="themes")
    title = models.CharField(max_length=80)
    rank = models.PositiveSmallIntegerField(default=1)


class Objective(Recorded):
    """A goal of the graph as an objective of a map, in a column of its perspective.

    A place that was chosen by hand is kept when the map is arranged anew.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="objectives")
    perspective = models.ForeignKey(Perspective, models.PROTECT, related_name="objectives")
    theme = models.ForeignKey(MapTheme, models.SET_NULL, null=True, related_name="objectives")
    column = models.PositiveSmallIntegerField(default=0)
    by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "goal"], name="objective_once", condition=models.Q(retired=False)
            ),
        ]


class JourneyStage(Recorded):
    """A stage of what customers live through, and where they meet us in it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="stages")
    title = models.CharField(max_length=80)
    touchpoints = models.CharField(max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)


class PainPoint(Recorded):
    """What hurts customers in a stage.

    `tags` are the ticket tags that show it, `serves` public ids of the objectives that are to
    heal it.
    """

    stage = models.ForeignKey(JourneyStage, models.PROTECT, related_name="pain_points")
    title = models.CharField(max_length=120)
    moment_of_truth = models.BooleanField(default=False)
    tags = models.JSONField(default=list)
    serves = models.JSONField(default=list)
    rank = models.PositiveSmallIntegerField(default=1)
