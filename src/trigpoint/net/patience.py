"""Asking again: after an error with growing pauses, after "too many" when one is told to."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime

from trigpoint.core.text import _
from trigpoint.net.client import Answer, Fetch
from trigpoint.net.errors import NotAnswered, NotReached

TOO_MANY = 429
LONGEST = 30
"""Seconds that are waited on the spot, by a worker that others wait for; longer is for later."""
AT_MOST = 7 * 24 * 3600
DIGITS = 9
"""So many of a number of seconds are read: any more is beyond `AT_MOST` anyway."""

Sleep = Callable[[float], None]


class ComeBack(NotReached):
    """The other side wants to be left alone for `after` seconds."""

    def __init__(self, after: int) -> None:
        super().__init__(_("It asked to be left alone for {n} seconds.", n=after))
        self.after = after


@dataclass(frozen=True, slots=True)
class Patience:
    """Sends by `fetch`, and again where that may help; is itself a `Fetch`.

    `tries` in all, pauses of `pause` seconds doubled each time. `clock` gives seconds since 1970.
    """

    fetch: Fetch
    tries: int = 6
    pause: float = 1
    sleep: Sleep = field(default=time.sleep)
    clock: Callable[[], float] = field(default=time.time)

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        """Send; see `Fetch`. An answer of 5xx is one that did not come.

        Raises:
            ComeBack: where the wait that was asked for is too long to wait here.
            NotReached: where nothing usable came in all tries.
        """
        for attempt in range(self.tries):
            last = attempt == self.tries - 1
            try:
                answer = self.fetch(method, url, headers, body)
            except NotAnswered:
                if last:
                    raise
                self.sleep(self.pause * 2**attempt)
                continue
            if answer.status != TOO_MANY and answer.status < 500:
                return answer
            after = pause_of(answer, self.clock())
            if after is not None:
                self._wait(after)
            elif not last:
                self.sleep(self.pause * 2**attempt)
        raise NotAnswered(_("It kept answering with errors. It is tried again later."))

    def _wait(self, after: int) -> None:
        if after > LONGEST:
            raise ComeBack(after)
        self.sleep(after)


def pause_of(answer: Answer, now: float) -> int | None:
    """Return how long whoever answered wants to be left alone, in seconds; None where unsaid.

    Where there is no Retry-After, some say when their window ends, as a second since 1970.
    """
    if "retry-after" in answer.headers:
        return seconds(answer.headers["retry-after"], now)
    reset = answer.headers.get("x-ratelimit-reset", "").strip()
    if answer.status == TOO_MANY and reset.isdecimal():
        return min(AT_MOST, max(0, int(reset[: DIGITS + 3]) - int(now)) + 1)
    return None


def seconds(said: str, now: float) -> int:
    """Return how long a Retry-After asks to wait: its seconds, or until its date; 60 if unclear.

    More than `AT_MOST` is never meant. A date of no known zone (`-0000`) is UTC.
    """
    if said.strip().isdecimal():
        return min(AT_MOST, int(said.strip()[:DIGITS]))
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return 60
    until = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(AT_MOST, max(0, round(until.timestamp() - now) + 1))
