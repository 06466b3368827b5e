"""Who wrote something, in words: a person by name, a part of the program by what it looks after."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PARTS: Mapping[str, object] = {
    "bench": _("Trigpoint, by itself: a test of speed"),
    "demo": _("Trigpoint, by itself: the demo"),
    "help-desks": _("Trigpoint, by itself: reading of help desks"),
    "ladders": _("Trigpoint, by itself: ladders"),
    "letters": _("Trigpoint, by itself: mails"),
    "patterns": _("Trigpoint, by itself: what stands out in tickets"),
    "rekey": _("Trigpoint, by itself: a new secret key"),
    "setup": _("Trigpoint, by itself: setting up"),
    "terminal": _("an administrator at the terminal"),
    "voice": _("somebody who gave no name"),
    "warning-signs": _("Trigpoint, by itself: warning signs"),
}
"""By the name of a part, as `part_of_ours` is given it."""


THROUGH: Mapping[str, object] = {
    "chat": _("{who}, in a chat"),
    "letter": _("{who}, by a link in a mail"),
    "terminal": _("{who}, at the terminal"),
    "token": _("a program for {who}"),
}
"""By what spoke for somebody, as `through` is given it; `token` for a key for programs."""


def writer(by: str, *, program: bool, through: str = "") -> str:
    """Return who wrote, and through what; nothing for somebody who is not to be known, or left."""
    if by and through in THROUGH:
        return str(THROUGH[through]).format(who=by)
    if not program:
        return by
    return str(PARTS[by]) if by in PARTS else gettext("Trigpoint, by itself")
