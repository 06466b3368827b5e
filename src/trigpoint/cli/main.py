"""The entry point: `trigpoint COMMAND`. Each module of `commands` is one command, found by name.

Modules import what they need inside their functions, so that the help comes at once.
"""

from __future__ import annotations

import importlib
import os
import pkgutil

import click

from trigpoint.cli import commands


class Commands(click.Group):
    """Loads a command when it is asked for; `import_.py` is the command `import`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return sorted(m.name.rstrip("_") for m in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, or None where there is none of this name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        names = {m.name.rstrip("_"): m.name for m in pkgutil.iter_modules(commands.__path__)}
        module = importlib.import_module(f"{commands.__name__}.{names[cmd_name]}")
        found = module.command
        if not isinstance(found, click.Command):
            message = f"{module.__name__}.command is no command"
            raise TypeError(message)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Goals of a customer service team, with measures computed from the help desk."""


def main() -> None:
    """Run the command line."""
    # Matrices are small here: threads that wait for each other cost more than they bring, and in
    # the web server they would end the process (decision 0319). numpy reads it once.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cli(prog_name="trigpoint")


if __name__ == "__main__":
    main()
