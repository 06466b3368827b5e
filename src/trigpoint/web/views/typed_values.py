"""What is typed in for a measure: each value with its evidence, corrected in the open."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from trigpoint.services.lists import ListTaken
from trigpoint.services.measures import catalogue, typing_in
from trigpoint.services.measures.typing_in import TypedValueDraft, TypedValueView
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.web import addresses, formats
from trigpoint.web.door import attempt, signed_in
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
    makers = {
        "new": lambda request, _actor, _part: typing(request, actor, measure, unit),
        "value": lambda request, _actor, part: correcting(request, actor, measure, part),
    }
    may = typing_in.may_type(actor, record)

    def context() -> Mapping[str, object]:
        found = typing_in.of_measure(actor, measure)
        return {
            "title": record.title,
            "measure": addresses.measure(measure),
            "page": shape.typed_values(found, measure, actor.today, may_type=may, most=None),
            "section": "measures",
        }

    if may and request.GET.get("edit") == "list":
        return bring(request, actor, measure, context)
    part = part_of(request, actor, makers) if may else None
    return serve(request, actor, PAGE, here, part, context)


def bring(
    request: HttpRequest, actor: Actor, measure: str, context: Callable[[], Mapping[str, object]]
) -> HttpResponse:
    """Take a list of values; the page comes back with the rows that were left out, if any."""
    form = ListForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    taken: list[ListTaken] = []

    def brought(said: Cleaned) -> None:
        taken.append(typing_in.take(actor, measure, said["list"]))

    done, _none = attempt(form, brought)
    access.forget(actor)
    if done:
        messages.success(request, told(taken[0]))
    if done and not taken[0].problems:
        return redirect("measure_values", measure)
    shown = {
        **context(),
        "bringing": form,
        "here": reverse("measure_values", args=[measure]),
        "problems": taken[0].problems if taken else (),
    }
    return render(request, PAGE, shown, status=422 if request.method == "POST" else 200)


def told(taken: ListTaken) -> str:
    """Return what was taken in, in a sentence."""
    said = ngettext("{count} value added.", "{count} values added.", taken.added)
    return said.format(count=formats.number(taken.added, 0))


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
