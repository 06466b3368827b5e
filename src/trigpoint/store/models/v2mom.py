"""What only a V2MOM knows: values with their behaviours, ranked methods, obstacles."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.measures import Measure
from trigpoint.store.models.people import Person
from trigpoint.store.models.plans import Plan


class PlanValue(Recorded):
    """A guiding principle of a plan, in its rank."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="values_held")
    title = models.CharField(max_length=120)
    meaning = models.TextField(max_length=1000, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)


class Behaviour(Recorded):
    """How a value is seen in a ticket, and what it is tied to."""

    class Tie(models.TextChoices):
        """What shows the behaviour."""

        TICKET = "ticket", "seen in a ticket"
        QA = "qa", "a QA question"
        THANKS = "thanks", "thanks"
        DECISION = "decision", "a decision"

    value = models.ForeignKey(PlanValue, models.CASCADE, related_name="behaviours")
    kind_of_tie = models.CharField(max_length=8, choices=Tie.choices, default=Tie.TICKET)
    text = models.CharField(max_length=300)
    ticket = models.CharField(max_length=80, blank=True, help_text="number of an example")
    day = models.DateField(null=True, help_text="of the thanks or the decision")
    rank = models.PositiveSmallIntegerField(default=1)


class Method(Recorded):
    """A goal of the graph as ranked work of a plan; `values` are public ids of those it serves."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="methods")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="methods")
    values = models.JSONField(default=list)
    rank = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "goal"], name="method_once", condition=models.Q(retired=False)
            ),
        ]


class Obstacle(Recorded):
    """What stands in the way of methods: how likely, how bad, and what is done about it.

    `threatens` are public ids of methods. The warning sign is in words, or a measure that is
    beyond a threshold for some days in a row; `fired_on` is the day on which it had come,
    `over_since` the one on which somebody said that it is over.
    """

    class Side(models.TextChoices):
        """On which side of its threshold a measure is a warning."""

        ABOVE = "above", "above"
        BELOW = "below", "below"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="obstacles")
    title = models.CharField(max_length=200)
    likelihood = models.PositiveSmallIntegerField(default=2, help_text="1 low to 3 high")
    impact = models.PositiveSmallIntegerField(default=2, help_text="1 low to 3 high")
    impact_words = models.CharField(max_length=200, blank=True)
    threatens = models.JSONField(default=list)
    mitigation = models.TextField(max_length=1000, blank=True)
    contingency = models.TextField(max_length=1000, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    sign_words = models.CharField(max_length=200, blank=True)
    sign_measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="signs")
    sign_side = models.CharField(max_length=5, choices=Side.choices, default=Side.ABOVE)
    sign_threshold = models.FloatField(null=True)
    sign_days = models.PositiveSmallIntegerField(default=1)
    fired_on = models.DateField(null=True)
    over_since = models.DateField(null=True)
    rank = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="obstacle_levels_in_range",
                condition=models.Q(
                    likelihood__gte=1, likelihood__lte=3, impact__gte=1, impact__lte=3
                ),
            ),
        ]
