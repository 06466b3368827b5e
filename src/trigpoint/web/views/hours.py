"""Opening hours of a help desk: pasted here, brought in by the worker."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.helpdesks import schedules
from trigpoint.web.door import signed_in
from trigpoint.web.forms.settings import HoursForm
from trigpoint.web.views.parts import Cleaned, Part, serve


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def bring(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take opening hours; what is wrong with them is said at the job that reads them."""
    access.require(actor, Kind.SOURCE, Verb.CREATE)

    def save(said: Cleaned) -> None:
        schedules.start(actor, said["text"], said["source"])

    part = Part(
        HoursForm(request.POST or None),
        save,
        label=gettext("Bring them in"),
        done=gettext("They are being read. The newest job says how that went."),
    )
    return serve(
        request, actor, "pages/hours.html", reverse("jobs"), part, lambda: {"section": "settings"}
    )
