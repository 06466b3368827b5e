"""Hold that every silenced lint says why: run as `python -m tools.silences`."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

#: A `noqa` or a `type: ignore` with nothing but its codes up to the end of the line.
BARE = re.compile(r"#\s*(noqa(: [A-Z0-9, ]+)?|type: ignore(\[[a-z, -]+\])?)\s*$")


def unexplained(path: Path) -> Iterator[str]:
    """Yield the lines of one file that silence a lint and give no reason beside it."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if BARE.search(line):
            yield f"{path}:{number}: silences a lint without saying why: {line.strip()}"


def main() -> int:
    """Print every complaint; return 1 where there is one."""
    folders = (Path("src"), Path("tests"), Path("tools"))
    found = [
        line for f in folders for path in sorted(f.rglob("*.py")) for line in unexplained(path)
    ]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"silences: {len(found)} without a reason")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
