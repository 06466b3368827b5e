"""`trigpoint serve`: the whole program, in one command."""

from __future__ import annotations

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=8000, show_default=True, help="The port to listen at.")
@installation
def command(*, host: str, port: int, out: Output) -> None:
    """Run the web server and the worker, and keep both alive.

    Refuses to start where the configuration is dangerous, and says what to do. SIGTERM lets
    requests and work that have begun come to an end, for at most ten seconds.
    """
    serve(host, port, out)


def serve(host: str, port: int, out: Output) -> None:
    """Serve until the process is asked to end."""
    from trigpoint.cli.readiness import refuse_dangers
    from trigpoint.cli.supervisor import Child, supervise
    from trigpoint.jobs.install import collect_static

    refuse_dangers(out)
    collect_static()
    out.step(f"Serving on http://{host}:{port}")
    web = Child("web", ("web", "--host", host, "--port", str(port)))
    supervise([web, Child("worker", ("worker",))])
