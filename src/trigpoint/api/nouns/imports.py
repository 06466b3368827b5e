"""Files of tickets on their way in."""

from dataclasses import dataclass
from pathlib import Path as FilePath
from tempfile import NamedTemporaryFile
from typing import Annotated, BinaryIO, cast

from ninja import File, Form, UploadedFile
from pydantic import BaseModel, Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun
from trigpoint.api.terms import NO_NUL, Id, Line
from trigpoint.connectors.files import MappingDraft, Report, check, dump_mapping, guess
from trigpoint.core.text import Text
from trigpoint.services.helpdesks import imports
from trigpoint.services.helpdesks.imports import Run

routes = Noun("/imports", "imports")

MOST_RUNS = 1000
LOOKED_AT = 5_000
"""Rows that a guess is tried out on."""
MOST_PROBLEMS = 100


class About(BaseModel):
    """What a file is, and how it is to be read."""

    mapping: str = Field(min_length=1, max_length=100_000, pattern=NO_NUL, description="YAML")
    source: str = Field(
        max_length=40, pattern="^[a-z0-9_-]+$", description="which help desk it comes from"
    )
    source_name: Line = ""
    trial: bool = Field(default=False, description="only check it, and wait to be approved")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong with a file: where, what stands there, what is wrong with it, the cure."""

    line: int
    column: str
    value: str
    what: Text
    cure: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file and what it would become; empty where it would not be read."""

    name: str
    values: tuple[str, ...]
    role: str
    sure: str
    why: Text


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file that nobody has described would become.

    `mapping` is YAML to look over and to send with the file; it is empty while `missing` names
    what a person has to choose.
    """

    problem: Text | None
    cure: Text | None
    shape: str
    shape_why: Text
    formats: tuple[str, ...]
    zone: str
    columns: tuple[Column, ...]
    missing: tuple[str, ...]
    mapping: str
    rows: int
    fitting: int
    tickets: int
    problems: tuple[RowProblem, ...]


@routes.act("/guess")
def guessed(
    request: Request,
    file: Annotated[UploadedFile, File(description="CSV, XLSX or Parquet, up to 2 GB")],
) -> Draft:
    """Guess shape, columns, dates and words of a file and try its first rows; nothing is kept."""
    imports.runs(request.auth, 1)
    with NamedTemporaryFile() as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        path = FilePath(kept.name)
        home = request.auth.organisation
        found = guess(path, zone=home.zone, comments=home.comment_days > 0)
        report = check(path, found.mapping, most=LOOKED_AT) if found.mapping else None
    return draft(found, report)


def draft(found: MappingDraft, report: Report | None) -> Draft:
    """Return a guess with what came of the first rows."""
    problem = found.problem
    return Draft(
        problem=problem.what if problem else None,
        cure=problem.cure if problem else None,
        shape=found.shape.value,
        shape_why=found.shape_why,
        formats=found.formats,
        zone=found.zone,
        columns=tuple(
            Column(c.name, c.values, c.role or "", c.sure.value, c.why) for c in found.columns
        ),
        missing=found.missing,
        mapping=dump_mapping(found.mapping) if found.mapping else "",
        rows=report.rows if report else 0,
        fitting=report.fitting if report else 0,
        tickets=report.tickets if report else 0,
        problems=tuple(
            RowProblem(p.line, p.column or "", p.value or "", p.what, p.cure)
            for p in (report.problems[:MOST_PROBLEMS] if report else ())
        ),
    )


@routes.show("")
def runs(request: Request, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS) -> Page[Run]:
    """The newest runs first; the last 1,000 are listed."""
    return page_of(imports.runs(request.auth, MOST_RUNS), page, per_page)


@routes.make("")
def start(
    request: Request,
    file: Annotated[UploadedFile, File(description="CSV, XLSX or Parquet, up to 2 GB")],
    about: Annotated[About, Form()],
) -> Run:
    """Send a file of tickets; the answer says under which id its way in can be followed."""
    run = imports.start(
        request.auth,
        cast(BinaryIO, file),
        file_name=file.name or "file",
        mapping=about.mapping,
        source_key=about.source,
        source_name=about.source_name,
        trial=about.trial,
    )
    return imports.show(request.auth, run)


@routes.show("/{run_id}")
def show(request: Request, run_id: Id) -> Run:
    """Where a file is on its way in, and what is wrong with it."""
    return imports.show(request.auth, run_id)


@routes.show("/{run_id}/problems")
def problems(
    request: Request, run_id: Id, page: PageNumber = 1, per_page: Rows = DEFAULT_ROWS
) -> Page[RowProblem]:
    """Every row that was refused, with the reason and the cure."""
    found = imports.problems(request.auth, run_id)
    rows = [
        RowProblem(
            line=row["line"],
            column=row["column"] or "",
            value=row["value"] or "",
            what=Text.from_json(row["what"]),
            cure=Text.from_json(row["cure"]),
        )
        for row in found
    ]
    return page_of(rows, page, per_page)


@routes.act("/{run_id}/approve")
def approve(request: Request, run_id: Id) -> Run:
    """Import a file that was tried out and found good."""
    imports.approve(request.auth, run_id)
    return imports.show(request.auth, run_id)


@routes.act("/{run_id}/undo")
def undo(request: Request, run_id: Id) -> Run:
    """Take everything that a file brought out again."""
    imports.undo(request.auth, run_id)
    return imports.show(request.auth, run_id)
