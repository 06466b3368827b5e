"""Ladders: steps that a person or a team climbs, what counts for each, and who helps."""

from django.db import models

from trigpoint.store.models.base import Recorded, exactly_one
from trigpoint.store.models.goals import Goal
from trigpoint.store.models.measures import Measure
from trigpoint.store.models.people import Person, Unit


class Ladder(Recorded):
    """A person's or a unit's ladder. `above` is the team's ladder, `goal` what it serves.

    `away` are days off as [[first ISO day, last ISO day], ...]: they pause a hold.
    """

    class State(models.TextChoices):
        """Where the ladder is in its life."""

        DRAFT = "draft", "draft"
        CLIMBING = "climbing", "climbing"
        DECLINED = "declined", "declined"
        ENDED = "ended", "ended"

    class Audience(models.TextChoices):
        """Who is told when a step is reached."""

        PRIVATE = "private", "private"
        TEAM = "team", "my team"
        EVERYONE = "everyone", "everyone"

    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="ladders")
    owner_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="ladders")
    title = models.CharField(max_length=200)
    why = models.TextField(max_length=2000, blank=True)
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, related_name="ladders")
    above = models.ForeignKey("self", models.SET_NULL, null=True, related_name="below")
    coach = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    began_on = models.DateField(null=True)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.PRIVATE)
    away = models.JSONField(default=list)
    declined_words = models.TextField(max_length=2000, blank=True)
    may_export = models.BooleanField(
        default=False, help_text="the person agrees that stepping off is handed out"
    )
    skipped = models.JSONField(default=list)

    class Meta:
        constraints = [exactly_one("owner_unit", "owner_person", name="ladder_has_one_owner")]


class Rung(Recorded):
    """A step of a ladder. `opened_on` and `reached_on` are never taken back once they are set."""

    class Reward(models.TextChoices):
        """What somebody would like for it; not only money."""

        THANKS = "thanks", "a thank-you"
        TIME = "time", "time off"
        SHIFTS = "shifts", "choice of shifts"
        TRAINING = "training", "a training"
        ROLE = "role", "a new role"
        BONUS = "bonus", "a bonus"

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="rungs")
    rank = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    due = models.DateField()
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, related_name="rungs")
    hundredths = models.PositiveSmallIntegerField(
        null=True, help_text="chance in 100 at which it was proposed; null where set by hand"
    )
    reward = models.CharField(max_length=8, choices=Reward.choices, default=Reward.THANKS)
    reward_words = models.CharField(max_length=200, blank=True)
    proposed_kpi = models.CharField(
        max_length=40, blank=True, help_text="the KPI that a template proposed to show it"
    )
    opened_on = models.DateField(null=True)
    reached_on = models.DateField(null=True)
    seen_on = models.DateField(null=True, help_text="the person has read that it is reached")


class LadderSkill(Recorded):
    """A skill on a ladder, as the person and the lead see it: 0 unsaid, 1 not yet, to 3."""

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="skills")
    name = models.CharField(max_length=120)
    own_level = models.PositiveSmallIntegerField(default=0)
    lead_level = models.PositiveSmallIntegerField(default=0)
    own_words = models.CharField(max_length=500, blank=True)
    lead_words = models.CharField(max_length=500, blank=True)
    practised_on = models.DateField(null=True, help_text="both say that it is practised")


class Criterion(Recorded):
    """What counts for a step: a measure held, a skill practised, or a training attended.

    `evidence` is what the data said on the day it was met; it stays.
    """

    class Kind(models.TextChoices):
        """What is looked at."""

        MEASURE = "measure", "measure"
        SKILL = "skill", "skill"
        TRAINING = "training", "training"

    rung = models.ForeignKey(Rung, models.CASCADE, related_name="criteria")
    kind_of_criterion = models.CharField(max_length=8, choices=Kind.choices)
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="criteria")
    way = models.CharField(max_length=5, choices=[("raise", "raise"), ("lower", "lower")])
    value = models.FloatField(null=True)
    hold_weeks = models.PositiveSmallIntegerField(default=4)
    least = models.PositiveIntegerField(default=0, help_text="at least so many tickets meanwhile")
    guard = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="rung_guards")
    guard_limit = models.FloatField(null=True)
    skill = models.ForeignKey(LadderSkill, models.PROTECT, null=True, related_name="criteria")
    words = models.CharField(max_length=200, blank=True)
    done_on = models.DateField(null=True, help_text="the day of the training")
    met_on = models.DateField(null=True)
    evidence = models.JSONField(default=dict)


class RungResource(Recorded):
    """What helps on a step: time, a tool, a training, a person, something to read."""

    class Kind(models.TextChoices):
        """What it is."""

        TIME = "time", "time"
        TOOL = "tool", "tool"
        TRAINING = "training", "training"
        MENTOR = "mentor", "mentor"
        READING = "reading", "something to read"

    rung = models.ForeignKey(Rung, models.CASCADE, related_name="resources")
    kind_of_resource = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=200)
    link = models.CharField(max_length=500, blank=True)
    there = models.BooleanField(default=False, help_text="it is there, not only asked for")


class Coaching(Recorded):
    """A meeting of a person with their coach; its notes are for the two alone."""

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="coachings")
    coach = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    topic = models.CharField(max_length=200)
    notes = models.TextField(max_length=4000, blank=True)


class Hindrance(Recorded):
    """What stands in the way and is no fault of whoever climbs."""

    class Kind(models.TextChoices):
        """Where it lies."""

        PROCESS = "process", "how we work"
        CONSTRAINT = "constraint", "what cannot be changed now"

    ladder = models.ForeignKey(Ladder, models.CASCADE, related_name="hindrances")
    kind_of_hindrance = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=500)


class LadderRound(Recorded):
    """A round in which a unit's people say where a ladder helps most."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    question = models.CharField(max_length=200)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)


class RoundVoice(Recorded):
    """Where one person says that a ladder helps most."""

    round = models.ForeignKey(LadderRound, models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kpi = models.CharField(max_length=60, help_text="key in the catalogue")
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"],
                name="round_voice_once",
                condition=models.Q(retired=False),
            ),
        ]
