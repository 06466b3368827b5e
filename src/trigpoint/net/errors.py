"""Why nothing came back from the network, in words for people."""

from __future__ import annotations

from trigpoint.core.text import Text


class NotReached(Exception):  # noqa: N818 - reads as what it is
    """Nothing usable came back; `text` says why and what would help."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


class Refusal(NotReached):
    """The address is one to which nothing is sent. Trying again would change nothing."""


class NotAnswered(NotReached):
    """The other side did not answer in time, or broke off. It may answer the next time."""


class Cut(NotReached):
    """More came back than is ever read."""
