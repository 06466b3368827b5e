"""What the words of a file mean: states, authors, fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from trigpoint.connectors.files.guess.draft import Sure, WordGuess
from trigpoint.connectors.files.guess.looks import Look
from trigpoint.connectors.files.guess.vocabulary import AUTHORS, DOINGS, FIELDS, STATES, plain
from trigpoint.tickets.beside import Doing
from trigpoint.tickets.records import Author, Category

Meaning = TypeVar("Meaning")


def meaning_of(word: str, known: Mapping[Meaning, tuple[str, ...]]) -> tuple[Meaning | None, Sure]:
    """Return what a word means by a vocabulary: the word itself is sure, a part of it likely."""
    words = plain(word)
    for meaning, names in known.items():
        if words in names:
            return meaning, Sure.SURE
    tokens = set(words.split())
    parts = (
        (len(name), meaning)
        for meaning, names in known.items()
        for name in names
        if set(name.split()) <= tokens
    )
    found = max(parts, key=lambda part: part[0], default=None)
    return (found[1], Sure.LIKELY) if found else (None, Sure.CHOOSE)


def status_guesses(look: Look | None) -> tuple[WordGuess, ...]:
    """Return what each status word of a column would mean, the commonest first."""
    if look is None:
        return ()
    found = ((word, rows, *meaning_of(word, STATES)) for word, rows in look.common)
    return tuple(WordGuess(word, rows, category, sure) for word, rows, category, sure in found)


def statuses(guesses: tuple[WordGuess, ...]) -> dict[str, Category]:
    """Return the words whose meaning was found."""
    return {guess.word: guess.category for guess in guesses if guess.category is not None}


def authors(look: Look | None) -> dict[str, Author]:
    """Return who the words of an author column mean, where that was found."""
    return _found(look, AUTHORS)


def doings(look: Look | None) -> dict[str, Doing]:
    """Return what the words of a column of agents' states mean, where that was found."""
    return _found(look, DOINGS)


def fields(look: Look | None) -> dict[str, str]:
    """Return the fields that can be followed among the words of a field column."""
    if look is None:
        return {}
    return {
        word: field
        for word, _rows in look.common
        for field, names in FIELDS.items()
        if plain(word) in names
    }


def every(look: Look | None, found: Mapping[str, str]) -> dict[str, str]:
    """Return all words of a column with what was found that they mean, "" for nothing."""
    return {word: found.get(word, "") for word, _rows in look.common} if look else {}


def _found(look: Look | None, known: Mapping[Meaning, tuple[str, ...]]) -> dict[str, Meaning]:
    if look is None:
        return {}
    found = {word: meaning_of(word, known)[0] for word, _rows in look.common}
    return {word: meaning for word, meaning in found.items() if meaning is not None}
