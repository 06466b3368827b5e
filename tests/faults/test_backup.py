"""Backups while people write and workers work; each is restored and compared."""

import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import override_settings

from tests.databases import fresh_database
from tests.faults import writing
from tests.faults.conftest import Installation, connected, variables
from tests.faults.nursery import kill
from tests.tickets.test_warehouse import desk
from trigpoint.config.environment import read_environment
from trigpoint.jobs.backup import cut_off, key, tables
from trigpoint.jobs.backup import restore as restoring
from trigpoint.jobs.backup.archive import FORMAT, MANIFEST, Manifest, Writer
from trigpoint.jobs.backup.make import heads
from trigpoint.jobs.backup.restore import Restored, restore
from trigpoint.jobs.doctor import dangers
from trigpoint.jobs.install import keys_in_use
from trigpoint.services.errors import ServiceError
from trigpoint.services.work import defer
from trigpoint.store.models import Job, Pattern
from trigpoint.tickets.fold import FACTS
from trigpoint.tickets.warehouse import Warehouse

# In CI 10 on each of the two databases; each is written while the program is in use, and verified.
BACKUPS = int(os.environ.get("TRIGPOINT_BACKUPS", "3"))


def trigpoint(installed: Installation, *arguments: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "trigpoint.cli.main", *arguments, "--json"],
        env={**os.environ, **installed.variables},
        stdout=subprocess.PIPE,
        check=False,
    )
    return json.loads(done.stdout)


class Once(MigrationExecutor):
    """Makes the tables of a restored backup once; they are copied for those after it.

    Each makes the same ones, in ten times the time in which it is then filled and compared.
    """

    made: Any = None
    empty = sqlite3.connect(":memory:")

    def migrate(self, targets: Any, *arguments: Any, **more: Any) -> Any:
        self.connection.ensure_connection()
        file = self.connection.connection
        if Once.made is None:
            Once.made = super().migrate(targets, *arguments, **more)
            file.backup(self.empty)
        else:
            self.empty.backup(file)
        return Once.made


@pytest.fixture
def tables_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "MigrationExecutor", Once)


def drilled(target: Path, data: Path, key: Path) -> Restored:
    """Restore a backup into a new folder and compare all of it, as `backup verify` does.

    It is done in this process: a program that starts takes longer than what it then does.
    """
    embedded = read_environment(variables(data, "")).database_settings()
    with override_settings(TRIGPOINT_DATA=data), connected(embedded):
        return restore(target, key_path=key, passphrase_path=None)


@pytest.mark.slow
@pytest.mark.req("PLATFORM-5", via="cli")
@pytest.mark.usefixtures("tables_made_once")
def test_backups_under_load_come_back_whole(installed: Installation, tmp_path: Path):
    done = threading.Event()
    writer = installed.nursery.start("tests.faults.children:write_on", first=1)
    worker = installed.nursery.start("tests.faults.children:worker")
    targets = [tmp_path / f"{number}.tar" for number in range(BACKUPS)]
    for target in targets:
        job = defer(
            "trigpoint.jobs.backup.make.make", organisation=None, arguments={"target": str(target)}
        )
        while Job.objects.get(pk=job.pk).state != Job.State.DONE:
            assert not done.wait(0.02)
    kill(writer)
    kill(worker)
    verified = trigpoint(installed, "backup", "verify", str(targets[0]))["verified"]
    key = installed.data / "secret_key"
    drills = [drilled(target, tmp_path / target.stem, key) for target in targets]
    assert asdict(drills[0]) == verified
    rows = [drill.rows for drill in drills]
    assert rows == sorted(set(rows))
    writing.assert_whole()


def bring_in(data: Path) -> None:
    """Let tickets be there, as landed and as published, and a file that came in."""
    with Warehouse.open(data / "warehouse.duckdb") as warehouse:
        warehouse.land("desk", desk(7, 20), batch="one", landed_at=1)
        warehouse.publish(data / "facts")
    (data / "files" / "evidence").mkdir(parents=True)
    (data / "files" / "evidence" / "survey.csv").write_text("asked,answered\n18,11\n")


