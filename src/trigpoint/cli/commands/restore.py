"""`trigpoint restore FILE`: a new installation from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output

EXISTING = click.Path(path_type=Path, exists=True, dir_okay=False, resolve_path=True)


@click.command("restore")
@click.argument("file", type=EXISTING)
@click.option("--key-file", type=EXISTING, help="The copy of the secret key.")
@click.option(
    "--passphrase-file", type=EXISTING, help="The passphrase that the key was sealed with."
)
@installation
def command(
    *, file: Path, key_file: Path | None, passphrase_file: Path | None, out: Output
) -> None:
    """Make an installation from a backup, in a new folder of data and an empty database.

    Every row is read back and compared with the backup. A backup of the embedded database may be
    restored into PostgreSQL, and the other way round. Everybody logs in again afterwards.
    """
    from dataclasses import asdict

    from trigpoint.jobs.backup.restore import restore

    done = restore(file, key_path=key_file, passphrase_path=passphrase_file)
    words = f"Restored as of {done.made_at}: {done.rows} rows, {done.files} files."
    out.result({"restored": asdict(done)}, f"{words}\nNext: trigpoint serve")
