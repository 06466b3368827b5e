"""Rows that many routes share: a noun that is read, changed, or under another one."""

from tests.access.expecting import CHANGE, CREATE, SEE, Row
from trigpoint.core.people.kinds import Kind

GOAL, GOAL_CHANGED = Row("goal"), Row("goal", CHANGE)
PLAN, PLAN_CHANGED = Row("plan"), Row("plan", CHANGE)
ANYBODY = Row()
ACCOUNTS = Row(first=(Kind.ACCOUNT_TIE, CREATE))
IMPORTS = Row(first=(Kind.SOURCE, CREATE))
RUN = Row("run")
CONNECTION = Row("connection")
WHOLE = Row(first=(Kind.FIGURE_OF_ORGANISATION, SEE))
PEOPLE_ADDED = Row(first=(Kind.PERSON, CREATE))
SETTINGS_CHANGED = Row(first=(Kind.SETTINGS, CHANGE))


def part(name: str) -> dict[str, Row]:
    """Return the rows of a noun under a goal: the part is read with the goal, changed with it."""
    return {"read": Row("goal", part=name), "write": Row("goal", CHANGE, part=name)}


LINK, TARGET, STEP, SHARE, DRIVE = map(part, ("link", "target", "step", "co_owner", "drive"))
TRAINING, EXPERIMENT = part("training"), part("experiment")


def plan_part(name: str) -> dict[str, Row]:
    """Return the rows of a noun under a plan: the part is read with it, changed with it."""
    return {"read": Row("plan", part=name), "write": Row("plan", CHANGE, part=name)}


VALUE, BEHAVIOUR, METHOD, OBSTACLE, LINK_OF_PLAN = map(
    plan_part, ("value", "behaviour", "method", "obstacle", "share")
)
MAP, MAP_CHANGED = Row("map"), Row("map", CHANGE)


def map_part(name: str) -> dict[str, Row]:
    """Return the rows of a noun under a map: the part is read with it, changed with it."""
    return {"read": Row("map", part=name), "write": Row("map", CHANGE, part=name)}


PERSPECTIVE, THEME, OBJECTIVE, STAGE, PAIN = map(
    map_part, ("perspective", "theme", "objective", "stage", "pain")
)
