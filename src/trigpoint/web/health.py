"""Whether the program lives, and whether it can answer: for load balancers and monitors."""

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from trigpoint.jobs.doctor import database, tables

RETRY_SECONDS = 5


@require_safe
def live(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """Answer that the process lives; asks nothing of the database."""
    return JsonResponse({"live": True})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django's signature
    """Answer whether the database answers and is up to date; 503 where not."""
    if any(database()):
        return not_ready("database")
    try:
        return not_ready("migrations") if any(tables()) else JsonResponse({"ready": True})
    except Error:
        return not_ready("database")


def not_ready(why: str) -> JsonResponse:
    """Answer 503 with the finding's name, as `trigpoint doctor` gives it, and when to ask again."""
    response = JsonResponse({"ready": False, "why": why}, status=503)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response
