"""What is wrong with an installation, and the cure for each."""

from __future__ import annotations

import datetime
import ipaddress
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Exists, OuterRef
from django.utils import timezone

from trigpoint.core.text import Text, _
from trigpoint.jobs.install import data_folder, database_modes, key_file, mark_of_restore
from trigpoint.jobs.lifeline import anyone_alive
from trigpoint.jobs.worker import lines
from trigpoint.services import sound
from trigpoint.services.actor import local_day
from trigpoint.services.organisation.resealing import ends_in
from trigpoint.services.people import logins
from trigpoint.store.models import Connection, Job, Organisation, OutboxMessage, SyncRun

SPACE = 1_000_000_000
KEY_LENGTH = 50
THIS_MACHINE = "127.0.0.1"
STUCK = 8
"""From how many attempts on a message that still fails is somebody's business."""

UNREAD = datetime.timedelta(days=1)
"""From when on a help desk that cannot be read is somebody's business."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. With `dangerous` set the program does not start."""

    key: str
    what: Text
    cure: Text
    dangerous: bool = True


def examine() -> list[Finding]:
    """Return what is wrong: the dangers, and once there are none, what else to see to."""
    return dangers() or worries()


def dangers(listening: str = THIS_MACHINE) -> list[Finding]:
    """Return what the program must not run with; `listening` is where the web server is to listen.

    Where the folder or the database is missing, what lies in them is not asked for.
    """
    outside = partial(address, listening), partial(debugging, listening)
    stages = (
        (half_restored,),
        (folder, key, file_modes, *outside),
        (database,),
        (rules, tables),
        (safety, ends),
    )
    for stage in stages:
        found = [finding for check in stage for finding in check() if finding.dangerous]
        if found:
            return found
    return []


def worries() -> list[Finding]:
    """Return what the program runs with, but somebody should see to."""
    return [
        finding
        for check in (
            group,
            other_key,
            departed,
            space,
            unsound,
            laid_aside,
            stuck,
            unread,
            nobody_works,
        )
        for finding in check()
    ]


def half_restored() -> Iterator[Finding]:
    """Find a restore that was cut off here: what there is may be half of it."""
    if mark_of_restore().exists():
        yield Finding(
            "restore",
            _("A restore into {place} is at work or was cut off.", place=data_folder()),
            _("Run the same trigpoint restore again: it clears what the first one left."),
        )


def folder() -> Iterator[Finding]:
    """Find a folder of data that is missing, or that others may write to."""
    place = data_folder()
    if not place.is_dir():
        yield Finding(
            "folder",
            _("There is no folder of data at {place}.", place=place),
            _("Run: trigpoint init"),
        )
    elif place.stat().st_mode & stat.S_IRWXO:
        yield Finding(
            "folder-mode",
            _("Everybody on this machine may look into {place}.", place=place),
            _("Run: chmod 700 {place}", place=place),
        )


def file_modes() -> Iterator[Finding]:
    """Find databases that everybody may read or write, whatever the folder around them allows."""
    for path, mode in database_modes(data_folder()).items():
        if mode & stat.S_IRWXO:
            yield Finding(
                "database-mode",
                _("Everybody on this machine may read {path}.", path=path),
                _("Run: chmod 600 {path}", path=path),
            )


def group() -> Iterator[Finding]:
    """Find what a group may reach; whoever has made one for it, such as for backups, may go on."""
    place = data_folder()
    for path, mode in {place: place.stat().st_mode, **database_modes(place)}.items():
        if mode & stat.S_IRWXG:
            yield Finding(
                "group-mode",
                _("The group of {path} may reach it.", path=path),
                _(
                    "Run: chmod {mode} {path}, unless you have made the group for it.",
                    mode="700" if path == place else "600",
                    path=path,
                ),
                dangerous=False,
            )


