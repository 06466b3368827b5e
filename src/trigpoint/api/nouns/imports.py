"""Files of tickets on their way in."""

from typing import Annotated, BinaryIO, cast

from ninja import File, Form, UploadedFile
from pydantic import BaseModel, Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun
from trigpoint.api.terms import NO_NUL, Id, Line
from trigpoint.services import imports
from trigpoint.services.imports import Run

routes = Noun("/imports", "imports")

MOST_RUNS = 1000


class About(BaseModel):
    """What a file is, and how it is to be read."""

    mapping: str = Field(min_length=1, max_length=100_000, pattern=NO_NUL, description="YAML")
    source: str = Field(
        max_length=40, pattern="^[a-z0-9_-]+$", description="which help desk it comes from"
    )
    source_name: Line = ""
    trial: bool = Field(default=False, description="only check it, and wait to be approved")


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
