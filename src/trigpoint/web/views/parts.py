"""Pages on which parts are written in place, by `?edit=`: taking a form, saying what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, Stale
from trigpoint.web.clashes import Clash
from trigpoint.web.door import attempt, status_of
from trigpoint.web.templatetags.trigpoint import say

Cleaned: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A form on a part of a page, how it is written, and how that part is taken away.

    `save` may return what is shown once, instead of going back to the page. `gone` is where one
    goes once it is taken away, "" for the page itself, and `removed` what is said there.
    """

    form: Form
    save: Callable[[Cleaned], object]
    label: str = ""
    remove: Callable[[str], object] | None = None
    remove_label: str = ""
    gone: str = ""
    removed: str = ""
    done: str = ""


Make: TypeAlias = Callable[[HttpRequest, Actor, str], Part | None]


def part_of(request: HttpRequest, actor: Actor, makers: Mapping[str, Make]) -> Part | None:
    """Return the part that `?edit=` names as `name` or `name-id`, or None."""
    name, _dash, part = request.GET.get("edit", "").partition("-")
    make = makers.get(name)
    return make(request, actor, part) if make else None


def take(request: HttpRequest, actor: Actor, part: Part, here: str) -> HttpResponse | list[Clash]:
    """Do what a sent form asks for and go back; return what clashed where it was not done."""
    if request.POST.get("remove") and part.remove is not None:
        return take_away(request, part.remove, part.gone or here, part.removed)
    done, clashes = attempt(part.form, part.save)
    access.forget(actor)
    if not done:
        return clashes
    messages.success(request, part.done or gettext("Saved."))
    return redirect(here)


def take_away(
    request: HttpRequest, remove: Callable[[str], object], here: str, removed: str = ""
) -> HttpResponse:
    """Take a part away and say so in the words `removed`, or say what that needs."""
    try:
        remove(request.POST.get("reason", ""))
    except (Invalid, Stale) as error:
        messages.error(request, say(error.text))
        return redirect(request.get_full_path())
    if removed:
        messages.success(request, removed)
    return redirect(here)


def serve(
    request: HttpRequest,
    actor: Actor,
    template: str,
    here: str,
    part: Part | None,
    context: Callable[[], Mapping[str, object]],
) -> HttpResponse:
    """Show a page with the part that is written, and take what is sent."""
    clashes: list[Clash] = []
    if part is not None and request.method == "POST":
        answer = take(request, actor, part, here)
        if isinstance(answer, HttpResponse):
            return answer
        clashes = answer
    status = status_of(part.form) if part is not None else 200
    shown = {**form_context(part, clashes), "here": here, **context()}
    return render(request, template, shown, status=status)


def form_context(part: Part | None, clashes: list[Clash]) -> dict[str, object]:
    """Return what a template wants to know of the form."""
    if part is None:
        return {}
    return {
        "form": part.form,
        "clashes": clashes,
        "save": part.label,
        "remove": part.remove_label,
    }
