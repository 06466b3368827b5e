"""The field that asks why."""

from __future__ import annotations

from django import forms


class ReasonInput(forms.TextInput):
    """Asks why. The browser does not hold a form back for want of it: a clash is told first."""

    def use_required_attribute(self, initial: object) -> bool:  # noqa: ARG002 - Django's signature
        """Return that the page alone says whether it is needed."""
        return False
