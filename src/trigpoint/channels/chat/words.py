"""A letter in the words of a chat: lines with their pages, and a foot with the switch."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.channels.mail.words import page, rest, say, subject
from trigpoint.services.letters.letter_box import Envelope

LONGEST = 300


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One line: what it is about, what changed and why it matters, and the page it leads to."""

    title: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Link:
    """A word of ours that leads to a page of ours."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """A letter as a chat shows it. `links` are choosing what one gets, and the switch, last."""

    subject: str
    lines: tuple[SaidLine, ...]
    organisation: str
    open: str
    links: tuple[Link, ...]


def said(letter: Envelope, home: str) -> Said:
    """Return a letter in the active language; `home` is where the pages are, without a slash."""
    lines = [
        SaidLine(
            short(say(line.title)), short(f"{say(line.what)} {say(line.why)}"), page(home, line)
        )
        for line in letter.lines
    ]
    if letter.more:
        lines.append(SaidLine(rest(letter), "", home + reverse("inbox")))
    links = (
        Link(gettext("Choose what you get, and when"), home + reverse("delivery")),
        Link(gettext("No more messages here"), home + reverse("mail_off", args=[letter.switch])),
    )
    return Said(subject(letter), tuple(lines), letter.organisation, gettext("Open"), links)


def short(text: str) -> str:
    """Return a text on one line, of a length that every chat takes."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
