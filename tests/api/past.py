"""What every route says of a past day: everything is written down, then everything is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from django.apps import apps
from django.db.models import CharField, TextField
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.access import asking
from tests.access.asking import Route
from tests.access.routes import API
from tests.access.test_matrix import named
from tests.access.things import UNKNOWN, Things
from tests.api.test_versions import routes
from tests.cast import Cast
from trigpoint.services.command import command
from trigpoint.store.models import Organisation
from trigpoint.store.models.base import Recorded

WORDS = {
    "answers_for", "agenda", "area", "benefit", "comment", "decision", "expectation",
    "how", "hypothesis", "impact_words", "learned", "limit", "meaning", "mitigation", "name",
    "note", "notes", "outcome", "own_words", "part", "purpose", "question", "reason", "sentence",
    "source", "strength", "subject", "text", "title", "topic", "touchpoints", "vision", "why",
    "words",
}  # fmt: skip
"""The columns in which people say something."""
PLACES = ("own", "team", "other")
LONG_AGO = "2001-01-02T00:00:00Z"


@dataclass(frozen=True)
class Asked:
    """One route with ids in its address, and somebody who may read it."""

    name: str
    path: str
    reader: Client

    def now(self) -> HttpResponse:
        """Return what is said of today."""
        return self.reader.get(self.path)

    def then(self, at: str) -> HttpResponse:
        """Return what is said of a past moment."""
        return self.reader.get(f"{self.path}?as_of={quote(at)}")


def dated() -> set[str]:
    """Return the routes that are read as of a past day."""
    return {
        entry["operationId"]
        for method, _path, entry in routes()
        if method == "get" and "as_of" in {p["name"] for p in entry.get("parameters", ())}
    }


def undated() -> set[str]:
    """Return the routes that are read, and not as of a past day."""
    read = {entry["operationId"] for method, _path, entry in routes() if method == "get"}
    return read - dated()


def is_list(name: str) -> bool:
    """Whether a route answers with a list, or with a page of one, at an address without an id."""
    for method, path, entry in routes():
        if method == "get" and entry["operationId"] == name:
            answer = entry["responses"][200]["content"]["application/json"]["schema"]
            page = (
                answer.get("$ref", "").rsplit("/", 1)[-1].startswith(("PageOf", "Found", "Index"))
            )
            return "{" not in path and (page or answer.get("type") == "array")
    return False


def addresses(things: Things, whose: str) -> Iterator[tuple[Route, str]]:
    """Yield the dated routes with the address of somebody's things."""
    wanted = dated()
    for route in asking.of_interface(things):
        if route.method == "GET" and route.name in wanted:
            row = API.get(route.name)
            ids = named(row, route.params, things, whose) if row else {}
            yield route, route.address.format(**ids)


def readable(things: Things, clients: dict[str, Client]) -> dict[str, Asked]:
    """Return each dated route by name, where it says most to somebody of somebody's things.

    Olga is not asked: what is written down and changed here is not her organisation's.
    """
    at_home = [client for name, client in clients.items() if name != "olga"]
    found: dict[str, tuple[int, Asked]] = {}
    for whose in PLACES:
        for route, path in addresses(things, whose):
            if UNKNOWN in path or (whose != PLACES[0] and not route.params):
                continue
            for reader in at_home:
                answer = reader.get(path)
                if answer.status_code != HTTPStatus.OK:
                    continue
                said = len(answer.content)
                if route.name not in found or said > found[route.name][0]:
                    found[route.name] = said, Asked(route.name, path, reader)
                if route.params:
                    break
    return {name: asked for name, (_said, asked) in found.items()}


def everything(home: Organisation) -> Iterator[list[Recorded]]:
    """Yield all records of an organisation that have versions, model by model."""
    for model in apps.get_app_config("store").get_models():
        if issubclass(model, Recorded):
            yield list(model._default_manager.filter(organisation=home))


def write_down(cast: Cast) -> str:
    """Let every record have a version that holds from now on; return the moment after."""
    with command(cast.at("dara", timezone.now()), "everything.kept") as journal:
        for rows in everything(cast.organisation):
            journal.save_many(rows)
    return timezone.now().isoformat()


def reword(cast: Cast) -> None:
    """Change all words that are said anywhere."""
    now = timezone.now()
    with command(cast.at("dara", now), "everything.changed") as journal:
        for rows in everything(cast.organisation):
            for row in rows:
                for field in row._meta.concrete_fields:
                    said = isinstance(field, CharField | TextField) and not field.choices
                    if said and field.name in WORDS:
                        setattr(row, field.name, f"Anew {now:%H%M%S}")
            journal.save_many(rows)
        home = Organisation.objects.get(pk=cast.organisation.pk)
        home.ticket_word = "case"
        journal.save(home)
