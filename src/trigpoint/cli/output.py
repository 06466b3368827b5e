"""What a command prints: words for people, or one JSON value for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click


class Output:
    """Prints each thing once, in the form that was asked for."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, value: Mapping[str, Any] | Sequence[Any], words: str) -> None:
        """Print the command's result."""
        if self.as_json:
            words = json.dumps(value, indent=2, ensure_ascii=False, default=str)
        click.echo(words)

    def step(self, words: str) -> None:
        """Say what is being done; programs do not need it."""
        if not self.as_json:
            click.echo(words, err=True)

    def refuse(self, words: str, **details: object) -> NoReturn:
        """Say why nothing was done, and end with status 1."""
        if self.as_json:
            click.echo(json.dumps({"error": words, **details}, ensure_ascii=False, default=str))
        else:
            click.echo(words, err=True)
        sys.exit(1)
