"""Installations of their own, on both databases, for processes that are killed."""

import copy
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.utils import load_backend
from django.test import override_settings
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import fresh_database, start_postgresql
from tests.faults.nursery import Nursery
from trigpoint.config.environment import read_environment
from trigpoint.services.organisation import organisation

TEMPLATE = "faults_template"


@dataclass(frozen=True)
class Installation:
    """A folder of data, the variables that name its database, and the nursery of its children."""

    data: Path
    variables: dict[str, str]
    nursery: Nursery


def variables(data: Path, database: str) -> dict[str, str]:
    return {
        "TRIGPOINT_DATA": str(data),
        "TRIGPOINT_DATABASE": database,
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
    }


def init(data: Path, database: str) -> None:
    nursery = Nursery(variables(data, database))
    nursery.run("tests.faults.children:install")
    nursery.close()


@pytest.fixture(scope="session")
def server() -> str:
    return os.environ.get("TRIGPOINT_DATABASE") or start_postgresql()


@pytest.fixture(scope="session")
def installations(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Callable[[str, Path], str]:
    """Make installations on either database; the tables are made once and then copied."""
    templates: dict[str, Path] = {}

    def make(kind: str, data: Path) -> str:
        """Fill a folder of data and return its TRIGPOINT_DATABASE."""
        server = request.getfixturevalue("server") if kind == "postgresql" else ""
        if kind not in templates:
            templates[kind] = tmp_path_factory.mktemp(kind)
            init(templates[kind], server and fresh_database(server, TEMPLATE))
        shutil.copytree(templates[kind], data, dirs_exist_ok=True)
        return server and fresh_database(server, f"t{uuid.uuid4().hex[:12]}", TEMPLATE)

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def installed(
    request: pytest.FixtureRequest, tmp_path: Path, install: Callable[..., Any]
) -> Iterator[Installation]:
    """An installation with an organisation, on one database and then on the other."""
    with install(request.param, tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def install(
    installations: Callable[[str, Path], str], django_db_blocker: DjangoDbBlocker
) -> Callable[[str, Path], AbstractContextManager[Installation]]:
    """Make an installation and let this process see it, for as long as a block runs."""

    @contextmanager
    def made(kind: str, data: Path) -> Iterator[Installation]:
        given = variables(data, installations(kind, data))
        key = (data / "secret_key").read_text(encoding="ascii")
        nursery = Nursery(given)
        with (
            django_db_blocker.unblock(),
            override_settings(TRIGPOINT_DATA=data, SECRET_KEY=key),
            connected(read_environment(given).database_settings()),
        ):
            organisation.make("Faults", "UTC", timezone.now())
            yield Installation(data, given, nursery)
        nursery.close()

    return made


@contextmanager
def connected(database: dict[str, object]) -> Iterator[None]:
    """Let this thread's `default` be another database for a while."""
    before = connections["default"]
    chosen = {**copy.deepcopy(connections.settings["default"]), **database}
    connections["default"] = load_backend(str(chosen["ENGINE"])).DatabaseWrapper(chosen, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
