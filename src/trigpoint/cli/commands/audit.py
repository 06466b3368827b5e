"""`trigpoint audit`: what is worth a look."""

from __future__ import annotations

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("audit")
@click.option("--as", "mail", required=True, help="On whose word: the mail address of a log-in.")
@click.option("--unit", default="", help="Of which unit or person (its id); all, if not given.")
@installation
def command(*, mail: str, unit: str, out: Output) -> None:
    """Show the pitfalls that somebody can do something about, with reason and mend."""
    from trigpoint.cli.people import acting, plain
    from trigpoint.services.audit import audit

    found = audit.show(acting(out, mail), unit)
    lines = [f"{found.scope.holder.name}: {len(found.findings)} worth a look"]
    for one in found.findings:
        lines.append(f"{one.title}: {one.about.title}")
        lines.append(f"  {one.seen} ({one.sure}: {one.basis})")
        lines.append(f"  {one.reason}")
        lines.append(f"  > {one.mend.label}")
    out.result(plain(found), "\n".join(lines))
