"""The organisation, its periods, and the mission, vision and priorities it works for."""

from django.db import models

from trigpoint.store.models.base import Recorded, public_id


class PrivacyMode(models.TextChoices):
    """Who sees figures about one person; each mode is explained in core/people."""

    INDIVIDUAL = "individual", "individual"
    SELF_ONLY = "self_only", "self-only"
    TEAM_ONLY = "team_only", "team-only"


class Organisation(models.Model):
    """One support organisation; everything else hangs on it."""

    public_id = public_id()
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA name of the time zone")
    week_start = models.PositiveSmallIntegerField(default=0, help_text="0 is Monday")
    privacy_mode = models.CharField(
        max_length=12, choices=PrivacyMode.choices, default=PrivacyMode.INDIVIDUAL
    )
    ticket_word = models.CharField(max_length=20, default="ticket")
    comment_days = models.PositiveSmallIntegerField(
        default=0, help_text="days that comments of customers are kept; 0: none is"
    )
    salt = models.BinaryField(max_length=32, help_text="for hashes of requesters and of mail")
    demo = models.BooleanField(default=False)


class Period(Recorded):
    """A stretch of time that goals belong to, in the organisation's zone; both ends included."""

    name = models.CharField(max_length=60)
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="period_ends_after_start", condition=models.Q(ends__gte=models.F("starts"))
            ),
        ]


class Direction(Recorded):
    """Mission, vision or a strategic priority: what the uppermost goals serve."""

    class Kind(models.TextChoices):
        """The three that the guides name."""

        MISSION = "mission", "mission"
        VISION = "vision", "vision"
        PRIORITY = "priority", "priority"

    kind_of_direction = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(max_length=2000)
    rank = models.PositiveSmallIntegerField(default=1)
