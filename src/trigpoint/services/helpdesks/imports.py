"""Files of tickets on their way in: kept, checked, applied as a whole or not at all, undone.

A run is one file. Its state in the app's database says where it is; the warehouse's own
transaction decides whether it is in. The job that carries it may be killed at any moment and is
then simply run again: landing the same records twice changes nothing.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.measures import readings
from trigpoint.services.organisation import organisation as home
from trigpoint.services.work import defer
from trigpoint.store.models import ImportRun, Job, Organisation, Source
from trigpoint.tickets.records import Record
from trigpoint.tickets.warehouse import Batch, Landed, Warehouse

CHECK = "trigpoint.jobs.imports.check"
APPLY = "trigpoint.jobs.imports.apply"
UNDO = "trigpoint.jobs.imports.undo"
MAX_BYTES = 2_000_000_000
SHOWN_PROBLEMS = 200
FILES_KEPT = datetime.timedelta(days=7)
AT_ONCE = 50
NEED_THEIR_FILE = {
    ImportRun.State.UPLOADED,
    ImportRun.State.CHECKING,
    ImportRun.State.READY,
    ImportRun.State.IMPORTING,
    ImportRun.State.FAILED,
}

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Run:
    """A file on its way in, as a page shows it. `problems` are the first ones, as JSON rows.

    `digest` is the SHA-256 of the file, under which it is kept while it is on its way in.
    """

    id: str
    source: str
    source_name: str
    file_name: str
    file_bytes: int
    digest: str
    mapping: str
    state: str
    trial: bool
    created_at: datetime.datetime
    finished_at: datetime.datetime | None
    counts: Mapping[str, Any]
    problems: tuple[Mapping[str, Any], ...]
    problem_count: int
    done: int
    total: int
    job: str


def data_folder() -> Path:
    """Return the installation's one folder of data."""
    return Path(settings.TRIGPOINT_DATA)


def warehouse_path() -> Path:
    """Return where the worker's warehouse lies."""
    return data_folder() / "warehouse.duckdb"


def warehouse_of(organisation: Organisation) -> Warehouse:
    """Open the warehouse to write to it, for the organisation whose tickets lie there.

    Facts do not say whose they are: an installation has one organisation. Where another one were
    made all the same, none of its tickets, calls or answers may be counted with those.

    Raises:
        Invalid: for any organisation but the installation's own.
    """
    require_own(organisation)
    return Warehouse.open(warehouse_path())


def require_own(organisation: Organisation) -> None:
    """Raise `Invalid` for any organisation but the installation's own."""
    if home.only() != organisation:
        raise Invalid({"organisation": _("An installation keeps the tickets of one organisation.")})


def facts_folder() -> Path:
    """Return where the published facts lie."""
    return data_folder() / "facts"


def keep_file(stream: BinaryIO) -> tuple[str, int]:
    """Keep a file under its digest, so that a half-written one is never taken for it.

    Returns:
        its SHA-256 in hex, and its length in bytes.
    """
    folder = data_folder() / "files"
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    partial = folder / f".incoming-{os.getpid()}-{id(stream)}"
    with partial.open("wb") as target:
        while chunk := stream.read(1 << 20):
            size += len(chunk)
            if size > MAX_BYTES:
                partial.unlink()
                raise Invalid({"file": _("The file is larger than 2 GB. Split it by months.")})
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    partial.replace(file_path(digest.hexdigest()))
    return digest.hexdigest(), size


