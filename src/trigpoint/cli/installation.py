"""What every command shares: which folder of data, in which form to answer, Django started."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from trigpoint.cli.output import Output


def installation(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--data` and `--json`, and an `out` to print with; start Django for it.

    What the services refuse is said in their words, and ends the command with status 1.
    """

    @click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        help="The folder of data (or TRIGPOINT_DATA).",
    )
    @click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
    @functools.wraps(function)
    def command(*args: Any, data: Path | None, as_json: bool, **options: Any) -> Any:
        out = Output(as_json=as_json)
        start_django(data, out)
        from trigpoint.services.errors import ServiceError

        try:
            return function(*args, out=out, **options)
        except ServiceError as error:
            out.refuse(str(error.text))

    return command


def start_django(data: Path | None, out: Output) -> None:
    """Start Django for a folder of data; say which setting cannot be used.

    What this process writes is for its owner alone: all of it may name people.
    """
    os.umask(0o077)
    if data is not None:
        os.environ["TRIGPOINT_DATA"] = str(data.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        out.refuse(str(error))
