"""What customers write with an answer to a survey, where the organisation has it kept."""

from django.db import models

from trigpoint.store.models.base import Owned
from trigpoint.store.models.work import ImportRun


class SurveyComment(Owned):
    """A comment without what says who somebody is, until it is as old as the organisation keeps.

    `rating` is a salted hash of the answer's key. `words` are empty where the comment was taken
    away: bringing the answer in once more does not bring it back.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="comments")
    rating = models.CharField(max_length=32)
    ticket = models.CharField(max_length=200)
    day = models.DateField(help_text="of the answer, in the organisation's zone")
    score = models.IntegerField()
    highest = models.IntegerField(help_text="the best score of the survey")
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "rating"], name="comment_kept_once"),
        ]
        indexes = [models.Index(fields=["organisation", "day"])]
