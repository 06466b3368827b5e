"""Who carries a goal: split its target, ask each, answer, and read who said what."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.cascade import ledger, proposals, splitting
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.splitting import Split
from trigpoint.services.errors import Invalid
from trigpoint.web import parse
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import carrying as shape
from trigpoint.web.templatetags.trigpoint import say


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show who carries a goal; on POST, ask those who were given a part."""
    record = access.goal(actor, goal, Verb.SEE)
    found, error = split_of(actor, goal, request.GET.get("by", "even"))
    typed = parts_typed(request)
    if request.method == "POST" and found is not None:
        error = asked(request, actor, found, typed)
        if not error:
            return redirect("goal_carry", goal=goal)
    told = ledger.of_goal(actor, goal)
    context: dict[str, object] = {
        "goal": record,
        "split": shape.panel(found, error, typed) if found else None,
        "why_none": error if found is None else "",
        "may_change": "change" in access.may(actor, record),
        "proposals": list(map(shape.proposal, proposals.of_goal(actor, goal))),
        "counts": shape.counts(told),
        "voices": list(map(shape.voice, told.lines)),
        "words": request.POST.get("words", ""),
        "section": "views",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/carrying.html", context, status=status)


def split_of(actor: Actor, goal: str, method: str) -> tuple[Split | None, str]:
    """Return the split of a goal's target, or why there is none."""
    if method not in splitting.METHODS:
        method = "even"
    try:
        return splitting.preview(actor, goal, method), ""
    except Invalid as error:
        return None, say(error.text)


def parts_typed(request: HttpRequest) -> dict[str, str]:
    """Return what was typed for each, by the holder's id."""
    return {
        name.removeprefix("part-"): str(value)[:40]
        for name, value in request.POST.items()
        if name.startswith("part-")
    }


def asked(request: HttpRequest, actor: Actor, found: Split, typed: dict[str, str]) -> str:
    """Ask each whose part was filled in; return what is wrong, "" for nothing."""
    title = request.POST.get("title", "").strip()
    try:
        values = {i: parse.value(text, found.unit) for i, text in typed.items() if text.strip()}
        words = request.POST.get("words", "")
        made = splitting.ask(actor, found.goal, values, title=title, words=words)
    except ValidationError as error:
        return " ".join(error.messages)
    except Invalid as error:
        return say(error.text)
    said = ngettext("{n} was asked.", "{n} were asked.", len(made)).format(n=len(made))
    messages.success(request, said)
    return ""


@require_POST
@signed_in
def answer(request: HttpRequest, actor: Actor, proposal: str) -> HttpResponse:
    """Answer a proposal: agree, decline, offer something else, take it back."""
    view = proposals.show(actor, proposal)
    words = request.POST.get("words", "")
    acts: dict[str, Callable[[], object]] = {
        "accept": lambda: proposals.accept(actor, proposal, words),
        "decline": lambda: proposals.decline(actor, proposal, words),
        "withdraw": lambda: proposals.withdraw(actor, proposal, words),
        "read": lambda: proposals.mark_read(actor, proposal),
        "see": lambda: proposals.mark_seen(actor, proposal),
        "counter": lambda: counter(request, actor, proposal),
    }
    act = acts.get(request.POST.get("answer", ""))
    try:
        if act is None:
            messages.error(request, gettext("Choose an answer."))
        else:
            act()
    except Invalid as error:
        messages.error(request, say(error.text))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("goal_carry", goal=view.goal)


def counter(request: HttpRequest, actor: Actor, proposal: str) -> None:
    """Offer something else: another value, or other words."""
    view = proposals.show(actor, proposal)
    old, text = view.terms, request.POST.get("value", "").strip()
    terms = Terms(
        title=request.POST.get("title", "").strip() or old.title,
        why=old.why,
        sentence=old.sentence,
        answers_for=old.answers_for,
        weight=old.weight,
        target=old.target,
        value=parse.value(text, view.unit) if text and old.target else old.value,
        due=old.due,
    )
    proposals.counter(actor, proposal, terms, request.POST.get("words", ""))
