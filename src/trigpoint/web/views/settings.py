"""Settings: my own, and the organisation's."""

from __future__ import annotations

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.organisation import organisation
from trigpoint.services.people import people
from trigpoint.web import places
from trigpoint.web.components import Link
from trigpoint.web.door import attempt, signed_in
from trigpoint.web.forms.house import MODES, MineForm, OrganisationForm
from trigpoint.web.places import Place


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the settings, and take changes of a part of them."""
    part = request.GET.get("part", "") if request.method == "POST" else ""
    found = organisation.show(actor)
    mine = mine_form(request, actor, sent=part == "mine")
    form = organisation_form(request, actor, found, sent=part == "organisation")
    clashes: list[object] = []
    if part == "mine":
        done, _none = attempt(mine, lambda cleaned: people.set_own(actor, **cleaned))
    elif part and form is not None:
        done, found_clashes = attempt(form, lambda cleaned: change(actor, cleaned))
        clashes.extend(found_clashes)
    else:
        done = False
    if done:
        messages.success(request, gettext("Saved."))
        return redirect("settings")
    context = {
        "mine": mine,
        "organisation": found,
        "form": form,
        "clashes": clashes,
        "facts": facts(found),
        "privacy": dict(MODES)[found.privacy_mode],
        "groups": links(actor),
        "section": "settings",
    }
    return render(request, "pages/settings.html", context, status=422 if part else 200)


def mine_form(request: HttpRequest, actor: Actor, *, sent: bool) -> MineForm:
    """Return the form of what a person sets for themselves."""
    user = actor.user
    return MineForm(
        request.POST if sent else None,
        languages=[(code, str(name)) for code, name in django_settings.LANGUAGES],
        initial={
            "language": user.language if user else "",
            "theme": user.theme if user else "system",
            "single_keys": user.single_keys if user else True,
        },
    )


def organisation_form(
    request: HttpRequest, actor: Actor, found: organisation.OrganisationView, *, sent: bool
) -> OrganisationForm | None:
    """Return the form of the organisation's settings, for an administrator."""
    if not actor.is_administrator:
        return None
    names = ("version", *organisation.SETTINGS)
    initial = {name: getattr(found, name) for name in names}
    return OrganisationForm(request.POST if sent else None, initial=initial)


def change(actor: Actor, cleaned: dict[str, object]) -> None:
    """Change the organisation's settings."""
    version, reason = int(str(cleaned["version"])), str(cleaned["reason"])
    values = {k: v for k, v in cleaned.items() if k not in {"version", "reason"}}
    organisation.edit(actor, version, values, reason)


def facts(found: organisation.OrganisationView) -> list[tuple[str, str]]:
    """Return the settings as everybody may read them."""
    return [
        (gettext("Name"), found.name),
        (gettext("Time zone"), found.zone),
        (gettext("Word for a ticket"), found.ticket_word),
        (gettext("Comments of customers"), comments_kept(found.comment_days)),
    ]


def comments_kept(days: int) -> str:
    """Return for how long comments of customers are kept."""
    if not days:
        return gettext("None is kept")
    return ngettext("Kept for {n} day", "Kept for {n} days", days).format(n=days)


def links(actor: Actor) -> list[tuple[str, list[Link]]]:
    """Return the pages of settings in groups: mine, everybody's, and for administrators."""
    mine = [link(place) for place in places.MINE]
    if actor.person is not None:
        data = reverse("person_data", args=[actor.person.public_id])
        mine.append(Link(gettext("Take all my data along (JSON)"), data))
    found = [(gettext("Mine"), mine), (gettext("Ours"), [link(p) for p in places.OURS])]
    if actor.is_administrator:
        found.append((gettext("For administrators"), [link(p) for p in places.ADMINISTERING]))
    return found


def link(place: Place) -> Link:
    """Return a page as a link."""
    return Link(str(place.label), place.href)
