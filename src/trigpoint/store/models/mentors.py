"""What people want to learn and can show others, and the pairs that came of it."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.people import Person


class MentorWord(Recorded):
    """What a person says that they want to learn, or can show others."""

    class Side(models.TextChoices):
        """Which of the two."""

        WANTS = "wants", "wants to learn"
        SHOWS = "shows", "can show others"

    person = models.ForeignKey(Person, models.CASCADE, related_name="mentor_words")
    side = models.CharField(max_length=5, choices=Side.choices)
    subject = models.CharField(max_length=120)
    kpi = models.CharField(max_length=60, blank=True, help_text="key in the catalogue, or nothing")


class MentorPair(Recorded):
    """Somebody who was asked to show another one what that one wants to learn, and the answers.

    `shown` is what the mentor does well, as the learner reads it.
    """

    class State(models.TextChoices):
        """How far it is. What is passed or declined is known only to whoever said so."""

        PASSED = "passed", "the mentor would rather not"
        OFFERED = "offered", "the learner is asked"
        DECLINED = "declined", "the learner would rather not"
        RUNNING = "running", "both have agreed"
        CLOSED = "closed", "closed with what came of it"

    wish = models.ForeignKey(MentorWord, models.CASCADE, related_name="pairs")
    mentor = models.ForeignKey(Person, models.CASCADE, related_name="mentored")
    state = models.CharField(max_length=8, choices=State.choices)
    shown = models.CharField(max_length=120)
    answered_at = models.DateTimeField(help_text="when the mentor answered")
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    outcome = models.TextField(max_length=2000, blank=True, help_text="what the learner says")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wish", "mentor"], name="mentor_asked_once"),
        ]
