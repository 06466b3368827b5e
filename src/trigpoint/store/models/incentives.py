"""Pay that is tied to results: for which purpose, and in which shares."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person


class PayPurpose(Recorded):
    """What the organisation ties pay to measures for. While nothing is stated, it cannot."""

    words = models.TextField(max_length=2000)
    stated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField()


class Incentive(Recorded):
    """An amount for one person, in stated shares of their own, a team's and the whole's results."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="incentives")
    title = models.CharField(max_length=200)
    amount = models.FloatField()
    currency = models.CharField(max_length=3)
    own_goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    own_share = models.PositiveSmallIntegerField()
    team_goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    team_share = models.PositiveSmallIntegerField()
    whole_goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    whole_share = models.PositiveSmallIntegerField()
    besides = models.TextField(
        max_length=1000, blank=True, help_text="what else there is for them in it than money"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incentive_shares_are_whole",
                condition=models.Q(
                    whole_share=100 - models.F("own_share") - models.F("team_share")
                ),
            ),
            models.CheckConstraint(
                name="incentive_amount_positive", condition=models.Q(amount__gt=0)
            ),
        ]
