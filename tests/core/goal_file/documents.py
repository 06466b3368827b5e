"""Random documents of goals: any text, any links that make no cycle."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from trigpoint.core.goal_file.entries import (
    CarryEntry,
    DirectionEntry,
    Document,
    GoalEntry,
    MeasureEntry,
    MoveEntry,
    PeriodEntry,
    ShareEntry,
    StepEntry,
    TargetEntry,
    ValueEntry,
)

HOLDERS = ("Northwind", "Northwind / Care", "Northwind / Care / Orders", "dara@northwind.example")
KPIS = ("first_reply_time", "backlog", "csat", "reopen_rate")
DAYS = (datetime.date(2026, 3, 31), datetime.date(2026, 6, 30), datetime.date(2026, 12, 31))
LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")

words = st.text(LETTERS, min_size=1, max_size=40).map(str.strip).filter(bool)
texts = st.text(LETTERS, max_size=300).map(lambda t: t.replace("\r", "\n").strip())
said = texts.filter(bool)
weights = st.floats(0.01, 1000, allow_nan=False)
numbers = st.floats(-1e6, 1e6, allow_nan=False)
days = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
maybe_days = st.none() | days


def public_id(number: int) -> str:
    """Return an id that nobody has."""
    return f"00000000{number:05d}"


@st.composite
def targets(draw, number: int, measures: tuple[str, ...]) -> TargetEntry:
    """Return a target that can be reckoned with."""
    kind = draw(st.sampled_from(["raise", "lower", "keep_within", "milestone", "yes_no"]))
    about: dict[str, object] = {}
    if kind in {"milestone", "yes_no"} or not measures:
        kind = kind if kind in {"milestone", "yes_no"} else "milestone"
        about = {"done": draw(maybe_days)}
    elif kind == "keep_within":
        low = draw(numbers)
        about = {"low": low, "high": low + draw(weights), "tolerance": draw(weights)}
    else:
        start = draw(numbers)
        sign = 1 if kind == "raise" else -1
        steps = sorted(draw(st.lists(weights, min_size=1, max_size=3)))
        values = [
            ValueEntry(by=d, value=start + sign * s) for d, s in zip(DAYS, steps, strict=False)
        ]
        about = {"baseline": start, "values": tuple(values)}
    if "done" not in about:
        about["measure"] = draw(st.sampled_from(measures))
        if draw(st.booleans()):
            about |= {"guard": draw(st.sampled_from(measures)), "guard_limit": draw(numbers)}
    return TargetEntry(
        id=public_id(number),
        kind=kind,
        title=draw(words),
        due=DAYS[-1],
        weight=draw(weights),
        **about,
    )


@st.composite
def goals(draw, number: int, above: list[str], measures: tuple[str, ...]) -> GoalEntry:
    """Return a goal that carries some of those above, and moves some of them."""
    base = 100 * (number + 1)
    to = draw(st.lists(st.sampled_from(above), unique=True, max_size=3))
    main = draw(st.booleans())
    moved = [a for a in above if a.startswith("0")]
    owner = draw(st.sampled_from(HOLDERS))
    shared = st.sampled_from([h for h in HOLDERS if h != owner])
    return GoalEntry(
        id=public_id(base),
        title=draw(words),
        owner=owner,
        period="2026",
        state=draw(st.sampled_from(["draft", "proposed", "agreed", "active", "missed", "retired"])),
        private=owner.endswith("example") and draw(st.booleans()),
        why=draw(said),
        how=draw(texts),
        carries=tuple(
            CarryEntry(
                to=each,
                because=draw(said),
                weight=draw(weights),
                evidence=draw(st.sampled_from(["none", "opinion", "measured"])),
                source=draw(st.just("") | words),
                main=main and place == 0,
            )
            for place, each in enumerate(to)
        ),
        moves=tuple(
            MoveEntry(
                goal=each,
                direction=draw(st.sampled_from(["with", "against"])),
                lag_weeks=draw(st.integers(0, 104)),
                because=draw(said),
            )
            for each in draw(st.lists(st.sampled_from(moved), unique=True, max_size=2))
        )
        if moved
        else (),
        targets=tuple(draw(targets(base + n, measures)) for n in range(1, draw(st.integers(1, 3)))),
        shared_with=tuple(
            ShareEntry(who=who, answers_for=draw(words))
            for who in draw(st.lists(shared, unique=True, max_size=2))
        ),
        steps=tuple(
            StepEntry(
                id=public_id(base + 10 + n),
                title=draw(words),
                who=draw(st.sampled_from(["", "dara@northwind.example", "ana@northwind.example"])),
                due=draw(maybe_days),
                done=draw(maybe_days),
                result=draw(texts),
            )
            for n in range(draw(st.integers(0, 2)))
        ),
    )


@st.composite
def documents(draw) -> Document:
    """Return a document whose goals carry earlier ones, so that no cycle closes."""
    titles = draw(st.lists(words, unique=True, max_size=3))
    measures = tuple(
        MeasureEntry(
            id=public_id(number + 1), title=title, kpi=KPIS[number], weeks=draw(st.integers(1, 52))
        )
        for number, title in enumerate(titles)
    )
    vision = DirectionEntry(kind="vision", text=draw(said))
    second = DirectionEntry(kind="priority", rank=2, text=draw(said))
    above, written = ["vision", "priority 2"], []
    for number in range(draw(st.integers(0, 5))):
        written.append(draw(goals(number, above, tuple(titles))))
        above.append(written[-1].id)
    return Document(
        periods=(PeriodEntry(name="2026", starts=DAYS[0].replace(month=1, day=1), ends=DAYS[-1]),),
        directions=(second, vision),
        measures=measures,
        goals=tuple(written),
    )
