"""Files of tickets on their way in."""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import quote

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.connectors.files import check, dump_mapping, guess
from trigpoint.connectors.files.export import csv_lines
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.helpdesks import imports
from trigpoint.web import addresses
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.draft import choices
from trigpoint.web.forms.house import ImportForm, MappingForm
from trigpoint.web.shapes import import_draft as draft_shape
from trigpoint.web.shapes import import_mapping as mapping_shape
from trigpoint.web.shapes import imports as shape
from trigpoint.web.templatetags.trigpoint import say

MAPPING_LIMIT = 200_000
DIGEST = re.compile(r"[0-9a-f]{64}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the files until now; take a new one."""
    runs = imports.runs(actor)
    form = ImportForm(request.POST or None, request.FILES or None)
    ways: list[str] = []

    def save(cleaned: dict[str, object]) -> None:
        ways.append(begin(actor, cleaned))

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        return redirect(ways[0])
    context = {
        "form": form,
        "runs": [shape.line(run, actor.now) for run in runs],
        "comment_days": actor.organisation.comment_days,
        "section": "settings",
    }
    return render(request, "pages/imports.html", context, status=status_of(form))


def begin(actor: Actor, cleaned: dict[str, object]) -> str:
    """Keep the file; return where to go on: to its run, or to what is guessed of it."""
    file, recipe = cleaned["file"], cleaned["mapping_file"]
    assert isinstance(file, UploadedFile)  # noqa: S101 - what a FileField gives
    stream = cast(BinaryIO, file)
    name, source = file.name or "file", str(cleaned["source"])
    if not recipe:
        digest, _size = imports.keep_file(stream)
        asked = addresses.query(name=Path(name).name[:200], source=source)
        return reverse("import_draft", args=[digest]) + asked
    run = imports.start(
        actor,
        stream,
        file_name=name,
        mapping=read_mapping(cast(BinaryIO, recipe)),
        source_key=source,
        trial=bool(cleaned["trial"]),
    )
    return reverse("import_run", args=[run])


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def draft(request: HttpRequest, actor: Actor, digest: str) -> HttpResponse:
    """Show what a file nobody has described would become, and take what a person makes of it."""
    imports.runs(actor, most=1)
    path = imports.file_path(digest)
    if not DIGEST.fullmatch(digest) or not path.exists():
        raise NotThere
    name, source = request.GET.get("name", "file"), request.GET.get("source", "")
    decided = choices(request.POST.dict())
    days = actor.organisation.comment_days
    found = guess(path, zone=actor.organisation.zone, choices=decided, comments=days > 0)
    recipe = dump_mapping(found.mapping) if found.mapping else ""
    by_hand = request.POST if "mapping" in request.POST else None
    form = MappingForm(by_hand, initial={"mapping": recipe, "source": source})
    started: list[str] = []

    def begin_trial(mapping: str, key: str) -> None:
        with path.open("rb") as stream:
            run = imports.start(
                actor, stream, file_name=name, mapping=mapping, source_key=key, trial=True
            )
        started.append(run)

    if by_hand is not None:
        attempt(form, lambda said: begin_trial(str(said["mapping"]), str(said["source"])))
    elif "go" in request.POST and recipe:
        begin_trial(recipe, source)
    if started:
        return redirect("import_run", started[0])
    report = check(path, found.mapping, most=draft_shape.QUICK) if found.mapping else None
    page = draft_shape.page(found, report, name, path.stat().st_size, comments=days > 0)
    context = {"page": page, "form": form, "comment_days": days, "section": "settings"}
    refused = "go" in request.POST
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else status_of(form)
    return render(request, "pages/import_draft.html", context, status=status)


def read_mapping(recipe: BinaryIO) -> str:
    """Return the text of a mapping that was sent along."""
    try:
        return recipe.read(MAPPING_LIMIT).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid({"mapping_file": imports.mapping_unreadable()}) from error


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:
    """Show where a file is, and what is wrong with it."""
    found = imports.show(actor, run)
    context = {
        "page": shape.page(found, actor.now),
        "mapping": mapping_shape.told(found.mapping),
        "comment_days": actor.organisation.comment_days,
        "section": "settings",
    }
    return render(request, "pages/import_run.html", context)


@require_POST
@signed_in
def approve(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:
    """Bring in a file that was tried out."""
    try:
        imports.approve(actor, run)
    except Invalid as error:
        messages.error(request, say(error.text))
    return redirect("import_run", run)


@require_POST
@signed_in
def undo(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:
    """Take out what a file brought."""
    try:
        imports.undo(actor, run)
    except Invalid as error:
        messages.error(request, say(error.text))
    return redirect("import_run", run)


@require_safe
@signed_in
def problems(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give the refused rows with their reasons as a CSV file."""
    found = imports.show(actor, run)
    rows = (
        (str(row["line"]), part.column, part.value, part.what, part.cure)
        for row in imports.problems(actor, run)
        for part in (shape.problem(row),)
    )
    text = "".join(csv_lines(("line", "column", "value", "what", "cure"), rows))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = quote(f"{Path(found.file_name).stem}-problems.csv")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
