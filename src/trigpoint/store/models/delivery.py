"""How people want to be told, what was sent to them, and what they have been told already."""

from django.db import models

from trigpoint.core.loop.cadence import USUAL_WORKDAYS
from trigpoint.store.models.base import Owned, Recorded
from trigpoint.store.models.people import Person


def workdays() -> list[int]:
    """Return the days on which people usually work: Monday to Friday."""
    return list(USUAL_WORKDAYS)


class Delivery(Recorded):
    """How one person wants to be told. Without a row, what core/delivery says holds.

    `wishes` are {event: {channel: now, digest or never}} where they differ from the usual. Hours
    are whole hours of the day in the person's zone; "" is the organisation's.
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="delivery")
    zone = models.CharField(max_length=64, blank=True, help_text="IANA name of the time zone")
    quiet_from = models.PositiveSmallIntegerField()
    quiet_to = models.PositiveSmallIntegerField()
    digest_at = models.PositiveSmallIntegerField()
    workdays = models.JSONField(default=workdays, help_text="[0, ...], Monday being 0")
    wishes = models.JSONField(default=dict)
    thanks_public = models.BooleanField(default=False, help_text="thanks to them may be read")
    off_at = models.DateTimeField(null=True, help_text="since when no mail goes out")
    bounced_at = models.DateTimeField(null=True)
    bounced = models.EmailField(blank=True, help_text="the address that does not take mail")
    bounce_words = models.CharField(max_length=500, blank=True)


class Letter(Owned):
    """One message to one person over one channel. `lines` are kept to be said in any language."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        DROPPED = "dropped", "not wanted any more"
        REFUSED = "refused", "refused by the receiver"

    person = models.ForeignKey(Person, models.CASCADE, related_name="letters")
    channel = models.CharField(max_length=12, default="mail")
    digest = models.BooleanField(default=False)
    lines = models.JSONField(default=list)
    more = models.PositiveSmallIntegerField(default=0, help_text="things beyond those of the lines")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    ended_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=500, blank=True, help_text="of the receiver's refusal")

    class Meta:
        indexes = [models.Index(fields=["person", "made_at"])]


class Told(models.Model):
    """Something that a person has been told over a channel, so that it is not told again."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="told")
    channel = models.CharField(max_length=12)
    thing = models.CharField(max_length=120, help_text="kind, id and how often it was said")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "channel", "thing"], name="told_once"),
        ]


class CalendarFeed(Owned):
    """The secret address of a person's calendar; only the digest of the secret is kept."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
