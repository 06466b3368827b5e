"""Whose accounts and queues of the help desk are: known people and teams, or new ones."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.helpdesks import accounts, newcomers, queues
from trigpoint.services.helpdesks.newcomers import NewPerson, NewUnit
from trigpoint.web.door import day_of, signed_in
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import choices

NEW = "new-"
NOBODY = "nobody"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show which account and queue is whose; say it of those that are nobody's."""
    found = accounts.accounts(actor)
    if request.method == "POST":
        act = say_queues if request.POST.get("what") == "queues" else say_accounts
        try:
            count = act(request, actor)
        except Invalid as error:
            messages.error(request, say(error.text))
        else:
            messages.success(request, gettext("Saved: {n}.").format(n=count))
        return redirect("accounts")
    # Where one is somebody's already, the day is known without asking.
    is_begun = any(account.person is not None for account in found)
    since = actor.today if is_begun else newcomers.usual_since(actor)
    worked = queues.queues(actor)
    context = {
        "accounts": found,
        "unmatched": sum(account.person is None for account in found),
        "queues": worked,
        "unworked": sum(queue.unit is None for queue in worked),
        "leads_on": is_begun and access.sees_whole(actor),
        "people": choices.all_people(actor),
        "units": choices.units(actor),
        "since": since.isoformat(),
        "from_the_first": since < actor.today,
        "section": "settings",
    }
    return render(request, "pages/accounts.html", context)


def chosen(request: HttpRequest, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield what was chosen for each account or queue: its id, and whose it is."""
    for name, value in request.POST.items():
        if name.startswith(prefix) and value:
            yield name.removeprefix(prefix), str(value)


def say_accounts(request: HttpRequest, actor: Actor) -> int:
    """Tie accounts to people that are known, to new ones, and to nobody; return how many."""
    since = day_of(request.POST.get("since", "")) or actor.today
    picked = dict(chosen(request, "account-"))
    ended = [account for account, value in picked.items() if value == NOBODY]
    new = [
        NewPerson(account, value.removeprefix(NEW))
        for account, value in picked.items()
        if value.startswith(NEW)
    ]
    rest = request.POST.get("rest", "")
    if rest:
        left = [a.id for a in accounts.accounts(actor) if a.person is None and a.id not in picked]
        new += [NewPerson(account, rest) for account in left]
    known = [
        (account, value)
        for account, value in picked.items()
        if value != NOBODY and not value.startswith(NEW)
    ]
    if new:
        newcomers.add_people(actor, new, since)
    if known:
        accounts.tie(actor, known, since)
    if ended:
        accounts.untie(actor, ended, since)
    return len(new) + len(known) + len(ended)


def say_queues(request: HttpRequest, actor: Actor) -> int:
    """Say whose work queues are, of teams that are known or new; return how many."""
    picked = list(chosen(request, "queue-"))
    new = [NewUnit(q, value.removeprefix(NEW)) for q, value in picked if value.startswith(NEW)]
    known = [(queue, value) for queue, value in picked if not value.startswith(NEW)]
    if new:
        newcomers.add_units(actor, new, actor.today)
    if known:
        queues.tie(actor, known)
    return len(picked)
