"""What of a measure can be written on its page: its name, its figures kept or not, its end."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed
from trigpoint.services.measures import measure_changes
from trigpoint.web.door import day_of, version_of
from trigpoint.web.forms.measures import NameForm, WeekForm
from trigpoint.web.views.parts import Cleaned, Part


def name(request: HttpRequest, actor: Actor, measure: str) -> Part | None:
    """Return the part that names, pins and ends a measure, None where the actor may not."""
    try:
        record = access.measure(actor, measure, Verb.CHANGE)
    except NotAllowed:
        return None
    now = {"version": record.version, "title": record.title, "pinned": record.pinned}

    def save(cleaned: Cleaned) -> None:
        measure_changes.edit(actor, measure, cleaned.pop("version"), cleaned)

    return Part(
        NameForm(request.POST or None, initial=now),
        save,
        remove=lambda reason: measure_changes.retire(
            actor, measure, version_of(request.POST), reason=reason
        ),
        remove_label=gettext("Take it out of use"),
        gone=reverse("measures"),
        removed=gettext("Out of use. Its past figures and its history stay."),
    )


def week(request: HttpRequest, actor: Actor, measure: str) -> Part | None:
    """Return the part that declares a week to be unlike others, None where the actor may not."""
    try:
        record = access.measure(actor, measure, Verb.CHANGE)
    except NotAllowed:
        return None
    form = WeekForm(request.POST or None, initial={"version": record.version})

    def save(cleaned: Cleaned) -> None:
        said = [*weeks_of(record.exceptional), (cleaned["day"], cleaned["exceptional"])]
        measure_changes.edit(actor, measure, cleaned["version"], {"exceptional": said})

    def count_again(_reason: str) -> None:
        gone = day_of(request.POST.get("remove", ""))
        rest = [each for each in weeks_of(record.exceptional) if each[0] != gone]
        measure_changes.edit(actor, measure, version_of(request.POST), {"exceptional": rest})

    return Part(form, save, label=gettext("Leave it out"), remove=count_again)


def weeks_of(kept: Iterable[Sequence[str]]) -> list[tuple[datetime.date, str]]:
    """Return the exceptional weeks that a measure keeps."""
    return [(datetime.date.fromisoformat(day), why) for day, why in kept]


PARTS = {"name": name, "week": week}
"""By the word in the address."""
