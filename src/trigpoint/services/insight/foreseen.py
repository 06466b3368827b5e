"""Statuses from the chance of getting there, for every measured target of an organisation.

Weeks are read and chances are reckoned once for each generation of readings and kept, so that a
write costs only the targets that it touched.
"""

from __future__ import annotations

import datetime
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from trigpoint.core.graph.status import Status
from trigpoint.core.stats import status as stats
from trigpoint.core.stats.attainability import Aim, Chance, chances
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.stats.status import Look, is_settled
from trigpoint.services.insight import pasts
from trigpoint.services.insight.pasts import Past, Sides, Week
from trigpoint.services.measures import catalogue, figures
from trigpoint.services.measures.figures import Published
from trigpoint.store.models import Measure, Organisation, Reading, Target

LOOKS = 8
"""How many weeks back a colour is followed, at most, to know which one is shown."""
MOST_WEEKS = 200
KEPT_GENERATIONS = 4
SHOWN_AS = {
    stats.Status.ON_TRACK: Status.ON_TRACK,
    stats.Status.AT_RISK: Status.AT_RISK,
    stats.Status.OFF_TRACK: Status.OFF_TRACK,
    stats.Status.CANNOT_TELL: Status.UNDECIDED,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a target asks of a measure, looked at so many weeks ago."""

    measure: int
    sides: Sides
    due: datetime.date
    back: int = 0


@dataclass
class Kept:
    """The pasts of measures in one generation, as of a day, and what was answered from them."""

    pasts: dict[int, Past | None] = field(default_factory=dict)
    answers: dict[Question, Chance | Refusal] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


class Memory:
    """What was reckoned for the last few generations."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[object, ...], Kept] = OrderedDict()

    def of(self, organisation: Organisation, seen: Published, today: datetime.date) -> Kept:
        """Return what is kept for a generation and a day, empty where nothing is."""
        key = (organisation.pk, seen.number, seen.revision, seen.published_at, today)
        with self._lock:
            kept = self._kept.setdefault(key, Kept())
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT_GENERATIONS:
                self._kept.popitem(last=False)
            return kept

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()


_memory = Memory()


def forget() -> None:
    """Let go of what was reckoned: for a database that began anew under this process."""
    _memory.clear()


def statuses(
    organisation: Organisation,
    targets: Iterable[Target],
    measures: Mapping[int, Measure],
    seen: Published,
    today: datetime.date,
) -> dict[str, Status]:
    """Return what the chance says of each target that has one, by the target's public id.

    A colour changes only when two weeks running ask for it. Targets whose chance is refused
    today, or whose day has passed, are not in the answer.
    """
    asked = questions(targets, measures, today)
    kept = _memory.of(organisation, seen, today)
    with kept.lock:
        read(kept, {question.measure for question in asked.values()}, measures, seen, today)
        paths = followed(kept, asked)
    return {
        target: SHOWN_AS[stats.status(path)]
        for target, path in paths.items()
        if isinstance(path[-1].chance, Chance)
    }


def questions(
    targets: Iterable[Target], measures: Mapping[int, Measure], today: datetime.date
) -> dict[str, Question]:
    """Return what each target asks of its measure, of those that have a number still to reach."""
    return {
        target.public_id: Question(target.measure_id or 0, sides, target.due)
        for target in targets
        if target.measure_id in measures
        and target.due >= today
        and (sides := sides_of(target)) is not None
    }


def chances_now(
    organisation: Organisation,
    targets: Iterable[Target],
    measures: Mapping[int, Measure],
    seen: Published,
    today: datetime.date,
) -> dict[str, Chance]:
    """Return today's chance of each target that has one, by the target's public id."""
    asked = questions(targets, measures, today)
    kept = _memory.of(organisation, seen, today)
    with kept.lock:
        read(kept, {question.measure for question in asked.values()}, measures, seen, today)
        known = {t: q for t, q in asked.items() if kept.pasts[q.measure] is not None}
        answer(kept, known.values())
        found = {target: kept.answers[question] for target, question in known.items()}
    return {target: said for target, said in found.items() if isinstance(said, Chance)}


def pasts_of(
    organisation: Organisation,
    wanted: Iterable[int],
    measures: Mapping[int, Measure],
    seen: Published,
    today: datetime.date,
) -> dict[int, Past | None]:
    """Return the past weeks of measures by key, in at most one query; None without a week."""
    keys = set(wanted)
    kept = _memory.of(organisation, seen, today)
    with kept.lock:
        read(kept, keys, measures, seen, today)
        return {key: kept.pasts[key] for key in keys}


def sides_of(target: Target) -> Sides | None:
    """Return where a target wants its measure to end, None where it has no number to reach."""
    aimed = target.points[-1][1] if target.points else None
    return pasts.sides(target.kind_of_target, aimed, target.low, target.high)


def followed(kept: Kept, asked: Mapping[str, Question]) -> dict[str, list[Look]]:
    """Return the looks at each target, the oldest first, as far back as its status asks for."""
    paths: dict[str, list[Look]] = defaultdict(list)
    for back in range(LOOKS):
        open_ = {
            target: Question(question.measure, question.sides, question.due, back)
            for target, question in asked.items()
            if kept.pasts[question.measure] is not None and not is_settled(paths[target])
        }
        answer(kept, open_.values())
        for target, question in open_.items():
            paths[target].insert(0, Look(kept.answers[question]))
    return {target: path for target, path in paths.items() if path}


def answer(kept: Kept, questions: Iterable[Question]) -> None:
    """Reckon what has not been asked before, in one batch."""
    new = list({question for question in questions if question not in kept.answers})
    cases = [case(past, question) for question in new if (past := kept.pasts[question.measure])]
    found = chances([past.history for past, _ in cases], [aim for _, aim in cases])
    kept.answers.update(zip(new, found, strict=True))


def case(past: Past, question: Question) -> tuple[Past, Aim]:
    """Return what was known at the look, and the aim from there."""
    then = past.before(question.back)
    return then, Aim(then.weeks_until(question.due), *question.sides)


def read(
    kept: Kept,
    wanted: Iterable[int],
    measures: Mapping[int, Measure],
    seen: Published,
    today: datetime.date,
) -> None:
    """Read the weeks of the measures that are not there yet, in one query."""
    missing = set(wanted) - kept.pasts.keys()
    if not missing:
        return
    since = today - datetime.timedelta(weeks=MOST_WEEKS)
    found = figures.visible(seen.number).filter(
        measure__in=missing, grain=Reading.Grain.WEEK, start__gte=since
    )
    weeks: dict[int, list[Week]] = defaultdict(list)
    for measure, start, value, n, flags in found.order_by("start").values_list(
        "measure_id", "start", "value", "n", "flags"
    ):
        if "open" not in flags:
            apart = figures.is_exceptional(measures[measure], Reading.Grain.WEEK, start)
            weeks[measure].append(Week(start, None if apart else value, n))
    for measure in missing:
        unit = catalogue.reference(measures[measure]).unit
        kept.pasts[measure] = pasts.of_weeks(weeks[measure], unit, today)
