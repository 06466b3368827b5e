"""Pay tied to results: its purpose, and the incentives one may see."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.cascade import incentives
from trigpoint.services.cascade.incentives import IncentiveDraft, Pay
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import goal_list
from trigpoint.web.door import signed_in
from trigpoint.web.forms.pay import AwayForm, IncentiveForm, PurposeForm
from trigpoint.web.shapes import pay as shape
from trigpoint.web.views import choices
from trigpoint.web.views.parts import Cleaned, Make, Part, part_of, serve


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what pay is tied to; with `?edit=`, the part that is being written."""
    part = part_of(request, actor, parts(incentives.show(actor)))

    def context() -> Mapping[str, object]:
        page = shape.page(incentives.show(actor), choices.me(actor))
        return {"page": page, "editing": request.GET.get("edit", ""), "section": "settings"}

    return serve(request, actor, "pages/pay.html", reverse("pay"), part, context)


def parts(found: Pay) -> dict[str, Make]:
    """Return what can be written on the page."""
    makers: dict[str, Make] = {}
    if "purpose" in found.may:
        makers["purpose"] = purpose(found)
    if "set" in found.may:
        makers["new"] = new
        makers["away"] = away(found)
    return makers


def purpose(found: Pay) -> Make:
    """Return how the purpose is stated, or withdrawn."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        said = found.purpose.words if found.purpose else ""
        form = PurposeForm(request.POST or None, initial={"words": said})

        def save(cleaned: Cleaned) -> None:
            incentives.state_purpose(actor, cleaned["words"])

        def withdraw(_reason: str) -> None:
            why = gettext("Withdrawn on the page.")
            incentives.withdraw_purpose(actor, reason=request.POST.get("words") or why)

        label = gettext("Withdraw it") if found.purpose else ""
        remove = withdraw if found.purpose else None
        return Part(form, save, label=gettext("State it"), remove=remove, remove_label=label)

    return make


def new(request: HttpRequest, actor: Actor, _part: str) -> Part:
    """Return how an incentive is set."""
    form = IncentiveForm(
        request.POST or None,
        people=choices.all_people(actor),
        goals=goal_list.all_goals(actor),
    )

    def save(cleaned: Cleaned) -> None:
        incentives.add(actor, IncentiveDraft(**cleaned))

    return Part(form, save, label=gettext("Set it"))


def away(found: Pay) -> Make:
    """Return how an incentive is taken away, with the reason."""

    def make(request: HttpRequest, actor: Actor, incentive: str) -> Part:
        known = next((each for each in found.incentives if each.id == incentive), None)
        if known is None:
            raise NotThere
        form = AwayForm(request.POST or None, initial={"version": known.version})

        def save(cleaned: Cleaned) -> None:
            incentives.retire(actor, incentive, cleaned["version"], reason=cleaned["reason"])

        return Part(form, save, label=gettext("Take it away"), done=gettext("Taken away."))

    return make
