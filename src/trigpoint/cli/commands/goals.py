"""`trigpoint goals`: goals as a file that people review."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trigpoint.cli.days import at_day
from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output
from trigpoint.cli.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trigpoint.core.goal_file.difference import FileChange
    from trigpoint.core.goal_file.problem import FileProblem

on_whose_word = click.option(
    "--as", "mail", required=True, help="On whose word: the mail address of a log-in."
)
a_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))


@click.group("goals")
def command() -> None:
    """Goals as a YAML file: taken along, compared, written as a whole or not at all."""


@command.command("export")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="Write it there.")
@on_whose_word
@at_day
@installation
def export(*, to: Path | None, mail: str, day: datetime.datetime | None, out: Output) -> None:
    """Write every goal that one may see, in an order that stays."""
    from trigpoint.cli.people import acting
    from trigpoint.connectors import goal_files

    actor = acting(out, mail)
    text = goal_files.export(actor, actor.end_of(day.date() if day else None))
    if to is None:
        out.result({"text": text}, text.rstrip("\n"))
        return
    to.write_text(text, encoding="utf-8")
    out.result({"file": str(to)}, f"Written to {to}.")


@command.command("plan")
@a_file
@on_whose_word
@installation
def plan(*, file: Path, mail: str, out: Output) -> None:
    """Show in words what a file would change. Nothing is written."""
    from trigpoint.cli.people import acting, plain
    from trigpoint.connectors import goal_files

    found = goal_files.plan(acting(out, mail), text_of(file, out))
    if found.problems:
        out.refuse("\n".join(said(found.problems)), problems=plain(found.problems))
    words = [*differences(found.changes)] or ["Nothing differs."]
    if found.changes:
        words.append(f"Apply exactly this with: --plan {found.token}")
    if found.needs_reason:
        words.append("People count on some of it: give a --reason.")
    out.result(plain(found), "\n".join(words))


@command.command("apply")
@a_file
@click.option("--plan", "token", default="", help="Refuse unless the difference is still that one.")
@click.option("--reason", default="", help="Why; asked for where people count on what changes.")
@on_whose_word
@installation
def apply(*, file: Path, token: str, reason: str, mail: str, out: Output) -> None:
    """Write everything that a file says, or nothing of it."""
    from trigpoint.cli.people import acting, plain
    from trigpoint.connectors import goal_files
    from trigpoint.services.goal_files.goals_file import Unfit

    try:
        done = goal_files.apply(acting(out, mail), text_of(file, out), token=token, reason=reason)
    except Unfit as unfit:
        out.refuse("\n".join(said(unfit.problems)), problems=plain(unfit.problems))
    words = [*differences(done.changes)] or ["Nothing differs."]
    if done.changes:
        words.append(f"Written. Take it back with: trigpoint goals undo {done.entry}")
    out.result(plain(done), "\n".join(words))


@command.command("undo")
@click.argument("entry", type=int)
@on_whose_word
@installation
def undo(*, entry: int, mail: str, out: Output) -> None:
    """Take back what a file changed, while nothing was built upon it."""
    from trigpoint.cli.people import acting
    from trigpoint.services.goals import goals_undo

    goals_undo.undo(acting(out, mail), entry)
    out.result({"undone": entry}, "Everything says again what it said before.")


def said(problems: Iterable[FileProblem]) -> Iterator[str]:
    """Yield what is wrong with a file, a line a problem."""
    yield "Nothing was changed."
    for p in problems:
        yield f"line {p.line}, column {p.column}: {p.what} {p.cure}"


def differences(changes: Iterable[FileChange]) -> Iterator[str]:
    """Yield a difference, a line a column."""
    from trigpoint.core.goal_file.words import heading, sentence

    for change in changes:
        yield str(heading(change))
        for line in change.lines:
            yield f"  {sentence(line)}"
