"""Help desks that are asked by themselves: where they are, by which key, and how that went."""

from django.db import models

from trigpoint.store.models.accounts import Source
from trigpoint.store.models.base import Owned, Recorded
from trigpoint.store.models.people import User
from trigpoint.store.models.work import Job


class Connection(Recorded):
    """A source that is read by a connector, again and again."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="connections")
    connector = models.CharField(max_length=40)
    settings = models.JSONField(default=dict, help_text="what is no secret, such as the address")
    paused = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(retired=False), name="connection_once"
            ),
        ]


class Secret(Owned):
    """A key of a help desk, sealed for this row. Whoever can read the table cannot read it."""

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="secrets")
    name = models.CharField(max_length=40)
    sealed = models.BinaryField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "name"], name="secret_once"),
        ]


class SyncRun(Owned):
    """One reading of a help desk: from where the last one ended to what it has now."""

    class State(models.TextChoices):
        """Where the reading is."""

        WAITING = "waiting", "waiting"
        RUNNING = "running", "running"
        DONE = "done", "done"
        PAUSED = "paused", "paused"
        FAILED = "failed", "failed"

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    anew = models.BooleanField(default=False, help_text="from the beginning, not from the cursors")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    counts = models.JSONField(default=dict)
    fields = models.JSONField(default=dict, help_text="names of fields by stream, as they came")
    drift = models.JSONField(default=list, help_text="[[stream, field, new or gone], ...]")
    problems = models.JSONField(default=list, help_text="[[line, code, reason], ...], the first")
    problem_count = models.PositiveBigIntegerField(default=0)
    said = models.JSONField(null=True, help_text="why it did not go through, as a Text")

    class Meta:
        indexes = [models.Index(fields=["connection", "-created_at"])]
