"""Days as the options of commands name them."""

from __future__ import annotations

import click

DAY = click.DateTime(["%Y-%m-%d"])
at_day = click.option(
    "--at", "day", type=DAY, help="As it stood at the end of this day; without it, now."
)
