"""Forms around logging in: without a way to reset a password, which administrators give."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class LogInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Mail address and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = ""


class AgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The password once more, before something changes how one signs in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = ""


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
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
