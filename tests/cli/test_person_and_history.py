"""A person's data and the history, from the terminal, in a real folder of data."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.access.canary import MAIL, WORD
from tests.cli.conftest import answer, call, environment
from tests.traces import said_in

PERCH = """
import django
django.setup()
from tests import cast
from tests.access.canary import perch, perch_in_tickets
cast.assemble()
perch(cast.call(), 500)
perch_in_tickets(cast.call())
"""
WORK = """
import datetime, django
django.setup()
from django.utils import timezone
from trigpoint.jobs.attempt import attempt
from trigpoint.jobs.claim import claim
from trigpoint.jobs.pace import Pace
soon = timezone.now() + datetime.timedelta(minutes=2)
while lease := claim("test", soon, Pace()):
    attempt(lease, Pace())
from tests.cast import call
from trigpoint.services.helpdesks.imports import facts_folder, warehouse_of
from trigpoint.store.models import Account, AccountTie, ImportRun
from trigpoint.tickets.facts import Facts
with Facts.open(facts_folder()) as facts:
    known = {row.account for row in facts.accounts()}
ties = AccountTie.objects.filter(account__source__key="files")
assert known == set(ties.values_list("account__external_id", flat=True)), known
assert known == {"77", ImportRun.objects.get().problems[0][0]}, known
with warehouse_of(call().organisation) as warehouse:
    [(holder,)] = warehouse._db.execute("SELECT DISTINCT account FROM ticket_event").fetchall()
assert holder.removeprefix("files/") in known, holder
"""


@pytest.fixture(scope="module")
def inhabited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with a person who is named in 500 places."""
    data = tmp_path_factory.mktemp("person") / "data"
    assert call(data, "init").returncode == 0
    run(data, PERCH)
    return data


def run(data: Path, script: str) -> None:
    """Run a script over a folder of data."""
    settings = {"DJANGO_SETTINGS_MODULE": "trigpoint.config.settings"}
    subprocess.run([sys.executable, "-c", script], env=environment(data, **settings), check=True)


def traces(data: Path) -> dict[str, int]:
    """Return how often the word is in each file of the folder."""
    words = [WORD.encode(), WORD.lower().encode()]
    counts = {
        path.name: sum(said_in(path).count(word) for word in words)
        for path in data.rglob("*")
        if path.is_file()
    }
    return {name: count for name, count in counts.items() if count}


@pytest.mark.slow
@pytest.mark.req("BEYOND-7", "PLATFORM-5", via="cli")
def test_a_person_is_handed_out_and_erased_from_every_file(inhabited: Path, tmp_path: Path):
    before = traces(inhabited)
    assert sum(before.values()) >= 500
    assert {"warehouse.duckdb", "account.parquet"} <= set(before)
    assert MAIL in str(answer(inhabited, "person", "export", MAIL))
    head = tmp_path / "head.json"
    head.write_text(call(inhabited, "history", "head").stdout, encoding="utf-8")
    done = answer(inhabited, "person", "erase", MAIL, "--yes")
    assert done["texts"]
    assert done["job"]
    left = set(traces(inhabited))
    assert {"warehouse.duckdb", "account.parquet"} <= left, "until the job has run"
    run(inhabited, WORK)
    assert traces(inhabited) == {}
    verdict = answer(inhabited, "history", "verify", "--head", str(head))
    assert verdict["holds"], verdict
    assert answer(inhabited, "person", "export", MAIL)["error"]


def test_a_head_that_is_none_is_refused(made: Path, tmp_path: Path):
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", encoding="utf-8")
    assert call(made, "history", "verify", "--head", str(wrong)).returncode == 1


@pytest.mark.req("PLATFORM-2", via="cli")
def test_somebody_who_cannot_get_in_is_let_in_again_from_the_terminal(inhabited: Path):
    found = answer(inhabited, "login", "list")
    assert "dara@northwind.example" in [one["email"] for one in found]
    said = ("login", "password", "dara@northwind.example", "--password")
    assert call(inhabited, *said, "password").returncode != 0
    assert answer(inhabited, *said, "a long and other sentence")["login"]
