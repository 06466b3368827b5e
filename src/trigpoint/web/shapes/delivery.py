"""Letters as their reader finds them again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from trigpoint.services.letters.letter_box import LetterView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Link
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter: when it was written, what became of it, and what it led to."""

    when: str
    became: str
    lines: tuple[tuple[Link, str], ...]
    more: str


def sent(letter: LetterView, now: datetime.datetime) -> Sent:
    """Return a letter."""
    became = {
        "waiting": gettext("on its way"),
        "sent": gettext("sent"),
        "dropped": gettext("not sent: it was not wanted any more"),
        "refused": gettext("refused: {words}").format(words=letter.words),
    }
    more = ngettext("{n} more in the inbox", "{n} more in the inbox", letter.more)
    return Sent(
        when=formats.when(letter.at, now),
        became=became[letter.state],
        lines=tuple(
            (Link(say(line.title), addresses.thing(line.about.kind, line.about.id)), say(line.what))
            for line in letter.lines
        ),
        more=more.format(n=letter.more) if letter.more else "",
    )
