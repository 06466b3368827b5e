"""Help desks that are asked: how the newest reading went, what was refused, what has changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.connectors.sync import Connector, all_connectors
from trigpoint.connectors.sync.connector import lacking
from trigpoint.services.helpdesks import syncs
from trigpoint.services.helpdesks.connections import ConnectionView
from trigpoint.services.helpdesks.syncs import Drift, Quarantined, SyncView
from trigpoint.web import formats
from trigpoint.web.components import Banner, Chip, Progress
from trigpoint.web.templatetags.trigpoint import say

BUSY = {"waiting", "running"}


@dataclass(frozen=True, slots=True)
class KindCard:
    """A kind of help desk that can be connected."""

    href: str
    name: str
    tried: str
    lacks: str


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """A connected help desk in the list."""

    href: str
    name: str
    kind: str
    chip: Chip
    read: str
    why: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """One reading in the list of readings."""

    when: str
    chip: Chip
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A row in quarantine."""

    line: str
    why: str
    given_up: bool


@dataclass(frozen=True, slots=True)
class Unnamed:
    """States that nobody has named, and where to say what they mean."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class DriftLine:
    """What a reading found to be otherwise than before."""

    when: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConnectionPage:
    """What pages/connection.html reads. `first` says that it is read for the first time."""

    id: str
    href: str
    name: str
    kind: str
    tried: str
    lacks: str
    address: str
    chip: Chip
    read: str
    paused: bool
    busy: bool
    first: bool
    progress: Progress | None
    banner: Banner | None
    counts: tuple[tuple[str, str], ...]
    refused: tuple[RefusedLine, ...]
    unnamed: tuple[Unnamed, ...]
    refused_words: str
    more: int
    drift: tuple[DriftLine, ...]
    runs: tuple[RunLine, ...]


def kind(connector: Connector) -> KindCard:
    """Return a connector as a card."""
    href = reverse("connection_new", args=[connector.key])
    return KindCard(href, connector.name, say(connector.tried), lacks(connector))


def lacks(connector: Connector | None) -> str:
    """Return what a connector leaves out of what its help desk tells; "" for nothing to say."""
    said = lacking(connector) if connector else None
    return say(said) if said else ""


def name_of(key: str) -> str:
    """Return the name of a kind of help desk; its key where the connector is gone."""
    found = all_connectors().get(key)
    return found.name if found else key


def chip(state: str, *, paused: bool = False) -> Chip:
    """Return the chip of a reading's state; of a connection that rests, that it does."""
    if paused:
        return Chip("old", gettext("Rests"))
    words = {
        "": Chip("draft", gettext("Not read yet")),
        "waiting": Chip("draft", gettext("Waiting")),
        "running": Chip("draft", gettext("Being read")),
        "done": Chip("on_track", gettext("Up to date")),
        "paused": Chip("old", gettext("Broken off to rest")),
        "failed": Chip("off_track", gettext("Not read to the end")),
    }
    return words.get(state, Chip("draft", state))


def line(found: ConnectionView, now: datetime.datetime) -> ConnectionLine:
    """Return a connection as a line of the list."""
    aside = aside_words(found.problem_count) if found.problem_count else ""
    return ConnectionLine(
        reverse("connection", args=[found.id]),
        found.source_name,
        name_of(found.connector),
        chip(found.state, paused=found.paused),
        read_words(found, now),
        say(found.said) if found.said else aside,
    )


def read_words(found: ConnectionView, now: datetime.datetime) -> str:
    """Return when a help desk was last read to its end."""
    if found.read_at is None:
        return gettext("never yet")
    return formats.when(found.read_at, now)


def read_line(found: ConnectionView, now: datetime.datetime) -> str:
    """Return the same as a sentence."""
    if found.read_at is None:
        return gettext("Not read to its end yet.")
    return gettext("Last read to its end: {when}").format(when=formats.when(found.read_at, now))


