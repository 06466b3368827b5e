"""A new secret key follows an old one, and nothing that the old one sealed is lost."""

from pathlib import Path

import pytest

from tests.cast import Cast
from tests.jobs.test_backup import manifest
from trigpoint.connectors.sync.entering import enter
from trigpoint.jobs.backup import key
from trigpoint.jobs.backup.restore import find_key, put_key
from trigpoint.jobs.doctor import worries
from trigpoint.jobs.install import key_file, keys_in_use, make_folder
from trigpoint.jobs.key_hold import held
from trigpoint.jobs.rekey import rekey
from trigpoint.services.errors import ServiceError
from trigpoint.services.helpdesks.connections import secrets_of
from trigpoint.services.history import trail
from trigpoint.store.models import Connection, Entry

pytestmark = pytest.mark.django_db
SAID = {"address": "https://rt.example.org", "secret": "of the desk"}


@pytest.fixture
def data(tmp_path, settings) -> Path:
    """A folder of data with the key that the cast's history was sealed with."""
    settings.TRIGPOINT_DATA = tmp_path / "data"
    settings.TRIGPOINT_FORMER_KEYS = []
    settings.SECRET_KEY = settings.SECRET_KEY
    make_folder(tmp_path / "data")
    key_file().touch(0o600)
    key_file().write_text(settings.SECRET_KEY, encoding="ascii")
    return tmp_path / "data"


@pytest.mark.req("PLATFORM-2", via="core")
def test_what_the_old_key_sealed_is_kept_and_opens_under_the_new_one(data, cast: Cast, settings):
    desk = Connection.objects.get(public_id=enter(cast.dara, "request_tracker", "rt", "", SAID))
    old = settings.SECRET_KEY
    assert rekey() == 1
    assert key_file().read_text().split() == [settings.SECRET_KEY, old]
    assert key_file().stat().st_mode & 0o777 == 0o600
    seals = Entry.objects.filter(organisation=cast.organisation).order_by("seq")
    assert [seals.first().seal[:2], seals.last().seal[:2]] == ["1:", "2:"]
    assert trail.of(cast.organisation).holds
    settings.TRIGPOINT_FORMER_KEYS = []
    assert secrets_of(desk)["secret"] == "of the desk", "sealed anew, not opened by the old one"


def test_a_key_that_was_renewed_twice_still_knows_the_first(data, cast: Cast):
    rekey()
    rekey()
    assert len(keys_in_use().split()) == 3
    assert trail.of(cast.organisation).holds


def test_another_key_in_the_place_is_named_and_renews_nothing(data, cast: Cast, settings):
    assert [found for found in worries() if found.key == "history-key"] == []
    settings.SECRET_KEY = "x" * 60
    found, *_others = [found for found in worries() if found.key == "history-key"]
    assert str(key_file()) in str(found.cure)
    before = key_file().read_text()
    with pytest.raises(ServiceError, match="another key"):
        rekey()
    assert key_file().read_text() == before


def test_a_key_is_not_renewed_under_whoever_goes_on_with_the_old_one(data):
    with held(), held(), pytest.raises(ServiceError, match="Stop Trigpoint"):
        rekey()


def test_whoever_had_read_the_old_key_takes_up_the_new_one(data, cast: Cast, settings):
    read = settings.SECRET_KEY
    rekey()
    settings.SECRET_KEY, settings.TRIGPOINT_FORMER_KEYS = read, []
    with held():
        assert keys_in_use().split() == key_file().read_text().split()
        assert keys_in_use().split()[1:] == [read]


def test_a_backup_from_before_is_restored_with_the_key_file_of_today(data, cast: Cast, tmp_path):
    then = manifest()
    then.key_fingerprint = key.fingerprint(keys_in_use())
    first = keys_in_use()
    rekey()
    newer = keys_in_use()
    assert find_key(then, tmp_path, None, None) == first
    put_key(first)
    assert key_file().read_text(encoding="ascii") == first
    beside = data / "secret_key.newer"
    assert beside.read_text(encoding="ascii") == newer, "it may be the only copy"
    assert beside.stat().st_mode & 0o077 == 0
