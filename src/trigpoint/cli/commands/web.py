"""`trigpoint web`: the web server alone."""

from __future__ import annotations

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("web")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, help="The port to listen at.")
@installation
def command(*, host: str, port: int, out: Output) -> None:
    """Run the web server alone, where the worker runs apart."""
    from django.db import connection

    from trigpoint.cli.readiness import refuse_dangers
    from trigpoint.cli.supervisor import end_with_parent
    from trigpoint.cli.webserver import run_web
    from trigpoint.jobs.key_hold import held

    refuse_dangers(out, host)
    connection.close()  # the processes that answer are forked from this one
    end_with_parent()
    with held():
        run_web(host, port)
