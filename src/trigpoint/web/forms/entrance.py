"""Forms around logging in: without a way to reset a password, which administrators give."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class Labelled(forms.Form):
    """A form whose labels say what belongs in a field: no words stand in it that typing hides."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LogInForm(Labelled, LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Mail address and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].label = _("Mail address")
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Stay logged in on this computer")


class AgainForm(Labelled, ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The password once more, before something changes how one signs in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = ""


class CodeForm(Labelled, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The code of an authenticator app, or one of those for an emergency."""


class FirstCodeForm(Labelled, ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code that an authenticator app shows."""


class NewPasswordForm(Labelled, ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The old password and a new one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["oldpassword"].label = _("The password you have now")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].label = _("The new one")
        self.fields["password2"].label = _("The new one again")


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A key with its name, and whether it opens without the password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Name")
        self.fields["passwordless"].label = _("It alone opens, without the password")
        self.fields["passwordless"].help_text = _(
            "For a device that knows you, by your finger, your face or a PIN."
        )
