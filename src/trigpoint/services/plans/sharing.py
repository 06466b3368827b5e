"""Links by which somebody without a log-in reads one plan: made, counted, revoked.

A link reads `/s/<id>-<secret>/`. Of its secret, 32 random bytes, only the SHA-256 is kept. It
shows what its maker may see on the day it is opened, never a figure about a person, and it is dead
when it is revoked, when its day is over, and when its maker may no longer change the plan.
"""

from __future__ import annotations

import datetime
import hmac
import re
import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor, for_user
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.limits import Limit
from trigpoint.services.people.tokens import SECRET_BYTES, digest_of
from trigpoint.services.plans import plan_access
from trigpoint.store.models import Plan, ShareLink

MOST_DAYS = 366
MOST_LINKS = 50
LONGEST_NAME = 80
SHORTEST_PASSWORD = 8
FORM = re.compile(r"(?P<id>[0-9a-z]{13})-(?P<secret>[0-9A-Za-z_-]{43})")

VIEWS = Limit(burst=60, per_second=1)
"""Openings of one link."""
GUESSES = Limit(burst=5, per_second=1 / 30)
"""Passwords tried on one link."""


@dataclass(frozen=True, slots=True)
class ShareView:
    """A link without its secret. `views` counts openings; who opened it is not kept."""

    id: str
    name: str
    has_password: bool
    names_shown: bool
    created_at: datetime.datetime
    expires_at: datetime.datetime
    revoked_at: datetime.datetime | None
    views: int
    last_viewed_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class NewShare:
    """A link with its address, which is shown this once and never again."""

    share: ShareView
    path: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: the plan, how it is written, by whose rights, with names or without."""

    plan: str
    lens: str
    actor: Actor
    names_shown: bool


class PasswordNeeded(Exception):  # noqa: N818 - a state of the link, told to the reader
    """The link asks for a password; `wrong` is whether one was tried, `wait` seconds to wait."""

    def __init__(self, *, wrong: bool = False, wait: int = 0) -> None:
        super().__init__()
        self.wrong = wrong
        self.wait = wait


class TooOften(Exception):  # noqa: N818 - a state of the link, told to the reader
    """The link was opened too often; `wait` is in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait


def make(
    actor: Actor,
    plan_id: str,
    days: int,
    *,
    name: str = "",
    password: str = "",
    names_shown: bool = False,
) -> NewShare:
    """Make a link to a plan that is good for so many days; people's names are hidden by default.

    Raises:
        Invalid: for too many days, a short password, or too many links.
        NotAllowed: where the actor may not change the plan, or is no user.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    if actor.user is None:
        raise NotAllowed(_("Links are made by people who have a log-in."))
    refuse(plan, days, name, password)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = ShareLink(
        organisation=actor.organisation,
        plan=plan,
        user=actor.user,
        name=name.strip(),
        digest=digest_of(secret),
        password=make_password(password) if password else "",
        names_shown=names_shown,
        created_at=actor.now,
        expires_at=actor.now + datetime.timedelta(days=days),
    )
    with command(actor, "share.make") as journal:
        link.save(force_insert=True)
        journal.note(link)
    return NewShare(view(link), f"/s/{link.public_id}-{secret}/")


def refuse(plan: Plan, days: int, name: str, password: str) -> None:
    """Raise `Invalid` for a link that cannot be made."""
    wrong: dict[str, Text] = {}
    if not 1 <= days <= MOST_DAYS:
        wrong["days"] = _("A link lasts from 1 to {most} days.", most=MOST_DAYS)
    if len(name) > LONGEST_NAME:
        wrong["name"] = _(
            "Keep it to {most} characters; it has {count}.", most=LONGEST_NAME, count=len(name)
        )
    if password and len(password) < SHORTEST_PASSWORD:
        wrong["password"] = _("Take at least {least} characters.", least=SHORTEST_PASSWORD)
    if plan.share_links.filter(revoked_at=None).count() >= MOST_LINKS:
        wrong[""] = _("This plan has {count} links. Revoke one that is not used.", count=MOST_LINKS)
    if wrong:
        raise Invalid(wrong)


def shares(actor: Actor, plan_id: str) -> tuple[ShareView, ...]:
    """Return the links to a plan, the newest first; for whoever may change the plan."""
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    return tuple(view(link) for link in plan.share_links.order_by("-pk"))


def revoke(actor: Actor, plan_id: str, share_id: str) -> None:
    """Make a link open nothing from now on.

    Raises:
        NotThere: where the plan has no such link.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    link = plan.share_links.filter(public_id=share_id).first()
    if link is None:
        raise NotThere
    if link.revoked_at is not None:
        return
    link.revoked_at = actor.now
    with command(actor, "share.revoke") as journal:
        link.save(update_fields=["revoked_at"])
        journal.note(link)


def show(actor: Actor, plan_id: str, share_id: str) -> ShareView:
    """Return one link of a plan, or raise `NotThere`."""
    found = next((share for share in shares(actor, plan_id) if share.id == share_id), None)
    if found is None:
        raise NotThere
    return found


def opened(token: str, now: datetime.datetime, *, password: str | None, unlocked: bool) -> Opened:
    """Return what a link opens. `unlocked` is whether its password was given before.

    Raises:
        NotThere: for a link that opens nothing (any more); it does not say why.
        PasswordNeeded: where a password is asked for, or was wrong.
        TooOften: where the link was opened too often.
    """
    link = find(token, now)
    if link.password and not unlocked:
        guess(link, password)
    wait = VIEWS.wait(link.public_id)
    if wait:
        raise TooOften(wait)
    actor = for_user(link.user, now)
    plan = plan_access.find(actor, link.plan.public_id)
    if plan is None or not plan_access.may(actor, plan, Verb.CHANGE):
        raise NotThere
    ShareLink.objects.filter(pk=link.pk).update(views=F("views") + 1, last_viewed_on=actor.today)
    return Opened(plan.public_id, plan.lens, actor, link.names_shown)


def find(token: str, now: datetime.datetime) -> ShareLink:
    """Return the live link of a token, or raise `NotThere`."""
    form = FORM.fullmatch(token)
    if form is None:
        raise NotThere
    found = ShareLink.objects.select_related("plan", "user__organisation", "user__person")
    link = found.filter(public_id=form["id"]).first()
    if link is None or not hmac.compare_digest(link.digest, digest_of(form["secret"])):
        raise NotThere
    dead = link.revoked_at is not None or link.expires_at <= now
    if dead or link.plan.retired or not link.user.is_active:
        raise NotThere
    return link


def guess(link: ShareLink, password: str | None) -> None:
    """Raise `PasswordNeeded` unless the password is the link's; guesses are slowed down."""
    if password is None:
        raise PasswordNeeded
    wait = GUESSES.wait(link.public_id)
    if wait:
        raise PasswordNeeded(wrong=True, wait=wait)
    if not check_password(password, link.password):
        raise PasswordNeeded(wrong=True)


def view(link: ShareLink) -> ShareView:
    """Return what may be shown of a link."""
    return ShareView(
        link.public_id,
        link.name,
        bool(link.password),
        link.names_shown,
        link.created_at,
        link.expires_at,
        link.revoked_at,
        link.views,
        link.last_viewed_on,
    )
