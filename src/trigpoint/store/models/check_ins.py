"""What goes with a check-in: its rhythm, what is in the way, and what a goal needs."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person


class Rhythm(Recorded):
    """How many days lie between two check-ins on a goal. Without a row, a week."""

    goal = models.OneToOneField(Goal, models.CASCADE, related_name="rhythm")
    days = models.PositiveSmallIntegerField()


class Hurdle(Recorded):
    """Something in the way of a goal, as its owner says it, and whether it grows."""

    class State(models.TextChoices):
        """How it stands."""

        NEW = "new", "new"
        SAME = "same", "as before"
        GROWING = "growing", "growing"
        GONE = "gone", "gone"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="hurdles")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    at = models.DateTimeField(help_text="when that was said")


class Need(Recorded):
    """What somebody asks for so that a goal can be reached, of a leader who is named."""

    class Kind(models.TextChoices):
        """What is asked for."""

        TIME = "time", "time"
        TOOL = "tool", "a tool"
        TRAINING = "training", "training"
        PEOPLE = "people", "people"

    class State(models.TextChoices):
        """What the leader said."""

        OPEN = "open", "not answered yet"
        GRANTED = "granted", "granted"
        DATED = "dated", "granted from a day on"
        REFUSED = "refused", "refused"

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="needs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="needs")
    leader = models.ForeignKey(Person, models.PROTECT, related_name="asked_for")
    kind_of_need = models.CharField(max_length=8, choices=Kind.choices)
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    day = models.DateField(null=True, help_text="from when on it is there")
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