def key() -> Iterator[Finding]:
    """Find a secret key that is missing, short, or not secret."""
    path = key_file()
    if not path.exists():
        yield Finding(
            "key",
            _("There is no secret key at {path}.", path=path),
            _("Run: trigpoint init. After a restore, put the key of the backup there instead."),
        )
        return
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(
            "key-mode",
            _("Others on this machine may read the secret key at {path}.", path=path),
            _("Run: chmod 600 {path}", path=path),
        )
    if not path.read_text(encoding="ascii").strip():
        yield Finding(
            "key-empty",
            _("The secret key at {path} is empty.", path=path),
            _("Put your copy of it there: history and keys of help desks are sealed by it."),
        )
    elif len(settings.SECRET_KEY) < KEY_LENGTH:
        yield Finding(
            "key-short",
            _("The secret key at {path} is too short to be one.", path=path),
            _(
                "Run: trigpoint rekey. The old key is kept for what it sealed; everybody logs in"
                " again afterwards."
            ),
        )


def address(listening: str) -> Iterator[Finding]:
    """Find an address under which passwords would travel readable."""
    others = reached_by_others(listening)
    if others and urlsplit(settings.TRIGPOINT_ADDRESS).scheme != "https":
        yield Finding(
            "address",
            _(
                "TRIGPOINT_ADDRESS is {address}, and others reach it as {other}: passwords would"
                " travel readable to all.",
                address=settings.TRIGPOINT_ADDRESS,
                other=others[0],
            ),
            _(
                "Put a proxy that speaks https in front and name its address in TRIGPOINT_ADDRESS,"
                " beginning https://. For this machine alone leave out TRIGPOINT_HOSTS and --host."
            ),
        )


def debugging(listening: str) -> Iterator[Finding]:
    """Find pages that would show the program's inside to others."""
    if settings.DEBUG and (others := reached_by_others(listening)):
        yield Finding(
            "debug",
            _("TRIGPOINT_DEBUG is on, and others reach this as {other}.", other=others[0]),
            _("Unset TRIGPOINT_DEBUG."),
        )


def reached_by_others(listening: str) -> list[str]:
    """Return the names and addresses of ours that mean more than this machine alone."""
    named = urlsplit(settings.TRIGPOINT_ADDRESS).hostname or ""
    ours = (named, *settings.TRIGPOINT_HOSTS, listening)
    return [host for host in ours if not is_this_machine(host.strip("[]"))]


def is_this_machine(host: str) -> bool:
    """Return whether a name or number means this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def rules() -> Iterator[Finding]:
    """Find what Django itself objects to; pages are not read for it, the web server does that."""
    tags = checks.registry.registry.tags_available() - {checks.Tags.urls}
    for message in checks.run_checks(tags=sorted(tags)):
        if message.is_serious():
            hint = message.hint or "Undo the last change of the settings."
            yield Finding(
                message.id or "check",
                _("{message}", message=message.msg),
                _("{hint}", hint=hint),
            )


def database() -> Iterator[Finding]:
    """Find a database that does not answer."""
    try:
        connection.ensure_connection()
    except (Error, ImproperlyConfigured) as error:
        yield Finding(
            "database",
            _("The database does not answer: {error}", error=str(error).strip().split("\n")[0]),
            _("Start it, or correct TRIGPOINT_DATABASE."),
        )


def tables() -> Iterator[Finding]:
    """Find changes of the database that have not been made."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield Finding(
            "migrations",
            _("The database is behind the program by {count} changes.", count=len(plan)),
            _("Make a backup, then run: trigpoint init"),
        )


def safety() -> Iterator[Finding]:
    """Find an embedded database that might lose what it acknowledged."""
    if connection.vendor != "sqlite":
        return
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    with connection.cursor() as cursor:
        for name, value in wanted.items():
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()[0]
            if found != value:
                yield Finding(
                    f"sqlite-{name}",
                    _(
                        "SQLite has {name} = {found}; a power cut could lose what people wrote.",
                        name=name,
                        found=found,
                    ),
                    _("Keep the folder of data on a local disk that can lock files."),
                )


