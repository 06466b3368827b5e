"""What is typed in for a measure: each value with its evidence, corrected in the open."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.measures import catalogue, typing_in
from trigpoint.services.measures.typing_in import TypedValueDraft, TypedValuesTaken, TypedValueView
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.web import addresses, formats
from trigpoint.web.door import signed_in
from trigpoint.web.forms.trainings import ListForm
from trigpoint.web.forms.typed_values import CorrectionForm, ValueForm
from trigpoint.web.shapes import typed_values as shape
from trigpoint.web.views.parts import Cleaned, Part, part_of, serve

PAGE = "pages/typed_values.html"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Show what was typed in for a measure, and take more of it."""
    record = access.measure(actor, measure, Verb.SEE)
    if record.kpi not in BY_HAND:
        raise NotThere
    here, unit = reverse("measure_values", args=[measure]), catalogue.reference(record).unit
    taken: list[TypedValuesTaken] = []
    makers = {
        "new": lambda request, _actor, _part: typing(request, actor, measure, unit),
        "value": lambda request, _actor, part: correcting(request, actor, measure, part),
        "list": lambda request, _actor, _part: bringing(request, actor, measure, taken),
    }
    part = part_of(request, actor, makers) if typing_in.may_type(actor, record) else None

    def context() -> Mapping[str, object]:
        found = typing_in.of_measure(actor, measure)
        may = typing_in.may_type(actor, record)
        return {
            "title": record.title,
            "measure": addresses.measure(measure),
            "page": shape.typed_values(found, measure, actor.today, may_type=may, most=None),
            "edit": request.GET.get("edit", "").partition("-")[0],
            "section": "measures",
        }

    answer = serve(request, actor, PAGE, here, part, context)
    if not taken:
        return answer
    said = ngettext("{count} value added.", "{count} values added.", taken[0].added)
    messages.success(request, said.format(count=formats.number(taken[0].added, 0)))
    if not taken[0].problems:
        return redirect(here)
    return render(request, PAGE, {"problems": taken[0].problems, **context()}, status=422)


def typing(request: HttpRequest, actor: Actor, measure: str, unit: str) -> Part:
    """Return the form of a new value."""
    form = ValueForm(request.POST or None, unit=unit, initial={"day": actor.today})
    return Part(
        form,
        lambda said: typing_in.enter(actor, measure, TypedValueDraft(**said)),
        label=gettext("Type it in"),
    )


def correcting(request: HttpRequest, actor: Actor, measure: str, value: str) -> Part | None:
    """Return the form by which a value is corrected or taken away."""
    found = next((v for v in typing_in.of_measure(actor, measure) if v.id == value), None)
    if found is None:
        return None
    form = CorrectionForm(request.POST or None, unit=found.unit, initial=initial(found))

    def save(said: Cleaned) -> None:
        version, reason = said.pop("version"), said.pop("reason")
        draft = TypedValueDraft(**said)
        typing_in.correct(actor, measure, value, version, draft, reason)

    return Part(
        form,
        save,
        label=gettext("Correct it"),
        remove=lambda _reason: typing_in.remove(actor, measure, value, found.version),
        remove_label=gettext("Take it away"),
    )


def initial(found: TypedValueView) -> dict[str, object]:
    """Return a value as a person would type it."""
    typed = formats.value(found.value, found.unit, 0.001 if found.unit == "share" else None)
    return {
        "day": found.day,
        "value": typed,
        "n": found.n,
        "link": found.link,
        "note": found.note,
        "version": found.version,
    }


def bringing(
    request: HttpRequest, actor: Actor, measure: str, taken: list[TypedValuesTaken]
) -> Part:
    """Return the form of a list; what came of it is put into `taken`."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return Part(
        ListForm(*sent),
        lambda said: taken.append(typing_in.take(actor, measure, said["list"])),
        label=gettext("Take it in"),
    )
