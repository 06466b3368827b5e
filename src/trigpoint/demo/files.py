"""The simulated help desk as files, in the shapes that help desks export, with their mappings.

`changes` has a row per change of state (what changes in one moment stands in one row), `messages`
one per message, `satisfaction` and `recommendation` one per survey sent. The mappings beside this
module say what the columns are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from trigpoint.demo.ledger import NOBODY, Author, Events, Kind, Status
from trigpoint.demo.people import AGENTS
from trigpoint.demo.simulation import Simulation
from trigpoint.demo.topics import CHANNELS, DESK_NAMES, LANGUAGES, PLANS, PRIORITIES, SITES, TOPICS

Columns = Mapping[str, NDArray[Any]]

FIRST_NUMBER = 10_001
"""The number of the first ticket."""
BOT = "auto-reply"
"""The account that answers by itself; rows of customers have no actor."""


class Format(Enum):
    """How the files are written: CSV with ISO times, or Parquet with seconds since 1970."""

    CSV = "csv"
    PARQUET = "parquet"


@dataclass(frozen=True)
class Written:
    """One file with the text of its mapping."""

    name: str
    path: Path
    mapping: str


QUERIES = {
    "changes": """
        SELECT {number} + e.ticket AS ticket, {at} AS changed_at, e.seq, {created_at} AS created_at,
            s.name AS status, q.name AS queue, who.name AS assignee, p.name AS priority,
            c.name AS channel, t.name AS topic, pl.name AS plan, l.name AS language,
            si.name AS site, t.name AS tags, 'C' || a.customer AS customer, act.name AS actor,
            CASE WHEN e.kind = {created} THEN {reply_due} END AS reply_due,
            CASE WHEN e.kind = {created} THEN {resolution_due} END AS resolution_due
        FROM events e
        JOIN arrivals a ON a.ticket = e.ticket
        JOIN statuses s ON s.i = e.status
        JOIN desks q ON q.i = e.desk
        JOIN agents who ON who.i = e.agent
        JOIN agents act ON act.i = e.actor
        JOIN priorities p ON p.i = e.priority
        JOIN channels c ON c.i = a.channel
        JOIN topics t ON t.i = a.topic
        JOIN plans pl ON pl.i = a.plan
        JOIN languages l ON l.i = a.language
        JOIN sites si ON si.i = a.customer % {sites}
        WHERE e.kind <> {message} AND NOT e.together
        ORDER BY e.at, e.ticket, e.seq
    """,
    "messages": """
        SELECT {number} + e.ticket AS ticket, {at} AS sent_at, e.seq, w.name AS author,
            CASE WHEN w.name = 'bot' THEN '{bot}' ELSE act.name END AS actor,
            e.public
        FROM events e
        JOIN authors w ON w.i = e.author
        JOIN agents act ON act.i = e.actor
        WHERE e.kind = {message}
        ORDER BY e.at, e.ticket, e.seq
    """,
    "satisfaction": """
        SELECT 'S' || ({number} + v.ticket) AS survey, {number} + v.ticket AS ticket,
            {sent} AS sent_at,
            CASE WHEN v.answered >= 0 THEN {answered} END AS answered_at,
            CASE WHEN v.score >= 0 THEN v.score END AS score, c.name AS channel
        FROM satisfaction v
        JOIN arrivals a ON a.ticket = v.ticket
        JOIN channels c ON c.i = a.channel
        ORDER BY v.sent, v.ticket
    """,
    "recommendation": """
        SELECT 'R' || v.row AS survey, {sent} AS sent_at,
            CASE WHEN v.answered >= 0 THEN {answered} END AS answered_at,
            CASE WHEN v.score >= 0 THEN v.score END AS score
        FROM recommendation v
        ORDER BY v.row
    """,
}


def write(simulation: Simulation, folder: Path, form: Format = Format.CSV) -> list[Written]:
    """Write all files into `folder`, which is made; return them in the order of import."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with duckdb.connect() as db:
        db.execute("SET preserve_insertion_order = true; SET threads = 2")
        for name, columns in _tables(simulation):
            db.register(name, dict(columns))
        for name, query in QUERIES.items():
            path = folder / f"{name}.{form.value}"
            options = "HEADER" if form is Format.CSV else "FORMAT parquet"
            db.execute(f"COPY ({query.format(**_expressions(form))}) TO '{path}' ({options})")
            written.append(Written(name, path, mapping(name)))
    return written


def mapping(name: str) -> str:
    """Return the mapping (YAML) of one of the files."""
    return (resources.files("trigpoint.demo") / "mappings" / f"{name}.yaml").read_text("utf-8")


def _expressions(form: Format) -> dict[str, str]:
    """Return what stands in the queries' places: ids, and how a moment is written."""
    moments = {
        "at": "e.at",
        "created_at": "a.created",
        "reply_due": "a.reply_due",
        "resolution_due": "a.resolution_due",
        "sent": "v.sent",
        "answered": "v.answered",
    }
    if form is Format.CSV:
        moments = {
            name: f"strftime(make_timestamp({column} * 1000000), '%Y-%m-%dT%H:%M:%SZ')"
            for name, column in moments.items()
        }
    ids = {
        "number": FIRST_NUMBER,
        "created": Kind.CREATED,
        "message": Kind.MESSAGE,
        "sites": len(SITES),
    }
    return {**moments, **{name: str(int(value)) for name, value in ids.items()}, "bot": BOT}


def _tables(simulation: Simulation) -> Iterator[tuple[str, Columns]]:
    """Yield the simulation's columns and the names behind their numbers, as tables."""
    arrivals, promises = simulation.arrivals, simulation.promises
    yield "events", {**vars(simulation.events), "together": _together(simulation.events)}
    yield (
        "arrivals",
        {
            "ticket": simulation.first_ticket + np.arange(len(arrivals)),
            **vars(arrivals),
            **vars(promises),
        },
    )
    for name in ("satisfaction", "recommendation"):
        surveys = getattr(simulation, name)
        yield name, {"row": np.arange(1, len(surveys) + 1), **vars(surveys)}
    yield "statuses", _names([status.name.lower() for status in Status])
    yield "authors", _names([author.name.lower() for author in Author])
    for name, words in (
        ("desks", DESK_NAMES),
        ("priorities", PRIORITIES),
        ("channels", CHANNELS),
        ("plans", PLANS),
        ("languages", LANGUAGES),
        ("sites", SITES),
    ):
        yield name, _names(list(words))
    yield "topics", _names([topic.key for topic in TOPICS])
    yield "agents", _names([agent.key for agent in AGENTS], nobody=True)


def _together(events: Events) -> NDArray[np.bool_]:
    """Return which events one row tells together with the next: taken and opened at once."""
    after = np.append((np.diff(events.ticket) == 0) & (np.diff(events.at) == 0), False)
    opened = np.append(events.kind[1:] == Kind.STATUS, False)
    found: NDArray[np.bool_] = (events.kind == Kind.ASSIGNEE) & opened & after
    return found


def _names(words: list[str], *, nobody: bool = False) -> Columns:
    """Return a table of numbers and words; `nobody` adds the number that stands for no one."""
    numbers = np.arange(len(words))
    if not nobody:
        return {"i": numbers, "name": np.array(words, dtype=object)}
    return {
        "i": np.append(numbers, NOBODY),
        "name": np.array([*words, None], dtype=object),
    }
