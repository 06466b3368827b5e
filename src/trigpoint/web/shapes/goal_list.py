"""All goals: filters, headings and lines of the table."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.services.goals.cards import GoalCard
from trigpoint.services.goals.goal_list import PAGE, Filter, Found
from trigpoint.services.goals.saved_views import SavedViewLine
from trigpoint.services.measures.figures import Figure as Reading
from trigpoint.web import addresses, formats
from trigpoint.web.components import Column, GoalLine, Link, Nothing, Pager, Pill
from trigpoint.web.shapes import goal, goals, paging, past, words
from trigpoint.web.shapes.sorting import heading

CHOSEN_IN_THE_FORM = {"words", "page", "status", "owner", "period", "at"}
EXPORTED = (
    "id", "goal", "owner", "state", "stated", "computed", "measure", "value", "low", "high", "n",
    "unit", "as_of", "target", "progress_low", "progress_high", "starts", "due", "address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A goal in the table."""

    line: GoalLine
    id: str
    pick: str
    may_change: bool
    picked: bool
    owner: str
    due: str
    progress: str


@dataclass(frozen=True, slots=True)
class SavedPill:
    """A view that I keep: its way, and the way to take it away."""

    pill: Pill
    drop_href: str


@dataclass(frozen=True, slots=True)
class GoalsPage:
    """What pages/goals.html reads."""

    words: str
    count: str
    levels: tuple[Pill, ...]
    states: tuple[Pill, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    pager: Pager | None
    empty: Nothing | None
    kept: tuple[tuple[str, str], ...]
    saved: tuple[SavedPill, ...]
    keep_href: str
    export_href: str
    may_change: bool


def page(
    found: Found,
    wanted: Filter,
    today: datetime.date,
    saved: Sequence[SavedViewLine],
    mine: frozenset[str],
    picked: frozenset[str],
    *,
    may_write: bool,
) -> GoalsPage:
    """Return the list as the page shows it.

    `mine` are the goals that the reader may change, `picked` marks those that were chosen, and
    `may_write` is whether they may write one.
    """
    return GoalsPage(
        words=wanted.words,
        count=ngettext("{n} goal", "{n} goals", found.total).format(
            n=formats.number(found.total, 0)
        ),
        levels=levels(wanted),
        states=tuple(
            Pill(
                str(words.STATES[state]),
                with_(wanted, state="" if wanted.state == state else state),
                on=wanted.state == state,
                count=count,
            )
            for state, count in found.states
        ),
        columns=columns(wanted),
        rows=tuple(row(card, today, mine, picked) for card in found.goals),
        pager=paging.pager(
            found.page, PAGE, found.total, lambda page: with_(wanted, page=str(page))
        ),
        empty=None if found.goals else nothing(wanted, may_write=may_write),
        kept=tuple(
            (k, v) for k, v in parameters(wanted).items() if v and k not in CHOSEN_IN_THE_FORM
        ),
        saved=tuple(saved_pill(line, wanted) for line in saved),
        keep_href=reverse("goal_views") + addresses.query(**parameters(wanted)),
        export_href=reverse("goals_csv") + addresses.query(**parameters(wanted)),
        may_change=bool(mine),
    )


def saved_pill(line: SavedViewLine, wanted: Filter) -> SavedPill:
    """Return a kept view as a pill, on where the list shows just that."""
    on = line.wanted == replace(wanted, page=1)
    drop = reverse("goal_view_drop", args=[line.id])
    return SavedPill(Pill(line.name, with_(line.wanted), on=on), drop)


def parameters(wanted: Filter) -> dict[str, str]:
    """Return the filter as the address carries it, defaults left out."""
    return {
        "words": wanted.words,
        "state": wanted.state,
        "status": wanted.status,
        "owner": wanted.owner,
        "period": wanted.period,
        "level": wanted.level,
        "mine": "1" if wanted.mine else "",
        "sort": "" if wanted.sort == "title" else wanted.sort,
        "at": past.day(wanted.at),
    }


def with_(wanted: Filter, **changes: str) -> str:
    """Return the address of the list with some filters changed, from its first page."""
    return addresses.goals(**{**parameters(wanted), **changes})


def levels(wanted: Filter) -> tuple[Pill, ...]:
    """Return whose goals to show: everybody's, mine, or those of one level."""
    pills = [
        Pill(gettext("All"), with_(wanted, level="", mine=""), on=not (wanted.level or wanted.mine))
    ]
    pills.append(Pill(gettext("Mine"), with_(wanted, level="", mine="1"), on=wanted.mine))
    pills += [
        Pill(str(label), with_(wanted, level=level, mine=""), on=wanted.level == level)
        for level, label in words.LEVELS.items()
    ]
    return tuple(pills)


def columns(wanted: Filter) -> tuple[Column, ...]:
    """Return the headings; one that is sorted by turns round."""
    column = partial(heading, wanted.sort, lambda by: with_(wanted, sort=by))
    return (
        column(gettext("Goal"), "title"),
        column(gettext("Owner"), "owner"),
        Column(gettext("Figure")),
        Column(gettext("Target")),
        column(gettext("Progress"), "progress", end=True),
        column(gettext("By"), "due"),
        Column(gettext("Status")),
    )


def row(card: GoalCard, today: datetime.date, mine: frozenset[str], picked: frozenset[str]) -> Row:
    """Return a goal as a line of the table."""
    return Row(
        line=goals.line(card, today),
        id=card.id,
        pick=f"{card.id}:{card.version}",
        may_change=card.id in mine,
        picked=card.id in picked,
        owner=card.owner.name,
        due=formats.day(card.due, today),
        progress=goal.progress(card),
    )


def exported(card: GoalCard, address: str) -> tuple[str, ...]:
    """Return a goal as cells of a file for programs: plain numbers, ISO days and moments."""
    main = card.main
    reading = main.figure if main and not main.hidden else None
    unit = main.measure.unit if main and main.measure else ""
    as_of = reading.as_of.isoformat() if reading and reading.as_of else ""
    shown = card.shows_progress
    return (
        card.id,
        card.title,
        card.owner.name,
        card.state,
        card.stated,
        card.computed.value,
        main.title if main else "",
        *figure_cells(reading),
        unit,
        as_of,
        plain(main.aimed) if main else "",
        plain(card.progress_low) if shown else "",
        plain(card.progress_high) if shown else "",
        card.starts.isoformat(),
        card.due.isoformat(),
        address,
    )


def figure_cells(reading: Reading | None) -> tuple[str, ...]:
    """Return value, low, high and n, or empty cells."""
    if reading is None:
        return ("", "", "", "")
    return tuple(plain(x) for x in (reading.value, reading.low, reading.high, reading.n))


def plain(value: float | None) -> str:
    """Return a number for programs, nothing for none."""
    return "" if value is None else f"{value:.12g}"


def nothing(wanted: Filter, *, may_write: bool) -> Nothing:
    """Return what stands where no goal fits, with the next step."""
    if any(value for key, value in parameters(wanted).items() if key != "sort"):
        return Nothing(
            gettext("No goal fits"),
            gettext("Leave out a filter, or look for fewer words."),
            Link(gettext("All goals"), reverse("goals")),
            "search",
        )
    return Nothing(
        gettext("No goals yet"),
        gettext("A goal says what is to be reached, by when, and why."),
        Link(gettext("Write a goal"), reverse("goal_new")) if may_write else None,
        "flag",
    )
