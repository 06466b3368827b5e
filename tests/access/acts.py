"""What members of the cast do, so that there is something to look at."""

import datetime

from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.store.models import Goal

PLACES = ("own", "team", "other")
"""Whose things there are at home."""
DAY = datetime.date(2026, 11, 1)


def goal(cast, who, owner, title, **more):
    """Write an active goal for a unit or a person; return its public id."""
    draft = GoalDraft(
        title=title,
        owner=owner,
        period=cast.period,
        why="Because people wait.",
        state=Goal.State.ACTIVE,
        **more,
    )
    return goals.add(getattr(cast, who), draft)


def many_writes(cast, count):
    """Write and change goals so often, now and then with a reason."""
    made = goal(
        cast,
        "tuan",
        cast.units["Orders"],
        "Answer within the hour",
        carries=(LinkDraft(above=cast.vision, sentence="People tell of quick answers."),),
    )
    for number in range(count):
        version = Goal.objects.get(public_id=made).version
        reason = f"because {number}"
        goals.edit(cast.tuan, made, version, {"how": f"in {number} steps"}, reason=reason)
        cast.tuan.memo.clear()
    return made
