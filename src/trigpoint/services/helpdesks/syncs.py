"""Readings of help desks: put down, followed, landed piece by piece, and what came of them.

Where a reading goes on is in the warehouse, committed with the rows. A run in the app's database
says how it is going; the job that carries it may be killed at any moment and is then run again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings as django_settings
from django.db import transaction

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access, work
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.helpdesks import connections, imports, troubles
from trigpoint.services.helpdesks.troubles import QUIET, STAYS, lost
from trigpoint.services.measures import readings
from trigpoint.services.work import Lease, defer
from trigpoint.store.models import Connection, Job, SyncRun
from trigpoint.tickets.records import Record

TASK = "trigpoint.jobs.syncs.run"
SHOWN = 200
"""Refused rows that a run keeps; all are counted."""
FEW = 20
"""Rows from which on a field that none of them has is said to be gone."""
SORT = "="
"""Between the path of a field and the sort of its values, as connectors note them."""
BUSY = {SyncRun.State.WAITING, SyncRun.State.RUNNING}


@dataclass(frozen=True, slots=True)
class Drift:
    """A field of a stream that is new, is there no more, or holds another sort of value.

    `field` is its path; `other` says that it holds, say, a text where it held a number.
    """

    stream: str
    field: str
    gone: bool
    other: bool = False


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row that was refused, where it stands at the help desk, and why; it is never guessed.

    What is `given_up` is read again only from the beginning. `value` is a state that nobody has
    named yet, and `setting` the setting in which to say what it means; "" where there is none.
    """

    line: str
    code: str
    reason: Text
    given_up: bool = False
    value: str = ""
    setting: str = ""


@dataclass(frozen=True, slots=True)
class SyncView:
    """One reading of a help desk.

    `waits_until` is until when the help desk asks to be left alone, or where it `stumbled` over
    something of ours, when it is tried again; None where it does not wait.
    `counts` are records read, new and known already, and tickets touched; `done` of `total` is how
    far it is, in what the connector counts. `problems` are the first rows refused.
    """

    id: str
    connection: str
    state: str
    anew: bool
    created_at: datetime.datetime
    finished_at: datetime.datetime | None
    counts: Mapping[str, int]
    drift: tuple[Drift, ...]
    problems: tuple[Quarantined, ...]
    problem_count: int
    said: Text | None
    done: int
    total: int
    job: str
    waits_until: datetime.datetime | None
    stumbled: bool


def start(actor: Actor, connection: str, *, anew: bool = False) -> str:
    """Put down a reading; return its public id. One that waits or runs already serves for it.

    With `anew` it begins from the beginning: nothing is landed twice, what was refused may fit now.

    Raises:
        Invalid: where the help desk rests.
        NotThere: where there is none, or the actor may not.
    """
    row = connections.find(actor, connection)
    if row.paused:
        raise Invalid({"paused": _("This help desk rests. Let it be asked again first.")})
    waiting = SyncRun.objects.filter(connection=row, state__in=BUSY).order_by("-pk")
    there = next((run for run in waiting.select_related("job") if not lost(run)), None)
    if there is not None:
        return there.public_id
    with command(actor, "sync.start") as journal:
        run = put_down(row, actor.now, anew=anew)
        run.created_by = actor.user
        run.save(update_fields=["created_by"])
        journal.note(row)
    return run.public_id


def put_down(row: Connection, now: datetime.datetime, *, anew: bool = False) -> SyncRun:
    """Put down a reading in the caller's transaction."""
    run = SyncRun.objects.create(
        organisation=row.organisation, connection=row, created_at=now, anew=anew
    )
    run.job = defer(TASK, organisation=row.organisation, arguments={"sync": run.public_id})
    run.save(update_fields=["job"])
    return run


def put_down_due(now: datetime.datetime) -> int:
    """Put down a reading of every help desk that neither rests nor is being read."""
    rows = Connection.objects.filter(retired=False, paused=False).select_related("organisation")
    put = 0
    for row in rows:
        with transaction.atomic(durable=True):
            busy = SyncRun.objects.filter(connection=row, state__in=BUSY).select_related("job")
            if all(lost(run) for run in busy):
                put_down(row, now)
                put += 1
    return put


def runs(actor: Actor, connection: str, most: int = 20) -> list[SyncView]:
    """Return the newest readings of a help desk."""
    row = connections.find(actor, connection)
    found = SyncRun.objects.filter(connection=row).select_related("job", "connection")
    return [view(run) for run in found.order_by("-pk")[:most]]


def show(actor: Actor, sync: str) -> SyncView:
    """Return one reading.

    Raises:
        NotThere: where there is none, or the actor may not.
    """
    home = Thing(str(actor.organisation.pk))
    if not access.decision(actor, Verb.CREATE, Kind.SOURCE, home):
        raise NotThere
    found = SyncRun.objects.filter(organisation=actor.organisation, public_id=sync)
    run = found.select_related("job", "connection").first()
    if run is None:
        raise NotThere
    return view(run)


