"""A plan's own report: what moved since it came into force."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.plans import plan_report
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import plan_report as shape
from trigpoint.web.templatetags.trigpoint import say


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Show the report of a plan; choose which measure stands for a side."""
    if request.method == "POST":
        said = request.POST
        try:
            plan_report.choose(actor, plan, said.get("side", ""), said.get("measure", ""))
        except Invalid as error:
            messages.error(request, say(error.text))
        else:
            messages.success(request, gettext("Saved."))
        return redirect("plan_report", plan)
    context = {
        "page": shape.page(plan_report.show(actor, plan), actor.today),
        "section": "views",
    }
    return render(request, "pages/plan_report.html", context)
