"""`trigpoint person`: a person's data, for them to take along or to have erased."""

from __future__ import annotations

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.group("person")
def command() -> None:
    """A person's data: hand it out, or erase it."""


@command.command("export")
@click.argument("mail")
@installation
def export(*, mail: str, out: Output) -> None:
    """Print everything that is kept of the person with a mail address, as JSON.

    The person sees in their own list of reads that it was done.
    """
    import json

    from trigpoint.cli.people import acting
    from trigpoint.services.people import export_person

    found = export_person.hand_out(acting(out, None), mail)
    out.result(found, json.dumps(found, indent=2, ensure_ascii=False, default=str))


@command.command("erase")
@click.argument("mail")
@click.option("--reason", default="", help="Why; kept in the history. Name nobody in it.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@installation
def erase(*, mail: str, reason: str, yes: bool, out: Output) -> None:
    """Erase the person with a mail address: name, words, log-in, and the past of all of it.

    It cannot be undone. Figures of their teams stay as they were. Backups that were made before
    still hold the person; let them age out. Where accounts of a help desk were theirs, a job takes
    name and mail address out of the tickets; the answer names it.
    """
    from trigpoint.cli.people import acting, plain
    from trigpoint.services.people import privacy

    actor = acting(out, None)
    if not yes:
        click.confirm(f"Erase {mail} for good?", abort=True, err=True)
    done = privacy.erase_by_mail(actor, mail, reason=reason)
    words = f"Erased: {done.emptied} rows emptied, {done.deleted} deleted, {done.texts} past texts."
    if done.job:
        words += f" Job {done.job} takes the name out of the tickets: see Settings, Jobs."
    out.result(plain(done), words)