def view(run: SyncRun) -> SyncView:
    """Return what a page says of a reading."""
    state = run.state
    if state in BUSY and lost(run):
        state = SyncRun.State.FAILED
    return SyncView(
        id=run.public_id,
        connection=run.connection.public_id,
        state=state,
        anew=run.anew,
        created_at=run.created_at,
        finished_at=run.finished_at,
        counts=run.counts,
        drift=tuple(map(drift_of, run.drift)),
        problems=tuple(map(put_aside, run.problems)),
        problem_count=run.problem_count,
        said=Text.from_json(run.said) if run.said else None,
        done=run.job.done_count if run.job else 0,
        total=run.job.total_count if run.job else 0,
        job=run.job.public_id if run.job else "",
        waits_until=waits_until(run),
        stumbled=bool(run.job and run.job.last_error),
    )


def waits_until(run: SyncRun) -> datetime.datetime | None:
    """Return when a reading that has begun and waits goes on."""
    if run.state != SyncRun.State.RUNNING or run.job is None:
        return None
    return run.job.run_after if run.job.state == Job.State.READY else None


def of_job(sync: str) -> SyncRun | None:
    """Return a reading for the job that carries it; None where it is over."""
    found = SyncRun.objects.select_related("connection__source", "organisation", "job")
    run = found.get(public_id=sync)
    return run if run.state in BUSY else None


def begin(run: SyncRun) -> dict[str, str]:
    """Note that a reading runs; return the cursors from which it goes on."""
    source = run.connection.source.key
    first = run.state == SyncRun.State.WAITING
    with imports.warehouse_of(run.organisation) as warehouse:
        if run.anew and first:
            warehouse.begin_anew(source)
        found = warehouse.cursors(source)
    run.state = SyncRun.State.RUNNING
    if first and not run.anew:
        carry(run)
    run.save(update_fields=["state", "problems", "problem_count"])
    return found


def carry(run: SyncRun) -> None:
    """Keep in quarantine what earlier readings gave up: this one does not come by it again."""
    earlier = SyncRun.objects.filter(connection=run.connection, pk__lt=run.pk).order_by("-pk")
    last = earlier.first()
    if last is None:
        return
    run.problems = [row for row in last.problems if put_aside(row).given_up]
    all_of_them = len(run.problems) == len(last.problems)
    run.problem_count = last.problem_count if all_of_them else len(run.problems)


def land(
    run: SyncRun, records: Sequence[Record], cursors: Mapping[str, str], as_of: int | None
) -> None:
    """Land what was read with where to go on, and count it."""
    source = run.connection.source.key
    with imports.warehouse_of(run.organisation) as warehouse:
        landed = warehouse.land(
            source, records, batch=batch(run.connection), landed_at=as_of or 0, cursors=cursors
        )
    counts = run.counts
    for name, more in (
        ("records", landed.read),
        ("new", landed.new),
        ("repeated", landed.repeated),
        ("tickets_touched", landed.tickets_touched),
    ):
        counts[name] = counts.get(name, 0) + more
    keep_refused(run, landed.refused)
    run.save(update_fields=["counts", "problems", "problem_count"])


def keep_refused(run: SyncRun, refused: Iterable[Any]) -> None:
    """Keep rows that were refused, once each."""
    known = {(line, code, str(said(reason))) for line, code, reason, *_more in run.problems}
    for one in refused:
        row = (one.line, one.code, str(one.reason))
        if row not in known:
            known.add(row)
            run.problem_count += 1
            if len(run.problems) < SHOWN:
                kept = one.reason.to_json()
                run.problems.append([*row[:2], kept, False, one.value, one.setting])


def put_aside(kept: Sequence[Any]) -> Quarantined:
    """Return a row in quarantine as it was kept."""
    line, code, reason, *more = kept
    return Quarantined(line, code, said(reason), *more)


def said(kept: Mapping[str, Any] | str) -> Text:
    """Return the reason of a row as it was kept: long ago as an English sentence, which stays."""
    return Text("{said}", {"said": kept}) if isinstance(kept, str) else Text.from_json(kept)


def give_up(run: SyncRun) -> None:
    """Note that what was refused is read no more, until everything is read again."""
    run.problems = [[*row[:3], True, *row[4:]] for row in run.problems]
    run.save(update_fields=["problems"])


