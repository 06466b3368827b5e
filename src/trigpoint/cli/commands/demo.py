"""`trigpoint demo`: a support organisation to look around in."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output

HOST = "127.0.0.1"


@click.command("demo")
@click.option("--seed", default=1, show_default=True, help="Another number is another past.")
@click.option("--tickets", type=int, help="How many tickets; the full past without it.")
@click.option("--serve", "serves", is_flag=True, help="Serve it when it is ready.")
@click.option("--port", default=8000, show_default=True, help="The port to serve on.")
@installation
def command(*, seed: int, tickets: int | None, serves: bool, port: int, out: Output) -> None:
    """Make a demo organisation in the folder of data: people, goals, and 18 months of tickets.

    A folder that has an organisation already is left as it is.
    """
    from trigpoint.jobs.install import data_folder, prepare
    from trigpoint.services.organisation import organisation

    if serves:
        from trigpoint.cli.port import refuse_taken

        refuse_taken(HOST, port, out)
    prepare(lambda _step: None)
    if organisation.only() is None:
        fill(data_folder() / "demo", seed, tickets, out)
    address = f"http://{HOST}:{port}"
    logins = accounts()
    words = "\n".join(
        [f"{address}", "", *(f"{e}  {n}, {t}; password {p}" for n, t, e, p in logins)]
    )
    out.result({"address": address, "log_ins": [list(login) for login in logins]}, words)
    if serves:
        from trigpoint.cli.commands.serve import serve

        serve(HOST, port, out)


def fill(folder: Path, seed: int, tickets: int | None, out: Output) -> None:
    """Simulate the past and bring it in; it ends now."""
    from trigpoint.demo import make
    from trigpoint.jobs.foreground import wait_through
    from trigpoint.services.helpdesks import imports

    out.step("Simulating the help desk and writing its files ...")
    size = {} if tickets is None else {"tickets": tickets}
    begun = make.begin(int(time.time()), folder, seed=seed, **size)
    out.step("Bringing the tickets in and computing the figures ...")
    program = begun.filled.program()

    def current(run: str) -> str:
        return imports.show(program, run).job

    for run in begun.runs:
        wait_through(partial(current, run))
    make.finish(begun)


def accounts() -> list[tuple[str, str, str, str]]:
    """Return who can log in: name, title, mail address, password."""
    from trigpoint.demo import make

    return [(person.name, person.title, person.email, person.password) for person in make.log_ins()]
