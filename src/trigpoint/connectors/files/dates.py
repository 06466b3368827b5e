"""Cells to integer seconds since 1970 UTC, fast enough for millions of rows.

A stamp is cut into its day and its time of day. Both repeat, so both are remembered: a day with
its midnight and its offset from UTC, a time with its seconds. Only days on which the zone's clock
changes are worked out stamp by stamp.

Of the hour that a clock repeats in autumn the first is taken, and of the hour that it leaves out
in spring the time that the clock would have shown (PEP 495, fold=0).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trigpoint.connectors.files.problems import Bad, Code
from trigpoint.core.text import Text, _

DAY = 86_400
EPOCH = date(1970, 1, 1).toordinal()
LATEST = int(datetime(2201, 1, 1, tzinfo=UTC).timestamp())
REMEMBERED = 40_000
TIME_CODES = ("%H", "%I", "%M", "%S", "%f", "%p")
CODES = frozenset("dmyYHIMSfpzbBaAj")

Moment = str | date | datetime
"""A cell that may be a time: text, or what a typed file holds."""


class Remembered(dict[str, int]):
    """A dictionary that works out what it lacks and forgets all when it grows too large."""

    def __init__(self, work_out: Callable[[str], int]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: str) -> int:
        if len(self) > REMEMBERED:
            self.clear()
        result = self[key] = self._work_out(key)
        return result


def format_problem(text: str) -> Text | None:
    """Return what is wrong with a date format, or None."""
    if text in {"iso", "epoch", "epoch_ms"}:
        return None
    codes = set(text.replace("%%", "").split("%")[1:])
    letters = {code[:1] for code in codes}
    if not letters:
        return _("“{format}” is no date format.", format=text)
    unknown = letters - CODES
    if unknown:
        return _("“%{code}” is no code of a date format.", code=min(unknown))
    if not letters & {"y", "Y"} or not (
        (letters & {"d"} and letters & {"m", "b", "B"}) or "j" in letters
    ):
        return _("“{format}” lacks the day, the month or the year.", format=text)
    return None


class Zone:
    """Local days and times of one IANA zone to UTC seconds."""

    def __init__(self, name: str) -> None:
        self._zone = ZoneInfo(name)
        self._offsets: dict[int, int | None] = {}

    def seconds(self, day: int, clock: int) -> int:
        """Return UTC seconds of `clock` seconds into local day `day` (days since 1970)."""
        try:
            offset = self._offsets[day]
        except KeyError:
            offset = self._offsets[day] = self._offset(day)
        if offset is None:
            return self.slow(_midnight(day) + timedelta(seconds=clock))
        return day * DAY + clock - offset

    def slow(self, local: datetime) -> int:
        """Return UTC seconds of a local time, whatever its day."""
        return int(local.replace(tzinfo=self._zone).timestamp())

    def _offset(self, day: int) -> int | None:
        """Return the offset of the whole day in seconds, or None where the clock changes in it."""
        start = _midnight(day).replace(tzinfo=self._zone)
        offsets = {(start + timedelta(hours=hours)).utcoffset() for hours in (0, 6, 12, 18, 24)}
        first = offsets.pop()
        return None if offsets or first is None else int(first.total_seconds())


def _midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day + EPOCH), time())


def _days(day: date) -> int:
    return day.toordinal() - EPOCH


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a format's text divides into day and time: the sign between, and words of the time."""

    day: str
    sign: str
    time: str

    def divide(self, text: str) -> tuple[str, str]:
        """Return the day's and the time's part of a stamp. Raises ValueError."""
        words = self.time.count(" ") + 1 if self.sign == " " else 1
        day, *rest = text.rsplit(self.sign, words)
        if len(rest) != words:
            raise ValueError(text)
        return day, " ".join(rest)


