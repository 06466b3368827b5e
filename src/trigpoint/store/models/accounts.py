"""Actors and groups of the help desks, and how they are tied to people."""

from django.db import models

from trigpoint.store.models.base import Owned, Recorded
from trigpoint.store.models.people import Dated, Person, Unit


class Source(Recorded):
    """A help desk, or a kind of file, that tickets come from."""

    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    connector = models.CharField(max_length=40, default="files")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="source_key_once"),
        ]


class Account(Owned):
    """An actor in one source, as its tickets name it."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="accounts")
    external_id = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    mail_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="account_once"),
        ]


class AccountTie(Recorded, Dated):
    """An account belongs to a person for a while, as an administrator confirmed."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="ties")
    person = models.ForeignKey(Person, models.CASCADE, related_name="ties")


class Queue(Owned):
    """A group of the help desk. Units are ours, by membership; queues are the help desk's."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="queues")
    external_id = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="queue_once"),
        ]


class QueueTie(Recorded):
    """The tickets of a queue are a unit's work, as an administrator confirmed."""

    queue = models.ForeignKey(Queue, models.CASCADE, related_name="ties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="queues")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["queue"], name="queue_tied_once", condition=models.Q(retired=False)
            ),
        ]
