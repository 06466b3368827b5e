"""Who was at a training: from a list, in which unknown people are named row by row."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access, lists
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.trainings import trainings
from trigpoint.store import visibility
from trigpoint.store.models import Attended, Person, Training

COLUMNS = ("email", "name", "day")
MOST_ROWS = 2000


@dataclass(frozen=True, slots=True)
class AttendanceProblem:
    """A row that was left out, counted as in the file (the heading is row 1), and the cure."""

    row: int
    who: str
    words: Text


@dataclass(frozen=True, slots=True)
class AttendanceTaken:
    """What became of a list: `added` are new, `known` were there already, the rest is named."""

    added: int
    known: int
    problems: tuple[AttendanceProblem, ...]


def take(actor: Actor, goal_id: str, training_id: str, text: str) -> AttendanceTaken:
    """Take a list in; rows that cannot be taken are named, and all others are.

    The list is CSV with a heading: `email` or `name`, and `day` (ISO) where it was not the
    training's first one. Taking the same list again adds nothing.

    Raises:
        Invalid: for a text that is no such list; nothing is taken.
    """
    training = trainings.find(actor, goal_id, training_id, Verb.CHANGE)
    found = lists.rows(text, COLUMNS, MOST_ROWS)
    if found and not any(row["email"] or row["name"] for _n, row in found):
        raise lists.refusal(_("The list names nobody. It needs a column email or name."))
    people = list(visibility.people(access.viewer_of(actor)))
    there = set(training.attended.filter(retired=False).values_list("person", flat=True))
    made: list[Attended] = []
    problems: list[AttendanceProblem] = []
    known = 0
    for number, row in found:
        who = row["email"] or row["name"]
        taken = one(actor, training, people, row)
        if isinstance(taken, Text):
            problems.append(AttendanceProblem(number, who, taken))
        elif taken.person_id in there:
            known += 1
        else:
            there.add(taken.person_id)
            made.append(taken)
    if made:
        with command(actor, "training.attendance") as journal:
            journal.create_many(made)
            journal.tell("goal.changed", goal=training.goal.public_id)
    return AttendanceTaken(len(made), known, tuple(problems))


def one(
    actor: Actor, training: Training, people: list[Person], row: dict[str, str]
) -> Attended | Text:
    """Return an attendance that is not saved yet, or why the row is left out and what cures it."""
    if not (row["email"] or row["name"]):
        return _("This row names nobody. Fill in email or name.")
    fits = matching(people, row)
    if not fits:
        return _("Nobody here is called that. Mend the row, or add the person under People first.")
    if len(fits) > 1:
        return _("Several people are called that. Give the e-mail address instead.")
    day = day_of(row["day"]) if row["day"] else training.starts
    if day is None:
        return _("This is no day. Write it as {example}.", example=training.starts.isoformat())
    if not training.starts <= day <= training.ends:
        return _("The training was not held on that day. Mend the day, or the training's days.")
    if day > actor.today:
        return _("That day lies ahead. Take the list when the day is over.")
    return Attended(organisation=actor.organisation, training=training, person=fits[0], day=day)


def matching(people: list[Person], row: dict[str, str]) -> list[Person]:
    """Return whom a row means: by address where it has one, else by name."""
    if row["email"]:
        return [p for p in people if p.email and p.email.casefold() == row["email"].casefold()]
    wanted = row["name"].casefold()
    return [p for p in people if wanted and p.name.casefold() == wanted]


def day_of(typed: str) -> datetime.date | None:
    """Return an ISO day, or None."""
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:
        return None
