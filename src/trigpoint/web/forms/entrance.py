"""The form of logging in: without a way to reset a password, which administrators give."""

from typing import Any

from allauth.account.forms import LoginForm


class LogInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Mail address and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = ""
