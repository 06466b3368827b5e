"""Changes to many goals at once: tried first, asked about, committed with one reason, undone."""

from django.db import models

from trigpoint.store.models.base import Recorded, exactly_one
from trigpoint.store.models.people import Person, Unit


class Realignment(Recorded):
    """What somebody would change in many goals. Nothing of it holds until it is committed.

    `changes` are the edits as `services.realign_edits` writes them, in their order; they name
    records by public id and hold no words.
    """

    class State(models.TextChoices):
        """Where it is in its life."""

        DRAFT = "draft", "draft"
        ASKED = "asked", "asked"
        COMMITTED = "committed", "committed"
        UNDONE = "undone", "undone"
        DISCARDED = "discarded", "discarded"

    title = models.CharField(max_length=200)
    reason = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    changes = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    override_reason = models.TextField(max_length=2000, blank=True)
    committed_at = models.DateTimeField(null=True)


class RealignmentVoice(Recorded):
    """What a unit or a person says of a realignment: before it, when asked; after it, when told."""

    class Stage(models.TextChoices):
        """When they were asked."""

        BEFORE = "before", "asked before anything changed"
        AFTER = "after", "told of what changed"

    class Answer(models.TextChoices):
        """What may be said."""

        ASKED = "asked", "asked"
        ACCEPTED = "accepted", "accepted"
        REFUSED = "refused", "refused"
        READ = "read", "read"
        CONCERN = "concern", "concern"

    realignment = models.ForeignKey(Realignment, models.CASCADE, related_name="voices")
    stage = models.CharField(max_length=6, choices=Stage.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.ASKED)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [exactly_one("unit", "person", name="realignment_voice_is_one")]
        indexes = [models.Index(fields=["organisation", "answer"])]
