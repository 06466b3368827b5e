"""`trigpoint init`: make an installation, or bring it up to date."""

from __future__ import annotations

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("init")
@installation
def command(*, out: Output) -> None:
    """Make the folder of data, its secret key and its tables, or bring them up to date.

    May be run again at any time; after an update of Trigpoint it has to be.
    """
    from trigpoint.cli.first_steps import next_command
    from trigpoint.jobs import doctor
    from trigpoint.jobs.install import data_folder, prepare

    prepare(lambda step: out.step(f"{step} ..."))
    folder = data_folder()
    for finding in (*doctor.folder(), *doctor.key()):
        out.step(f"{finding.what}\n    {finding.cure}")
    out.result({"data": folder}, f"Ready: {folder}\nNext: {next_command()}")
