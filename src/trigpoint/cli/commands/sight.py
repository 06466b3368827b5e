"""`trigpoint sight`: why a goal matters."""

from __future__ import annotations

import datetime

import click

from trigpoint.cli.days import at_day
from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("sight")
@click.argument("goal")
@click.option("--as", "mail", required=True, help="On whose word: the mail address of a log-in.")
@at_day
@installation
def command(*, goal: str, mail: str, day: datetime.datetime | None, out: Output) -> None:
    """Show the line of sight from a goal (its id) up to the vision, and who carries it."""
    from trigpoint.cli.people import acting, plain
    from trigpoint.services.goals import sight

    actor = acting(out, mail)
    found = sight.look(actor, goal, actor.end_of(day.date() if day else None))
    lines = [found.goal.title]
    for step in found.up:
        lines.append(f"  because: {step.link.sentence or '(nobody has said how)'}")
        lines.append(step.goal.title if step.goal else step.direction)
    carried = [c for c in found.carriers if c.holder is not None]
    lines += [f"  {c.share:6.1%}  {c.holder.name}" for c in carried if c.holder]
    out.result(plain(found), "\n".join(lines))
