"""The field of a time zone: its name is typed, and all of them are offered."""

from __future__ import annotations

import functools
import zoneinfo
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class ZoneInput(forms.TextInput):
    """Offers the names of all time zones; whoever takes the name refuses one that there is not.

    A list to choose from alone would be 600 lines long.
    """

    def __init__(self) -> None:
        super().__init__(attrs={"list": "zones", "dir": "ltr"})

    def render(self, *given: Any, **more: Any) -> SafeString:
        """Return the field with what it offers."""
        return super().render(*given, **more) + offered()


@functools.cache
def offered() -> SafeString:
    """Return the names of all time zones."""
    names = ((name,) for name in sorted(zoneinfo.available_timezones()))
    options = format_html_join("", '<option value="{}"></option>', names)
    return format_html('<datalist id="zones">{}</datalist>', options)
