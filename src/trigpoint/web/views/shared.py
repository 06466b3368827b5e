"""A plan behind a link: read by whoever has it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.pictures.v2mom_sheet import v2mom_sheet
from trigpoint.services.errors import NotThere
from trigpoint.services.maps import map_page
from trigpoint.services.maps.map_page import MapView
from trigpoint.services.plans import sharing, v2mom_page
from trigpoint.services.plans.sharing import Opened, PasswordNeeded, TooOften
from trigpoint.services.plans.v2mom_page import V2momPage
from trigpoint.web import formats
from trigpoint.web.shapes import strategy_map as map_shape
from trigpoint.web.shapes.v2mom_sheet import scene
from trigpoint.web.views import map_sheet
from trigpoint.web.views.v2mom_sheet import as_pdf, as_png, chosen

UNLOCKED = "shared"
Answer = Callable[[Opened], HttpResponse]
MAP = "map"


def opening(request: HttpRequest, token: str, then: Answer) -> HttpResponse:
    """Open a link and answer with what is behind it; what is dead does not exist."""
    id_ = token.partition("-")[0]
    unlocked = id_ in request.session.get(UNLOCKED, [])
    password = request.POST.get("password") if request.method == "POST" else None
    try:
        found = sharing.opened(token, timezone.now(), password=password, unlocked=unlocked)
    except NotThere as error:
        raise Http404 from error
    except TooOften as often:
        answer = render(request, "pages/shared_wait.html", {"wait": often.wait}, status=429)
        answer.headers["Retry-After"] = str(often.wait)
        return answer
    except PasswordNeeded as needed:
        status = 403 if needed.wrong else 200
        return render(request, "pages/shared_password.html", {"needed": needed}, status=status)
    if password is not None:
        request.session[UNLOCKED] = [*request.session.get(UNLOCKED, []), id_]
        return redirect(request.path)
    return answered(found, then)


def answered(found: Opened, then: Answer) -> HttpResponse:
    """Answer in the words and the zone of the organisation; nothing of it is found by searching."""
    said = formats.ticket_word.set(found.actor.organisation.ticket_word)
    try:
        with timezone.override(found.actor.organisation.zone):
            answer = then(found)
    finally:
        formats.ticket_word.reset(said)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Show the sheet or the map behind a link, after its password where it has one."""

    def then(found: Opened) -> HttpResponse:
        if found.lens == MAP:
            return shared_map(request, found, token)
        page = sheet_of(found)
        drawn = scene(page, found.actor.now, names=found.names_shown)
        context = {"scene": drawn, "svg": v2mom_sheet(drawn, chosen(request)), "token": token}
        return render(request, "pages/shared.html", context)

    return opening(request, token, then)


def sheet_of(found: Opened) -> V2momPage:
    """Return the V2MOM behind a link, as somebody outside sees it."""
    return v2mom_page.for_reader(found.actor, found.plan)


def map_of(found: Opened) -> MapView:
    """Return the map behind a link, as somebody outside sees it."""
    return map_page.for_reader(found.actor, found.plan)


def shared_map(request: HttpRequest, found: Opened, token: str) -> HttpResponse:
    """Show the map behind a link."""
    view = map_of(found)
    context = {
        "svg": map_sheet.picture(request, found.actor, view, names=found.names_shown),
        "page": map_shape.told(view),
        "token": token,
    }
    return render(request, "pages/shared_map.html", context)


@require_safe
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Give the sheet or the map behind a link as PDF."""

    def then(found: Opened) -> HttpResponse:
        actor, names = found.actor, found.names_shown
        if found.lens == MAP:
            return map_sheet.as_pdf(request, actor, map_of(found), names=names)
        return as_pdf(request, actor, sheet_of(found), names=names)

    return opening(request, token, then)


@require_safe
def png(request: HttpRequest, token: str) -> HttpResponse:
    """Give the sheet or the map behind a link as PNG."""

    def then(found: Opened) -> HttpResponse:
        actor, names = found.actor, found.names_shown
        if found.lens == MAP:
            return map_sheet.as_png(request, actor, map_of(found), names=names)
        return as_png(request, actor, sheet_of(found), names=names)

    return opening(request, token, then)


@require_safe
def svg(request: HttpRequest, token: str) -> HttpResponse:
    """Give the map behind a link as SVG; a V2MOM, which is a sheet of paper, has none."""

    def then(found: Opened) -> HttpResponse:
        if found.lens != MAP:
            raise Http404
        return map_sheet.as_svg(request, found.actor, map_of(found), names=found.names_shown)

    return opening(request, token, then)
