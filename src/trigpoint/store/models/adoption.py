"""How an organisation takes the product up: the plan of it, and what people say is in the way."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.people import Person, Unit


class AdoptionStep(Recorded):
    """A step of the adoption plan of a unit: a training, a talk, help, or something else."""

    class Kind(models.TextChoices):
        """What it is."""

        TRAINING = "training", "a training"
        TALK = "talk", "a talk"
        HELP = "help", "help at the desk"
        OTHER = "other", "something else"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind_of_step = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=200)
    due = models.DateField()
    done_on = models.DateField(null=True)
    result = models.TextField(max_length=2000, blank=True, help_text="what came of it")


class Resistance(Recorded):
    """What somebody says is in the way, and what is answered. `person` is empty without a name."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    words = models.TextField(max_length=2000)
    said_on = models.DateField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
