"""Write the reference pages that are generated, or check them: `python -m tools.docs [--check]`.

A page is a function that returns its text; `PAGES` says where it lies. `--check` changes nothing
and returns 1 where a page is not what the program says, so that nothing stays undocumented.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tools.docs_api import interface
from tools.docs_cli import command_line
from tools.docs_connectors import connectors
from tools.docs_permissions import permissions
from tools.docs_pitfalls import pitfalls

PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/api.md": interface,
    "docs/reference/cli.md": command_line,
    "docs/reference/connectors.md": connectors,
    "docs/reference/permissions.md": permissions,
    "docs/reference/pitfalls.md": pitfalls,
}


def main(arguments: list[str]) -> int:
    """Write or check every page; return 1 where a check fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trigpoint.config.settings")
    stale = []
    with tempfile.TemporaryDirectory() as nowhere:
        os.environ["TRIGPOINT_DATA"] = nowhere
        for name, text in PAGES.items():
            path, wanted = Path(name), text()
            if path.exists() and path.read_text(encoding="utf-8") == wanted:
                continue
            stale.append(name)
            if "--check" not in arguments:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(wanted, encoding="utf-8")
    word = "out of date: run python -m tools.docs" if "--check" in arguments else "written"
    for name in stale:
        print(f"{name} {word}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
