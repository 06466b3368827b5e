"""The worker's jobs and the outbox: what runs, what waits, what fails and why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from trigpoint.services.outgoing import OutgoingMessage
from trigpoint.services.work import Work
from trigpoint.web import formats
from trigpoint.web.components import Chip, Nothing

TASKS = {
    "check": gettext_lazy("Read a file"),
    "apply": gettext_lazy("Bring in a file"),
    "undo": gettext_lazy("Take a file out again"),
    "restate": gettext_lazy("Work out the figures"),
    "bring": gettext_lazy("Bring in opening hours"),
    "run": gettext_lazy("Ask the help desk"),
    "due": gettext_lazy("Look which help desks are due"),
    "write": gettext_lazy("Write the letters that are due"),
    "watch": gettext_lazy("Look for warning signs"),
    "climb": gettext_lazy("Look which steps are reached"),
    "ask": gettext_lazy("Ask about what stands out"),
    "land": gettext_lazy("Count rounds of the pulse that are over"),
    "unname": gettext_lazy("Take the names of people who were erased out of the tickets"),
    "retire": gettext_lazy("Remove files that named people who were erased"),
    "make": gettext_lazy("Make a backup"),
    "tidy": gettext_lazy("Tidy up"),
}

TOPICS = {"letter.made": gettext_lazy("A letter by mail")}


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job in the list."""

    id: str
    title: str
    task: str
    chip: Chip
    when: str
    progress: str
    attempts: str
    error: str
    may_retry: bool


def row(job: Work, now: datetime.datetime) -> JobRow:
    """Return a job as a line of the list."""
    chips = {
        "ready": Chip("draft", gettext("Waits")),
        "running": Chip("open", gettext("Runs")),
        "done": Chip("on_track", gettext("Done")),
        "dead": Chip("off_track", gettext("Laid aside")),
    }
    name = job.task.rsplit(".", 1)[-1]
    done = ""
    if job.total_count and job.state != "done":
        # How much there is was estimated before it began, in bytes or rows.
        done = formats.percent(job.done_count / max(job.total_count, job.done_count))
    return JobRow(
        id=job.id,
        title=str(TASKS.get(name, name)),
        task=job.task,
        chip=chips.get(job.state, Chip("draft", job.state)),
        when=formats.when(job.finished_at or job.created_at, now),
        progress=done,
        attempts=gettext("{n} of {most}").format(n=job.attempts, most=job.max_attempts),
        error=job.error,
        may_retry=job.state == "dead",
    )


def none_seen(*, hidden: bool) -> Nothing:
    """Return what stands where there is no job to be seen."""
    if hidden:
        why = gettext(
            "Files that are read, figures that are worked out: administrators look after them."
        )
        return Nothing(gettext("Jobs are not for you to see"), why)
    return Nothing(gettext("No jobs"), gettext("Nothing runs and nothing waits."))


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message in the list."""

    id: str
    title: str
    chip: Chip
    when: str
    attempts: str
    again: str
    error: str
    may_retry: bool


def message(told: OutgoingMessage, now: datetime.datetime) -> MessageRow:
    """Return a message as a line of the list."""
    chips = {
        "waiting": Chip("draft", gettext("Waits")),
        "failing": Chip("off_track", gettext("Fails")),
        "delivered": Chip("on_track", gettext("Delivered")),
    }
    failing = told.state == "failing"
    return MessageRow(
        id=told.id,
        title=str(TOPICS.get(told.topic, told.topic)),
        chip=chips[told.state],
        when=formats.when(told.delivered_at or told.created_at, now),
        attempts=formats.number(told.attempts, 0),
        again=formats.when(told.next_attempt_at, now) if failing else "",
        error=told.error,
        may_retry=failing,
    )
