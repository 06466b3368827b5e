"""Help desks that are not read any more: since when, and what would cure it.

One reading that failed says little: the next one, an hour later, may go through. What lasts is an
answer that stays the same however often one asks, such as a key that is not accepted, and a day
without a single reading that went to its end; a help desk that does not refuse but asks for pause
after pause, and gives nothing in between, is counted in.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from trigpoint.core.text import Text, _
from trigpoint.services.actor import part_of_ours
from trigpoint.services.command import command
from trigpoint.services.helpdesks import connections
from trigpoint.store.models import Connection, Job, Secret, SyncRun

LONG = datetime.timedelta(days=1)
"""For so long a help desk may be out of reach before somebody is told."""
STAYS = "stays"
"""Beside what a failed reading says: asking again would bring the same answer."""
QUIET = "quiet"
"""Beside what a reading that waits says: [since when, when last, records by then], see `Quiet`."""
LEFT_ALONE = _(
    "It asks to be left alone again and again and gives nothing in between. Where other programs "
    "ask it too, let them ask less, or have the number of requests raised that it allows."
)
STOPPED = _("Its readings stop in the middle, and nothing is said of why. Look at the worker.")


@dataclass(frozen=True, slots=True)
class Quiet:
    """How long a help desk has given nothing but the wish to be left alone."""

    since: datetime.datetime
    last: datetime.datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """A help desk that is not read: since its first reading that failed, and what the last said.

    `read_at` is when it was last read to its end, None where it never was.
    """

    connection: Connection
    since: datetime.datetime
    said: Text
    read_at: datetime.datetime | None


def troubles(rows: Iterable[Connection]) -> list[Trouble]:
    """Return which of these help desks are not read any more; one that rests is not asked."""
    asked = {row.pk: row for row in rows if not row.paused and not row.retired}
    failed: dict[int, list[SyncRun]] = defaultdict(list)
    for run in failed_since(asked):
        failed[run.connection_id].append(run)
    read = connections.last_read(list(failed)) if failed else {}
    found = (trouble(asked[pk], runs, read.get(pk)) for pk, runs in failed.items())
    return [one for one in found if one is not None]


def failed_since(asked: Collection[int]) -> list[SyncRun]:
    """Return the readings that failed, or only wait, since one went to its end.

    What was before a key was entered says nothing of the key that there is now.
    """
    done = SyncRun.objects.filter(connection=OuterRef("connection"), state=SyncRun.State.DONE)
    keys = Secret.objects.filter(connection=OuterRef("connection")).order_by("-set_at")
    rows = (
        SyncRun.objects.filter(connection__in=asked)
        .exclude(state__in=[SyncRun.State.DONE, SyncRun.State.PAUSED])
        .alias(done=Coalesce(Subquery(done.order_by("-pk").values("pk")[:1]), 0))
        .filter(pk__gt=F("done"))
        .alias(entered=Subquery(keys.values("set_at")[:1]))
        .filter(Q(entered__isnull=True) | Q(created_at__gte=F("entered")))
        .select_related("job")
        .defer("problems", "fields")
        .order_by("pk")
    )
    return [run for run in rows if run.state == SyncRun.State.FAILED or lost(run) or quiet(run)]


def quiet(run: SyncRun) -> Quiet | None:
    """Return how long a reading has brought nothing but pauses; None where it asked for none."""
    kept = (run.said or {}).get(QUIET)
    return Quiet(*map(datetime.datetime.fromisoformat, kept[:2])) if kept else None


def quiet_after(run: SyncRun, now: datetime.datetime) -> list[str | int]:
    """Return what is kept beside `QUIET` of a pause: a new begin where records came since."""
    since, _last, records = (run.said or {}).get(QUIET) or (now.isoformat(), "", -1)
    came = run.counts.get("records", 0)
    return [since if came == records else now.isoformat(), now.isoformat(), came]


def lost(run: SyncRun) -> bool:
    """Whether a run is carried by nobody: its job was laid aside, or is not there."""
    return run.job is None or run.job.state in {Job.State.DEAD, Job.State.DONE}


def trouble(
    row: Connection, failed: Sequence[SyncRun], read_at: datetime.datetime | None
) -> Trouble | None:
    """Return what is wrong after readings that failed one after the other; None while it is new."""
    last = failed[-1]
    since, until = quiet_or_ended(failed[0]).since, quiet_or_ended(last).last
    stays = bool(last.said and last.said.get(STAYS))
    if not stays and until - since < LONG:
        return None
    said = LEFT_ALONE if quiet(last) else Text.from_json(last.said) if last.said else STOPPED
    return Trouble(row, since, said, read_at)


def quiet_or_ended(run: SyncRun) -> Quiet:
    """Return when a reading was of no use first and last: where it ended, as far as is known."""
    ended = run.finished_at or run.created_at
    return quiet(run) or Quiet(ended, ended)


def note(row: Connection, now: datetime.datetime, *, before: bool) -> None:
    """Write down that a help desk is not read any more, or is read again, where that is new.

    The inbox is read anew after an entry of the history, and stands still without one.
    """
    after = bool(troubles([row]))
    if after == before:
        return
    name = "connection.fails" if after else "connection.works"
    with command(part_of_ours(row.organisation, "help-desks", now), name) as journal:
        journal.note(row)
