"""What somebody had typed, for a page that says that it cannot be kept."""

from __future__ import annotations

from django import template
from django.http import HttpRequest

from trigpoint.web.door import came_from

register = template.Library()

OF_OURS = {"csrfmiddlewaretoken", "version"}


@register.simple_tag
def typed(request: HttpRequest) -> list[str]:
    """Return the words that a form brought, to be copied from; none of a password."""
    sent = request.POST.lists()
    kept = (v for name, values in sent for v in values if worth_keeping(name, v))
    return list(kept)


def worth_keeping(name: str, value: str) -> bool:
    """Return whether somebody wrote a value: more than one word, and no secret."""
    return name not in OF_OURS and "password" not in name and len(value.split()) > 1


@register.simple_tag
def page_before(request: HttpRequest) -> str:
    """Return the page that a form was sent from, without the part that was open for editing."""
    return came_from(request).partition("?")[0] if request.method == "POST" else ""
