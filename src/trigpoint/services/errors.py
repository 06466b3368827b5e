"""Why something was not done, in words for people."""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.core.text import Text, _


class ServiceError(Exception):
    """Something was not done; `text` says why and what would help."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


class NotThere(ServiceError):  # noqa: N818 - reads as what it is
    """The thing does not exist, or the actor may not know that it does: no difference."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing here, or it is not for you to see."))


class NotThen(NotThere):
    """The actor sees the thing today, and on that day it was not there, or not for them to see."""


class NotAllowed(ServiceError):  # noqa: N818 - reads as what it is
    """The actor sees the thing but may not do this to it."""


class Invalid(ServiceError):  # noqa: N818 - reads as what it is
    """What was given breaks a rule; `fields` says which field and why, "" is the whole."""

    def __init__(self, fields: Mapping[str, Text]) -> None:
        super().__init__(next(iter(fields.values())))
        self.fields = dict(fields)


class Stale(ServiceError):  # noqa: N818 - reads as what it is
    """Somebody changed the thing meanwhile.

    `current` is what it says now, field by field, and `base` what it said at the version that the
    writer had read, empty where that is not known. What a field refers to is named by public id.
    """

    def __init__(
        self, version: int, current: Mapping[str, object], base: Mapping[str, object]
    ) -> None:
        super().__init__(_("Somebody changed this while you were writing."))
        self.version = version
        self.current = dict(current)
        self.base = dict(base)
