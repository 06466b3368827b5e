"""`bench sync` on a small desk: reading again what is there changes nothing."""

import itertools

import pytest

from trigpoint.bench import sync


def test_reading_again_changes_nothing_and_is_counted():
    found = sync.read_again(200)
    assert (found.value, found.holds) == (0.0, True)
    assert "200 tickets" in found.how


def test_a_reading_that_changed_something_would_be_seen(monkeypatch: pytest.MonkeyPatch):
    honest, asked = sync._ticket, itertools.count()
    monkeypatch.setattr(sync, "_ticket", lambda number: honest(number + next(asked) // 20))
    assert sync.read_again(20).holds is False
