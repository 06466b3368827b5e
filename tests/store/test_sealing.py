import pytest
from django.test import override_settings

from trigpoint.store.sealing import Unreadable, seal, unseal


def test_a_sealed_secret_opens_for_its_own_row_alone():
    sealed = seal("s3cret", "connection 1 token")
    assert unseal(sealed, "connection 1 token") == "s3cret"
    for row in ("connection 2 token", "connection 1 password", ""):
        with pytest.raises(Unreadable):
            unseal(sealed, row)


def test_the_same_secret_never_looks_the_same_and_nothing_of_it_shows():
    one, two = seal("s3cret", "row"), seal("s3cret", "row")
    assert one != two
    assert b"s3cret" not in one


def test_another_installation_and_a_changed_byte_open_nothing():
    sealed = seal("s3cret", "row")
    with override_settings(SECRET_KEY="another"), pytest.raises(Unreadable):
        unseal(sealed, "row")
    for n in range(len(sealed)):
        broken = bytearray(sealed)
        broken[n] ^= 1
        with pytest.raises(Unreadable):
            unseal(bytes(broken), "row")
