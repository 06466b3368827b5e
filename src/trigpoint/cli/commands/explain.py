"""`trigpoint explain`: how a goal's progress comes about."""

from __future__ import annotations

import datetime

import click

from trigpoint.cli.days import at_day
from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("explain")
@click.argument("goal")
@click.option("--as", "mail", required=True, help="On whose word: the mail address of a log-in.")
@at_day
@installation
def command(*, goal: str, mail: str, day: datetime.datetime | None, out: Output) -> None:
    """Show the arithmetic of a goal (its id), down to the readings it rests on."""
    from trigpoint.cli.people import acting
    from trigpoint.services.goals import goal_page

    actor = acting(out, mail)
    found = goal_page.show(actor, goal, actor.end_of(day.date() if day else None)).arithmetic
    words = "\n".join(f"{'  ' * depth}{text}" for depth, text in found)
    rows = [{"depth": depth, "text": str(text)} for depth, text in found]
    out.result(rows, words or "The figures behind this goal are not for you to see.")
