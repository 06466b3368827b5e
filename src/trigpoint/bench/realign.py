"""`bench pages`, its part on realigning: 5,000 goals tried, changed and put back at once."""

from __future__ import annotations

import datetime
import random
import time
from collections.abc import Callable, Iterator

from trigpoint.bench.cascade import grow
from trigpoint.bench.pages import fill
from trigpoint.bench.report import Check, Measured
from trigpoint.connectors.goal_files import exchange
from trigpoint.services.actor import Actor, for_email
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.realignment import realign, realign_page, realign_pick
from trigpoint.services.realignment.realign_pick import Wish

EMAIL = "lead@realign.example"
MOST_PREVIEW_S, MOST_COMMIT_S = 1.0, 3.0
DATED = 500
"""So many of the goals have a target whose day changes; the others go elsewhere and weigh more."""


def checks(count: int, seed: int = 1) -> Iterator[Check]:
    """Yield the checks of changing `count` goals, in an organisation of its own."""
    dice = random.Random(seed)  # noqa: S311 - a past to measure, no secret
    lead, _none = fill(0, dice, name="Realign", email=EMAIL)
    made = grow(lead, count + 20, dice)
    due = datetime.date(2026, 12, 31)
    for goal in made[20 : 20 + DATED]:
        targets.add(lead, goal, TargetDraft(kind="milestone", title="Done", due=due), reason="Why.")
    before = exchange.export(fresh())
    tried = realign.begin(fresh(), "Another year", "The market has shifted.")
    dated = realign_pick.edits(fresh(), made[20 : 20 + DATED], Wish(due=due.replace(day=18)))
    moved = realign_pick.edits(fresh(), made[20 + DATED :], Wish(to=made[0], weight=2.0))
    realign.set_edits(fresh(), tried, 1, [*dated, *moved])
    realign_page.show(fresh(), tried)
    seconds = timed(lambda: realign_page.show(fresh(), tried))
    what = f"{len(made) - 20:,} goals with {len(dated) + len(moved):,} changes"
    yield Measured("realign: preview", seconds, "s", f"{what}; warm.").at_most(MOST_PREVIEW_S)
    seconds = timed(lambda: realign.commit(fresh(), tried, 2, override="A bench asks nobody."))
    yield Measured("realign: commit", seconds, "s", f"{what}; one entry.").at_most(MOST_COMMIT_S)
    seconds = timed(lambda: realign.undo(fresh(), tried, 3))
    yield Measured("realign: undo", seconds, "s", f"{what}.").published()
    same = float(exchange.export(fresh()) == before)
    how = "1 where the export has the same bytes before the commit and after the undo."
    yield Measured("realign: undo restores the bytes", same, "", how).at_least(1)


def fresh() -> Actor:
    """Return the lead as somebody who has just come."""
    found = for_email(EMAIL)
    if found is None:
        message = "the head of the bench is gone"
        raise RuntimeError(message)
    return found


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds of processor time something takes."""
    start = time.process_time()
    act()
    return time.process_time() - start
