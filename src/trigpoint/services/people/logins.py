"""Log-ins: who can get in, with which rights, and by which ways."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.store.models import Membership, Organisation, User
from trigpoint.store.scrub import end_sessions

FACTORS = {
    Authenticator.Type.TOTP: "totp",
    Authenticator.Type.WEBAUTHN: "passkey",
}


@dataclass(frozen=True, slots=True)
class LoginView:
    """A log-in. `ways` are the ways in beside the password: totp, passkey, single_sign_on.

    `person` is None, and `name` empty, for a log-in of nobody in particular. `left` is since when
    the person is in no unit any more, None while they are in one, or never were.
    """

    id: str
    person: str | None
    name: str
    email: str
    role: str
    active: bool
    has_password: bool
    ways: tuple[str, ...]
    left: datetime.date | None


def logins(actor: Actor) -> list[LoginView]:
    """Return the log-ins of the organisation, by name.

    Raises:
        NotAllowed: for anybody but an administrator.
    """
    access.require(actor, Kind.PERSON, Verb.CREATE)
    users = list(User.objects.filter(organisation=actor.organisation))
    ways, gone = ways_of(users), left(users, actor.today)
    found = [view(user, ways.get(user.pk, ()), gone.get(user.pk)) for user in users]
    return sorted(found, key=lambda login: (login.name or login.email).casefold())


def show(actor: Actor, login_id: str) -> LoginView:
    """Return one log-in; raises like `find`."""
    user = find(actor, login_id)
    gone = left([user], actor.today).get(user.pk)
    return view(user, ways_of([user]).get(user.pk, ()), gone)


def view(user: User, ways: Iterable[str], gone: datetime.date | None) -> LoginView:
    """Return what a page says of a log-in; `gone` is since when its person is in no unit."""
    return LoginView(
        id=user.public_id,
        person=user.person.public_id if user.person else None,
        name=user.person.name if user.person else "",
        email=user.email,
        role=user.role,
        active=user.is_active,
        has_password=user.has_usable_password(),
        ways=tuple(sorted(set(ways))),
        left=gone,
    )


def left(users: Iterable[User], today: datetime.date) -> dict[int, datetime.date]:
    """Return of those whose last place in a unit is over since when it is, by their key."""
    of_person = {user.person_id: user.pk for user in users if user.person_id}
    places = Membership.objects.filter(person__in=of_person, retired=False)
    ended: dict[int, list[datetime.date | None]] = {}
    for person, day in places.values_list("person", "valid_to"):
        ended.setdefault(person, []).append(day)
    last = {who: max((day for day in days if day), default=None) for who, days in ended.items()}
    return {
        of_person[who]: day
        for who, day in last.items()
        if day is not None and None not in ended[who] and day <= today
    }


def administrators_who_left(
    organisation: Organisation, today: datetime.date
) -> list[tuple[str, datetime.date]]:
    """Return the mail addresses of administrators whose last place is over, and since when."""
    users = User.objects.filter(
        organisation=organisation, role=User.Role.ADMINISTRATOR, is_active=True
    )
    gone = left(list(users), today)
    return [(user.email, gone[user.pk]) for user in users.order_by("email") if user.pk in gone]


def ways_of(users: list[User]) -> dict[int, list[str]]:
    """Return by which ways users get in beside their password, by key."""
    found: dict[int, list[str]] = {}
    factors = Authenticator.objects.filter(user__in=users, type__in=list(FACTORS))
    for user, kind in factors.values_list("user", "type"):
        found.setdefault(user, []).append(FACTORS[kind])
    for user in SocialAccount.objects.filter(user__in=users).values_list("user", flat=True):
        found.setdefault(user, []).append("single_sign_on")
    return found


def find(actor: Actor, login_id: str) -> User:
    """Return a log-in for an administrator.

    Raises:
        NotAllowed: for anybody else.
        NotThere: where there is none of that id.
    """
    access.require(actor, Kind.PERSON, Verb.CREATE)
    user = User.objects.filter(organisation=actor.organisation, public_id=login_id).first()
    if user is None:
        raise NotThere
    return user


def set_rights(actor: Actor, login_id: str, *, role: str, active: bool) -> None:
    """Give a log-in a role, and let it in or not. One that is shut out is out at once.

    Raises:
        Invalid: for a role that there is not, and for the last administrator who can get in.
    """
    user = find(actor, login_id)
    if role not in User.Role.values:
        raise Invalid({"role": _("There is no role called {role}.", role=role)})
    stays = role == User.Role.ADMINISTRATOR and active
    if not stays and is_last_administrator(user):
        raise Invalid({"role": _("Nobody else is an administrator. Make somebody one first.")})
    user.role, user.is_active = role, active
    with command(actor, "login.rights") as journal:
        user.save(update_fields=["role", "is_active"])
        journal.note(user)
        if not active:
            end_sessions(user.pk)


def is_last_administrator(user: User) -> bool:
    """Whether nobody could change settings any more without this log-in."""
    others = User.objects.filter(
        organisation=user.organisation, role=User.Role.ADMINISTRATOR, is_active=True
    )
    is_one = user.role == User.Role.ADMINISTRATOR and user.is_active
    return is_one and not others.exclude(pk=user.pk).exists()


def set_password(actor: Actor, login_id: str, password: str, *, forget_factors: bool) -> None:
    """Give somebody who cannot get in a password to be changed by them; their sessions end.

    With `forget_factors` their authenticator app, passkeys and recovery codes open nothing any
    more: for a phone that was lost.

    Raises:
        Invalid: for a password that is easy to guess.
    """
    user = find(actor, login_id)
    refuse_weak(password, user)
    user.set_password(password)
    with command(actor, "login.password") as journal:
        user.save(update_fields=["password"])
        if forget_factors:
            Authenticator.objects.filter(user=user).delete()
        journal.note(user)
        end_sessions(user.pk)


def refuse_weak(password: str, user: User) -> None:
    """Raise `Invalid` for a password that Django's rules refuse."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        said: Text = _("{problem}", problem=" ".join(error.messages))
        raise Invalid({"password": said}) from error


def of_mail(addresses: Iterable[str]) -> User | None:
    """Return the log-in of one of the addresses, or None; for addresses somebody vouches for."""
    for address in addresses:
        found = User.objects.filter(email__iexact=address).first()
        if found is not None:
            return found
    return None
