"""What a channel says of a letter that it could not hand over for good."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - an answer of the receiver, not a fault
    """The receiver does not take the letter, and trying again would not help.

    `words` are the receiver's. `bounced` says that its address takes no letter at all.
    """

    def __init__(self, words: str, *, bounced: bool) -> None:
        super().__init__(words)
        self.words = words
        self.bounced = bounced
