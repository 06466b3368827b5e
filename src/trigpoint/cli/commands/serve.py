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

    Refuses to start where the configuration is dangerous or another program has the port, and
    says what to do; says when it can be opened. SIGTERM lets
    requests and work that have begun come to an end, for at most ten seconds.
    """
    serve(host, port, out)


def serve(host: str, port: int, out: Output) -> None:
    """Serve until the process is asked to end."""
    from trigpoint.cli.first_steps import FOUND, founded, on_this_folder
    from trigpoint.cli.port import refuse_taken, when_answered
    from trigpoint.cli.readiness import refuse_dangers
    from trigpoint.cli.supervisor import Child, supervise
    from trigpoint.jobs.install import collect_static

    refuse_dangers(out, host)
    refuse_taken(host, port, out)
    collect_static()
    if not founded():
        out.step(
            "Nobody can log in yet. To name the organisation and its administrator:\n"
            f"    {on_this_folder(FOUND)}"
        )
    out.step("Starting ...")
    when_answered(host, port, lambda: out.step(f"Serving on http://{host}:{port}"))
    web = Child("web", ("web", "--host", host, "--port", str(port)))
    supervise([web, Child("worker", ("worker",))])
