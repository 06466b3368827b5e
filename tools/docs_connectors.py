"""The page of all connectors: each says itself against what it was tried out."""

from __future__ import annotations

HEAD = """# Connectors

Generated from the connectors themselves by `python -m tools.docs`. How one is connected is told
in [connect a help desk](../how-to/connect-a-help-desk.md); where the shapes of answers were read,
in [shapes of answers](help-desk-shapes.md).

| help desk | connector | tried out | what is not read | settings |
|---|---|---|---|---|
"""


def connectors() -> str:
    """Return a row for each connector, by name."""
    from trigpoint.connectors.sync import all_connectors  # noqa: PLC0415 - needs the settings
    from trigpoint.connectors.sync.connector import lacking  # noqa: PLC0415 - needs the settings

    rows = [
        f"| {one.name} | `{one.key}` | {one.tried} | {lacking(one) or ''} |"
        f" {', '.join(f'`{setting.name}`' for setting in one.settings)} |\n"
        for one in all_connectors().values()
    ]
    return HEAD + "".join(rows)
