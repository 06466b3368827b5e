"""What every record has: an organisation, a public id, and a version for optimistic locking."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from trigpoint.store.ids import LENGTH, new_id


def public_id() -> models.CharField[str, str]:
    """Return the column of the id that addresses, files and the API use."""
    return models.CharField(max_length=LENGTH, unique=True, default=new_id, editable=False)


class Owned(models.Model):
    """A row that belongs to one organisation."""

    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="+")
    public_id = public_id()

    class Meta:
        abstract = True


class Recorded(Owned):
    """A record with history: each change adds a version row and an entry in the chain.

    `BESIDE` names the columns that change without one: what the program notes beside the record.
    """

    BESIDE: ClassVar[frozenset[str]] = frozenset()

    version = models.PositiveIntegerField(default=1)
    retired = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @classmethod
    def kind(cls) -> str:
        """Return the name under which history, policy and the API know this record."""
        return cls._meta.model_name or cls.__name__.lower()


def exactly_one(*fields: str, name: str) -> models.CheckConstraint:
    """Return a constraint by which just one of two nullable columns is set."""
    first, second = fields
    return models.CheckConstraint(
        name=name,
        condition=(
            models.Q(**{f"{first}__isnull": False, f"{second}__isnull": True})
            | models.Q(**{f"{first}__isnull": True, f"{second}__isnull": False})
        ),
    )
