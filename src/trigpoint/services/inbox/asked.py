"""What somebody is asked: the form in which every noun puts its questions into the inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from trigpoint.core.text import Text
from trigpoint.services.actor import Actor
from trigpoint.services.goals.cards import HolderView


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be given in place: the word for programs, and the one on the button.

    Where `words` is set, the answer needs a sentence, and `words` asks for it.
    """

    key: str
    label: Text
    words: Text | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What a question is about: the noun whose page shows it, its public id, and its title.

    The title is a `Text` where nobody has written one and ours says what it is.
    """

    kind: str
    id: str
    title: Text | str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that one person is asked.

    `kind` and `id` name it for the answer, and are never there twice. `by` asks; None where it is
    the organisation. `asks` says in a sentence what is wanted, `terms` what it is about in short.
    Without `choices` it is answered on the page of `about`.
    """

    kind: str
    id: str
    about: Thing
    by: HolderView | None
    at: datetime.datetime
    asks: Text
    terms: Text | str = ""
    due: datetime.date | None = None
    choices: tuple[Choice, ...] = ()


class Noun(Protocol):
    """A noun that asks people something. One module for each, named in `services.inbox.NOUNS`."""

    kind: str

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return what waits for the actor's word; only what they may see, in a few queries."""

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Take the answer to one of them, named by its id; raise as the noun's own command does."""
