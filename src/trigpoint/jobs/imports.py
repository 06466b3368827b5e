"""Carrying files in: check first, then all of it or nothing.

Each of these may be killed at any moment and is then run again from its beginning: checking writes
nothing, landing the same records twice changes nothing, and what is published is published again
where the app has not seen it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskContext

from trigpoint.connectors.files import (
    COMMENT,
    FileMapping,
    MappingError,
    MappingProblem,
    Report,
    load_mapping,
    read,
)
from trigpoint.connectors.files import check as check_file
from trigpoint.connectors.files import comments as file_comments
from trigpoint.jobs.backend import lease_of
from trigpoint.services import work
from trigpoint.services.helpdesks import imports
from trigpoint.services.helpdesks.imports import SHOWN_PROBLEMS
from trigpoint.services.ladders import climbing
from trigpoint.services.organisation import comments
from trigpoint.services.plans import warning_signs
from trigpoint.store.models import ImportRun
from trigpoint.tickets.records import Record

State = ImportRun.State


@task(takes_context=True)
def check(context: TaskContext, run: str) -> None:
    """Read the file to its end; put down its import where all is well and nobody wants to look."""
    found = imports.to_check(run)
    if found is None:
        return
    imports.note(found, State.CHECKING, timezone.now())
    try:
        mapping = load_mapping(found.mapping)
    except MappingError as error:
        problems = [mapping_problem(problem) for problem in error.problems]
        refuse(found, problems, len(problems))
        return
    path = imports.file_path(found.file_digest)
    report = check_file(path, mapping, progress=telling(context))
    found.counts = counts_of(report)
    if not comments.kept_days(found.organisation):
        found.counts["dropped_columns"] += commented_columns(mapping)
    if not report.fits:
        told = [problem.to_json() for problem in report.problems]
        imports.keep_report(run, told)
        refuse(found, told[:SHOWN_PROBLEMS], report.problem_count)
        return
    found.save(update_fields=["counts"])
    if found.trial:
        imports.note(found, State.READY, timezone.now())
    else:
        imports.put_down(found, timezone.now())


def refuse(run: ImportRun, problems: list[dict[str, Any]], count: int) -> None:
    """Say why nothing of a file is brought in."""
    imports.note(
        run,
        State.REFUSED,
        timezone.now(),
        counts=run.counts,
        problems=problems,
        problem_count=count,
    )


@task(takes_context=True)
def apply(context: TaskContext, run: str) -> None:
    """Import a file that was found good, and with it what else waits.

    Where that went wrong the next attempt takes this file alone: one that cannot go in does not
    keep the others out.
    """
    lease = lease_of(context)
    waiting = imports.to_carry_in(run, alone=lease.attempt > 1)
    if waiting:
        carry_in(context, waiting)


@task(takes_context=True)
def undo(context: TaskContext, run: str) -> None:  # noqa: ARG001 - the interface of a task
    """Take out what a file brought."""
    found = imports.of_job(run)
    imports.take_out(found, timezone.now())
    imports.note(found, State.UNDONE, timezone.now())


def carry_in(context: TaskContext, runs: list[ImportRun]) -> None:
    """Land the records of checked files and publish what follows from them."""
    tell = telling(context)
    total = sum(run.counts.get("rows", 0) for run in runs)
    landed = imports.land(
        [(run, records_of(run)) for run in runs],
        timezone.now(),
        lambda done: tell(done, total),
    )
    warning_signs.watch(runs[0].organisation, timezone.now())
    climbing.watch(runs[0].organisation, timezone.now())
    for run, one in zip(runs, landed, strict=True):
        counts = {
            **run.counts,
            "new": one.new,
            "repeated": one.repeated,
            "tickets_touched": one.tickets_touched,
            "generation": one.generation,
            "comments": keep_comments(run),
        }
        imports.note(run, State.DONE, timezone.now(), counts=counts)
        imports.forget_file(run)


def records_of(run: ImportRun) -> Iterator[Record]:
    """Return the records of a checked file."""
    path, mapping = imports.file_path(run.file_digest), load_mapping(run.mapping)
    return read(path, mapping, bytes(run.organisation.salt))


def keep_comments(run: ImportRun) -> int:
    """Keep what customers wrote in a file that is in, where the organisation has that kept."""
    if not comments.kept_days(run.organisation):
        return 0
    path, mapping = imports.file_path(run.file_digest), load_mapping(run.mapping)
    names = comments.names(run.organisation)
    return comments.keep(run, file_comments(path, mapping, names), timezone.now())


def telling(context: TaskContext) -> Callable[[int, int], None]:
    """Return a callback that writes progress for the page."""
    lease = lease_of(context)
    return lambda done, total: work.progress(lease, done, total)


def counts_of(report: Report) -> dict[str, Any]:
    """Return what a page says of a report."""
    about, how_many = report.about
    return {
        "format": report.format,
        "rows": report.rows,
        "fitting": report.fitting,
        "refused": report.refused,
        about: how_many,
        "duplicates": report.duplicates,
        "out_of_order": report.out_of_order,
        "first_at": report.first_at,
        "last_at": report.last_at,
        "dropped_columns": list(report.dropped_columns),
        "left_out": [list(pair) for pair in report.left_out],
    }


def commented_columns(mapping: FileMapping) -> list[str]:
    """Return the columns that the mapping says hold what customers wrote."""
    return [
        name for role, one in mapping.columns.items() if role == COMMENT for name in one.columns
    ]


def mapping_problem(problem: MappingProblem) -> dict[str, Any]:
    """Return a problem of the mapping as JSON."""
    return {
        "line": problem.line,
        "column": problem.key,
        "value": None,
        "code": "mapping",
        "what": problem.what.to_json(),
        "cure": problem.cure.to_json(),
    }
