"""`trigpoint rekey`: a new secret key."""

from __future__ import annotations

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("rekey")
@installation
def command(*, out: Output) -> None:
    """Let a new secret key follow the one in force, for one that is too short or was seen.

    Stop Trigpoint first, web servers and workers that run apart too: while one of them runs, this
    is refused. The keys of help desks, chats and webhooks are sealed anew; the old key stays in the
    file for the history that it sealed. Everybody logs in again afterwards.
    """
    from trigpoint.jobs.install import key_file
    from trigpoint.jobs.rekey import rekey

    count = rekey()
    words = f"A new key is in force, and {count} secrets are sealed under it.\n"
    words += f"Keep a copy of {key_file()} in another place: backups from now on need it."
    out.result({"sealed": count}, words)
