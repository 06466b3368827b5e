"""Keys for programs: made by a person, narrower than the person, and dead when the person is.

A token reads `tp_<id>_<secret>`. Its secret is 32 random bytes, of which only the SHA-256 is kept:
nobody can guess it, so a slow hash would protect nothing.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor, for_user, through
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.store.models import ApiToken, User

NOUNS = ("organisation", "people", "goals", "figures", "imports")
SCOPES = tuple(f"{verb}:{noun}" for noun in NOUNS for verb in ("read", "write"))
DEFAULT_DAYS = 90
MOST_DAYS = 365
MOST_TOKENS = 20
SECRET_BYTES = 32
USE_NOTED_EVERY = datetime.timedelta(minutes=10)

FORM = re.compile(r"tp_(?P<id>[0-9a-z]{13})_(?P<secret>[0-9A-Za-z_-]{43})")


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token without its secret. `last_used_at` is right to ten minutes."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime.datetime
    expires_at: datetime.datetime
    last_used_at: datetime.datetime | None
    revoked_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token with its text, which is shown this once and never again."""

    token: TokenView
    text: str


def make(actor: Actor, name: str, scopes: Iterable[str], days: int = DEFAULT_DAYS) -> NewToken:
    """Make a token for the actor's own log-in, good for so many days.

    Raises:
        Invalid: for an empty name, a scope that there is not, none at all, or too many days.
        NotAllowed: where the actor is itself a token, or is no user.
    """
    user = owner(actor)
    wanted = tuple(sorted(set(scopes)))
    refuse(user, name, wanted, days, actor.now)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    token = ApiToken(
        organisation=actor.organisation,
        user=user,
        name=name.strip(),
        digest=digest_of(secret),
        scopes=list(wanted),
        created_at=actor.now,
        expires_at=actor.now + datetime.timedelta(days=days),
    )
    with command(actor, "token.make") as journal:
        token.save(force_insert=True)
        journal.note(token)
    return NewToken(view(token), f"tp_{token.public_id}_{secret}")


def refuse(
    user: User, name: str, scopes: tuple[str, ...], days: int, now: datetime.datetime
) -> None:
    """Raise `Invalid` for a token that cannot be made."""
    wrong: dict[str, Text] = {}
    if not name.strip():
        wrong["name"] = _("Give it a name by which you will know what uses it.")
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown:
        wrong["scopes"] = _("There is no scope called {scope}.", scope=unknown[0])
    elif not scopes:
        wrong["scopes"] = _("Choose what it may do.")
    if not 1 <= days <= MOST_DAYS:
        wrong["days"] = _("A token lasts from 1 to {most} days.", most=MOST_DAYS)
    if live(user, now) >= MOST_TOKENS:
        wrong[""] = _("You have {count} tokens. Revoke one that is not used.", count=MOST_TOKENS)
    if wrong:
        raise Invalid(wrong)


def live(user: User, now: datetime.datetime) -> int:
    """Return how many of the user's tokens open anything."""
    return ApiToken.objects.filter(user=user, revoked_at=None, expires_at__gt=now).count()


def mine(actor: Actor) -> list[TokenView]:
    """Return the actor's own tokens, the newest first."""
    return [view(t) for t in ApiToken.objects.filter(user=owner(actor)).order_by("-pk")]


def show(actor: Actor, token_id: str) -> TokenView:
    """Return one of the actor's own tokens.

    Raises:
        NotThere: where the actor has none of that id.
    """
    found = ApiToken.objects.filter(user=owner(actor), public_id=token_id).first()
    if found is None:
        raise NotThere
    return view(found)


def revoke(actor: Actor, token_id: str) -> None:
    """Make a token open nothing from now on: one's own, or as an administrator anybody's.

    Raises:
        NotThere: where there is none that the actor may revoke.
    """
    user = owner(actor)
    found = ApiToken.objects.filter(organisation=actor.organisation, public_id=token_id)
    token = found.select_related("user").first()
    if token is None or not (token.user_id == user.pk or may_revoke(actor, token)):
        raise NotThere
    if token.revoked_at is not None:
        return
    token.revoked_at = actor.now
    with command(actor, "token.revoke") as journal:
        token.save(update_fields=["revoked_at"])
        journal.note(token)


def may_revoke(actor: Actor, token: ApiToken) -> bool:
    """Whether the policy lets the actor revoke somebody else's token."""
    person = token.user.person_id
    owners = frozenset({str(person)} if person else ())
    thing = Thing(str(actor.organisation.pk), owners=owners)
    return bool(access.decision(actor, Verb.RETIRE, Kind.TOKEN, thing))


def owner(actor: Actor) -> User:
    """Return the signed-in user. A token may not make or end tokens.

    Raises:
        NotAllowed: where the actor is a token, or is no user.
    """
    if actor.user is None or actor.scopes is not None:
        raise NotAllowed(_("Tokens are managed by people who have logged in."))
    return actor.user


def actor_of(text: str, now: datetime.datetime) -> Actor | None:
    """Return the actor that a token stands for, or None where it opens nothing (any more)."""
    form = FORM.fullmatch(text)
    if form is None:
        return None
    found = ApiToken.objects.select_related("user__organisation", "user__person")
    token = found.filter(public_id=form["id"]).first()
    if token is None or not hmac.compare_digest(token.digest, digest_of(form["secret"])):
        return None
    if token.revoked_at is not None or token.expires_at <= now or not token.user.is_active:
        return None
    note_use(token, now)
    program = through(for_user(token.user, now), token.public_id)
    return replace(program, scopes=frozenset(token.scopes))


def note_use(token: ApiToken, now: datetime.datetime) -> None:
    """Write down that the token was used, at most every ten minutes: reading must not write."""
    if token.last_used_at is None or now - token.last_used_at >= USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def require(actor: Actor, scope: str) -> None:
    """Raise unless the actor's token was made for this; people are not limited by scopes.

    Raises:
        NotAllowed: where the scope is missing; the message names it.
    """
    if actor.scopes is not None and scope not in actor.scopes:
        raise NotAllowed(_("This token lacks the scope {scope}.", scope=scope))


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256 in hex."""
    return hashlib.sha256(secret.encode()).hexdigest()


def view(token: ApiToken) -> TokenView:
    """Return what may be shown of a token."""
    return TokenView(
        token.public_id,
        token.name,
        tuple(token.scopes),
        token.created_at,
        token.expires_at,
        token.last_used_at,
        token.revoked_at,
    )
