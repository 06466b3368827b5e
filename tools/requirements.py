"""Print which rows of the requirements are proven by tests: `python -m tools.requirements`.

A test says `@pytest.mark.req("GRAPH-2", via="web")`. Every run of the tests appends what it proved
to var/requirements.jsonl; this reads the newest outcome of each test and prints a line a row: its
id, then `passed`, `failed` or `missing`, and through which faces.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

REPORT = Path("var/requirements.jsonl")
ROWS = Path("../shared/requirements.md")
ROW = re.compile(r"^\| ([A-Z0-9]+-\d+) \|", re.MULTILINE)


def outcomes() -> dict[str, dict[str, set[str]]]:
    """Return row id -> face -> outcomes of the newest run of each test through that face."""
    newest: dict[tuple[str, str, str], dict[str, str]] = {}
    if REPORT.exists():
        for line in REPORT.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for identity in row["id"]:
                newest[(identity, row["test"], row["via"] or "core")] = row
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (identity, _test, via), row in newest.items():
        found[identity][via].add(row["outcome"])
    return found


def verdict(faces: dict[str, set[str]]) -> str:
    """Return one line's words: failed where any test failed, else what it passed through."""
    if not faces:
        return "missing"
    if any("failed" in outcome for outcome in faces.values()):
        return "failed"
    passed = sorted(face for face, outcome in faces.items() if "passed" in outcome)
    if not passed:
        return "missing"
    state = "passed" if {"web", "api"} <= set(passed) else "partly"
    return f"{state} ({', '.join(passed)})"


def main() -> int:
    """Print every row of the requirements, or of the tests where the list is not at hand."""
    found = outcomes()
    listed = ROW.findall(ROWS.read_text(encoding="utf-8")) if ROWS.exists() else sorted(found)
    for identity in listed:
        print(f"{identity:14} {verdict(found.get(identity, {}))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
