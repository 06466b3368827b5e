"""What a colour is worth: how often it is right, and how often it changes and changes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from trigpoint.bench.backtest.goals import PERIOD, Goal, looked_at, on_pace, set_goals
from trigpoint.bench.backtest.rates import mean, share
from trigpoint.bench.report import Check
from trigpoint.core.stats.attainability import chances
from trigpoint.core.stats.history import History
from trigpoint.core.stats.status import COLOURS, Look, Status, history, words

WITHIN = 4
WEEKS_JUDGED = (8, 16)


def checks(histories: Sequence[History], seed: int) -> Iterator[Check]:
    """Follow a random goal on each series for 23 weeks."""
    goals = set_goals(histories, seed)
    cases = [looked_at(goal, week) for goal in goals for week in range(PERIOD)]
    answers = chances([known for known, _ in cases], [aim for _, aim in cases])
    looks = [Look(answer) for answer in answers]
    paths = [looks[start : start + PERIOD] for start in range(0, len(looks), PERIOD)]
    raw = [[history([look])[0] for look in path] for path in paths]
    shown = [history(path) for path in paths]
    for name, found in (("as asked each week", raw), ("as shown", shown)):
        yield mean(
            f"status: changes that are taken back within 4 weeks, {name}",
            np.array([_taken_back(path) for path in found]),
            "a goal",
            f"{len(goals):,} synthetic goals, looked at each week of 24.",
        ).published()
    yield from _right(goals, shown)
    saved = 1 - sum(map(_taken_back, shown)) / max(1, sum(map(_taken_back, raw)))
    yield mean(
        "status: weeks by which a colour that stays is late",
        np.array([_late(*both) for both in zip(raw, shown, strict=True)]),
        "weeks",
        f"The rule takes away {saved:.0%} of the changes that are taken back.",
    ).published()


def _right(goals: Sequence[Goal], shown: Sequence[Sequence[Status]]) -> Iterator[Check]:
    """Yield how many goals of each colour were met in the end, beside those that pace praised."""
    met = np.array([goal.met for goal in goals])
    for week in WEEKS_JUDGED:
        colours = np.array([path[week].value for path in shown])
        for colour in (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK):
            name = f"status: met in the end when {words(colour)} in week {week}".lower()
            yield share(name, met[colours == colour.value], "Synthetic goals.").published()
        name = f"status: met in the end when pace says on track in week {week}"
        yield share(name, met[on_pace(goals, week)], "The same goals.").published()


def _taken_back(path: Sequence[Status]) -> int:
    """Count the colours that were left and came back within four weeks."""
    return sum(
        path[week] is not path[week - 1] and path[week - 1] in path[week + 1 : week + 1 + WITHIN]
        for week in range(1, len(path))
    )


def _late(raw: Sequence[Status], shown: Sequence[Status]) -> float:
    """Return for how many weeks the shown colour was not yet the one that the end confirmed."""
    last = raw[-1]
    if last not in COLOURS:
        return 0.0
    settled = [_since(path, last) for path in (raw, shown)]
    return float(max(0, settled[1] - settled[0]))


def _since(path: Sequence[Status], colour: Status) -> int:
    week = len(path)
    while week and path[week - 1] is colour:
        week -= 1
    return week