def forget_files(now: datetime.datetime) -> int:
    """Remove files that came in a week ago and are needed no more; return how many.

    A file may hold what customers wrote. One that is in is gone at once; what was landed of it is
    in the warehouse, reduced. What a refusal quotes of a file goes with it.
    """
    forget_quotes(now - FILES_KEPT)
    runs = ImportRun.objects.filter(state__in=NEED_THEIR_FILE)
    needed = set(runs.values_list("file_digest", flat=True))
    before = (now - FILES_KEPT).timestamp()
    kept = (data_folder() / "files").glob("*")
    old = [path for path in kept if path.name not in needed and path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def forget_quotes(before: datetime.datetime) -> None:
    """Take the cells that are quoted out of what is said of files that came in before a moment.

    Where a mapping takes a column for another one, they are names of people.
    """
    refused = ImportRun.objects.filter(created_at__lt=before).exclude(problems=[])
    for run in refused.iterator(AT_ONCE):
        bare = [{**problem, "value": None} for problem in run.problems]
        if bare != run.problems:
            run.problems = bare
            run.save(update_fields=["problems"])


def forget_file(run: ImportRun) -> None:
    """Remove the file of a run that is in, unless another one waits for it."""
    runs = ImportRun.objects.filter(state__in=NEED_THEIR_FILE, file_digest=run.file_digest)
    if not runs.exists():
        file_path(run.file_digest).unlink(missing_ok=True)


def report_path(run_id: str) -> Path:
    """Return where all that is wrong with a run's file is written down, a JSON line each."""
    return data_folder() / "files" / f"{run_id}.problems"


def keep_report(run_id: str, problems: Iterable[Mapping[str, Any]]) -> None:
    """Write down everything that is wrong with a run's file; the page shows the first of it."""
    path = report_path(run_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(problem) + "\n" for problem in problems)
    partial.replace(path)


def problems(actor: Actor, run_id: str) -> list[Mapping[str, Any]]:
    """Return everything that is wrong with a run's file, in its order.

    A week after the run only the first problems are still known, without what stood in the cells.
    """
    run = access.import_run(actor, run_id)
    try:
        lines = report_path(run.public_id).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return list(run.problems)
    return [json.loads(line) for line in lines]


def file_path(digest: str) -> Path:
    """Return where a kept file lies."""
    return data_folder() / "files" / digest


def source(organisation: Organisation, key: str, name: str, actor: Actor) -> Source:
    """Return the source of a key; it is made the first time its files come in.

    Raises:
        Invalid: for another organisation than the installation's own.
    """
    require_own(organisation)
    found = Source.objects.filter(organisation=organisation, key=key).first()
    if found is not None:
        return found
    with command(actor, "source.add") as journal:
        return journal.create(Source(organisation=organisation, key=key, name=name))


def start(
    actor: Actor,
    stream: BinaryIO,
    *,
    file_name: str,
    mapping: str,
    source_key: str,
    source_name: str = "",
    trial: bool = False,
) -> str:
    """Keep a file and put down the work on it; return the run's public id.

    With `trial` the file is only checked, and waits for a word to be imported.

    Raises:
        Invalid: for an empty file, one that is too large, or a source without a key.
        NotAllowed: where the actor may not import.
    """
    access.require(actor, Kind.SOURCE, Verb.CREATE)
    if not source_key.strip():
        raise Invalid({"source": _("Say which help desk the file comes from.")})
    digest, size = keep_file(stream)
    if size == 0:
        raise Invalid({"file": _("The file is empty.")})
    origin = source(actor.organisation, source_key, source_name or source_key, actor)
    run = ImportRun(
        organisation=actor.organisation,
        source=origin,
        file_name=Path(file_name).name[:200],
        file_digest=digest,
        file_bytes=size,
        mapping=mapping,
        trial=trial,
        created_at=actor.now,
        created_by=actor.user,
    )
    with command(actor, "import.start") as journal:
        run.save()
        run.job = defer(CHECK, organisation=actor.organisation, arguments={"run": run.public_id})
        run.save(update_fields=["job"])
        journal.note(run)
        journal.tell("import.started", run=run.public_id)
    return run.public_id


def show(actor: Actor, run_id: str) -> Run:
    """Return a run.

    Raises:
        NotThere: where the actor may not see imports, or there is no such run.
    """
    return run_view(access.import_run(actor, run_id))


def runs(actor: Actor, most: int = 50) -> list[Run]:
    """Return the newest runs."""
    access.require(actor, Kind.SOURCE, Verb.CREATE)
    found = ImportRun.objects.filter(organisation=actor.organisation).select_related(
        "source", "job"
    )
    return [run_view(run) for run in found.order_by("-pk")[:most]]


def run_view(run: ImportRun) -> Run:
    """Return what a page says of a run."""
    job: Job | None = run.job
    carrying = run.state in {ImportRun.State.CHECKING, ImportRun.State.IMPORTING}
    lost = carrying and job is not None and job.state == Job.State.DEAD
    return Run(
        id=run.public_id,
        source=run.source.key,
        source_name=run.source.name,
        file_name=run.file_name,
        file_bytes=run.file_bytes,
        digest=run.file_digest,
        mapping=run.mapping,
        state=ImportRun.State.FAILED if lost else run.state,
        trial=run.trial,
        created_at=run.created_at,
        finished_at=run.finished_at,
        counts=run.counts,
        problems=tuple(run.problems),
        problem_count=run.problem_count,
        done=job.done_count if job else 0,
        total=job.total_count if job else 0,
        job=job.public_id if job else "",
    )


def approve(actor: Actor, run_id: str) -> None:
    """Import a file that was tried out and found good."""
    run = access.import_run(actor, run_id)
    if run.state != ImportRun.State.READY:
        raise Invalid({"state": _("This file is not waiting to be imported.")})
    enqueue(actor, run, APPLY, ImportRun.State.IMPORTING)


def undo(actor: Actor, run_id: str) -> None:
    """Take everything that a file brought out again."""
    run = access.import_run(actor, run_id)
    if run.state != ImportRun.State.DONE:
        raise Invalid({"state": _("Only a finished import can be undone.")})
    enqueue(actor, run, UNDO, ImportRun.State.UNDOING)


def enqueue(actor: Actor, run: ImportRun, task: str, state: str) -> None:
    """Put down the next piece of work on a run."""
    run.state = state
    with command(actor, f"import.{state}") as journal:
        run.job = defer(task, organisation=actor.organisation, arguments={"run": run.public_id})
        run.save(update_fields=["state", "job"])
        journal.note(run)
        journal.tell(f"import.{state}", run=run.public_id)


def of_job(run_id: str) -> ImportRun:
    """Return a run for the job that carries it."""
    return ImportRun.objects.select_related("source", "organisation").get(public_id=run_id)


def note(run: ImportRun, state: str, now: datetime.datetime, **columns: Any) -> None:
    """Write how far a run has come."""
    run.state = state
    for name, value in columns.items():
        setattr(run, name, value)
    if state in {"refused", "done", "undone", "failed", "ready"}:
        run.finished_at = now
    run.save(update_fields=["state", "finished_at", *columns])


def to_check(run_id: str) -> ImportRun | None:
    """Return a run for the job that checks it, or None where that is over."""
    run = of_job(run_id)
    waiting = {ImportRun.State.UPLOADED, ImportRun.State.CHECKING}
    return run if run.state in waiting else None


def to_carry_in(run_id: str, *, alone: bool) -> list[ImportRun]:
    """Return the run and, unless it is to go alone, all that wait to be imported beside it.

    What goes in together is folded once and published once. Nothing where the run is in already.
    """
    run = of_job(run_id)
    if run.state != ImportRun.State.IMPORTING or alone:
        return [run] if run.state == ImportRun.State.IMPORTING else []
    waiting = ImportRun.objects.filter(
        organisation=run.organisation,
        state=ImportRun.State.IMPORTING,
        job__state__in=[Job.State.READY, Job.State.RUNNING],
    )
    return list(waiting.select_related("source", "organisation").order_by("pk"))


def put_down(run: ImportRun, now: datetime.datetime) -> None:
    """Put down the work of importing a checked run; it may go in with others that wait."""
    with transaction.atomic(durable=True):
        run.job = defer(APPLY, organisation=run.organisation, arguments={"run": run.public_id})
        note(run, ImportRun.State.IMPORTING, now, job=run.job)


def land(
    runs: Sequence[tuple[ImportRun, Iterable[Record]]],
    now: datetime.datetime,
    progress: Progress,
) -> list[Landed]:
    """Land the records of runs of one organisation together, and publish what follows.

    Safe to be run again after a kill.
    """
    batches = [
        Batch(run.public_id, run.source.key, records, read_at(run, now)) for run, records in runs
    ]
    organisation = runs[0][0].organisation
    with warehouse_of(organisation) as warehouse:
        landed = warehouse.land_all(batches, progress=progress)
        readings.publish(organisation, warehouse.publish(facts_folder()), now)
    return landed


def mapping_needed() -> Text:
    """Return what to say of a file whose columns nobody can guess."""
    return _("The columns could not be guessed. Add a mapping that says what each of them is.")


def mapping_unreadable() -> Text:
    """Return what to say of a mapping that is no text."""
    return _("The mapping is not text in UTF-8. Save it as UTF-8 and send it again.")


def read_at(run: ImportRun, now: datetime.datetime) -> int:
    """Return as of when a file speaks: nothing after its last record is known from it."""
    last = run.counts.get("last_at")
    moment = int(now.timestamp())
    return moment if last is None else min(moment, int(last))


def restate(organisation: Organisation) -> int:
    """Compute the readings anew as the owner of the warehouse: no publication runs beside it."""
    with warehouse_of(organisation):
        return readings.refresh(organisation, facts_folder(), readings.bound(organisation))


def take_out(run: ImportRun, now: datetime.datetime) -> None:
    """Take a run's records out of the warehouse and publish what is left."""
    run.comments.all().delete()
    with warehouse_of(run.organisation) as warehouse:
        warehouse.undo(run.public_id)
        readings.publish(run.organisation, warehouse.publish(facts_folder()), now)
