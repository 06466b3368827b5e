"""The words of requests: what an id, a day, a moment or a text may be, said once for all."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from ninja import Header
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

ID_PATTERN = "^[0-9a-hjkmnp-tv-z]{13}$"
DAY_PATTERN = r"^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
ETAG_PATTERN = r'^"(0|[1-9]\d{0,8})"$'
NO_NUL = r"^[^\x00]*$"
EARLIEST = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
LATEST = datetime.datetime(2200, 1, 1, tzinfo=datetime.UTC)


def read_day(value: object) -> object:
    """Return the day that ISO text stands for; leave anything else to be refused."""
    if isinstance(value, str) and re.match(DAY_PATTERN, value):
        return datetime.date.fromisoformat(value)
    message = "write the day as 2026-04-30, between 1900 and 2199"
    raise ValueError(message)


def read_version(value: object) -> int:
    """Return the version that an ETag stands for."""
    found = re.match(ETAG_PATTERN, str(value))
    if found is None:
        message = 'send the ETag that came with the representation, such as "3"'
        raise ValueError(message)
    return int(found[1])


def read_text(value: object) -> object:
    """Return text as it is; a number is no moment, whatever seconds it could count."""
    if isinstance(value, str | datetime.datetime):
        return value
    message = "write the moment as 2026-04-30T09:00:00Z"
    raise ValueError(message)


def in_range(moment: datetime.datetime) -> datetime.datetime:
    """Return a moment that calendars can reckon with in every zone."""
    if not EARLIEST <= moment < LATEST:
        message = "choose a moment between 2000 and 2199"
        raise ValueError(message)
    return moment


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Day = Annotated[
    datetime.date,
    BeforeValidator(read_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": DAY_PATTERN}),
]
Version = Annotated[
    int,
    BeforeValidator(read_version),
    WithJsonSchema({"type": "string", "pattern": ETAG_PATTERN}),
    Header(..., alias="If-Match", description="the ETag of what you read"),
]
Moment = Annotated[
    AwareDatetime,
    Field(strict=False),  # JSON has no moments: they come as text, which a strict body refuses
    BeforeValidator(read_text),
    AfterValidator(in_range),
]
AsOf = Annotated[
    Moment,
    Field(description="show it as it stood at this moment (RFC 3339, with zone)"),
]

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]
Line = Annotated[str, StringConstraints(max_length=200, pattern=NO_NUL)]
Sentence = Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]
Note = Annotated[str, StringConstraints(max_length=2000, pattern=NO_NUL)]
Essay = Annotated[str, StringConstraints(max_length=4000, pattern=NO_NUL)]
Number = Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)]
Weight = Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)]
Reason = Annotated[Note, Field(description="why; asked for where people count on it")]


Share = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]

GoalState = Literal["draft", "proposed", "agreed", "active", "achieved", "missed", "retired"]
GoalStatus = Literal["on_track", "at_risk", "off_track", "achieved"]
Standing = Literal[GoalStatus, "old", "held", "open"]
Level = Literal["organisation", "department", "team", "person"]
Evidence = Literal["none", "opinion", "measured"]
TargetKind = Literal["raise", "lower", "keep_within", "milestone", "yes_no"]
UnitKind = Literal["organisation", "department", "team", "partner"]
MembershipRole = Literal["member", "lead"]
UserRole = Literal["member", "administrator", "observer"]
PrivacyMode = Literal["individual", "self_only", "team_only"]
Scope = Literal["organisation", "unit", "queue", "person"]


TokenScope = Literal[
    "read:organisation",
    "write:organisation",
    "read:people",
    "write:people",
    "read:goals",
    "write:goals",
    "read:figures",
    "write:figures",
    "read:imports",
    "write:imports",
]


class Body(BaseModel):
    """A request's body: nothing beyond what is documented, and no guessing of types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Change(Body):
    """The fields to change; one that is absent or null stays as it is."""

    reason: Reason = ""

    def changes(self) -> dict[str, object]:
        """Return what is to change, by field."""
        return self.model_dump(exclude={"reason"}, exclude_none=True)
