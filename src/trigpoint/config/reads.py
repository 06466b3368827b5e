"""What pages and programs were handed about other people, noted once their answer stands."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from trigpoint.services.actor import Actor
from trigpoint.services.goals import handed_out

REFUSED = 400


class NotedReads:
    """Notes for each person who was handed a figure about them, whatever page or route it was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Note what went out; a refusal hands nothing out."""
        response = self.get_response(request)
        actor = getattr(request, "actor", None) or getattr(request, "auth", None)
        if isinstance(actor, Actor) and response.status_code < REFUSED:
            handed_out.note(actor)
        return response
