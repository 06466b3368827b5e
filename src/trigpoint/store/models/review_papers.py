"""The paper on a person's work for HR: theirs alone until they release it."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.people import Person


class ReviewPaper(Recorded):
    """What a person's goals came to in some months, frozen, with their own comment.

    `body` has goals and steps as services/loop/review_papers writes them. Until `released_at` is
    set nobody but the person reads it, not even whoever asked for it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="review_papers")
    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    at = models.DateTimeField()
    body = models.JSONField(default=dict)
    comment = models.TextField(max_length=4000, blank=True)
    released_at = models.DateTimeField(null=True)
