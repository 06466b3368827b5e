"""The reference of the command line, from the commands themselves."""

import inspect
from collections.abc import Iterator

import click

from trigpoint.cli.main import cli

HEAD = """# Command line

Made from the commands by `python -m tools.docs`; do not edit.

Every command takes `--json` and then prints one JSON value: its result, or `{"error": "..."}`. The
status is 0 where it worked, 1 where it was refused or failed, 2 where the command was misspelt.
Commands that need an installation take `--data FOLDER`; without it TRIGPOINT_DATA counts.
"""
SHARED = {"data", "as_json", "help"}


def command_line() -> str:
    """Return the page."""
    context = click.Context(cli, info_name="trigpoint")
    return HEAD + "".join(f"\n{part}" for part in sections(cli, context))


def sections(group: click.Group, context: click.Context) -> Iterator[str]:
    """Yield a section for each command, and for each command of a group."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        yield section(command, inner)
        if isinstance(command, click.Group):
            yield from sections(command, inner)


def section(command: click.Command, context: click.Context) -> str:
    """Return one command's section."""
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    lines = [f"## `{usage}`", "", inspect.cleandoc(command.help or ""), ""]
    options = [row for row in rows(command, context) if row]
    if options:
        lines += ["| option | meaning |", "|---|---|", *options, ""]
    return "\n".join(lines)


def rows(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield a table row for each option that not every command has."""
    for parameter in command.params:
        if parameter.name in SHARED or not isinstance(parameter, click.Option):
            continue
        record = parameter.get_help_record(context)
        if record is not None:
            names, meaning = (part.replace("|", "\\|") for part in record)
            yield f"| `{names}` | {meaning} |"
