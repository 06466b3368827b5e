"""`trigpoint version`: what is running here."""

from __future__ import annotations

import click

from trigpoint.cli.output import Output


@click.command("version")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def command(*, as_json: bool) -> None:
    """Print the version of Trigpoint and of what it stands on."""
    import platform
    from importlib.metadata import version

    found = {
        "trigpoint": version("trigpoint"),
        "python": platform.python_version(),
        "django": version("django"),
        "duckdb": version("duckdb"),
    }
    words = "\n".join(f"{name} {number}" for name, number in found.items())
    Output(as_json=as_json).result(found, words)
