"""What reaches me away from the pages, and the switch that stands in every mail."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.letters import delivery, letter_box
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.delivery import DeliveryForm
from trigpoint.web.shapes import delivery as shape


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what reaches me, and take what I choose."""
    found = delivery.show(actor)
    form = DeliveryForm(request.POST or None, initial=DeliveryForm.filled(found))
    done, clashes = attempt(
        form,
        lambda typed: delivery.choose(actor, typed["version"], DeliveryForm.draft(typed)),
    )
    if done:
        messages.success(request, gettext("Saved."))
        return redirect("delivery")
    context = {
        "found": found,
        "form": form,
        "clashes": clashes,
        "letters": [shape.sent(letter, actor.now) for letter in letter_box.mine(actor)],
        "section": "settings",
    }
    return render(request, "pages/delivery.html", context, status=status_of(form))


@require_POST
@signed_in
def switch(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Turn mail off, or on again."""
    if request.POST.get("mail") == "on":
        delivery.turn_on(actor)
        messages.success(request, gettext("Mail goes out to you again."))
    else:
        delivery.turn_off(actor)
        messages.success(request, gettext("No more mail. Your inbox here has everything."))
    return redirect("delivery")


# A mail program presses this button by itself, without a page of ours (RFC 8058); the secret in
# the address is what lets it, and it opens nothing else.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Turn mail off by the secret of a letter. Looking at the page changes nothing."""
    try:
        actor = delivery.holder_of(token, timezone.now())
    except NotThere as error:
        raise Http404 from error
    if request.method == "POST":
        if request.POST.get("mail") == "on":
            delivery.turn_on(actor)
        else:
            delivery.turn_off(actor)
    is_off = delivery.show(actor).off
    answer = render(request, "pages/mail_off.html", {"is_off": is_off})
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
