"""What a signed-in person has chosen for themselves, applied to each request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from trigpoint.web.door import too_large


class PersonalSettings:
    """Speaks the person's language; without a choice the browser's is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language that the person has set."""
        if request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class NoStrangersFiles:
    """Refuses large bodies before they are read, unless somebody is logged in or shows a token.

    Checking a form for forgery reads all of it, files included: strangers could fill the disk.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 to a stranger's large body."""
        size = request.META.get("CONTENT_LENGTH") or "0"
        large = not size.isdecimal() or int(size) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        known = request.user.is_authenticated or "HTTP_AUTHORIZATION" in request.META
        if large and not known:
            return too_large(request)
        return self.get_response(request)
