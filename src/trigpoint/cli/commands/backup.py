"""`trigpoint backup FILE` and `trigpoint backup verify FILE`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output

EXISTING = click.Path(path_type=Path, exists=True, dir_okay=False, resolve_path=True)
PASSPHRASE = click.option(
    "--passphrase-file",
    type=EXISTING,
    help="Seals the secret key; its first line is the passphrase.",
)
KEY_LEFT_OUT = (
    "The secret key is NOT in this backup. Keep a copy of {key} in another place:\n"
    "without it the backup cannot be restored."
)
KEY_SEALED = "The secret key is in it, sealed with your passphrase."


class MakeOrVerify(click.Group):
    """Takes `backup FILE` for `backup make FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the usual command where none is named."""
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group("backup", cls=MakeOrVerify)
def command() -> None:
    """Write everything to one file (make), or prove that such a file is good (verify)."""


@command.command("make")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, resolve_path=True))
@PASSPHRASE
@installation
def make(*, file: Path, passphrase_file: Path | None, out: Output) -> None:
    """Write a backup to FILE while the program goes on.

    The secret key is left out, unless a passphrase is given to seal it with.
    """
    from trigpoint.jobs.foreground import carry_out
    from trigpoint.jobs.install import key_file

    arguments = {"target": str(file), "passphrase_file": str(passphrase_file or "")}
    done = carry_out("trigpoint.jobs.backup.make.make", arguments)
    said = KEY_SEALED if passphrase_file else KEY_LEFT_OUT.format(key=key_file())
    out.result({"backup": done}, f"Written: {file}\n{said}")


@command.command("verify")
@click.argument("file", type=EXISTING)
@PASSPHRASE
@installation
def verify(*, file: Path, passphrase_file: Path | None, out: Output) -> None:
    """Restore FILE into a folder that is thrown away, and compare all of it.

    Uses the secret key of this installation, or the sealed one with its passphrase.
    """
    from trigpoint.jobs.install import key_file

    key = ["--passphrase-file", passphrase_file] if passphrase_file else ["--key-file", key_file()]
    with tempfile.TemporaryDirectory(prefix="trigpoint-verify-") as folder:
        drill = [sys.executable, "-m", "trigpoint.cli.main", "restore", file, *key]
        done = subprocess.run(  # noqa: S603 - our own program
            [*map(str, drill), "--data", f"{folder}/data", "--json"],
            env={**os.environ, "TRIGPOINT_DATABASE": ""},
            stdout=subprocess.PIPE,
            check=False,
        )
    found = json.loads(done.stdout or b'{"error": "The restore ended without a word."}')
    if "error" in found:
        out.refuse(f"This backup is NOT good: {found['error']}")
    rows = found["restored"]["rows"]
    out.result({"verified": found["restored"]}, f"Good: {rows} rows came back as they were.")
