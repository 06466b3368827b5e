"""Numbers, durations and days in several languages."""

import datetime

import pytest
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from trigpoint.web import formats

LANGUAGES = ["en", "de", "fr", "ar", "he", "pt", "ja", "tr"]
NOON = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (59.6, "60 s"),
        (12 * 60, "12 min"),
        (97 * 60, "1 h 37 min"),
        (2 * 3600, "2 h"),
        (3599, "1 h"),
        (52 * 3600, "2 d 4 h"),
        (86400, "1 d"),
        (-97 * 60, "\u22121 h 37 min"),
    ],
)
def test_durations_have_their_two_largest_units(seconds: float, words: str) -> None:
    assert formats.duration(seconds).replace("\u00a0", " ") == words


@given(seconds=st.floats(0, 1e8))
def test_a_duration_is_never_far_from_its_words(seconds: float) -> None:
    sizes = {"d": 86400, "h": 3600, "min": 60, "s": 1}
    parts = formats.duration(seconds).replace(",", "").split("\u00a0")
    said = sum(int(n) * sizes[u] for n, u in zip(parts[::2], parts[1::2], strict=True))
    assert abs(said - seconds) <= max(30, 0.05 * seconds)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=30)
@given(fraction=st.floats(0, 1), digits=st.integers(0, 2))
def test_a_percentage_has_at_most_one_space(language: str, fraction: float, digits: int) -> None:
    with translation.override(language):
        words = formats.percent(fraction, digits)
    assert "%" in words or "٪" in words
    assert sum(letter.isspace() for letter in words) <= 1


def test_a_range_writes_the_percent_sign_once() -> None:
    assert formats.ends(0.63, 0.85, "share") == ("63", "85%")
    with translation.override("de"):
        low, high = formats.ends(0.63, 0.85, "share")
    assert (low, high.replace("\u00a0", " ")) == ("63", "85 %")
    with translation.override("tr"):
        assert formats.ends(0.63, 0.85, "share") == ("%63", "%85")


@pytest.mark.parametrize(
    ("width", "digits"), [(0.04, 2), (1.8, 1), (2.5, 1), (22, 0), (0.5, 1), (400, 0)]
)
def test_decimals_follow_the_likely_range(width: float, digits: int) -> None:
    assert formats.digits_for(width) == digits


@given(width=st.floats(1e-3, 1e6))
def test_the_last_decimal_is_finer_than_the_range(width: float) -> None:
    assert 10 ** -formats.digits_for(width) <= max(1, width / 4 * 1.001)


def test_a_mean_says_per_what_it_is() -> None:
    assert formats.value_words(0.62, "per ticket", 0.04) == "0.62 per ticket"


def test_moments_are_said_as_people_say_them() -> None:
    with timezone.override(datetime.UTC):
        assert formats.when(NOON.replace(hour=7, minute=40), NOON) == "today 07:40"
        assert formats.when(NOON - datetime.timedelta(days=1), NOON) == "yesterday 12:00"
        assert formats.when(NOON - datetime.timedelta(days=13), NOON) == "9 Nov 12:00"
        assert formats.when(NOON - datetime.timedelta(days=400), NOON) == "18 Oct 2025 12:00"


def test_days_name_their_year_once() -> None:
    first, last = datetime.date(2026, 7, 1), datetime.date(2026, 12, 31)
    assert formats.days(first, last) == "1 Jul to 31 Dec 2026"


def test_the_word_for_a_ticket_is_a_setting() -> None:
    token = formats.ticket_word.set("claim")
    try:
        assert formats.tickets(1) == "1 claim"
        assert formats.tickets(4812) == "4,812 claims"
    finally:
        formats.ticket_word.reset(token)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_writes_everything(language: str) -> None:
    with translation.override(language):
        for unit in ("share", "seconds", "per ticket", "tickets", "points"):
            assert formats.value_words(0.5, unit, 0.1)
            assert all(formats.ends(0.2, 0.8, unit))
        assert formats.days(datetime.date(2026, 1, 1), datetime.date(2026, 2, 1))
        assert formats.long_day(datetime.date(2026, 1, 1))


def test_a_german_day_ends_without_a_stop_of_its_own():
    with translation.override("de"):
        assert formats.day(datetime.date(2026, 12, 31), datetime.date(2026, 11, 1)) == "31. Dez"
        assert formats.day(datetime.date(2027, 11, 3), datetime.date(2026, 11, 1)) == "3. Nov 2027"
