"""What pages call the state of a ladder and where a step of it stands."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext, ngettext, pgettext

from trigpoint.web import formats


def state_words(state: str, *, person: bool) -> str:
    """Return what the state of a ladder is called."""
    return {
        "draft": gettext("Draft, only you see it") if person else gettext("Draft"),
        "climbing": gettext("Under way"),
        "declined": gettext("Stepped off, only you see it") if person else gettext("Stepped off"),
        "ended": gettext("Ended"),
    }[state]


def reached_words(reached: int, steps: int) -> str:
    """Return how many steps of how many are reached."""
    return ngettext(
        "{reached} of {n} step reached", "{reached} of {n} steps reached", steps
    ).format(reached=reached, n=steps)


def stands(
    state: str, due: datetime.date, reached_on: datetime.date | None, today: datetime.date
) -> str:
    """Return the word beside a step."""
    if reached_on:
        return gettext("Reached {day}").format(day=formats.day(reached_on, today))
    if state == "here" and due < today:
        return gettext("You are here; its day has passed")
    return {
        "here": gettext("You are here"),
        "next": pgettext("step of a ladder", "Next"),
        "later": pgettext("step of a ladder", "Later"),
    }[state]
