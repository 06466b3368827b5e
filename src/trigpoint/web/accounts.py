"""How log-in behaves: nobody signs up by themselves, and single sign-on knows people already."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from trigpoint.services.people import logins

CLOSED = (
    r"^accounts/(?:signup|email|confirm-email|password/reset|phone|login/code|social"
    r"|3rdparty/signup|2fa/webauthn/signup)/"
)
"""Pages of allauth by which people would make log-ins, or change their address, by themselves."""


def closed(_request: HttpRequest) -> HttpResponse:
    """Answer that there is no such page."""
    raise Http404


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by an administrator, never by a visitor."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This mail address and this password do not go together."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _(
            "This code is not right, or it is over. Type the one that is shown now."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse to sign up."""
        return False


class KnownPeopleOnly(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Single sign-on opens the door for log-ins that exist."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie an identity that is new here to the log-in of its mail address.

        The provider has to vouch for the address: anybody may claim one. Passwords stay, so that
        somebody gets in while the provider is away.
        """
        if sociallogin.is_existing:
            return
        vouched = [said.email for said in sociallogin.email_addresses if said.verified]
        user = logins.of_mail(vouched)
        if user is not None:
            sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse to make a log-in from an identity that nobody has tied to one."""
        return False
