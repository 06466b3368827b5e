"""What others reach in a measure: entered with its source, or taken from a list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed, Stale
from trigpoint.services.lists import ListTaken
from trigpoint.services.measures import benchmarks, catalogue
from trigpoint.services.measures.benchmarks import BenchmarkDraft
from trigpoint.web import addresses
from trigpoint.web.door import attempt, signed_in
from trigpoint.web.forms.benchmarks import BenchmarkForm
from trigpoint.web.forms.trainings import ListForm
from trigpoint.web.shapes import benchmarks as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views.parts import Cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Show what others reach in a measure, and take more of it."""
    record = access.measure(actor, measure, Verb.SEE)
    if request.POST.get("remove"):
        return remove(request, actor, measure)
    part = request.GET.get("part", "") if request.method == "POST" else ""
    unit = catalogue.reference(record).unit
    enter = BenchmarkForm(request.POST if part == "enter" else None, unit=unit)
    bring = ListForm(*((request.POST, request.FILES) if part == "list" else ()))
    taken: list[ListTaken] = []

    def entered(said: Cleaned) -> None:
        benchmarks.enter(actor, measure, BenchmarkDraft(**said))

    def brought(said: Cleaned) -> None:
        taken.append(benchmarks.take(actor, measure, said["list"]))

    done, _none = attempt(enter, entered) if part == "enter" else attempt(bring, brought)
    if done:
        messages.success(request, told(taken))
    if done and not (taken and taken[0].problems):
        return redirect("measure_benchmarks", measure)
    access.forget(actor)
    context = {
        "title": record.title,
        "measure": addresses.measure(measure),
        "lines": [shape.line(each, actor.today) for each in benchmarks.of_measure(actor, measure)],
        "may": benchmarks.may_enter(actor, record),
        "enter": enter,
        "bring": bring,
        "problems": taken[0].problems if taken else (),
        "section": "measures",
    }
    return render(request, "pages/benchmarks.html", context, status=422 if part else 200)


def told(taken: list[ListTaken]) -> str:
    """Return what was taken in, in a sentence."""
    if not taken:
        return gettext("It stands there now.")
    said = ngettext("{count} benchmark added.", "{count} benchmarks added.", taken[0].added)
    return said.format(count=taken[0].added)


def remove(request: HttpRequest, actor: Actor, measure: str) -> HttpResponse:
    """Take a benchmark away."""
    version = request.POST.get("version", "")
    known = int(version) if version.isdecimal() and len(version) < 10 else 0
    try:
        benchmarks.remove(actor, measure, request.POST["remove"], known)
    except (NotAllowed, Stale) as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, gettext("Taken away."))
    return redirect("measure_benchmarks", measure)
