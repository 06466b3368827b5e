"""`trigpoint worker`: the worker alone."""

from __future__ import annotations

import signal

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("worker")
@installation
def command(*, out: Output) -> None:
    """Run the worker alone: imports, measures, messages, and what is done on a schedule."""
    from trigpoint.cli.readiness import refuse_dangers
    from trigpoint.cli.supervisor import end_with_parent
    from trigpoint.jobs.key_hold import held
    from trigpoint.jobs.worker import Worker

    refuse_dangers(out)
    worker = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    end_with_parent()
    with held():
        worker.run()