def ends() -> Iterator[Finding]:
    """Find organisations whose history has lost its signed end: nothing can be written there."""
    for organisation in Organisation.objects.filter(head__isnull=True).order_by("pk"):
        yield Finding(
            "history-end",
            _("The signed end of the history of {name} is gone.", name=organisation.name),
            _(
                "Somebody took it out of the database: ask trigpoint history verify what else was"
                " changed, and restore the last good backup."
            ),
        )


def other_key() -> Iterator[Finding]:
    """Find histories whose end was signed with another key than the one that lies here."""
    for organisation in Organisation.objects.order_by("pk"):
        if not ends_in(organisation):
            yield Finding(
                "history-key",
                _(
                    "The history of {name} was not signed with the secret key.",
                    name=organisation.name,
                ),
                _(
                    "Put the key back that was in {path} before what you write is signed with the"
                    " wrong one. Where trigpoint rekey was broken off, run it again.",
                    path=key_file(),
                ),
                dangerous=False,
            )


def departed() -> Iterator[Finding]:
    """Find administrators who are in no unit any more: their rights end when somebody ends them."""
    now = timezone.now()
    for organisation in Organisation.objects.order_by("pk"):
        day = local_day(now, organisation)
        for mail, since in logins.administrators_who_left(organisation, day):
            yield Finding(
                "administrator",
                _("{mail} left on {day} and is still an administrator.", mail=mail, day=since),
                _("Take the rights away under Settings, Log-ins, or shut the log-in out there."),
                dangerous=False,
            )


def space() -> Iterator[Finding]:
    """Find a disk that is nearly full."""
    free = shutil.disk_usage(data_folder()).free
    if free < SPACE:
        yield Finding(
            "space",
            _("Only {free} MB are free beside the data.", free=free // 1_000_000),
            _("Make room; writes are refused, and nothing is lost, when the disk is full."),
            dangerous=False,
        )


def laid_aside() -> Iterator[Finding]:
    """Find work that failed too often."""
    count = Job.objects.filter(state=Job.State.DEAD).count()
    if count:
        yield Finding(
            "jobs",
            _("{count} pieces of work were laid aside after failing.", count=count),
            _("Read why under Settings, Jobs, mend it, and start them again there."),
            dangerous=False,
        )


def unsound() -> Iterator[Finding]:
    """Find what takes the pages away from a whole organisation."""
    for organisation in Organisation.objects.order_by("pk"):
        why = sound.whatever_is_wrong(organisation)
        if why is not None:
            yield Finding(
                "goals",
                _("No page of {name} opens. {why}", name=organisation.name, why=why),
                _("Change it or take it out by the API, which does not need the pages."),
                dangerous=False,
            )


def stuck() -> Iterator[Finding]:
    """Find messages that fail again and again."""
    count = OutboxMessage.objects.filter(delivered_at__isnull=True, attempts__gte=STUCK).count()
    if count:
        yield Finding(
            "outbox",
            _("{count} messages have failed {most} times or more.", count=count, most=STUCK),
            _("Read why under Settings, Jobs, and mend it; they are tried again by themselves."),
            dangerous=False,
        )


def unread() -> Iterator[Finding]:
    """Find help desks that are to be asked and have not been read to their end for a day."""
    since = timezone.now() - UNREAD
    runs = SyncRun.objects.filter(connection=OuterRef("pk"))
    count = Connection.objects.filter(
        Exists(runs.filter(created_at__lt=since)),
        ~Exists(runs.filter(state=SyncRun.State.DONE, finished_at__gte=since)),
        retired=False,
        paused=False,
    ).count()
    if count:
        yield Finding(
            "help-desks",
            _("{count} help desks have not been read to their end for a day.", count=count),
            _("Read why under Settings, Connect a help desk; or let them rest there."),
            dangerous=False,
        )


def nobody_works() -> Iterator[Finding]:
    """Find work that waits while no worker runs here."""
    if Job.objects.filter(state=Job.State.READY).exists() and not anyone_alive(Path(lines())):
        yield Finding(
            "worker",
            _("Work is waiting and no worker is running on this machine."),
            _("Run: trigpoint serve, or trigpoint worker"),
            dangerous=False,
        )
