"""What the core says when it is asked for something that cannot be."""

from __future__ import annotations

from trigpoint.core.text import Text


class Refused(ValueError):  # noqa: N818 - a refusal with its reason, not a fault
    """Something that was asked for breaks a rule; `text` says which, in a sentence for people."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text
