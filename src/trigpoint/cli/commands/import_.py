"""`trigpoint import tickets`: a file of tickets, checked and brought in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output
from trigpoint.cli.text import text_of

if TYPE_CHECKING:
    from trigpoint.services.helpdesks.imports import Run


@click.group("import")
def command() -> None:
    """Bring in files: the whole file, or nothing of it."""


@command.command("tickets")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="What each column is, in YAML; examples are in docs/examples/mappings.",
)
@click.option("--source", help="Name of the help desk; the mapping's file name without it.")
@click.option("--try", "trial", is_flag=True, help="Only look whether the file fits.")
@installation
def tickets(*, file: Path, mapping: Path, source: str | None, trial: bool, out: Output) -> None:
    """Bring in tickets from a CSV, XLSX or Parquet file.

    Says line, column and cure for each row that does not fit, and then brings in nothing. The same
    file a second time changes nothing.
    """
    from trigpoint.cli.people import acting, plain
    from trigpoint.services.helpdesks import imports

    actor = acting(out, None)
    recipe = text_of(mapping, out)
    with file.open("rb") as stream:
        run = imports.start(
            actor,
            stream,
            file_name=file.name,
            mapping=recipe,
            source_key=source or mapping.stem,
            trial=trial,
        )
    see_through(out, lambda: imports.show(actor, run).job)
    done = imports.show(actor, run)
    if done.state in {"refused", "failed"}:
        out.refuse(problems(done), run=plain(done))
    out.result(plain(done), words(done))


@command.command("schedules")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--source", required=True, help="Name of the help desk, as with its tickets.")
@installation
def schedules(*, file: Path, source: str, out: Output) -> None:
    """Bring in the opening hours of a help desk's queues from a YAML file.

    They take the place of those that were brought in before.
    """
    from trigpoint.cli.people import acting
    from trigpoint.connectors.files import MappingError
    from trigpoint.connectors.schedules import load_schedules
    from trigpoint.services.helpdesks import schedules

    text = text_of(file, out)
    try:
        found = load_schedules(text, seen_at=0)
    except MappingError as error:
        lines = [f"line {p.line}, {p.key}: {p.what} {p.cure}" for p in error.problems]
        out.refuse("\n".join(["Nothing was brought in.", *lines]))
    job = schedules.start(acting(out, None), text, source)
    see_through(out, lambda: job)
    out.result({"records": len(found)}, f"{len(found)} schedules and queues are in force.")


@command.command("people")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@installation
def people(*, file: Path, out: Output) -> None:
    """Bring in people from a CSV file: name, email, unit, role, share, from, to.

    Says line, column and cure for each line that does not fit, and then brings in nobody.
    """
    from trigpoint.cli.people import acting, plain
    from trigpoint.services.people import people_file

    try:
        made = people_file.bring(acting(out, None), file.read_bytes())
    except people_file.Misfit as misfit:
        found = [f"line {p.line}, {p.column}: {p.what} {p.cure}" for p in misfit.problems]
        out.refuse("\n".join(["Nobody was brought in.", *found]), problems=plain(misfit.problems))
    out.result({"people": made}, f"{len(made)} people were brought in.")


def see_through(
    out: Output, current: Callable[[], str], doing: Callable[[], str] = lambda: "Reading"
) -> None:
    """Wait for work, a job after another, with a bar for people; `doing` stands beside it."""
    from rich.console import Console
    from rich.progress import Progress

    from trigpoint.jobs.foreground import wait_through

    with Progress(console=Console(stderr=True), disable=out.as_json, transient=True) as bar:
        task = bar.add_task(doing(), total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total or None, description=doing())

        wait_through(current, tell)


def words(run: Run) -> str:
    """Return in a few lines what a file brought."""
    counts = run.counts
    if run.state == "ready":
        return f"It fits: {counts['rows']} rows, {counts['tickets']} tickets. Nothing brought in."
    return (
        f"{counts['rows']} rows, {counts['tickets']} tickets: {counts['new']} records new, "
        f"{counts['repeated']} known already."
    )


def problems(run: Run) -> str:
    """Return why nothing of a file was brought in, a line a problem."""
    from trigpoint.core.text import Text

    lines = [f"Nothing was brought in: {run.problem_count} rows do not fit."]
    for row in run.problems:
        where = [f"line {row['line']}" if row["line"] else "the file as a whole", row["column"]]
        what, cure = Text.from_json(row["what"]), Text.from_json(row["cure"])
        lines.append(f"{', '.join(filter(None, where))}: {what} {cure}")
    if run.problem_count > len(run.problems):
        lines.append(f"... and {run.problem_count - len(run.problems)} more.")
    return "\n".join(lines)