def kept(data: Path) -> dict[str, object]:
    """Return every row of the warehouse, and every file beside it byte for byte."""
    with Warehouse.open(data / "warehouse.duckdb") as warehouse:
        rows = {
            name: sorted(warehouse._db.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in (*FACTS, "batch")
        }
    files = [path for folder in ("facts", "files") for path in (data / folder).rglob("*")]
    return rows | {str(f.relative_to(data)): f.read_bytes() for f in files if f.is_file()}


class Killed(BaseException):
    """Stands for a kill, after which nobody clears anything."""


def cut_off_at_the_end(target: Path, data: Path, key: Path, patched: pytest.MonkeyPatch) -> None:
    """Restore a backup up to its last act, and leave all of it as a kill does."""

    def die(*_given: object) -> None:
        raise Killed

    with patched.context() as patch:
        patch.setattr(cut_off, "take_away", die)
        with pytest.raises(Killed):
            drilled(target, data, key)
    (data / ".restore-unpacked").mkdir()
    assert {"facts", "files", "secret_key", "warehouse.duckdb"} <= {p.name for p in data.iterdir()}


@pytest.mark.req("PLATFORM-5", via="cli")
@pytest.mark.usefixtures("tables_made_once")
def test_tickets_their_facts_and_files_come_back_with_the_tables_also_after_a_kill(
    installed: Installation,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
):
    bring_in(installed.data)
    before = kept(installed.data)
    folder = tmp_path_factory.mktemp("kept")
    target = folder / "all.tar"
    assert trigpoint(installed, "backup", str(target))["backup"]["key"] == "left out"
    secret = installed.data / "secret_key"
    cut_off_at_the_end(target, folder / "data", secret, monkeypatch)
    drilled(target, folder / "data", secret)
    with pytest.raises(ServiceError, match="There is data"):
        drilled(target, folder / "data", secret)
    assert kept(folder / "data") == before
    assert before["ticket"]
    assert "files/evidence/survey.csv" in before


def spoiled(target: Path) -> Path:
    """Return a copy of a backup of which one table is to have been another one."""
    copied = target.with_name("spoiled.tar")
    with tarfile.open(target) as whole, tarfile.open(copied, "w") as other:
        for entry in whole:
            content = whole.extractfile(entry).read()
            if entry.name == MANIFEST:
                said = json.loads(content)
                said["tables"]["store.version"][0] = "0" * 64
                content = json.dumps(said).encode()
                entry.size = len(content)
            other.addfile(entry, io.BytesIO(content))
    return copied


def refused_without_a_trace(target: Path, place: Installation, phrase: Path) -> None:
    """Restore what does not come back as it was, and look at what that left behind."""
    limits: set[str] = set()

    def look(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        if context["connection"].vendor == "postgresql" and sql.startswith(("CREATE T", "INSERT")):
            line = context["connection"].connection
            limits.add(line.execute("SHOW statement_timeout").fetchone()[0])
        return execute(sql, params, many, context)

    chosen = read_environment(place.variables).database_settings()
    with override_settings(TRIGPOINT_DATA=place.data), connected(chosen):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("CREATE FUNCTION theirs() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        with (
            connection.execute_wrapper(look),
            pytest.raises(ServiceError, match="come back as it was"),
        ):
            restore(target, key_path=None, passphrase_path=phrase)
        assert connection.introspection.table_names() == []
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("DROP FUNCTION theirs()")
        assert limits <= {"0"}, "half of a long statement is worse than a long one"
    left = {path.name for path in place.data.iterdir() if not path.match("trigpoint.sqlite3*")}
    assert left == {"secret_key.lock"}


def killed_at_work(target: Path, place: Installation, phrase: Path) -> None:
    """Kill the program while it makes the tables; what it leaves does not start."""
    line = [sys.executable, "-m", "trigpoint.cli.main", "restore", target, "--passphrase-file"]
    with subprocess.Popen([*line, phrase], env={**os.environ, **place.variables}) as process:
        with connected(read_environment(place.variables).database_settings()):
            while "store_organisation" not in connection.introspection.table_names():
                assert process.poll() is None
                time.sleep(0.02)
        process.kill()
    with override_settings(TRIGPOINT_DATA=place.data):
        assert [finding.key for finding in dangers()] == ["restore"]


def as_it_was(target: Path, last: str) -> None:
    """Write a backup of this installation as a program did that knew no later migration."""
    loader = MigrationExecutor(connection).loader
    leaves = [node for node in loader.graph.leaf_nodes() if node[0] != "store"]
    then = sorted([*leaves, ("store", last)])
    apps = loader.project_state(then).apps
    known = [[*node] for node in then]
    made = Manifest(FORMAT, "0.0", "2026-01-01", "sqlite", known, key.fingerprint(keys_in_use()))
    writer = Writer(target, made)
    for model in tables.kept(apps):
        label = model._meta.label_lower
        path = target.with_name(label)
        made.tables[label] = [*tables.write(model, path)]
        writer.add(f"tables/{label}.jsonl.gz", path)
    made.heads = heads()
    writer.finish()


@pytest.mark.req("PLATFORM-5", via="core")
def test_a_backup_of_an_older_version_is_restored_and_brought_forward(install: Any, tmp_path: Path):
    target = tmp_path / "old.tar"
    with install("sqlite", tmp_path / "then") as old:
        for number in range(3):
            writing.write(number)
        as_it_was(target, "0006_proposed_kpis")
        data = tmp_path / "now"
        embedded = read_environment(variables(data, "")).database_settings()
        with override_settings(TRIGPOINT_DATA=data), connected(embedded):
            restored = restore(target, key_path=old.data / "secret_key", passphrase_path=None)
            assert restored.histories == 1
            assert writing.written() == set(range(3))
            assert not Pattern.objects.filter(first_seen_at__isnull=False).exists()
            writing.write(3)
            writing.assert_whole()


@pytest.mark.req("PLATFORM-1", via="cli")
def test_a_backup_is_restored_into_the_other_database(
    installed: Installation, server: str, tmp_path_factory: pytest.TempPathFactory
):
    for number in range(5):
        writing.write(number)
    folder = tmp_path_factory.mktemp("moved")
    target, phrase = folder / "all.tar", folder / "phrase"
    phrase.write_text("correct horse\nand nothing else", encoding="utf-8")
    sealed = ("--passphrase-file", str(phrase))
    assert trigpoint(installed, "backup", str(target), *sealed)["backup"]["key"] == "sealed"
    embedded = not installed.variables["TRIGPOINT_DATABASE"]
    other = fresh_database(server, f"t{uuid.uuid4().hex[:12]}") if embedded else ""
    given = variables(folder / "data", other)
    moved = Installation(folder / "data", given, installed.nursery)
    refused_without_a_trace(spoiled(target), moved, phrase)
    killed_at_work(target, moved, phrase)
    assert trigpoint(moved, "restore", str(target), *sealed)["restored"]["histories"] == 1
    assert not [*moved.data.glob(".rest*")]
    with connected(read_environment(given).database_settings()):
        assert writing.written() == set(range(5))
        writing.write(5)
        writing.assert_whole()
