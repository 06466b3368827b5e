"""Goals as a file: taken along, compared with what is there, written as a whole, taken back."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import NO_NUL, AsOf, Body, Reason
from trigpoint.connectors import goal_files
from trigpoint.services.goal_files.goals_file import FileApplied, FilePlan
from trigpoint.services.goals import goals_undo

routes = Noun("/goals-file", "goals")

Yaml = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2_400_000, pattern=NO_NUL),
    Field(description="YAML, as it is exported"),
]
EntryNumber = Annotated[int, Field(ge=1, le=2**53)]


@dataclass(frozen=True, slots=True)
class GoalsText:
    """Every goal that the asking person sees openly, as YAML."""

    text: str


class FileOfGoals(Body):
    """A file to look at."""

    text: Yaml


class FileToApply(FileOfGoals):
    """A file to write; with the `token` of a plan, only if the difference is still that one."""

    token: Annotated[str, StringConstraints(pattern="^([0-9a-f]{32})?$")] = ""
    reason: Reason = ""


@routes.show("")
def export(request: Request, as_of: AsOf | None = None) -> GoalsText:
    """Every goal that I see openly, in an order that stays."""
    return GoalsText(goal_files.export(request.auth, as_of))


@routes.act("/plan")
def plan(request: Request, body: FileOfGoals) -> FilePlan:
    """What a file would change, or what is wrong with it; nothing is written."""
    return goal_files.plan(request.auth, body.text)


@routes.act("/apply")
def apply(request: Request, body: FileToApply) -> FileApplied:
    """Write everything that a file says, or nothing of it."""
    return goal_files.apply(request.auth, body.text, token=body.token, reason=body.reason)


@routes.act("/{entry}/undo")
def undo(request: Request, entry: EntryNumber) -> GoalsText:
    """Take back what a file, or one change of goals, wrote, while nothing was built upon it."""
    goals_undo.undo(request.auth, entry)
    return GoalsText(goal_files.export(request.auth))
