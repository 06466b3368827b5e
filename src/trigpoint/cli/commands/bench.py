"""`trigpoint bench`: the promises about speed, measured."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from trigpoint.bench.report import Report


@click.group("bench")
def command() -> None:
    """Measure what is promised about speed; ratios are taken within one run."""


def reporting(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--json`, `--check` and `--page`."""
    page = click.option(
        "--page",
        "written",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Also write its part of the page of speeds there.",
    )
    checked = click.option("--check", is_flag=True, help="End with status 1 on a miss.")
    told = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
    return page(checked(told(function)))


def show(report: Report, *, as_json: bool, check: bool, written: Path | None = None) -> None:
    """Print a report, write its part of the page where one is wanted, and end as it says."""
    if written is not None:
        from trigpoint.bench.page import speed

        before = written.read_text(encoding="utf-8") if written.exists() else ""
        name = click.get_current_context().info_name or ""
        written.write_text(speed(before, name, report), encoding="utf-8")
    click.echo(json.dumps(report.as_json(), indent=2) if as_json else report.as_table())
    if check and not report.holds:
        sys.exit(1)


@command.command("rollup")
@reporting
def rollup(*, as_json: bool, check: bool, written: Path | None) -> None:
    """A million goals at once, and one check-in among a hundred thousand."""
    from trigpoint.bench import rollup

    show(rollup.run(), as_json=as_json, check=check, written=written)


@command.command("forecast")
@reporting
def forecast(*, as_json: bool, check: bool, written: Path | None) -> None:
    """Ten thousand chances, and a map of fifty links."""
    from trigpoint.bench import forecast

    show(forecast.run(), as_json=as_json, check=check, written=written)


@command.command("map")
@reporting
def strategy_map(*, as_json: bool, check: bool, written: Path | None) -> None:
    """A strategy map of sixty objectives laid out."""
    from trigpoint.bench import strategy_map

    show(strategy_map.run(), as_json=as_json, check=check, written=written)


@command.command("sheets")
@reporting
def sheets(*, as_json: bool, check: bool, written: Path | None) -> None:
    """A V2MOM as one page of PDF."""
    from trigpoint.bench import sheets

    show(sheets.run(), as_json=as_json, check=check, written=written)


@command.command("kpi")
@click.option("--events", default=10_000_000, show_default=True, help="How many events.")
@click.option(
    "--hand",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("tests/speed/hand"),
    help="The folder of SQL written by hand.",
)
@reporting
def kpi(*, events: int, hand: Path, as_json: bool, check: bool, written: Path | None) -> None:
    """The KPI engine beside SQL written by hand for speed."""
    from trigpoint.bench import kpi

    show(kpi.run(events, hand), as_json=as_json, check=check, written=written)


@command.command("sync")
@click.option("--events", default=10_000_000, show_default=True, help="How many events.")
@reporting
def sync(*, events: int, as_json: bool, check: bool, written: Path | None) -> None:
    """A thousand new events beside a rebuild of everything."""
    from trigpoint.bench import sync

    show(sync.run(events), as_json=as_json, check=check, written=written)


@command.command("import")
@click.option("--rows", default=1_000_000, show_default=True, help="How many rows.")
@reporting
def files(*, rows: int, as_json: bool, check: bool, written: Path | None) -> None:
    """A long file with bad rows in it, and the same without them."""
    from trigpoint.bench import files

    show(files.run(rows), as_json=as_json, check=check, written=written)


@command.command("demo")
@reporting
def demo(*, as_json: bool, check: bool, written: Path | None) -> None:
    """The demo organisation, from an empty folder."""
    from trigpoint.bench import demo

    show(demo.run(), as_json=as_json, check=check, written=written)


@command.command("audit")
@click.option("--goals", default=20_000, show_default=True, help="How many goals.")
@reporting
def audit(*, goals: int, as_json: bool, check: bool, written: Path | None) -> None:
    """Every rule of the audit over thousands of goals, gathering included."""
    from trigpoint.cli.installation import start_django
    from trigpoint.cli.output import Output

    with tempfile.TemporaryDirectory() as folder:
        start_django(Path(folder), Output(as_json=as_json))
        from trigpoint.bench import audit
        from trigpoint.jobs.install import prepare

        prepare(lambda _step: None)
        show(audit.run(goals), as_json=as_json, check=check, written=written)


@command.command("pages")
@click.option("--goals", default=2_000, show_default=True, help="How many goals.")
@click.option(
    "--cascade-goals", default=20_000, show_default=True, help="How many in the tree table."
)
@click.option("--realign-goals", default=5_000, show_default=True, help="How many change at once.")
@reporting
def pages(
    *,
    goals: int,
    cascade_goals: int,
    realign_goals: int,
    as_json: bool,
    check: bool,
    written: Path | None,
) -> None:
    """Queries and processor time of the pages."""
    from trigpoint.cli.installation import start_django
    from trigpoint.cli.output import Output

    with tempfile.TemporaryDirectory() as folder:
        start_django(Path(folder), Output(as_json=as_json))
        from trigpoint.bench import cascade, list_pages, map_pages, pages, realign
        from trigpoint.bench.report import Report
        from trigpoint.jobs.install import prepare

        prepare(lambda _step: None)
        found = [
            *pages.run(goals).checks,
            *list_pages.checks(),
            *map_pages.checks(goals),
            *cascade.checks(cascade_goals),
            *realign.checks(realign_goals),
        ]
        show(Report(found), as_json=as_json, check=check, written=written)
