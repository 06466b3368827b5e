"""`trigpoint explain`: how a goal's progress comes about."""

from __future__ import annotations

import datetime
from dataclasses import asdict

import click

from trigpoint.cli.days import at_day
from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output

WITHHELD = "The figures behind this goal are not for you to see."


@click.command("explain")
@click.argument("goal")
@click.option("--as", "mail", required=True, help="On whose word: the mail address of a log-in.")
@at_day
@installation
def command(*, goal: str, mail: str, day: datetime.datetime | None, out: Output) -> None:
    """Show the arithmetic of a goal (its id), down to the readings it rests on.

    The confidences that were stated below it stand beside the sums; none adds them up.
    """
    from trigpoint.cli.people import acting
    from trigpoint.services.goals import goal_page

    actor = acting(out, mail)
    found = goal_page.show(actor, goal, actor.end_of(day.date() if day else None))
    rows = [{"depth": depth, "text": str(text)} for depth, text in found.arithmetic]
    words = [f"{'  ' * depth}{text}" for depth, text in found.arithmetic] or [WITHHELD]
    stated = found.confidences
    words += [str(stated.text)] if stated else []
    beside = asdict(stated) if stated else None
    out.result({"sums": rows, "confidences": beside}, "\n".join(words))
