"""Taking the product up: planned, said what is in the way, answered; in place by `?edit=`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.adoption import adoption, plan, resistance
from trigpoint.services.adoption.plan import AdoptionStepDraft
from trigpoint.web.door import signed_in
from trigpoint.web.forms.adoption import AnswerToVoiceForm, DoneForm, StepForm, VoiceForm
from trigpoint.web.shapes import adoption as shape
from trigpoint.web.views import parts
from trigpoint.web.views.parts import Cleaned, Part


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how the product is taken up; with `?edit=`, what is planned, said or answered."""
    makers = {"step": planned, "done": finished, "voice": said, "answer": answered}
    part = parts.part_of(request, actor, makers)

    def context() -> dict[str, object]:
        return {
            "page": shape.page(adoption.show(actor), actor.now, actor.today),
            "may_plan": bool(plan.units_led(actor)),
            "section": "people",
        }

    here = reverse("adoption")
    return parts.serve(request, actor, "pages/adoption.html", here, part, context)


def planned(request: HttpRequest, actor: Actor, _part: str) -> Part:
    """A step that is planned."""
    units = [(unit.id, unit.name) for unit in plan.units_led(actor)]
    form = StepForm(request.POST or None, units=units)

    def save(cleaned: Cleaned) -> None:
        plan.add(actor, AdoptionStepDraft(**cleaned))

    return Part(form, save, gettext("Plan it"), done=gettext("It is planned."))


def finished(request: HttpRequest, actor: Actor, step: str) -> Part:
    """What came of a step."""
    found = plan.to_change(actor, step)
    initial = {"version": found.version, "result": found.result}
    version = found.version

    def save(cleaned: Cleaned) -> None:
        plan.finish(actor, step, cleaned["version"], cleaned["result"])

    return Part(
        DoneForm(request.POST or None, initial=initial),
        save,
        gettext("It is done"),
        lambda _reason: plan.remove(actor, step, version),
        gettext("Take it off the plan"),
    )


def said(request: HttpRequest, actor: Actor, _part: str) -> Part:
    """What somebody says is in the way."""

    def save(cleaned: Cleaned) -> None:
        resistance.say(actor, cleaned["words"], named=cleaned["named"])

    form = VoiceForm(request.POST or None)
    return Part(form, save, gettext("Say it"), done=gettext("It is said, and waits for an answer."))


def answered(request: HttpRequest, actor: Actor, voice: str) -> Part:
    """The answer to what is in the way."""
    found = resistance.show(actor, voice)
    initial = {"version": found.version, "answer": found.answer}

    def save(cleaned: Cleaned) -> None:
        resistance.answer(actor, voice, cleaned["version"], cleaned["answer"])

    form = AnswerToVoiceForm(request.POST or None, initial=initial)
    return Part(form, save, gettext("Answer"), done=gettext("Your answer is there."))
