"""`trigpoint history`: whether the record of all changes is whole, and where it ends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output

if TYPE_CHECKING:
    from trigpoint.core.history.chain import Head

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("history")
def command() -> None:
    """The record of all changes: verify it, or print its signed end."""


@command.command("verify")
@click.option("--head", "file", type=FILE, help="An end that was kept elsewhere (see head).")
@installation
def verify(*, file: Path | None, out: Output) -> None:
    """Read the whole history and say everything that is not as it was written, with its place.

    With an end that was kept elsewhere it is found, too, that everything after it was taken away.
    """
    from trigpoint.cli.people import acting, plain
    from trigpoint.services.history import trail

    verdict = trail.check(acting(out, None), kept(file, out) if file else None)
    words = [f"{flaw.entry}: {flaw.text}" for flaw in verdict.flaws]
    words.append(f"{verdict.entries} entries, {len(verdict.flaws)} flaws.")
    out.result({"holds": verdict.holds, **plain(verdict)}, "\n".join(words))
    if not verdict.holds:
        sys.exit(1)


@command.command("head")
@installation
def head(*, out: Output) -> None:
    """Print the signed end of the history as JSON. Keep it where nobody here can reach it."""
    import json

    from trigpoint.cli.people import acting, plain
    from trigpoint.services.history import trail

    found = plain(trail.head(acting(out, None)))
    out.result(found, json.dumps(found))


def kept(file: Path, out: Output) -> Head:
    """Return the end in a file."""
    import json

    from trigpoint.core.history.chain import Head

    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        return Head(str(said["organisation"]), int(said["length"]), said["hash"], said["signature"])
    except (ValueError, KeyError, TypeError):
        out.refuse(f"{file} holds no end of a history.")
