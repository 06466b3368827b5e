"""What a page says of itself where it shows a past day."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext

from trigpoint.web import formats
from trigpoint.web.components import Banner


def banner(at: datetime.datetime | None) -> Banner | None:
    """Return the line above a page that shows a past day."""
    if at is None:
        return None
    return Banner(
        "draft",
        gettext("This is how it stood on {day}. Nothing can be changed here.").format(
            day=formats.long_day(timezone.localtime(at).date())
        ),
    )


def stood(at: datetime.datetime | None) -> str:
    """Return what paper and slides say of a past day, "" for now."""
    if at is None:
        return ""
    shown = formats.long_day(timezone.localtime(at).date())
    return gettext("as it stood on {day}").format(day=shown)


def day(at: datetime.datetime | None) -> str:
    """Return the past day as the address carries it, "" for now."""
    return timezone.localtime(at).date().isoformat() if at else ""
