"""Everything dangerous is found, with its cure, before the program starts."""

import shutil
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from tests.cast import Cast
from tests.services import plan
from trigpoint.config.environment import ConfigurationError, read_environment
from trigpoint.connectors.sync.entering import enter
from trigpoint.jobs import doctor
from trigpoint.jobs.doctor import dangers, worries
from trigpoint.jobs.install import make_folder, make_key, prepare
from trigpoint.services.goals import goals
from trigpoint.services.work import defer
from trigpoint.store.models import (
    ChainHead,
    Connection,
    Contribution,
    Job,
    Membership,
    OutboxMessage,
    SyncRun,
    User,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path, settings: LazySettings):
    """A folder of data as `trigpoint init` makes it, with the key of the cast's history."""
    folder = tmp_path / "data"
    settings.TRIGPOINT_DATA = folder
    kept = settings.SECRET_KEY
    make_folder(folder)
    make_key(folder / "secret_key")
    (folder / "secret_key").write_text(kept, encoding="ascii")
    settings.SECRET_KEY, settings.TRIGPOINT_FORMER_KEYS = kept, []
    return folder


def found() -> dict[str, str]:
    """Findings by name, leaving out how the tests' own database is kept."""
    serious = [finding for finding in dangers() if finding.key != "sqlite-journal_mode"]
    return {finding.key: str(finding.cure) for finding in serious or worries()}


def test_nothing_is_wrong_with_what_init_makes(data):
    assert found() == {}


def test_a_missing_folder_and_key_are_both_named(tmp_path, settings):
    settings.TRIGPOINT_DATA = tmp_path / "nothing"
    assert set(found()) == {"folder", "key"}
    assert all("trigpoint init" in cure for cure in found().values())


def test_a_key_that_others_may_read_is_dangerous(data):
    (data / "secret_key").chmod(0o640)
    assert "chmod 600" in found()["key-mode"]
    assert dangers()


@pytest.mark.parametrize("mode", [0o777, 0o755, 0o711])
def test_a_folder_that_everybody_may_reach_is_dangerous(data, mode: int):
    data.chmod(mode)
    assert "chmod 700" in found()["folder-mode"]


@pytest.mark.parametrize("name", ["trigpoint.sqlite3", "trigpoint.sqlite3-wal", "warehouse.duckdb"])
def test_a_database_that_everybody_may_read_is_dangerous(data, name: str):
    (data / name).touch(0o604)
    (data / name).chmod(0o604)
    assert f"chmod 600 {data / name}" in found()["database-mode"]


def test_what_a_group_may_reach_is_a_worry_and_no_danger(data):
    (data / "trigpoint.sqlite3").touch(0o600)
    for path, mode in ((data, 0o770), (data / "trigpoint.sqlite3", 0o640)):
        path.chmod(mode)
        assert set(found()) == {"group-mode"}
        assert str(path) in found()["group-mode"]
        path.chmod(mode & 0o700)


def test_a_log_that_goes_away_meanwhile_and_what_a_warehouse_lays_aside_are_no_databases(data):
    (data / "warehouse.duckdb.wal").symlink_to(data / "gone")
    (data / "warehouse.duckdb.tmp").mkdir(mode=0o755)
    assert found() == {}
    prepare(lambda _step: None)
    assert (data / "warehouse.duckdb.tmp").stat().st_mode & 0o700 == 0o700, "a folder to write in"


def test_a_short_key_is_dangerous(data, settings):
    settings.SECRET_KEY = "secret"
    assert "trigpoint rekey" in found()["key-short"], "init would destroy what it sealed"


def test_an_empty_key_is_dangerous(data):
    (data / "secret_key").write_text("", encoding="ascii")
    assert "your copy" in found()["key-empty"]


