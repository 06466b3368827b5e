"""Work for the worker, files that came in, tokens, and answers kept for repeated requests."""

from django.db import models

from trigpoint.store.models.accounts import Source
from trigpoint.store.models.base import Owned, public_id
from trigpoint.store.models.people import User


class Job(models.Model):
    """One piece of work: leased by a worker, retried with back-off, or laid aside as dead."""

    class State(models.TextChoices):
        """Where the job is."""

        READY = "ready", "ready"
        RUNNING = "running", "running"
        DONE = "done", "done"
        DEAD = "dead", "dead"

    public_id = public_id()
    organisation = models.ForeignKey("store.Organisation", models.CASCADE, null=True)
    task = models.CharField(max_length=120, help_text="dotted path of the task")
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    run_after = models.DateTimeField()
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=8)
    worker = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    result = models.JSONField(null=True)
    done_count = models.PositiveBigIntegerField(default=0)
    total_count = models.PositiveBigIntegerField(default=0)
    once_key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001 - null means "not only once"; the empty string would collide

    class Meta:
        indexes = [models.Index(fields=["state", "run_after"])]


class ImportRun(Owned):
    """A file on its way in: uploaded, checked, applied or refused, and perhaps undone."""

    class State(models.TextChoices):
        """Where the file is."""

        UPLOADED = "uploaded", "uploaded"
        CHECKING = "checking", "checking"
        REFUSED = "refused", "refused"
        READY = "ready", "ready to import"
        IMPORTING = "importing", "importing"
        DONE = "done", "done"
        UNDOING = "undoing", "undoing"
        UNDONE = "undone", "undone"
        FAILED = "failed", "failed"

    source = models.ForeignKey(Source, models.PROTECT, related_name="imports")
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    file_bytes = models.PositiveBigIntegerField()
    mapping = models.TextField(help_text="YAML")
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    trial = models.BooleanField(default=False, help_text="only look, do not import")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list, help_text="the first ones; all are in the report")
    problem_count = models.PositiveBigIntegerField(default=0)


class ApiToken(Owned):
    """A key for programs. Only the digest of its secret part is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class KeptAnswer(models.Model):
    """The answer to a request with an idempotency key, given again when the request is repeated."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField(null=True)
    etag = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="answer_once")]
