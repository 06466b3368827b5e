"""What goes into a backup comes out of it, and what was damaged is found."""

import datetime

import pytest

from trigpoint.jobs.backup import key
from trigpoint.jobs.backup.archive import FORMAT, Manifest, Writer, unpack
from trigpoint.jobs.backup.tables import plain
from trigpoint.services.errors import ServiceError

PASSPHRASE = "correct horse"


def manifest() -> Manifest:
    return Manifest(FORMAT, "0", "2026-01-01", "sqlite", [], "")


@pytest.fixture
def archive(tmp_path):
    part = tmp_path / "part"
    part.write_bytes(b"content of the part" * 1000)
    writer = Writer(tmp_path / "backup.tar", manifest())
    writer.add("files/part", part)
    writer.finish()
    return tmp_path / "backup.tar"


def test_parts_come_out_as_they_went_in(archive, tmp_path):
    assert unpack(archive, tmp_path / "out").parts.keys() == {"files/part"}
    assert (tmp_path / "out/files/part").read_bytes() == (tmp_path / "part").read_bytes()


@pytest.mark.parametrize("place", [5000, 12_000, 19_000])
def test_a_byte_that_was_changed_is_found(archive, tmp_path, place: int):
    content = bytearray(archive.read_bytes())
    content[place] ^= 1
    archive.write_bytes(content)
    with pytest.raises(ServiceError):
        unpack(archive, tmp_path / "out")


def test_a_file_that_was_cut_off_is_found(archive, tmp_path):
    archive.write_bytes(archive.read_bytes()[:9000])
    with pytest.raises(ServiceError, match="no backup"):
        unpack(archive, tmp_path / "out")


def test_an_unfinished_backup_has_no_name(tmp_path):
    Writer(tmp_path / "backup.tar", manifest())
    assert not (tmp_path / "backup.tar").exists()


def test_a_sealed_key_opens_with_its_passphrase_alone():
    sealed = key.seal("the key", PASSPHRASE)
    assert b"the key" not in sealed
    assert key.unseal(sealed, PASSPHRASE) == "the key"
    assert key.unseal(sealed, "another") is None


def test_the_same_moment_is_written_alike_in_every_zone():
    east = datetime.timezone(datetime.timedelta(hours=7))
    moment = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    assert plain(moment) == plain(moment.astimezone(east))