@pytest.mark.parametrize("host", ["goals.example.org", "192.168.1.5", "0.0.0.0"])
def test_passwords_never_travel_readable_to_another_machine(data, settings, host: str):
    settings.TRIGPOINT_ADDRESS = f"http://{host}:8000"
    assert "https://" in found()["address"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_this_machine_alone_needs_no_https(data, settings, host: str):
    settings.TRIGPOINT_ADDRESS = f"http://{host}:8000"
    assert found() == {}


@pytest.mark.parametrize("hosts", [["goals.example.org"], ["localhost", ".example.org"]])
def test_a_host_that_others_reach_needs_https_whatever_the_address_says(data, settings, hosts):
    settings.TRIGPOINT_HOSTS = hosts
    assert "TRIGPOINT_HOSTS" in found()["address"]
    settings.DEBUG = True
    assert set(found()) == {"address", "debug"}
    settings.TRIGPOINT_ADDRESS = "https://goals.example.org"
    assert set(found()) == {"debug"}


@pytest.mark.parametrize("listening", ["0.0.0.0", "::", "192.168.1.5", "goals.example.org"])
def test_where_others_listen_in_needs_https_and_no_debugging(data, settings, listening: str):
    assert "address" in {finding.key for finding in dangers(listening)}
    settings.TRIGPOINT_ADDRESS = "https://goals.example.org"
    assert {finding.key for finding in dangers(listening)} <= {"sqlite-journal_mode"}
    settings.DEBUG = True
    assert {finding.key for finding in dangers(listening)} == {"debug"}


@pytest.mark.parametrize("listening", ["127.0.0.1", "::1", "localhost"])
def test_listening_on_this_machine_alone_needs_nothing(data, settings, listening: str):
    settings.DEBUG = True
    assert {finding.key for finding in dangers(listening)} <= {"sqlite-journal_mode"}


def test_debugging_is_dangerous_where_others_reach_it(data, settings):
    settings.DEBUG = True
    settings.TRIGPOINT_ADDRESS = "https://goals.example.org"
    assert "TRIGPOINT_DEBUG" in found()["debug"]


def test_a_database_behind_the_program_is_dangerous(data):
    MigrationRecorder(connection).migration_qs.filter(app="store").delete()
    assert "trigpoint init" in found()["migrations"]
    assert dangers()


def test_a_history_without_its_signed_end_is_dangerous(data, cast: Cast):
    ChainHead.objects.filter(organisation=cast.organisation).delete()
    assert "restore the last good backup" in found()["history-end"]
    assert dangers()


def test_work_that_waits_without_a_worker_is_a_worry_and_no_danger(data):
    defer("a.b", organisation=None, arguments={})
    assert "trigpoint serve" in found()["worker"]


def test_work_that_was_laid_aside_is_a_worry(data):
    defer("a.b", organisation=None, arguments={})
    Job.objects.update(state=Job.State.DEAD, finished_at=timezone.now())
    assert set(found()) == {"jobs"}


def test_a_message_that_fails_again_and_again_is_a_worry_until_it_goes_out(data, cast: Cast):
    goals.edit(cast.tuan, plan.write(cast).team, 1, {"title": "Another title"}, reason="so")
    message = OutboxMessage.objects.filter(topic="goal.changed")
    message.update(attempts=7)
    assert set(found()) == set()
    message.update(attempts=8, last_error="The other side is down.")
    assert "Settings, Jobs" in found()["outbox"]
    message.update(delivered_at=timezone.now())
    assert set(found()) == set()


def test_a_disk_that_is_nearly_full_is_a_worry_and_no_danger(data, monkeypatch):
    monkeypatch.setattr(doctor, "SPACE", shutil.disk_usage(data).total + 1)
    assert dangers() == [] or {each.key for each in dangers()} == {"sqlite-journal_mode"}
    assert "Make room" in found()["space"]


def test_a_help_desk_that_was_not_read_for_a_day_is_a_worry_unless_it_rests(data, cast: Cast):
    said = {"address": "https://rt.example.org", "secret": "x"}
    desk = Connection.objects.get(public_id=enter(cast.dara, "request_tracker", "rt", "", said))
    now = timezone.now()
    runs = {"organisation": desk.organisation, "connection": desk}
    for hours in (30, 2):
        at = now - timedelta(hours=hours)
        SyncRun.objects.create(**runs, state="failed", created_at=at, finished_at=at)
        assert set(found()) == {"help-desks"}
    SyncRun.objects.create(**runs, state="done", created_at=now, finished_at=now)
    assert found() == {}
    SyncRun.objects.filter(state="done").update(finished_at=now - timedelta(hours=30))
    Connection.objects.update(paused=True)
    assert found() == {}


def test_further_names_of_a_host_stand_beside_that_of_its_address():
    address = {"TRIGPOINT_ADDRESS": "https://goals.example.org"}
    hosts = read_environment({**address, "TRIGPOINT_HOSTS": "goals.example, goals"}).hosts
    assert hosts == ("goals.example.org", "localhost", "goals.example", "goals")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRIGPOINT_HOSTS", "*"),
        ("TRIGPOINT_DATABASE", "mysql://somewhere/db"),
        ("TRIGPOINT_ADDRESS", "goals"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str):
    with pytest.raises(ConfigurationError, match=name):
        read_environment({name: value}).database_settings()


def test_what_takes_the_pages_away_is_named_with_its_goal(data, cast: Cast):
    made = plan.write(cast)
    Contribution.objects.filter(child__public_id=made.team).update(weight=2e6)
    assert "by the API" in found()["goals"]
    [said] = [str(f.what) for f in worries() if f.key == "goals"]
    assert said == (
        "No page of Northwind Care opens. “Right person, first touch”: "
        "A weight is a number above 0, a million at most."
    )


@pytest.mark.req("PEOPLE-1", via="cli")
def test_an_administrator_who_has_left_is_a_worry_until_the_rights_are_taken_away(data, cast: Cast):
    assert "administrator" not in found()
    user = User.objects.get(person__name="Tuan Nguyen")
    User.objects.filter(pk=user.pk).update(role="administrator")
    ended = timezone.now().date() - timedelta(days=3)
    places = Membership.objects.filter(person=user.person, retired=False)
    places.update(valid_from=ended - timedelta(days=90), valid_to=ended)
    [said] = [str(f.what) for f in worries() if f.key == "administrator"]
    assert f"{user.email} left on" in said
    User.objects.filter(pk=user.pk).update(role="member")
    assert "administrator" not in found()


def test_a_place_that_ends_before_it_begins_is_named_with_the_person(data, cast: Cast):
    before = timezone.now().date() - timedelta(days=5000)
    Membership.objects.filter(person__name="Bea Lund").update(valid_to=before)
    [said] = [str(f.what) for f in worries() if f.key == "goals"]
    assert "“Bea Lund”: The end," in said
