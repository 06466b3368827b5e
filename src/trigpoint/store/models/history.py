"""The chain of entries, the versions they made, and the messages they owe the world."""

from django.db import models

from trigpoint.store.models.base import Owned
from trigpoint.store.models.people import User


class Entry(models.Model):
    """One write: who, when, as whom, why, and the digests of what it changed.

    The entries of an organisation form a hash chain; see core/history.
    """

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="+")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    actor = models.CharField(max_length=40, help_text="public id of the user, or a part of ours")
    on_behalf_of = models.CharField(max_length=40, blank=True)
    command = models.CharField(max_length=60)
    kind = models.CharField(max_length=30, help_text="of the record that came first")
    record = models.CharField(max_length=40, help_text="public id of that record")
    reason = models.TextField(max_length=2000, blank=True)
    reason_salt = models.CharField(max_length=32, blank=True)
    body = models.JSONField(help_text="digests of the versions and of the reason")
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    erases = models.JSONField(default=list)
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "seq"], name="entry_seq_once"),
        ]


class Version(models.Model):
    """What a record said from one moment until another. Erasure empties body and salt."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions")
    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    recorded_from = models.DateTimeField()
    recorded_to = models.DateTimeField(null=True)
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    body = models.JSONField(null=True)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "version"], name="version_once"),
        ]
        indexes = [models.Index(fields=["organisation", "kind", "recorded_from", "recorded_to"])]


class ChainHead(models.Model):
    """The newest link of an organisation's chain, signed, and the lock that writers take."""

    organisation = models.OneToOneField("store.Organisation", models.CASCADE, related_name="head")
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=120)


class OutboxMessage(Owned):
    """Something to tell the world, written with the change it tells of."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="messages")
    topic = models.CharField(max_length=60)
    body = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["delivered_at", "next_attempt_at"])]


class ReadLogLine(models.Model):
    """Somebody read personal data; the person can see this line."""

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    reader = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    subject = models.ForeignKey("store.Person", models.CASCADE, related_name="read_by")
    what = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["subject", "at"])]
