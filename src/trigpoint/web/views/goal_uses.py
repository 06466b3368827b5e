"""Using a goal in another view: as a method, a root, an objective, the goal of a step."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed, Stale
from trigpoint.services.goals import goal_uses
from trigpoint.services.goals.goal_uses import UseDraft
from trigpoint.web.door import attempt, signed_in, status_of, version_of
from trigpoint.web.forms.goal_uses import UseForm
from trigpoint.web.shapes import goal_uses as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import choices


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show what a goal is used as, and use it as something more."""
    record = access.goal(actor, goal, Verb.SEE)
    if request.POST.get("end"):
        return end(request, actor, goal)
    form = UseForm(
        request.POST or None,
        owners=choices.own_first(actor),
        initial={"lens": request.GET.get("lens", ""), "owner": goal_uses.owner_of(record)},
    )

    def save(cleaned: dict[str, str]) -> None:
        try:
            goal_uses.use(actor, goal, UseDraft(**cleaned))
        except NotAllowed as error:
            form.add_error("owner", say(error.text))

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done and not form.errors:
        messages.success(request, gettext("It stands there now. Nothing was copied."))
        return redirect("goal_use", goal)
    access.forget(actor)
    context = {
        "goal": record,
        "lines": shape.lines(goal_uses.of_goal(actor, goal)),
        "form": form,
        "seen_by": access.who_can_see(actor, record),
        "section": "goals",
    }
    return render(request, "pages/goal_use.html", context, status=status_of(form))


def end(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Take the goal out of a plan again."""
    try:
        goal_uses.end(actor, goal, request.POST.get("end", ""), version_of(request.POST))
    except (NotAllowed, Stale) as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, gettext("Taken out. The goal itself stays as it is."))
    return redirect("goal_use", goal)
