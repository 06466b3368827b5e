"""What people know and ask across teams: stories of what worked, problems, ideas, and answers."""

from django.db import models

from trigpoint.store.models.base import Recorded
from trigpoint.store.models.experiments import Experiment
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.people import Person


class Post(Recorded):
    """A story of what worked on a goal since a day, a problem, or an idea.

    Problems and ideas may stand without a goal. `solved_by` is the answer that solved it, and
    `experiment` what it was turned into.
    """

    class Kind(models.TextChoices):
        """What it is."""

        STORY = "story", "what worked"
        PROBLEM = "problem", "a problem"
        IDEA = "idea", "an idea"

    kind_of_post = models.CharField(max_length=7, choices=Kind.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    title = models.CharField(max_length=200)
    words = models.TextField(max_length=4000)
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, related_name="posts")
    since = models.DateField(null=True, help_text="from when on it was done, of a story")
    solved_by = models.ForeignKey("store.PostAnswer", models.SET_NULL, null=True, related_name="+")
    experiment = models.ForeignKey(Experiment, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="story_of_a_goal",
                condition=~models.Q(kind_of_post="story")
                | models.Q(goal__isnull=False, since__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "at"])]


class PostAnswer(Recorded):
    """What somebody says to a post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="answers")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(max_length=4000)
