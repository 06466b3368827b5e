"""Texts of goals in and out: what every face calls."""

from __future__ import annotations

import datetime

from trigpoint.connectors.files.yamltree import MappingError
from trigpoint.connectors.goal_files.reading import load
from trigpoint.connectors.goal_files.writing import dump
from trigpoint.core.goal_file.problem import FileProblem
from trigpoint.services.actor import Actor
from trigpoint.services.goal_files import goals_file
from trigpoint.services.goal_files.goals_file import FileApplied, FilePlan, Unfit


def export(actor: Actor, at: datetime.datetime | None = None) -> str:
    """Return every goal that the actor sees openly as YAML, now or as it stood `at` a moment."""
    return dump(goals_file.export(actor, at))


def plan(actor: Actor, text: str) -> FilePlan:
    """Return what a file would change, or what is wrong with it. Nothing is written."""
    try:
        written = load(text)
    except MappingError as error:
        return FilePlan((), problems(error), needs_reason=False, token="")
    return goals_file.plan(actor, written)


def apply(actor: Actor, text: str, *, token: str = "", reason: str = "") -> FileApplied:
    """Write everything that a file says, or nothing; raises as `services.goals_file.apply` does."""
    try:
        written = load(text)
    except MappingError as error:
        raise Unfit(problems(error)) from error
    return goals_file.apply(actor, written, token=token, reason=reason)


def problems(error: MappingError) -> tuple[FileProblem, ...]:
    """Return what is wrong with the form of a file."""
    return tuple(
        FileProblem(p.line, max(1, p.column), p.key, p.what, p.cure) for p in error.problems
    )
