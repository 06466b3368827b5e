"""Opening hours from a YAML file: schedules, and which queue works by which since when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, available_timezones

from trigpoint.connectors.files.problems import did_you_mean
from trigpoint.connectors.files.yamlreader import TreeReader
from trigpoint.connectors.files.yamltree import MappingError, Tree, parse
from trigpoint.core.text import _
from trigpoint.tickets.records import Opening, QueueHours, Schedule

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY_OTHER = "*"
"""Stands for all queues that the file does not name."""
NONE = "none"
"""Stands for no schedule: no working hours are known."""
_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-4]):([0-5]\d)")

Hours = Schedule | QueueHours


def load_schedules(text: str, seen_at: int) -> list[Hours]:
    """Return the records of a file of opening hours, as read at `seen_at`.

    Raises:
        MappingError: with everything that is wrong with it, by line.
    """
    reader = _Reader(seen_at)
    found = list(reader.hours(parse(text)))
    if reader.problems:
        raise MappingError(reader.problems)
    return found


class _Reader(TreeReader):
    """Reads the two sections of the file."""

    def __init__(self, seen_at: int) -> None:
        super().__init__()
        self._seen_at = seen_at
        self._zones: dict[str, ZoneInfo] = {}

    def hours(self, tree: Tree) -> Iterator[Hours]:
        sections = self.names(tree, ("schedules", "queues"))
        for name in ("schedules", "queues"):
            if name not in sections:
                what = _("The file does not say “{name}”.", name=name)
                self.complain(tree, what, _("Add it as a section of its own."))
        for key, node in self.names(sections.get("schedules")).items():
            yield self.schedule(key, node)
        for queue, node in self.names(sections.get("queues")).items():
            yield from self.queue(queue, node)

    def schedule(self, key: str, tree: Tree) -> Schedule:
        parts = self.names(tree, ("name", "zone", "openings", "holidays"))
        zone = self.zone(tree, parts.get("zone"))
        self._zones[key] = ZoneInfo(zone)
        holidays = self.items(parts.get("holidays"))
        return Schedule(
            schedule=key,
            name=self.word(parts["name"]) if "name" in parts else key,
            zone=zone,
            openings=tuple(self.openings(parts.get("openings"))),
            seen_at=self._seen_at,
            holidays=tuple(day.isoformat() for item in holidays if (day := self.day(item))),
        )

    def zone(self, tree: Tree, node: Tree | None) -> str:
        if node is None:
            what = _("The schedule does not say in which time zone it is.")
            self.complain(tree, what, _("Add “zone:” with a name such as Europe/Lisbon."))
            return "UTC"
        zone, known = self.word(node), available_timezones()
        if zone not in known:
            what = _("There is no time zone called {zone}.", zone=zone)
            self.complain(node, what, did_you_mean(zone, known))
            return "UTC"
        return zone

    def openings(self, tree: Tree | None) -> Iterator[Opening]:
        for name, node in self.names(tree, DAYS).items():
            for item in self.items(node):
                found = self.opening(DAYS.index(name), item)
                if found is not None:
                    yield found

    def opening(self, weekday: int, tree: Tree) -> Opening | None:
        """Return one span of a weekday: its hours, or hours with the days they hold between."""
        if not isinstance(tree.content, dict):
            return self.span(weekday, tree, None, None)
        parts = self.names(tree, ("hours", "from", "to"))
        if "hours" not in parts:
            what = _("These opening hours have no hours.")
            self.complain(tree, what, _("Write “hours: 09:00-17:00”."))
            return None
        first, last = (self.day(parts[name]) if name in parts else None for name in ("from", "to"))
        return self.span(weekday, parts["hours"], first, last)

    def span(
        self, weekday: int, tree: Tree, first: datetime.date | None, last: datetime.date | None
    ) -> Opening | None:
        fits = _HOURS.fullmatch(self.word(tree))
        if fits:
            hours, minutes, until, until_minutes = map(int, fits.groups())
            opens, closes = hours * 3600 + minutes * 60, until * 3600 + until_minutes * 60
            if opens < closes <= 86_400:
                return Opening(
                    weekday=weekday,
                    opens=opens,
                    closes=closes,
                    first=first.isoformat() if first else None,
                    last=last.isoformat() if last else None,
                )
        what = _("These are no opening hours.")
        self.complain(tree, what, _("Write them as in 09:00-17:00, up to 24:00 at most."))
        return None

    def queue(self, name: str, tree: Tree) -> Iterator[QueueHours]:
        """Yield by which schedule a queue works: one word, or one for each day of a change."""
        queue = None if name == EVERY_OTHER else name
        if not isinstance(tree.content, dict):
            yield QueueHours(queue=queue, schedule=self.known(tree), since=0)
            return
        for stamp, node in tree.content.items():
            day, schedule = self.date(stamp, node), self.known(node)
            if day is not None:
                zone = self._zones.get(schedule or "", ZoneInfo("UTC"))
                start = datetime.datetime.combine(day, datetime.time(), zone)
                yield QueueHours(queue=queue, schedule=schedule, since=int(start.timestamp()))

    def known(self, tree: Tree) -> str | None:
        """Return the schedule named here; None where it says that there is none."""
        word = self.word(tree)
        if word not in {NONE, *self._zones}:
            what = _("The file has no schedule called “{name}”.", name=word)
            self.complain(tree, what, did_you_mean(word, [*self._zones, NONE]))
        return None if word == NONE else word

    def day(self, tree: Tree) -> datetime.date | None:
        return self.date(self.word(tree), tree)

    def date(self, word: str, tree: Tree) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(word)
        except ValueError:
            what = _("“{word}” is no day.", word=word)
            self.complain(tree, what, _("Write it as in 2026-12-25."))
            return None

    def items(self, tree: Tree | None) -> list[Tree]:
        """Return the items of a list; what is no list is its only item."""
        if tree is None:
            return []
        return tree.content if isinstance(tree.content, list) else [tree]
