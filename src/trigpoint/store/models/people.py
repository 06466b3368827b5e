"""Units, people, who belongs where and since when, and the log-ins."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from trigpoint.store.models.base import Owned, Recorded, public_id


class Dated(models.Model):
    """Valid from a day until before another one; no end means still valid."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Unit(Recorded, Dated):
    """A part of the organisation. Contractors and outsourcers are units of the kind partner."""

    class Kind(models.TextChoices):
        """The levels of the tree, and the companies that lend people."""

        ORGANISATION = "organisation", "organisation"
        DEPARTMENT = "department", "department"
        TEAM = "team", "team"
        PARTNER = "partner", "partner"

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="children",
        help_text="under which it began; see Placement for where it was moved",
    )
    name = models.CharField(max_length=120)
    kind_of_unit = models.CharField(max_length=12, choices=Kind.choices, default=Kind.TEAM)


class Placement(Recorded):
    """From `since` on, and until its next placement, a unit stands under another `parent`.

    Before its first one it stands under the unit that its own row names.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    since = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "since"],
                condition=models.Q(retired=False),
                name="placement_is_one_a_day",
            ),
        ]


class Person(Recorded, Dated):
    """A member of the organisation, with or without a log-in."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    title = models.CharField(max_length=120, blank=True)
    functional_area = models.CharField(max_length=80, blank=True)
    employer = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="employees")


class Membership(Recorded, Dated):
    """One person in one unit, with the share of their hours that it has."""

    class Role(models.TextChoices):
        """What the person is in that unit."""

        MEMBER = "member", "member"
        LEAD = "lead", "lead"

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.MEMBER)
    share = models.FloatField(default=1.0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_share_in_range",
                condition=models.Q(share__gt=0) & models.Q(share__lte=1),
            ),
        ]


class UserManager(BaseUserManager["User"]):
    """Finds users by mail address, in any case of letters, with person and organisation."""

    def get_queryset(self) -> models.QuerySet[User]:
        """Return users with what every request asks of them next."""
        return super().get_queryset().select_related("organisation", "person")

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with this mail address."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A log-in. What it may do follows from its person's memberships and from its role."""

    class Role(models.TextChoices):
        """Rights over the installation; they open nobody's personal figures."""

        MEMBER = "member", "member"
        ADMINISTRATOR = "administrator", "administrator"
        OBSERVER = "observer", "works council observer"

    public_id = public_id()
    organisation = models.ForeignKey("store.Organisation", models.CASCADE, related_name="users")
    person = models.OneToOneField(Person, models.SET_NULL, null=True, related_name="user")
    email = models.EmailField(unique=True)
    role = models.CharField(max_length=14, choices=Role.choices, default=Role.MEMBER)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=10, blank=True)
    theme = models.CharField(
        max_length=6, default="system", choices=[(t, t) for t in ("system", "light", "dark")]
    )
    single_keys = models.BooleanField(default=True, help_text="shortcuts of a single letter")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects: ClassVar[UserManager] = UserManager()


class SavedView(Owned):
    """A filter of the list of goals that somebody keeps under a name, for themselves."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    filters = models.JSONField(default=dict, help_text="the fields of the filter that are set")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_has_its_own_name"),
        ]
