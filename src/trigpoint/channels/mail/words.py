"""A letter in words: its subject, its text, and the same as plain HTML without any picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from trigpoint.core.text import Text
from trigpoint.services.letters.letter_box import Envelope
from trigpoint.services.letters.letters import LetterLine
from trigpoint.services.loop.check_in_questions import PAGE as CHECK_IN

LONGEST_SUBJECT = 120


class Catalogue:
    """The language that is active where the letter is written."""

    def gettext(self, message: str) -> str:
        """Return the translation of a message."""
        return gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the translation of the form that a number asks for."""
        return ngettext(singular, plural, number)


@dataclass(frozen=True, slots=True)
class Words:
    """A letter as it is sent. `off` is the address that turns further mail off."""

    subject: str
    text: str
    html: str
    off: str


def say(text: Text | str | None) -> str:
    """Return a sentence of ours in the active language, or words of people, on one line."""
    said = text.render(Catalogue()) if isinstance(text, Text) else text or ""
    return " ".join(said.split())


def words(letter: Envelope, home: str) -> Words:
    """Return a letter in the active language; `home` is where the pages are, without a slash."""
    off = home + reverse("mail_off", args=[letter.switch])
    choose = home + reverse("delivery")
    return Words(
        subject(letter), text(letter, home, off, choose), html(letter, home, off, choose), off
    )


def subject(letter: Envelope) -> str:
    """Return the subject: how many things, or of what the one is."""
    count = len(letter.lines) + letter.more
    if count == 1:
        said = f"{say(letter.lines[0].title)}: {say(letter.lines[0].what)}"
    else:
        said = ngettext("{n} thing for you", "{n} things for you", count).format(n=count)
    said = " ".join(said.split())
    return said if len(said) <= LONGEST_SUBJECT else said[: LONGEST_SUBJECT - 1] + "…"


def rest(letter: Envelope) -> str:
    """Return how much more there is in the inbox, "" where that is nothing."""
    if not letter.more:
        return ""
    said = ngettext("{n} more is in your inbox.", "{n} more are in your inbox.", letter.more)
    return said.format(n=letter.more)


def page(home: str, line: LetterLine) -> str:
    """Return where a line leads to: a page is called like its noun."""
    return home + reverse(line.about.kind, args=[line.about.id])


def answers(home: str, line: LetterLine) -> list[tuple[str, str]]:
    """Return the answers to a check-in that is due, in words, with the form that each opens.

    Nothing is said before the form is sent: mail programs open what stands in a mail by themselves.
    """
    if line.about.kind != CHECK_IN:
        return []
    labels = (
        ("on_track", gettext("On track")),
        ("at_risk", gettext("At risk")),
        ("off_track", gettext("Off track")),
    )
    return [(label, f"{page(home, line)}?status={status}") for status, label in labels]


def text(letter: Envelope, home: str, off: str, choose: str) -> str:
    """Return the plain text."""
    parts = []
    for line in letter.lines:
        told = " ".join(part for part in (say(line.what), say(line.why)) if part)
        ways = [f"{label}: {address}" for label, address in answers(home, line)]
        shown = (say(line.title), told, *(ways or [page(home, line)]))
        parts.append("* " + "\n  ".join(shown))
    if letter.more:
        parts.append(f"* {rest(letter)}\n  {home}{reverse('inbox')}")
    foot = [
        "-- ",
        letter.organisation,
        gettext("Choose what you get, and when: {address}").format(address=choose),
        gettext("No more mail: {address}").format(address=off),
    ]
    return "\n\n".join([*parts, "\n".join(foot)]) + "\n"


def buttons(found: Iterable[tuple[str, str]]) -> SafeString:
    """Return answers as links that look like something to press."""
    return format_html_join(
        "",
        '<br><a href="{}" style="display:inline-block;margin:6px 0 0;padding:8px 14px;border:1px '
        'solid;border-radius:8px">{}</a>',
        ((address, label) for label, address in found),
    )


def html(letter: Envelope, home: str, off: str, choose: str) -> str:
    """Return the same as HTML. What people wrote stands in it as text."""
    rows = format_html_join(
        "",
        '<li style="margin:0 0 1em"><a href="{}"><bdi>{}</bdi></a><br>{} <em>{}</em>{}</li>',
        (
            (page(home, ln), say(ln.title), say(ln.what), say(ln.why), buttons(answers(home, ln)))
            for ln in letter.lines
        ),
    )
    more = (
        format_html('<li><a href="{}">{}</a></li>', home + reverse("inbox"), rest(letter))
        if letter.more
        else ""
    )
    return format_html(
        '<!doctype html><html lang="{}"><body style="font:16px/1.5 sans-serif;max-width:40em">'
        '<ul style="padding-left:1.2em">{}{}</ul><hr><p style="font-size:14px"><bdi>{}</bdi><br>'
        '<a href="{}">{}</a><br><a href="{}">{}</a></p></body></html>',
        letter.language,
        rows,
        more,
        letter.organisation,
        choose,
        gettext("Choose what you get, and when"),
        off,
        gettext("No more mail"),
    )
