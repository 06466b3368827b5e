"""Proposals: made about a goal, read with their answer, answered, and one's own in a list."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.cascade import proposals
from trigpoint.services.cascade.proposal_views import ProposalView
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import goal_page
from trigpoint.services.goals.goal_page import GoalPage
from trigpoint.web import parse
from trigpoint.web.components import Pill
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.proposals import KINDS, AnswerForm, TermsForm
from trigpoint.web.shapes import proposals as shape
from trigpoint.web.views import choices

GIVEN_AWAY = {"share", "take"}


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what I have proposed with its answers, and what waits for mine."""
    context = {
        "mine": [shape.line(view, actor.now) for view in proposals.mine(actor)],
        "waiting": [shape.line(view, actor.now) for view in proposals.waiting(actor)],
        "section": "inbox",
    }
    return render(request, "pages/proposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Propose a change to a goal, or that somebody carries, shares or takes it over."""
    found = goal_page.show(actor, goal)
    kinds = [kind for kind in KINDS if kind not in GIVEN_AWAY or "change" in found.may]
    asked = request.GET.get("kind", "")
    kind = asked if asked in kinds else "change"
    form = terms_form(request, actor, found, kind)
    made: list[str] = []

    def save(_cleaned: dict[str, object]) -> None:
        try:
            made.append(proposed(actor, goal, kind, form))
        except NotAllowed as error:
            raise Invalid({"holder" if "holder" in form.fields else "": error.text}) from error

    done, _clashes = attempt(form, save) if request.method == "POST" else (False, [])
    if done:
        messages.success(request, gettext("Proposed. The answer comes into your inbox."))
        return redirect("proposal", made[0])
    access.forget(actor)
    context = {
        "goal": found.card,
        "kinds": [Pill(str(KINDS[k]), f"{request.path}?kind={k}", on=k == kind) for k in kinds],
        "form": form,
        "section": "goals",
    }
    return render(request, "pages/proposal_new.html", context, status=status_of(form))


def terms_form(request: HttpRequest, actor: Actor, found: GoalPage, kind: str) -> TermsForm:
    """Return the form of a new proposal of a kind."""
    card = found.card
    change = kind == "change"
    was = {"title": card.title, "why": card.why} if change else {}
    return TermsForm(
        request.POST or None,
        kind=kind,
        targets=found.targets,
        holders=() if change else choices.own_first(actor),
        was=was,
        initial=was,
    )


def proposed(actor: Actor, goal: str, kind: str, form: TermsForm) -> str:
    """Make the proposal that a form describes; return its public id."""
    words, terms = form.cleaned_data["words"], form.terms()
    if kind == "change":
        return proposals.propose_change(actor, goal, terms, words)
    holder = form.cleaned_data["holder"]
    if kind == "carry" and holder == choices.me(actor):
        made = proposals.adopt(actor, goal, holder, terms)
        return next(view.id for view in proposals.of_goal(actor, made) if view.made == made)
    question = Question(kind=kind, goal=goal, holder=holder, terms=terms, words=words)
    return proposals.ask(actor, question)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, proposal: str) -> HttpResponse:
    """Show a proposal with its answer, or what can be answered; take the answer."""
    view = proposals.show(actor, proposal)
    goal = goal_of(actor, view)
    said = request.POST.get("answer", "")
    answer = AnswerForm(request.POST if said and said != "counter" else None, prefix="a")
    counter = TermsForm(
        request.POST if said == "counter" else None,
        kind=view.kind,
        targets=goal.targets if goal else (),
        initial=as_initial(view),
        prefix="c",
    )
    if request.method == "POST":
        form, act = chosen(actor, view, said, answer, counter)
        done, _clashes = attempt(form, lambda _cleaned: act())
        if done:
            messages.success(request, gettext("Your answer is kept. Whoever asked can read it."))
            return redirect("proposal", proposal)
        access.forget(actor)
        view = proposals.show(actor, proposal)
    context = {
        "page": shape.page(view, goal, actor.now),
        "answer": answer,
        "counter": counter,
        "section": "inbox",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/proposal.html", context, status=status)


def goal_of(actor: Actor, view: ProposalView) -> GoalPage | None:
    """Return the goal that a proposal is about, None where it is not to be seen any more."""
    try:
        return goal_page.show(actor, view.goal)
    except NotThere:
        return None


def as_initial(view: ProposalView) -> dict[str, object]:
    """Return the terms of a proposal as a form begins with them."""
    asked = view.terms
    value = parse.typed(asked.value, view.unit) if asked.value is not None else ""
    return {
        "title": asked.title,
        "why": asked.why,
        "sentence": asked.sentence,
        "answers_for": asked.answers_for,
        "target": asked.target,
        "value": value,
        "due": asked.due,
    }


def chosen(
    actor: Actor, view: ProposalView, said: str, answer: AnswerForm, counter: TermsForm
) -> tuple[AnswerForm | TermsForm, Callable[[], object]]:
    """Return the form that was sent, and what it does."""
    if said == "counter":
        return counter, lambda: proposals.counter(
            actor, view.id, counter.terms(), counter.cleaned_data["words"]
        )
    if not answer.is_bound:
        answer.is_bound, answer.data = True, {}

    def words() -> str:
        return str(answer.cleaned_data["words"])

    def refused() -> None:
        raise Invalid({"": _("Choose an answer.")})

    acts: dict[str, Callable[[], object]] = {
        "accept": lambda: proposals.accept(actor, view.id, words()),
        "decline": lambda: proposals.decline(actor, view.id, words()),
        "withdraw": lambda: proposals.withdraw(actor, view.id, words()),
        "read": lambda: proposals.mark_read(actor, view.id),
        "see": lambda: proposals.mark_seen(actor, view.id),
    }
    return answer, acts.get(said, refused)