def _cut(pattern: str) -> Cut | None:
    """Return where a format divides, or None where it does not in a plain way."""
    starts = [pattern.find(code) for code in ("%H", "%I") if code in pattern]
    if not starts or "%z" in pattern:
        return None
    start = min(starts)
    day, sign, rest = pattern[: start - 1], pattern[start - 1 : start], pattern[start:]
    in_day = any(code in day for code in TIME_CODES)
    in_time = any(f"%{code}" in rest for code in "dmyYbBaAj")
    if sign not in {" ", "T"} or in_day or in_time:
        return None
    return Cut(day, sign, rest)


def _clock(moment: time | datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def by_pattern(pattern: str, zone: Zone) -> Callable[[str], int]:
    """Return the reader of one `strptime` format; it raises ValueError."""
    cut = _cut(pattern)
    if cut is None:

        def whole(text: str) -> int:
            moment = datetime.strptime(text, pattern)  # noqa: DTZ007  the zone follows
            return int(moment.timestamp()) if moment.tzinfo else zone.slow(moment)

        return whole
    days = Remembered(lambda text: _days(datetime.strptime(text, cut.day).date()))  # noqa: DTZ007 - a day has no zone
    clocks = Remembered(lambda text: _clock(datetime.strptime(text, cut.time)))  # noqa: DTZ007 - a clock has no zone

    def parts(text: str) -> int:
        day, clock = cut.divide(text)
        return zone.seconds(days[day], clocks[clock])

    return parts


def iso(zone: Zone) -> Callable[[str], int]:
    """Return the reader of ISO 8601, with or without time, fraction and offset."""
    days = Remembered(lambda text: _days(date.fromisoformat(text)))
    clocks = Remembered(lambda text: _clock(time.fromisoformat(text)))

    def read(text: str) -> int:
        if len(text) in {16, 19} and text[10] in " T":
            return zone.seconds(days[text[:10]], clocks[text[11:]])
        if text.isdigit() and len(text) != 8:
            raise ValueError(text)
        moment = datetime.fromisoformat(text.removesuffix(" UTC") + "Z" * text.endswith(" UTC"))
        return int(moment.timestamp()) if moment.tzinfo else zone.slow(moment)

    return read


def _epoch(unit: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        whole, _dot, fraction = text.partition(".")
        if not whole.isascii() or not whole.isdigit() or (fraction and not fraction.isdigit()):
            raise ValueError(text)
        return int(whole[:20]) // unit

    return read


def readers(formats: tuple[str, ...], zone: Zone) -> tuple[Callable[[str], int], ...]:
    """Return a reader for each format, in their order."""
    made = {"iso": lambda: iso(zone), "epoch": lambda: _epoch(1), "epoch_ms": lambda: _epoch(1000)}
    return tuple(made[name]() if name in made else by_pattern(name, zone) for name in formats)


class Moments:
    """The converter of all time columns of one file: the first format that fits decides."""

    def __init__(self, formats: tuple[str, ...], zone: str) -> None:
        self._zone = Zone(zone)
        self._formats = formats
        self._readers = readers(formats, self._zone)

    def __call__(self, cell: Moment) -> int:
        """Return UTC seconds. Raises Bad."""
        seconds = self._text(cell) if isinstance(cell, str) else self._typed(cell)
        if not 0 <= seconds < LATEST:
            raise Bad(
                Code.DATE,
                _("This time lies before 1970 or after 2200."),
                _("If it stands for “never”, name it under “nulls” in the mapping."),
            )
        return seconds

    def _typed(self, cell: date | datetime) -> int:
        try:
            if not isinstance(cell, datetime):
                return self._zone.seconds(_days(cell), 0)
            return int(cell.timestamp()) if cell.tzinfo else self._zone.slow(cell)
        except (ValueError, OverflowError):
            return -1

    def _text(self, text: str) -> int:
        for read in self._readers:
            try:
                return read(text)
            except (ValueError, OverflowError, IndexError):
                continue
        raise Bad(
            Code.DATE,
            _("This is no time of the form {formats}.", formats=" / ".join(self._formats)),
            _("Correct it in the source, or add its form to “formats” in the mapping."),
        )
