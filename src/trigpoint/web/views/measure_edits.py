"""What of a measure can be written on its page: its name, its figures kept or not, its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, Stale
from trigpoint.services.measures import measure_changes
from trigpoint.web.forms.measures import NameForm
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views.parts import Cleaned, Part


def name(request: HttpRequest, actor: Actor, measure: str, may: frozenset[str]) -> Part | None:
    """Return the part that names and pins a measure, None where the actor may not."""
    if "change" not in may:
        return None
    record = access.measure(actor, measure, Verb.CHANGE)
    now = {"version": record.version, "title": record.title, "pinned": record.pinned}
    form = NameForm(request.POST or None, initial=now)

    def save(cleaned: Cleaned) -> None:
        measure_changes.edit(actor, measure, cleaned.pop("version"), cleaned)

    label = gettext("Take it out of use") if "retire" in may else ""
    return Part(form, save, remove_label=label)


def retire(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Take a measure out of use, or say which goals hold to it."""
    version = request.POST.get("version", "")
    try:
        measure_changes.retire(actor, measure, int(version) if version.isdecimal() else 0)
    except (Invalid, NotAllowed, Stale) as error:
        messages.error(request, say(error.text))
        return redirect(request.get_full_path())
    messages.success(request, gettext("Out of use. Its past figures and its history stay."))
    return redirect("measures")