def page(found: ConnectionView, runs: Sequence[SyncView], now: datetime.datetime) -> ConnectionPage:
    """Return a connection as its page shows it."""
    newest = runs[0] if runs else None
    state = newest.state if newest else ""
    refused, count = syncs.aside(runs)
    href = reverse("connection", args=[found.id])
    connector = all_connectors().get(found.connector)
    return ConnectionPage(
        id=found.id,
        href=href,
        name=found.source_name,
        kind=name_of(found.connector),
        tried=say(connector.tried) if connector else "",
        lacks=lacks(connector),
        address=found.settings.get("address", ""),
        chip=chip(state, paused=found.paused),
        read=read_line(found, now),
        paused=found.paused,
        busy=state in BUSY,
        first=state in BUSY and found.read_at is None,
        progress=progress(newest, href, found) if newest and state in BUSY else None,
        banner=banner(newest),
        counts=counts(newest) if newest and newest.counts else (),
        refused=tuple(refused_line(row) for row in refused),
        unnamed=tuple(unnamed_of(syncs.unnamed(refused), href)),
        refused_words=aside_words(count),
        more=count - len(refused),
        drift=tuple(drift_line(run, now) for run in runs if run.drift),
        runs=tuple(run_line(run, now) for run in runs),
    )


def banner(run: SyncView | None) -> Banner | None:
    """Return the line above a page whose newest reading did not go through."""
    if run is None or run.state != "failed":
        return None
    why = say(run.said) if run.said else gettext("It failed on our side; it is tried again.")
    kept = gettext("What was read before stays, and the next reading goes on from there.")
    return Banner("off_track", f"{why} {kept}" if run.counts.get("records") else why)


def progress(run: SyncView, href: str, found: ConnectionView) -> Progress:
    """Return how far a reading is."""
    text = ""
    if run.total:
        text = gettext("{done} of {total}").format(
            done=formats.number(run.done, 0), total=formats.number(run.total, 0)
        )
    elif run.done:
        text = ngettext("{n} record so far", "{n} records so far", run.done).format(
            n=formats.number(run.done, 0)
        )
    waiting = gettext("Waiting for the worker")
    title = waiting if run.state == "waiting" else gettext("Reading the help desk")
    if found.paused:
        title = gettext("It ends with what is on its way; the next reading goes on from there")
    elif run.waits_until is not None:
        asked = gettext("The help desk asks to be left alone until {when}")
        failed = gettext("It failed on our side; it is tried again at {when}")
        title = (failed if run.stumbled else asked).format(when=formats.clock(run.waits_until))
    return Progress(title, run.done, run.total or None, text, poll=href)


def counts(run: SyncView) -> tuple[tuple[str, str], ...]:
    """Return what a reading brought, in words."""
    labels = {
        "records": gettext("read"),
        "new": gettext("new"),
        "repeated": gettext("already here"),
        "tickets_touched": gettext("tickets changed"),
    }
    return tuple(
        (label, formats.number(run.counts.get(key, 0), 0)) for key, label in labels.items()
    )


def aside_words(count: int) -> str:
    """Return how many rows lie in quarantine."""
    return ngettext("{n} row put aside", "{n} rows put aside", count).format(
        n=formats.number(count, 0)
    )


def refused_line(row: Quarantined) -> RefusedLine:
    """Return a row in quarantine with its reason."""
    return RefusedLine(row.line, say(row.reason), row.given_up)


def unnamed_of(states: Mapping[str, Sequence[str]], href: str) -> Iterator[Unnamed]:
    """Yield what is to be said of states that nobody has named."""
    for setting, names in states.items():
        words = ngettext(
            "What does the state {states} mean?", "What do the states {states} mean?", len(names)
        )
        quoted = ", ".join(f"“{name}”" for name in names)
        yield Unnamed(words.format(states=quoted), f"{href}?edit=settings#id_{setting}")


def drift_line(run: SyncView, now: datetime.datetime) -> DriftLine:
    """Return what a reading found to be otherwise than before."""
    return DriftLine(formats.when(run.created_at, now), tuple(map(drift_words, run.drift)))


def drift_words(found: Drift) -> str:
    """Return in a sentence how a stream of the help desk looks otherwise than before."""
    if found.gone:
        return gettext("{stream}: the field {field} comes no more.").format(
            stream=found.stream, field=found.field
        )
    if found.other:
        return gettext("{stream}: the field {field} holds another sort of value.").format(
            stream=found.stream, field=found.field
        )
    return gettext("{stream}: the field {field} is new.").format(
        stream=found.stream, field=found.field
    )


def run_line(run: SyncView, now: datetime.datetime) -> RunLine:
    """Return a reading as a line of the list."""
    words = [gettext("from the beginning")] if run.anew else []
    if run.counts:
        new = run.counts.get("new", 0)
        words.append(
            ngettext("{n} new record", "{n} new records", new).format(n=formats.number(new, 0))
        )
    if run.problem_count:
        words.append(aside_words(run.problem_count))
    why = say(run.said) if run.said else ""
    return RunLine(formats.when(run.created_at, now), chip(run.state), ", ".join(words), why)
