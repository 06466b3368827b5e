"""Webhooks: programs outside that are told what has changed, and the keys that sign for them."""

from django.db import models

from trigpoint.store.models.base import Owned, Recorded


class Outlet(Recorded):
    """A webhook: somewhere that the organisation's administrators let messages go to.

    `topics` are what it is told. `failures` counts since the last success; the other side
    that keeps failing is `stopped_at`, with what it said.
    """

    BESIDE = frozenset({"failures", "stopped_at", "stop_words"})

    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)
    topics = models.JSONField(default=list)
    paused = models.BooleanField(default=False)
    failures = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    stop_words = models.CharField(max_length=200, blank=True)


class OutletSecret(Owned):
    """A key of an outlet, sealed for this row. One with `until` was replaced, and runs out then."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="secrets")
    sealed = models.BinaryField()
    set_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
