"""`trigpoint backtest`: the error rates of the statistics, measured anew."""

from __future__ import annotations

from pathlib import Path

import click

from trigpoint.cli.commands.bench import reporting, show
from trigpoint.cli.installation import start_django
from trigpoint.cli.output import Output

M4 = Path("../shared/data/m4_weekly")
"""Where the real series lie beside the project."""
DEMO = 1
"""The seed of the past that `trigpoint demo` shows."""


@click.command("backtest")
@click.option(
    "--m4",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with train.csv.gz of the M4 weekly series; ../shared/data/m4_weekly without it.",
)
@click.option("--size", default=1.0, show_default=True, help="Share of the simulations to run.")
@click.option(
    "--seed", type=int, help="Where the simulations begin; the acceptance seed without it."
)
@reporting
def command(
    *,
    m4: Path | None,
    size: float,
    seed: int | None,
    written: Path | None,
    as_json: bool,
    check: bool,
) -> None:
    """Measure chances, alerts, links, effects and comparisons against known truth."""
    start_django(None, Output(as_json=as_json))
    from trigpoint.bench.backtest.demo_truth import training
    from trigpoint.bench.backtest.page import page
    from trigpoint.bench.backtest.run import ACCEPTANCE_SEED, run

    if m4 is None and M4.is_dir():
        m4 = M4
    report = run(
        m4, truths=[training(DEMO)], seed=ACCEPTANCE_SEED if seed is None else seed, size=size
    )
    if written is not None:
        written.write_text(page(report), encoding="utf-8")
    show(report, as_json=as_json, check=check)
