"""`trigpoint sync`: read a help desk that is connected, from where the last reading ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output

if TYPE_CHECKING:
    from trigpoint.services.actor import Actor
    from trigpoint.services.helpdesks.connections import ConnectionView
    from trigpoint.services.helpdesks.syncs import Drift, SyncView


@click.command("sync")
@click.argument("source", required=False)
@click.option("--anew", is_flag=True, help="From the beginning; nothing comes in twice.")
@click.option("--pause", "act", flag_value="pause", help="Let it rest: no more readings.")
@click.option("--resume", "act", flag_value="resume", help="Let it be asked again.")
@click.option(
    "--set",
    "said",
    multiple=True,
    metavar="NAME=VALUE",
    help="Change a setting before it is read, such as statuses=7=pending.",
)
@installation
def command(
    *, source: str | None, anew: bool, act: str | None, said: tuple[str, ...], out: Output
) -> None:
    """Read what is new at the help desk SOURCE; without SOURCE, list those connected.

    Goes on where the last reading ended, also where that one was broken off.
    """
    from trigpoint.cli.commands.connect import settings_of
    from trigpoint.cli.commands.import_ import see_through
    from trigpoint.cli.people import acting, plain
    from trigpoint.connectors.sync.entering import change
    from trigpoint.services.helpdesks import connections, syncs

    actor = acting(out, None)
    there = connections.connections(actor)
    if source is None:
        out.result(plain(there), "\n".join(map(line, there)) or "No help desk is connected.")
        return
    found = named(there, source, out)
    if said:
        change(actor, found.id, found.version, {**found.settings, **settings_of(said)})
    if act is not None:
        connections.pause(actor, found.id, paused=act == "pause")
        out.result({"paused": act == "pause"}, "It rests." if act == "pause" else "It is asked.")
        return
    sync = syncs.start(actor, found.id, anew=anew)
    see_through(out, lambda: syncs.show(actor, sync).job, lambda: doing(syncs.show(actor, sync)))
    tell(actor, sync, out)


def named(there: list[ConnectionView], source: str, out: Output) -> ConnectionView:
    """Return the connection of a source; ends the command where there is none."""
    found = next((one for one in there if one.source == source), None)
    if found is None:
        known = ", ".join(one.source for one in there) or "none"
        out.refuse(f"No help desk {source} is connected. There are: {known}.")
    return found


def doing(run: SyncView) -> str:
    """Return what a reading does at this moment, in a few words."""
    if run.waits_until is None:
        return f"Reading, {run.done} records so far" if run.done and not run.total else "Reading"
    why = "It failed on our side; it is tried again at"
    if not run.stumbled:
        why = "The help desk asks to be left alone until"
    return f"{why} {run.waits_until:%H:%M:%S} UTC"


def tell(actor: Actor, sync: str, out: Output) -> None:
    """Print what a reading brought; ends with status 1 where it did not go through."""
    from trigpoint.cli.people import plain
    from trigpoint.services.helpdesks import syncs

    done = syncs.show(actor, sync)
    if done.state == "failed":
        out.refuse(str(done.said or "It failed."), sync=plain(done))
    out.result(plain(done), words(done))


def line(found: ConnectionView) -> str:
    """Return a connection in a line."""
    state = "rests" if found.paused else found.state or "not read yet"
    return f"{found.source}  {found.connector}  {found.settings.get('address', '')}  {state}"


def became(found: Drift) -> str:
    """Return what has become of a field of the help desk's answers."""
    if found.other:
        return "holds another sort of value"
    return "is gone" if found.gone else "is new"


def words(done: SyncView) -> str:
    """Return in a few lines what a reading brought."""
    from trigpoint.services.helpdesks.syncs import unnamed

    counts = done.counts
    read, new, known = (counts.get(name, 0) for name in ("records", "new", "repeated"))
    aside = done.problem_count
    lines = [f"{read} records read: {new} new, {known} known already; {aside} put aside."]
    if done.state == "paused":
        lines.append("Broken off, for it rests. The next reading goes on from there.")
    lines += [str(done.said)] if done.said else []
    lines += [
        f"{row.line}: {row.reason}{' Given up.' if row.given_up else ''}"
        for row in done.problems[:20]
    ]
    lines += [named_by(*one) for one in unnamed(done.problems).items()]
    lines += [f"{d.stream}: field {d.field} {became(d)}" for d in done.drift]
    return "\n".join(lines)


def named_by(setting: str, states: list[str]) -> str:
    """Return how states that nobody has named are said."""
    known = f"Not known: {', '.join(states)}."
    if setting == "statuses":
        return f"{known} Say what each means: --anew --set '{setting}={states[0]}=pending,…'"
    return f"{known} Say what each means in the setting {setting}, then read --anew."
