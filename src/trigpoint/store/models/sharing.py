"""Links by which somebody outside reads a plan, and nothing else."""

from django.db import models

from trigpoint.store.models.base import Owned
from trigpoint.store.models.people import User
from trigpoint.store.models.plans import Plan


class ShareLink(Owned):
    """A link to read one plan without a log-in. Only the digest of its secret is kept."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="share_links")
    user = models.ForeignKey(User, models.CASCADE, related_name="share_links")
    name = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    password = models.CharField(max_length=200, blank=True, help_text="hashed; empty for none")
    names_shown = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    views = models.PositiveIntegerField(default=0)
    last_viewed_on = models.DateField(null=True)
