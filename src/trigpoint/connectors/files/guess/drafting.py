"""The guess as a whole: a file nobody has described, as a mapping to start from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from trigpoint.connectors.files.cells import Cell, words
from trigpoint.connectors.files.guess import apart
from trigpoint.connectors.files.guess import choices as choose
from trigpoint.connectors.files.guess.choices import Choices
from trigpoint.connectors.files.guess.draft import (
    ColumnGuess,
    MappingDraft,
    Sure,
    TicketSample,
)
from trigpoint.connectors.files.guess.looks import Look, look
from trigpoint.connectors.files.guess.meanings import (
    authors,
    doings,
    every,
    fields,
    status_guesses,
    statuses,
)
from trigpoint.connectors.files.guess.roles import Taken, assign
from trigpoint.connectors.files.guess.sample import Sample, take
from trigpoint.connectors.files.guess.shaping import guess_shape
from trigpoint.connectors.files.guess.times import settle
from trigpoint.connectors.files.guess.verdicts import column_guesses
from trigpoint.connectors.files.limits import Limits
from trigpoint.connectors.files.mapping import (
    COMMENT,
    ROLES,
    FileMapping,
    Layout,
    Shape,
    Source,
    Survey,
    fold,
)
from trigpoint.connectors.files.problems import FileRefused, Problem, RowRefused
from trigpoint.connectors.files.rows import RowReader
from trigpoint.connectors.files.table import open_table
from trigpoint.core.text import Text, _
from trigpoint.tickets.beside import Doing
from trigpoint.tickets.records import Author, Record, SurveyKind

SHOWN = 3
OFFSET = re.compile(r"\d(Z|[+-]\d\d:?\d\d| UTC)$")


def guess(
    path: Path,
    *,
    zone: str = "Etc/UTC",
    shape: Shape | None = None,
    choices: Choices | None = None,
    limits: Limits | None = None,
    comments: bool = False,
) -> MappingDraft:
    """Return a draft of the mapping for a file nobody has described.

    `zone` is taken for times without an offset: the organisation's own. `choices` are what a person
    has decided, `shape` alone a short form of it. `comments` says whether the organisation has
    those of customers kept. Never raises for what stands in the file.
    """
    decided = choices or Choices(shape=shape)
    bounds = limits or Limits()
    try:
        sample = take(path, Layout(), bounds)
    except FileRefused as refused:
        return _nothing(refused.problems[0], zone)
    looks = apart.on_one_day([look(sample, index) for index in range(len(sample.header))])
    draft = _draft(sample, looks, zone, decided, comments=comments)
    if draft.mapping is None:
        return draft
    return replace(draft, first=first_tickets(path, draft.mapping, limits=bounds))


def _draft(
    sample: Sample, looks: list[Look], zone: str, decided: Choices, *, comments: bool
) -> MappingDraft:
    shape, shape_sure, shape_why = guess_shape(sample, looks)
    if decided.shape is not None and decided.shape is not shape:
        shape, shape_sure, shape_why = decided.shape, Sure.SURE, choose.CHOSEN
    guessed = assign(sample, looks, shape, without=frozenset() if comments else {COMMENT})
    found = tuple(column_guesses(sample, looks, shape, guessed, comments=comments))
    joined = tuple(apart.with_day(apart.joined(found, looks), looks))
    columns = tuple(choose.columns(joined, decided, shape))
    taken = choose.taken(guessed, columns, looks)
    times = apart.times(columns, looks)
    formats, formats_sure, formats_why = settle(times)
    known = dict.fromkeys(form for time in times for form in (time.format, *time.others))
    if decided.formats and decided.formats != formats:
        formats, formats_sure, formats_why = decided.formats, Sure.SURE, choose.CHOSEN
    zone_sure, zone_why = _zone(sample, taken)
    if decided.zone and decided.zone != zone:
        zone_sure, zone_why = Sure.SURE, choose.CHOSEN
    is_shifts = shape is Shape.WORK and "doing" not in taken
    doing = (decided.doing or Doing.SHIFT) if is_shifts else None
    missing = tuple(
        role
        for role, needed in ROLES[shape].items()
        if needed.required and role not in taken and not (is_shifts and role == "doing")
    )
    twice = choose.twice(columns, looks)
    draft = MappingDraft(
        problem=None,
        format=sample.format,
        layout=sample.layout,
        rows_looked_at=len(sample.cells),
        shape=shape,
        shape_sure=shape_sure,
        shape_why=shape_why,
        formats=formats,
        formats_sure=formats_sure,
        formats_why=formats_why,
        formats_open=tuple(known),
        zone=decided.zone or zone,
        zone_sure=zone_sure,
        zone_why=zone_why,
        columns=columns,
        statuses=tuple(choose.words(status_guesses(_status_words(sample, taken)), decided)),
        fields=_meant(_look(taken, "field"), fields, decided.fields),
        authors=_meant(_look(taken, "author"), authors, decided.authors),
        doings=_meant(_look(taken, "doing"), doings, decided.doings),
        doing=doing,
        survey=_scale(_look(taken, "score"), decided),
        missing=missing,
        twice=twice,
        mapping=None,
        first=(),
    )
    return draft if missing or twice else replace(draft, mapping=_mapping(draft, sample, taken))


def _meant(
    column: Look | None,
    guessing: Callable[[Look | None], Mapping[str, str]],
    decided: Mapping[str, str | None],
) -> dict[str, str]:
    """Return what each word of a column means: as decided, else as guessed, "" for nothing."""
    found = every(column, guessing(column))
    return {word: decided.get(word, meaning) or "" for word, meaning in found.items()}


def _scale(column: Look | None, decided: Choices) -> Survey | None:
    return None if column is None else decided.survey or _survey(column)


def _look(taken: Taken, role: str) -> Look | None:
    return taken[role][0] if role in taken else None


def _mapping(draft: MappingDraft, sample: Sample, taken: Taken) -> FileMapping:
    whole = {"doing": Source(value=draft.doing.value)} if draft.doing else {}
    return FileMapping(
        shape=draft.shape,
        columns=_sources(draft.columns, taken) | whole,
        statuses={fold(word): category for word, category in statuses(draft.statuses).items()},
        fields={fold(word): field for word, field in draft.fields.items() if field},
        authors={fold(word): Author(author) for word, author in draft.authors.items() if author},
        doings={fold(word): Doing(doing) for word, doing in draft.doings.items() if doing},
        survey=draft.survey or Survey(),
        formats=draft.formats or ("iso",),
        zone=draft.zone,
        nulls=sample.nulls,
        layout=draft.layout,
    )


def _status_words(sample: Sample, taken: Taken) -> Look | None:
    """Return the column of states; of a log of changes, its values where a state changed."""
    field, value = _look(taken, "field"), _look(taken, "value")
    if field is None or value is None:
        return _look(taken, "status")
    of_status = {word for word, target in fields(field).items() if target == "status"}
    seen = Counter(
        words(row[value.index])
        for row in sample.cells
        if row[field.index] in of_status and row[value.index] != ""
    )
    return replace(value, common=tuple(seen.most_common()))


def _zone(sample: Sample, taken: Taken) -> tuple[Sure, Text]:
    """Return how sure the zone is: quite, where each time says its own offset."""
    times = [found for found, _score in taken.values() if found.time is not None]
    stated = [
        all(_says_offset(cell) for cell in sample.column(found.index)[:100]) for found in times
    ]
    if stated and all(stated):
        return Sure.SURE, _("Each time says its own offset; the zone is not needed.")
    return Sure.LIKELY, _("From your settings; the file names none.")


def _says_offset(cell: Cell) -> bool:
    if isinstance(cell, datetime):
        return cell.tzinfo is not None
    return isinstance(cell, str) and OFFSET.search(cell) is not None


def _sources(columns: tuple[ColumnGuess, ...], taken: Taken) -> dict[str, Source]:
    found: dict[str, Source] = {}
    days = {guess.name for guess in columns if guess.role == apart.DAY}
    for guess in columns:
        role = guess.role
        if role is None or role == apart.DAY:
            continue
        of_role = _look(taken, role)
        if of_role is None:
            found[role] = Source((guess.name,))
        elif of_role.day in days:
            found[role] = Source((of_role.day, guess.name))
        else:
            # The day is read first, wherever its time of day stands.
            rest = () if guess.name == of_role.name else (guess.name,)
            before = found.get(role, Source((of_role.name,)))
            found[role] = Source((*before.columns, *rest))
    tags = _look(taken, "tags")
    if tags is not None:
        text = "".join(word for word, _rows in tags.common)
        found["tags"] = Source((tags.name,), split=max(",;|", key=text.count))
    return found


def _survey(score: Look | None) -> Survey:
    """Return the scale that holds all scores: 1 to 5, else 0 to 10 (recommend), else 1 to 7."""
    if score is None or not score.whole:
        return Survey()
    numbers = [int(float(word)) for word, _rows in score.common]
    if max(numbers) <= 5 and min(numbers) >= 1:
        return Survey()
    if max(numbers) <= 7 and min(numbers) >= 1:
        return Survey(SurveyKind.CES, 1, 7)
    return Survey(SurveyKind.NPS, 0, 10)


def first_tickets(
    path: Path,
    mapping: FileMapping,
    *,
    count: int = SHOWN,
    skip: int = 0,
    limits: Limits | None = None,
) -> tuple[TicketSample, ...]:
    """Return the first tickets as they would become, from the file's first rows.

    Rows that would be refused are left out. Empty where the file cannot be read.
    """
    lines: dict[str, list[int]] = {}
    records: dict[str, list[Record]] = {}
    try:
        with open_table(path, mapping.layout, limits or Limits()) as table:
            reader = RowReader(mapping, table, b"")
            for seen, (line, row) in enumerate(table.rows):
                if seen >= LOOKED_AT:
                    break
                try:
                    values, made = reader(line, row)
                except RowRefused:
                    continue
                key = _about(mapping.shape, values)
                if key in lines or len(lines) < skip + count:
                    lines.setdefault(key, []).append(line)
                    records.setdefault(key, []).extend(made)
    except FileRefused:
        return ()
    chosen = list(lines)[skip : skip + count]
    return tuple(TicketSample(key, tuple(lines[key]), tuple(records[key])) for key in chosen)


LOOKED_AT = 5_000
"""Rows within which the rest of a shown ticket is looked for."""


def _about(shape: Shape, values: Mapping[str, Any]) -> str:
    """Return what rows that are shown together share: the ticket, or whatever they are about."""
    own = {Shape.WORK: "assignee", Shape.CALL: "call", Shape.REVIEW: "review"}
    names = (own.get(shape, "ticket"), "ticket", "rating", "entry")
    return next((str(values[name]) for name in names if values.get(name)), "")


def _nothing(problem: Problem, zone: str) -> MappingDraft:
    nothing = problem.what
    return MappingDraft(
        problem=problem,
        format="",
        layout=Layout(),
        rows_looked_at=0,
        shape=Shape.STATE,
        shape_sure=Sure.CHOOSE,
        shape_why=nothing,
        formats=(),
        formats_sure=Sure.CHOOSE,
        formats_why=nothing,
        formats_open=(),
        zone=zone,
        zone_sure=Sure.CHOOSE,
        zone_why=nothing,
        columns=(),
        statuses=(),
        fields={},
        authors={},
        doings={},
        doing=None,
        survey=None,
        missing=(),
        twice=(),
        mapping=None,
        first=(),
    )
