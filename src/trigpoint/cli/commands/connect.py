"""`trigpoint connect`: tell the program where a help desk is and by which key it may ask."""

from __future__ import annotations

import click

from trigpoint.cli.installation import installation
from trigpoint.cli.output import Output


@click.command("connect")
@click.argument("connector")
@click.argument("source")
@click.option(
    "--set", "said", multiple=True, metavar="NAME=VALUE", help="A setting; see the how-to."
)
@installation
def command(*, connector: str, source: str, said: tuple[str, ...], out: Output) -> None:
    """Connect a help desk of the kind CONNECTOR under the short name SOURCE.

    Keys are asked for without showing them, or taken from standard input, a line each.
    """
    from trigpoint.cli.people import acting, plain
    from trigpoint.connectors.sync import all_connectors
    from trigpoint.connectors.sync.entering import enter
    from trigpoint.services.helpdesks import connections

    actor = acting(out, None)
    found = all_connectors().get(connector)
    if found is None:
        out.refuse(f"There is no connector {connector}. There are: {', '.join(all_connectors())}.")
    given = settings_of(said)
    for setting in found.settings:
        if setting.secret and setting.name not in given:
            given[setting.name] = click.prompt(str(setting.label), hide_input=True, err=True)
    made = connections.show(actor, enter(actor, connector, source, "", given))
    out.result(plain(made), f"{found.name} is connected. Read it: trigpoint sync {source}")


def settings_of(said: tuple[str, ...]) -> dict[str, str]:
    """Return settings by name, as they were said: each as name=value."""
    parts = (pair.partition("=") for pair in said)
    return {name: value for name, _equals, value in parts}
