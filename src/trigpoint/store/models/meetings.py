"""Meetings in which goals are set: who was there, what was proposed, what people said of it."""

from django.db import models

from trigpoint.store.models.base import Recorded, exactly_one
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.organisation import Direction, Period
from trigpoint.store.models.people import Person, Unit


class Meeting(Recorded):
    """A unit's meeting on its goals of a period. The agenda has a point in each line."""

    class State(models.TextChoices):
        """Whether proposals and voices are still taken."""

        OPEN = "open", "open"
        CLOSED = "closed", "closed"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings")
    period = models.ForeignKey(Period, models.PROTECT, related_name="+")
    called_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200)
    day = models.DateField()
    agenda = models.TextField(max_length=4000, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    notes = models.TextField(max_length=4000, blank=True, help_text="what was decided")


class Attendance(Recorded):
    """Somebody who takes part in a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="attendance_once",
                condition=models.Q(retired=False),
            ),
        ]


class Motion(Recorded):
    """A goal that somebody proposes in a meeting, and what became of it."""

    class Outcome(models.TextChoices):
        """What became of it."""

        OPEN = "open", "open"
        AGREED = "agreed", "agreed"
        DROPPED = "dropped", "dropped"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="motions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    why = models.TextField(max_length=4000, blank=True)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    owner_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey(Goal, models.SET_NULL, null=True, related_name="+")
    direction = models.ForeignKey(Direction, models.SET_NULL, null=True, related_name="+")
    sentence = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    reason = models.TextField(max_length=2000, blank=True)
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [exactly_one("owner_unit", "owner_person", name="motion_has_one_owner")]


class MotionVoice(Recorded):
    """What a participant says of a motion in the round of agreement."""

    class Answer(models.TextChoices):
        """What may be said."""

        AGREE = "agree", "agree"
        RESERVATION = "reservation", "agree with a reservation"
        DISAGREE = "disagree", "disagree"

    motion = models.ForeignKey(Motion, models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer.choices)
    words = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["motion", "person"],
                name="motion_voice_once",
                condition=models.Q(retired=False),
            ),
        ]
