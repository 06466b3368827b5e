"""`bench import`: a file of a million rows by the ordinary way, with bad rows in it and without."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from trigpoint.bench.program import Ran, ran
from trigpoint.bench.report import Check, Measured, Report

ROWS = 1_000_000
ROWS_A_TICKET = 5
BAD_EVERY = 1_000
MOST_SECONDS_BAD, MOST_MEGABYTES_BAD = 60, 300
MOST_SECONDS_GOOD = 120

MAPPING = """
shape: state
dates: {formats: ["%Y-%m-%d %H:%M:%S"], zone: Europe/Lisbon}
columns: {ticket: case, at: when, status: state, assignee: who, queue: team, requester: customer}
statuses: {New: new, Working: open, Waiting: pending, Done: solved}
"""
_STATES = ("New", "Working", "Waiting", "Working", "Done")
_ADMIN = ("--admin", "Dara Kelly", "--email", "dara@example.org", "--password", "a-long-one-77")


def run(rows: int = ROWS) -> Report:
    """Hand in a file with one bad row in a thousand, then the same file without them."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        data, mapping = folder / "data", folder / "desk.yaml"
        mapping.write_text(MAPPING, encoding="utf-8")
        ran(data, "init")
        ran(data, "organisation", "Our support", *_ADMIN)
        found = []
        for name, bad_every in (("bad", BAD_EVERY), ("good", 0)):
            file = folder / f"{name}.csv"
            write(file, rows, bad_every)
            found.append(ran(data, "import", "tickets", str(file), "--mapping", str(mapping)))
    return Report([*_bad(found[0], rows), *_good(found[1], rows)])


def write(path: Path, rows: int, bad_every: int) -> None:
    """Write that many rows, five a ticket; every so-manyth has an hour that no day has."""
    with path.open("w", encoding="utf-8") as file:
        file.write("case,when,state,who,team,customer,subject\n")
        for n in range(rows):
            ticket, step = divmod(n, ROWS_A_TICKET)
            day, hour = 1 + (ticket // 1_440 + step) % 28, ticket // 60 % 24
            stamp = f"2026-{1 + ticket % 6:02}-{day:02}" if step == 0 else f"2026-07-{day:02}"
            late = 99 if bad_every and n % bad_every == 0 else hour
            file.write(
                f"C-{ticket},{stamp} {late:02}:{ticket % 60:02}:{step:02},{_STATES[step]},"
                f"agent{ticket % 60},Claims,c{ticket % 9_000},subject {n}\n"
            )


def _bad(bad: Ran, rows: int) -> Iterator[Check]:
    told = bad.answer["run"]
    how = f"{rows:,} rows, one in {BAD_EVERY:,} bad: {bad.took}"
    yield Measured("bad file, until it is refused", bad.seconds, "s", how).at_most(MOST_SECONDS_BAD)
    yield Measured("bad file, memory", bad.megabytes, "MB", how).at_most(MOST_MEGABYTES_BAD)
    wanted = -(-rows // BAD_EVERY)
    how = f"of {wanted:,} bad rows; state of the import: {told['state']}"
    reported = told["problem_count"] if bad.status and told["state"] == "refused" else 0
    yield Measured("bad file, rows reported", reported, "rows", how).between(wanted, wanted)


def _good(good: Ran, rows: int) -> Iterator[Check]:
    counts = good.answer["counts"]
    how = f"{rows:,} rows checked, landed, folded and published: {good.took}"
    yield Measured("good file, until it is in", good.seconds, "s", how).at_most(MOST_SECONDS_GOOD)
    yield Measured("good file, memory", good.megabytes, "MB", how).published()
    how = f"{counts['new']:,} records new, {counts['repeated']:,} there already from the bad file"
    left = counts["repeated"] if good.status == 0 and counts["new"] else None
    yield Measured("bad file, records applied", left, "records", how).at_most(0)
