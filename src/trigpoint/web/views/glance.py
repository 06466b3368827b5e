"""Eight KPIs at a glance."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.measures import glance
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import glance as shape
from trigpoint.web.templatetags.trigpoint import say


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the eight; keep them as measures."""
    if request.method == "POST":
        try:
            glance.keep(actor)
        except Invalid as error:
            messages.error(request, say(error.text))
        else:
            messages.success(request, gettext("Kept. Their figures come week by week from now on."))
        return redirect("glance")
    page = shape.page(glance.show(actor), administers=glance.may_bring(actor))
    return render(request, "pages/glance.html", {"page": page, "section": "measures"})
