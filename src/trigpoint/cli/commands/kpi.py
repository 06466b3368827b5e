"""`trigpoint kpi`: the catalogue, and figures from the terminal."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from trigpoint.cli.days import DAY
from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output

if TYPE_CHECKING:
    from trigpoint.services.measures.exploring import Cell


@click.group("kpi")
def command() -> None:
    """The catalogue of KPIs, and what they come to."""


@command.command("list")
@installation
def listing(*, out: Output) -> None:
    """List the KPIs with their definitions."""
    from trigpoint.cli.people import plain
    from trigpoint.services.measures import catalogue

    found = catalogue.kpis()
    words = "\n".join(f"{kpi.key:28} {kpi.title}" for kpi in found)
    out.result([plain(kpi) for kpi in found], words)


@command.command("show")
@click.argument("key")
@installation
def show(*, key: str, out: Output) -> None:
    """Show what a KPI means, with its pitfalls."""
    from trigpoint.cli.people import plain
    from trigpoint.services.measures import catalogue

    kpi = catalogue.kpi(key)
    lines = [str(kpi.title), str(kpi.meaning), *(f"- {text}" for text in kpi.pitfalls)]
    lines += [f"{s.name}: {', '.join(s.options) or s.default}" for s in kpi.settings]
    lines += [f"{one.desk}: {one.differs}" for one in kpi.elsewhere]
    out.result(plain(kpi), "\n".join(lines))


@command.command("compute")
@click.argument("key")
@click.option(
    "--by",
    help="unit, employer, queue, person, channel, priority, language, site, tag or custom.NAME",
)
@click.option("--grain", type=click.Choice(["day", "week", "month", "whole"]), default="week")
@click.option("--from", "since", type=DAY, required=True, help="The first day.")
@click.option("--to", "until", type=DAY, required=True, help="The last day.")
@click.option("--set", "settings", multiple=True, help="A setting, such as quantile=p90.")
@click.option("--as", "mail", required=True, help="On whose word: the mail address of a log-in.")
@installation
def compute(
    *,
    key: str,
    by: str | None,
    grain: str,
    since: datetime.datetime,
    until: datetime.datetime,
    settings: tuple[str, ...],
    mail: str,
    out: Output,
) -> None:
    """Compute a KPI from the published facts; figures about persons follow the policy."""
    from trigpoint.cli.people import acting, plain
    from trigpoint.services.measures import exploring

    chosen = dict(pair.split("=", 1) for pair in settings if "=" in pair)
    cells = exploring.compute(
        acting(out, mail),
        key,
        params=chosen,
        by=by,
        grain=grain,
        start=since.date(),
        last=until.date(),
    )
    out.result([plain(cell) for cell in cells], "\n".join(line(cell) for cell in cells))


@command.command("tickets")
@click.argument("measure")
@click.option("--start", type=DAY, required=True, help="The first day of the figure.")
@click.option("--grain", type=click.Choice(["week", "month", "window"]), default="week")
@click.option("--as", "mail", required=True, help="On whose word: the mail address of a log-in.")
@installation
def tickets(*, measure: str, start: datetime.datetime, grain: str, mail: str, out: Output) -> None:
    """Print the tickets behind a measure's figure as CSV, each with why it counts or not.

    MEASURE is the id in the address of its page.
    """
    from trigpoint.cli.people import acting, plain
    from trigpoint.connectors.files.export import csv_lines
    from trigpoint.services.measures import behind

    found = behind.export(acting(out, mail), measure, start.date(), grain)
    if out.as_json:
        out.result([plain(ticket) for ticket in found], "")
        return
    for text in csv_lines(behind.HEAD, (ticket.cells() for ticket in found)):
        click.echo(text, nl=False)


def line(cell: Cell) -> str:
    """Return a figure as a line of a table."""
    value = "-" if cell.value is None else f"{cell.value:.4g}"
    likely = "" if cell.low is None else f"[{cell.low:.4g}, {cell.high:.4g}]"
    counted = "kept back" if cell.n is None else f"n {cell.n}"
    return f"{cell.start}  {cell.name or '':24} {value:>10} {likely:>22}  {counted}"
