"""People from a CSV file: the whole file, or nothing of it."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.people import people
from trigpoint.services.people.people import PersonRow
from trigpoint.store.models import Membership, Person, Unit

COLUMNS = ("name", "email", "unit", "role", "share", "from", "to")
NEEDED = {"name", "unit", "from"}
MOST_BYTES = 4_000_000
ROLES = ", ".join(Membership.Role.values)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line does not fit, and what would help. `line` counts from 1, with the heading."""

    line: int
    column: str
    what: Text
    cure: Text


class Misfit(Exception):  # noqa: N818 - a state of the file
    """Lines do not fit, so nothing was brought in."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(str(problems[0].what))
        self.problems = problems


def bring(actor: Actor, data: bytes) -> list[str]:
    """Add the people of a CSV file in UTF-8; return their public ids in the file's order.

    The columns are `COLUMNS`, in any order; a share is above 0 and up to 1, days are ISO, `to` is
    the first day without the place.

    Raises:
        Misfit: with every line that does not fit; nobody is added then.
        Invalid: for what is no such file.
    """
    access.require(actor, Kind.PERSON, Verb.CREATE)
    reader = Reader(actor)
    rows = [reader.row(line, cells) for line, cells in lines(data)]
    if reader.problems:
        raise Misfit(tuple(reader.problems))
    return people.add_people(actor, rows)


def lines(data: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the lines below the heading with their numbers, empty ones left out."""
    if len(data) > MOST_BYTES:
        raise Invalid(
            {"file": _("The file is too large: {count} bytes at most.", count=MOST_BYTES)}
        )
    try:
        found = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        headings = [name.strip().lower() for name in found.fieldnames or ()]
        refuse_headings(headings)
        found.fieldnames = headings
        for cells in found:
            yield found.line_num, {k: v.strip() for k, v in cells.items() if k and v}
    except (UnicodeDecodeError, csv.Error) as error:
        raise Invalid({"file": _("The file is no CSV in UTF-8.")}) from error


def refuse_headings(headings: list[str]) -> None:
    """Raise `Invalid` for a heading that is missing, unknown or there twice."""
    missing = sorted(NEEDED - set(headings))
    if missing:
        raise Invalid({"file": _("The column {name} is missing.", name=missing[0])})
    odd = [name for name in headings if name not in COLUMNS or headings.count(name) > 1]
    if odd:
        known = ", ".join(COLUMNS)
        why = _("The column {name} does not fit. Each once: {known}.", name=odd[0], known=known)
        raise Invalid({"file": why})


class Reader:
    """Reads lines into rows and gathers what does not fit."""

    def __init__(self, actor: Actor) -> None:
        self.problems: list[Problem] = []
        home = actor.organisation
        self.units = set(
            Unit.objects.filter(organisation=home, retired=False).values_list("name", flat=True)
        )
        known = Person.objects.filter(organisation=home, retired=False)
        self.mails = set(known.exclude(email="").values_list("email", flat=True))

    def row(self, line: int, cells: Mapping[str, str]) -> PersonRow:
        """Return one line as a person to add; what does not fit is noted."""

        def wrong(column: str, what: Text, cure: Text) -> None:
            self.problems.append(Problem(line, column, what, cure))

        name, unit, mail = cells.get("name", ""), cells.get("unit", ""), cells.get("email", "")
        if not name:
            wrong("name", _("There is no name."), _("Write what the person is called."))
        if unit not in self.units:
            what = _("There is no unit called {name}.", name=unit)
            wrong("unit", what, _("Add the unit first, or mend the name."))
        if mail and mail.lower() in self.mails:
            what = _("{email} is somebody's already.", email=mail)
            wrong("email", what, _("Leave the line out, or mend the address."))
        self.mails.add(mail.lower())
        role = cells.get("role", Membership.Role.MEMBER.value)
        if role not in Membership.Role.values:
            what = _("There is no role called {role}.", role=role)
            wrong("role", what, _("Choose one of: {roles}.", roles=ROLES))
        start, end = self.day(line, "from", cells), self.day(line, "to", cells)
        if start is None and "from" not in cells:
            wrong("from", _("There is no first day."), _("Write it as 2026-04-30."))
        if start and end and end <= start:
            wrong("to", _("It ends before it begins."), _("Write a day after the first."))
        return PersonRow(
            name=name,
            unit=unit,
            email=mail,
            role=role,
            share=self.share(line, cells.get("share", "1")),
            valid_from=start or datetime.date.min,
            valid_to=end,
        )

    def day(self, line: int, column: str, cells: Mapping[str, str]) -> datetime.date | None:
        """Return the day of a cell, or None where it is empty or does not fit."""
        if column not in cells:
            return None
        try:
            return datetime.date.fromisoformat(cells[column])
        except ValueError:
            what = _("{text} is no day.", text=cells[column])
            self.problems.append(Problem(line, column, what, _("Write it as 2026-04-30.")))
            return None

    def share(self, line: int, text: str) -> float:
        """Return the share of a cell; one that does not fit is noted."""
        try:
            found = float(text)
        except ValueError:
            found = 0.0
        if not 0 < found <= 1:
            what = _("{text} is no share.", text=text)
            self.problems.append(Problem(line, "share", what, _("Write it above 0 and up to 1.")))
        return found
