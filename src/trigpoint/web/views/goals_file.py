"""Goals as a file: taken along, looked at against what is there, written, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.connectors import goal_files
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goal_files.goals_file import FilePlan
from trigpoint.web.door import signed_in, status_of
from trigpoint.web.forms.goals_file import GoalsFileForm
from trigpoint.web.shapes import goals_file as shape
from trigpoint.web.templatetags.trigpoint import say


@require_safe
@signed_in
def download(request: HttpRequest, actor: Actor) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Give every goal that the actor sees openly as YAML."""
    response = HttpResponse(goal_files.export(actor), content_type="text/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="goals.yaml"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take a file, show what it would change, and write it where that is asked for."""
    form = GoalsFileForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return page(request, form, None)
    text = form.cleaned_data["text"]
    if "apply" in request.POST and apply(request, actor, form):
        return redirect("goals")
    found = goal_files.plan(actor, text)
    shown = {"text": text, "token": found.token, "reason": form.cleaned_data["reason"]}
    again = GoalsFileForm(initial=shown)
    again.errors_above = list(map(str, form.non_field_errors()))
    return page(request, again, found)


def apply(request: HttpRequest, actor: Actor, form: GoalsFileForm) -> bool:
    """Write a file; what was refused stands above the form. Return whether it was written."""
    typed = form.cleaned_data
    try:
        done = goal_files.apply(actor, typed["text"], token=typed["token"], reason=typed["reason"])
    except Invalid as error:
        form.add_error(None, say(error.text))
        return False
    if not done.changes:
        messages.info(request, gettext("Nothing differed, so nothing was written."))
        return True
    count = len(done.changes)
    said = ngettext("{count} change is written.", "{count} changes are written.", count)
    back = reverse("goals_undo", args=[done.entry])
    messages.success(request, said.format(count=count), extra_tags=back)
    return True


def page(request: HttpRequest, form: GoalsFileForm, found: FilePlan | None) -> HttpResponse:
    """Return the page; with what was found, 422 where the file cannot be applied."""
    context = {
        "form": form,
        "difference": shape.difference(found) if found else None,
        "section": "goals",
    }
    wrong = found is not None and bool(found.problems or form.errors_above)
    status = 422 if wrong else status_of(form) if found is None else 200
    return render(request, "pages/goals_file.html", context, status=status)
