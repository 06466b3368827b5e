"""`trigpoint doctor`: what is wrong here, and the cure."""

from __future__ import annotations

import sys

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("doctor")
@installation
def command(*, out: Output) -> None:
    """Name what is wrong with this installation, and the cure for each.

    Ends with status 1 where something is so wrong that `trigpoint serve` would not start.
    """
    from trigpoint.jobs.doctor import examine

    found = examine()
    rows = [
        {"key": f.key, "dangerous": f.dangerous, "what": str(f.what), "cure": str(f.cure)}
        for f in found
    ]
    words = "\n".join(f"{row['what']}\n    {row['cure']}" for row in rows)
    out.result({"findings": rows}, words or "Nothing is wrong.")
    if any(f.dangerous for f in found):
        sys.exit(1)
