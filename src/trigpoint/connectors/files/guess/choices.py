"""What a person decides about a guess: other columns, words, dates; the rest stays guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from trigpoint.connectors.files.guess.draft import ColumnGuess, Sure, WordGuess
from trigpoint.connectors.files.guess.looks import Look
from trigpoint.connectors.files.guess.roles import Taken
from trigpoint.connectors.files.mapping import Shape, Survey, role_of
from trigpoint.core.text import _
from trigpoint.tickets.beside import Doing
from trigpoint.tickets.records import Author, Category

CHOSEN = _("You chose it.")


@dataclass(frozen=True, slots=True)
class Choices:
    """What was decided; everything that is empty or not named here is guessed.

    `roles` has by column what it becomes, "" to leave it out; `statuses`, `fields`, `authors` and
    `doings` have by word of the file what it means, "" for nothing. `doing` is what every row
    counts as where no column says it.
    """

    shape: Shape | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    zone: str = ""
    statuses: Mapping[str, Category | None] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, Author | None] = field(default_factory=dict)
    doings: Mapping[str, Doing | None] = field(default_factory=dict)
    doing: Doing | None = None
    survey: Survey | None = None


def columns(
    guesses: tuple[ColumnGuess, ...], choices: Choices, shape: Shape
) -> Iterator[ColumnGuess]:
    """Yield the columns as chosen. What has no meaning in the shape stays as it was guessed."""
    for guess in guesses:
        role = choices.roles.get(guess.name, guess.role or "")
        unknown = role != "" and role_of(shape, role) is None
        if role == (guess.role or "") and guess.sure is Sure.CHOOSE and guess.name in choices.roles:
            yield replace(guess, sure=Sure.DROPPED, why=CHOSEN)
        elif unknown or role == (guess.role or ""):
            yield guess
        else:
            sure = Sure.SURE if role else Sure.DROPPED
            yield replace(guess, role=role or None, sure=sure, why=CHOSEN)


def taken(before: Taken, found: tuple[ColumnGuess, ...], looks: list[Look]) -> Taken:
    """Return the column of each role as chosen; fields of one's own are no roles here."""
    scores = {(role, look.name): score for role, (look, score) in before.items()}
    by_name = {look.name: look for look in looks}
    return {
        guess.role: (by_name[guess.name], scores.get((guess.role, guess.name), 1.0))
        for guess in found
        if guess.role is not None
        and not guess.role.startswith("custom.")
        and not by_name[guess.name].clock
    }


def twice(found: tuple[ColumnGuess, ...], looks: list[Look]) -> tuple[str, ...]:
    """Return the roles that more than one column was given; a day may have its time of day."""
    clocks = {look.name for look in looks if look.clock}
    given = Counter((guess.role, guess.name in clocks) for guess in found if guess.role is not None)
    return tuple(dict.fromkeys(role for (role, _clock), times in given.items() if times > 1))


def words(guesses: tuple[WordGuess, ...], choices: Choices) -> Iterator[WordGuess]:
    """Yield what the status words mean as chosen."""
    for guess in guesses:
        category = choices.statuses.get(guess.word, guess.category)
        chosen = category != guess.category
        sure = Sure.SURE if category is not None else Sure.CHOOSE
        yield replace(guess, category=category, sure=sure) if chosen else guess
