"""Bringing in files: where a run is, what was found, what was refused and how to cure it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.core.text import Text
from trigpoint.services.helpdesks.imports import Run
from trigpoint.web import addresses, formats
from trigpoint.web.components import Banner, Chip, Progress, StepMark
from trigpoint.web.templatetags.trigpoint import say

ABOUT = {
    "tickets": gettext_lazy("tickets"),
    "answers": gettext_lazy("answers"),
    "calls": gettext_lazy("calls"),
    "stretches": gettext_lazy("shifts and states"),
    "reviews": gettext_lazy("reviews"),
    "entries": gettext_lazy("numbers"),
}
"""What the rows of a file can be about."""
ALWAYS = {"fitting", "refused", *ABOUT}
BUSY = {"uploaded", "checking", "importing", "undoing"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was refused: where, what stands there, why it does not do, the cure."""

    line: str
    column: str
    value: str
    what: str
    cure: str
    times: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in the list of runs."""

    href: str
    file: str
    source: str
    when: str
    chip: Chip
    words: str


@dataclass(frozen=True, slots=True)
class RunPage:
    """What pages/import_run.html reads."""

    id: str
    href: str
    file: str
    size: str
    source: str
    when: str
    state: str
    chip: Chip
    marks: tuple[StepMark, ...]
    progress: Progress | None
    banner: Banner | None
    counts: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    problem_words: str
    more: int
    may_approve: bool
    may_undo: bool
    again: str


def chip(state: str) -> Chip:
    """Return the chip of a run's state."""
    words = {
        "uploaded": Chip("draft", gettext("Waiting")),
        "checking": Chip("draft", gettext("Being read")),
        "ready": Chip("open", gettext("Tried out, nothing brought in")),
        "importing": Chip("draft", gettext("Being brought in")),
        "done": Chip("on_track", gettext("Brought in")),
        "refused": Chip("off_track", gettext("Not brought in")),
        "failed": Chip("off_track", gettext("Failed")),
        "undoing": Chip("draft", gettext("Being taken out")),
        "undone": Chip("old", gettext("Taken out again")),
    }
    return words.get(state, Chip("draft", state))


def line(run: Run, now: datetime.datetime) -> RunLine:
    """Return a run as a line of the list."""
    return RunLine(
        href=reverse("import_run", args=[run.id]),
        file=run.file_name,
        source=run.source_name,
        when=formats.when(run.created_at, now),
        chip=chip(run.state),
        words=", ".join(f"{value} {label}" for label, value in counts(run.counts)[:2]),
    )


def page(run: Run, now: datetime.datetime) -> RunPage:
    """Return a run as its page shows it."""
    href = reverse("import_run", args=[run.id])
    return RunPage(
        id=run.id,
        href=href,
        file=run.file_name,
        size=file_size(run.file_bytes),
        source=run.source_name,
        when=formats.when(run.created_at, now),
        state=run.state,
        chip=chip(run.state),
        marks=marks(run.state),
        progress=progress(run, href) if run.state in BUSY else None,
        banner=banner(run),
        counts=counts(run.counts),
        problems=grouped(run.problems),
        problem_words=problem_words(run.problem_count),
        more=max(0, run.problem_count - len(run.problems)),
        may_approve=run.state == "ready",
        may_undo=run.state == "done",
        again=again(run) if run.state in {"refused", "ready"} else "",
    )


def again(run: Run) -> str:
    """Return where the columns of the same file can be looked at once more."""
    asked = addresses.query(name=run.file_name, source=run.source)
    return reverse("import_draft", args=[run.digest]) + asked


def file_size(size: int) -> str:
    """Return a file's size."""
    if size < 1_000_000:
        return gettext("{n} KB").format(n=formats.number(max(1, round(size / 1000)), 0))
    return gettext("{n} MB").format(n=formats.number(size / 1_000_000, 1))


def marks(state: str) -> tuple[StepMark, ...]:
    """Return the stages of an import with the present one."""
    labels = [
        gettext("File and columns"),
        gettext("Read and tried out"),
        gettext("Look it over"),
        gettext("Brought in"),
    ]
    now = {
        "draft": 0,
        "uploaded": 1,
        "checking": 1,
        "refused": 2,
        "ready": 2,
        "failed": 3,
        "importing": 3,
    }
    present = now.get(state, 4)
    return tuple(
        StepMark(
            label,
            index + 1,
            "done" if index < present else "now" if index == present else "later",
        )
        for index, label in enumerate(labels)
    )


def progress(run: Run, href: str) -> Progress:
    """Return how far the worker is with a run."""
    titles = {
        "uploaded": gettext("Waiting for the worker"),
        "checking": gettext("Reading the file"),
        "importing": gettext("Bringing in"),
        "undoing": gettext("Taking out again"),
    }
    text = ""
    if run.total:
        text = gettext("{done} of {total} rows").format(
            done=formats.number(run.done, 0), total=formats.number(run.total, 0)
        )
    return Progress(titles[run.state], run.done, run.total or None, text, poll=href)


def banner(run: Run) -> Banner | None:
    """Return the line above a run that did not go through."""
    if run.state == "refused":
        return Banner(
            "off_track",
            gettext(
                "Nothing was brought in. Correct what is listed below and send the file again."
            ),
        )
    if run.state == "failed":
        return Banner(
            "off_track",
            gettext("It failed on our side. Nothing was brought in; the file is kept."),
        )
    return None


def counts(found: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the counts that a check or an import found, in words."""
    labels = {
        "fitting": gettext("rows fit"),
        "refused": gettext("rows refused"),
        "rows": gettext("rows"),
        **ABOUT,
        "new": gettext("new"),
        "changed": gettext("changed"),
        "landed": gettext("new records"),
        "known": gettext("already here"),
        "repeated": gettext("already here"),
        "comments": gettext("comments kept"),
        "duplicates": gettext("rows twice in the file"),
    }
    return tuple(
        (str(label), formats.number(found[key], 0))
        for key, label in labels.items()
        if isinstance(found.get(key), int) and (found[key] or key in ALWAYS)
    )


def grouped(rows: Sequence[Mapping[str, Any]]) -> tuple[Problem, ...]:
    """Return refused rows, those alike as one with how many more there are, in file order."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        alike = tuple(str(row.get(name)) for name in ("code", "column", "value"))
        groups.setdefault(alike, []).append(row)
    return tuple(problem(found[0], len(found)) for found in groups.values())


def problem(row: Mapping[str, Any], times: int = 1) -> Problem:
    """Return a refused row in the reader's language."""
    return Problem(
        line=formats.number(row["line"], 0) if row.get("line") else "",
        column=str(row.get("column") or ""),
        value=str(row.get("value") or ""),
        what=say(Text.from_json(row["what"])),
        cure=say(Text.from_json(row["cure"])),
        times=gettext("and {n} more").format(n=formats.number(times - 1, 0)) if times > 1 else "",
    )


def problem_words(count: int) -> str:
    """Return how many rows were refused."""
    return ngettext(
        "{n} row refused, nothing is guessed", "{n} rows refused, nothing is guessed", count
    ).format(n=formats.number(count, 0))
