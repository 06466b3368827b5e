"""What the audit shall not say again here, with the reason."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.people import Person


class Mute(Recorded):
    """A rule that is not told about one record, or about all of a unit. `about` is a public id."""

    rule = models.CharField(max_length=40)
    about_kind = models.CharField(max_length=12)
    about = models.CharField(max_length=13)
    reason = models.TextField(max_length=1000)
    muted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule", "about_kind", "about"],
                name="mute_once",
                condition=models.Q(retired=False),
            ),
        ]
