"""What teams know: searched, written, answered, turned into an experiment."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import goal_list
from trigpoint.services.knowledge import alike, post_page, posts
from trigpoint.services.knowledge.posts import PostDraft
from trigpoint.web import addresses
from trigpoint.web.door import signed_in
from trigpoint.web.forms.knowledge import KINDS, AnswerForm, PostForm
from trigpoint.web.shapes import knowledge as shape
from trigpoint.web.views import parts
from trigpoint.web.views.parts import Cleaned, Part

NAMES = ("kind", "title", "words", "goal", "since")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what was written, searched by `?q=` and `?kind=`; with `?edit=`, what one writes."""
    words = request.GET.get("q", "").strip()[:200]
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in KINDS else ""
    part = parts.part_of(request, actor, {"post": written})

    def context() -> dict[str, object]:
        found = post_page.search(actor, words, "" if part else kind)
        return {
            "lines": [shape.post(each, actor.now, actor.today) for each in found],
            "words": words,
            "kind": kind,
            "kinds": KINDS.items(),
            "section": "knowledge",
        }

    here = reverse("knowledge")
    return parts.serve(request, actor, "pages/knowledge.html", here, part, context)


def written(request: HttpRequest, actor: Actor, post: str) -> Part:
    """A post, new or one's own."""
    found = post_page.show(actor, posts.mine(actor, post).public_id) if post else None
    begun = {name: request.GET.get(name, "")[:200] for name in ("kind", "goal", "title")}
    named = ("version", *NAMES)
    initial = {name: getattr(found, name) for name in named} if found else begun
    form = PostForm(request.POST or None, goals=goal_list.all_goals(actor), initial=initial)

    def save(cleaned: Cleaned) -> None:
        draft = PostDraft(**{name: cleaned[name] for name in NAMES})
        if found is None:
            posts.write(actor, draft)
        else:
            posts.edit(actor, found.id, cleaned["version"], draft)

    if found is None:
        return Part(form, save, gettext("Write it"), done=gettext("Others find it from now on."))
    version = found.version
    return Part(
        form,
        save,
        gettext("Save"),
        lambda _reason: posts.remove(actor, post, version),
        gettext("Take it away"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, post: str) -> HttpResponse:
    """Show a post with its answers; take an answer."""
    posts.find(actor, post)
    form = AnswerForm(request.POST or None)

    def save(cleaned: Cleaned) -> None:
        posts.answer(actor, post, cleaned["words"])

    part = Part(form, save, gettext("Answer"), done=gettext("Your answer is there."))

    def context() -> dict[str, object]:
        found = post_page.show(actor, post)
        goals = goal_list.to_change(actor) if found.kind != "story" else []
        return {
            "post": shape.post(found, actor.now, actor.today),
            "goals": goals,
            "chosen": found.goal,
            "section": "knowledge",
        }

    here = reverse("post", args=[post])
    return parts.serve(request, actor, "pages/post.html", here, part, context)


@require_POST
@signed_in
def solve(request: HttpRequest, actor: Actor, post: str) -> HttpResponse:
    """Say which answer solved it, or that none did."""
    posts.solve(actor, post, request.POST.get("answer", ""))
    messages.success(request, gettext("Saved."))
    return redirect("post", post)


@require_safe
@signed_in
def try_out(request: HttpRequest, actor: Actor, post: str) -> HttpResponse:
    """Go to where an experiment of the chosen goal is planned from a post."""
    found = posts.find(actor, post)
    goal = request.GET.get("goal", "")
    access.goal(actor, goal, Verb.CHANGE)
    asked = addresses.query(edit="experiment", post=found.public_id)
    return redirect(f"{reverse('goal_experiments', args=[goal])}{asked}#edit")


@require_safe
@signed_in
def like_this(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show others with a goal like this, and what they say."""
    found = shape.alike(alike.show(actor, goal, figures=False), actor.now, actor.today)
    return render(request, "pages/alike.html", {"page": found, "section": "goals"})
