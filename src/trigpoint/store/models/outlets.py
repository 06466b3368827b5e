"""Ways out of the organisation: webhooks, chats, calendars, and who stands behind an account."""

from django.db import models

from trigpoint.store.models.base import Owned, Recorded
from trigpoint.store.models.people import Person


class Outlet(Recorded):
    """Somewhere that the organisation's administrators let messages go to.

    `topics` are what a webhook is told. `failures` counts since the last success; the other side
    that keeps failing is `stopped_at`, with what it said.
    """

    kind_of_outlet = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500, blank=True)
    topics = models.JSONField(default=list)
    paused = models.BooleanField(default=False)
    failures = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    stop_words = models.CharField(max_length=200, blank=True)


class OutletSecret(Owned):
    """A key of an outlet, sealed for this row. One with `until` was replaced, and runs out then."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="secrets")
    name = models.CharField(max_length=40)
    sealed = models.BinaryField()
    set_at = models.DateTimeField()
    until = models.DateTimeField(null=True)


class ChatTie(Owned):
    """Whose an account of a chat is, said by the person; nothing goes there before `confirmed_at`.

    `account` is the chat's own id of it. An address that is itself a secret is `sealed`.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="chat_ties")
    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="ties")
    account = models.CharField(max_length=80)
    sealed = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    off_at = models.DateTimeField(null=True, help_text="since when nothing goes there")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outlet", "account"], name="chat_account_once"),
            models.UniqueConstraint(fields=["outlet", "person"], name="chat_person_once"),
        ]


class SeenRequest(models.Model):
    """A signed request of a chat that was taken, so that it is not taken again."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outlet", "digest"], name="request_once")]


class CalendarFeed(Owned):
    """The secret address of a person's calendar; only the digest of the secret is kept."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
