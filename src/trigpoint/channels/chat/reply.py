"""What is answered in a chat, whichever it is: a sentence, fields to fill in, buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: a choice where there are `choices` of (value, words), else a line."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    initial: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: `act` comes back with what stands in the fields, or it opens a page."""

    label: str
    act: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an answer: what it is about, in plain words, and its buttons."""

    words: str
    fields: tuple[Field, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in a chat."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody said or pressed in a chat.

    `seen` names the request, so that it is taken once; `reply_to` is where the answer goes to.
    `challenge` is set where the chat only asks whether we are there.
    """

    account: str
    seen: tuple[str, ...]
    words: str = ""
    act: str = ""
    values: Mapping[str, str] | None = None
    reply_to: str = ""
    challenge: str = ""