def aside(runs: Sequence[SyncView]) -> tuple[tuple[Quarantined, ...], int]:
    """Return the first rows in quarantine after readings, the newest first, and how many there are.

    A reading that ended early did not come by all of them, so they are those of the newest that
    ended, and of the newest that was read to its end.
    """
    ended = next((run for run in runs if run.state not in BUSY), None)
    whole = next((run for run in runs if run.state == SyncRun.State.DONE), ended)
    if ended is None or whole is None:
        return (), 0
    more = [row for row in whole.problems if row not in ended.problems]
    count = max(whole.problem_count, ended.problem_count + len(more))
    return (*ended.problems, *more)[:SHOWN], count


def unnamed(rows: Iterable[Quarantined]) -> dict[str, list[str]]:
    """Return by setting the states in quarantine that nobody has named, each once, in their order.

    Only those where saying what they mean is the cure.
    """
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.setting and row.value and row.value not in found.setdefault(row.setting, []):
            found[row.setting].append(row.value)
    return found


def publish(run: SyncRun, now: datetime.datetime) -> None:
    """Publish what follows from what was landed; nothing where nothing was new."""
    with imports.warehouse_of(run.organisation) as warehouse:
        publication = warehouse.publish(imports.facts_folder())
        readings.publish(run.organisation, publication, now)


def finish(
    run: SyncRun,
    state: str,
    now: datetime.datetime,
    *,
    fields: Mapping[str, Iterable[str]] | None = None,
    said: Text | None = None,
    stays: bool = False,
) -> None:
    """Note how a reading ended; where it `stays`, asking again would bring the same answer."""
    before = bool(troubles.troubles([run.connection]))
    run.state = state
    run.finished_at = now
    run.said = {**said.to_json(), STAYS: stays} if said else None
    if fields is not None:
        run.fields = {stream: sorted(names) for stream, names in fields.items()}
        run.drift = drift(earlier_fields(run), run.fields)
    run.save(update_fields=["state", "finished_at", "said", "fields", "drift"])
    troubles.note(run.connection, now, before=before)


def earlier_fields(run: SyncRun) -> dict[str, list[str]]:
    """Return the fields that each stream had when it was last read."""
    earlier = SyncRun.objects.filter(
        connection=run.connection, state=SyncRun.State.DONE, pk__lt=run.pk
    )
    found: dict[str, list[str]] = {}
    for fields in earlier.order_by("pk").values_list("fields", flat=True):
        found.update(fields)
    return found


def drift(before: Mapping[str, Iterable[str]], now: Mapping[str, Iterable[str]]) -> list[Any]:
    """Return the fields of streams that are new, gone or of another sort.

    A stream that is read first has none, and one whose paths were not noted yet has those alone
    that are fields of its rows.
    """
    found: list[Any] = []
    for stream in sorted(now.keys() & before.keys()):
        old, new = sorts(before[stream]), sorts(now[stream])
        if not any(old.values()):
            new = {name: set() for name in new if name.isidentifier() or name in old}
        if old and new:
            found += [[stream, name, "new"] for name in sorted(new.keys() - old.keys())]
            found += [[stream, name, "gone"] for name in sorted(old.keys() - new.keys())]
            found += [
                [stream, name, "other"]
                for name in sorted(old.keys() & new.keys())
                if old[name] and new[name] and not old[name] & new[name]
            ]
    return found


def sorts(noted: Iterable[str]) -> dict[str, set[str]]:
    """Return fields by their path with the sorts of values that they held."""
    found: dict[str, set[str]] = {}
    for one in noted:
        path, _equals, sort = one.partition(SORT)
        found.setdefault(path, set()).update({sort} if sort else ())
    return found


def drift_of(kept: Sequence[str]) -> Drift:
    """Return a change of a field as it was kept: its stream, its path, and what became of it."""
    stream, name, kind = kept
    return Drift(stream, name, gone=kind == "gone", other=kind == "other")


def later(
    run: SyncRun, lease: Lease, now: datetime.datetime, pause: datetime.timedelta, said: Text
) -> None:
    """Let a reading go on after the pause that the help desk asked for in these words."""
    before = bool(troubles.troubles([run.connection]))
    at, arguments = now + pause, {"sync": run.public_id}
    with transaction.atomic(durable=True):
        run.job = defer(TASK, organisation=run.organisation, arguments=arguments, run_after=at)
        run.said = {**said.to_json(), QUIET: troubles.quiet_after(run, now)}
        run.save(update_fields=["job", "state", "said"])
        work.settle(lease)
    troubles.note(run.connection, now, before=before)


def rests(run: SyncRun) -> bool:
    """Whether somebody has let the help desk rest meanwhile."""
    return Connection.objects.filter(pk=run.connection_id, paused=True).exists()


def batch(row: Connection) -> str:
    """Return the batch under which all rows of a connection lie."""
    return f"sync {row.public_id}"


def allowed() -> frozenset[str]:
    """Return the internal machines that the administrator of this machine has named."""
    return frozenset(django_settings.TRIGPOINT_ALLOW)
