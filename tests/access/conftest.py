"""What the walks through all routes share: one of every kind of thing, and who asks."""

import copy
import logging

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.access import copies
from tests.access.routes import STANDING
from tests.access.things import Things, make
from trigpoint.api import auth
from trigpoint.pictures import paper
from trigpoint.services.goals import graph
from trigpoint.services.limits import Limit

MEMBERS = ("ana", "rui", "tuan", "jo", "mira", "bea", "dara", "wanda", "pat", "fern", "olga")


@pytest.fixture
def there(cast, monkeypatch) -> Things:
    """One of every kind that is there, without copies of it elsewhere and retired."""
    monkeypatch.setattr(auth, "REQUESTS", Limit(burst=1_000_000, per_second=1_000_000))
    # Who may have a sheet is asked, not what is on it: a picture takes longer than all else.
    monkeypatch.setattr(paper, "png", lambda *_given, **_more: b"PNG")
    monkeypatch.setattr(paper, "printed", lambda *_given: b"PDF")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)  # it tells each 404
    # What `make` writes past the journal, an earlier test's state of the same entry does not have.
    monkeypatch.setattr(graph, "_cache", graph.Cache())
    return make(cast)


@pytest.fixture
def things(there) -> Things:
    """What is there, and copies of it elsewhere, retired and removed."""
    copies.make(there.cast.dara, there.cast.olga, there.records, STANDING)
    return there


@pytest.fixture
def read_once(monkeypatch) -> None:
    """Read once who is signed in, and hand out copies: nothing that a request writes stays."""
    for reader, name in ((SessionStore, "load"), (ModelBackend, "get_user")):
        monkeypatch.setattr(reader, name, kept(getattr(reader, name)))


def kept(read):
    """Return a reader that asks the database once for each session or user."""
    known = {}

    def run(self, *of):
        key = of or self.session_key
        if key not in known:
            known[key] = read(self, *of)
        return copy.copy(known[key])

    return run


@pytest.fixture
def clients(cast) -> dict[str, Client]:
    found = {}
    for name in MEMBERS:
        found[name] = Client(raise_request_exception=False)
        found[name].force_login(getattr(cast, name).user)
    return found
