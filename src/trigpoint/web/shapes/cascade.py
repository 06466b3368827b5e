"""The cascade: lines of the tree table, and how each level stands."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from trigpoint.services.cascade.cascade import Cascade, CascadeRow, LevelTally
from trigpoint.web import formats
from trigpoint.web.components import Chip, Link, NoFigure, Nothing, PersonMark, Pill, Status
from trigpoint.web.lens import Focus
from trigpoint.web.shapes import figures, goal, words

FOLDS = {
    "organisation": pgettext_lazy("level to fold to", "Top"),
    "department": gettext_lazy("Departments"),
    "team": gettext_lazy("Teams"),
    "person": gettext_lazy("People"),
}
LEVELS = {
    "organisation": gettext_lazy("Organisation"),
    "department": gettext_lazy("Departments"),
    "team": gettext_lazy("Teams"),
    "person": gettext_lazy("People"),
}
SHAPES: dict[str, Status] = {
    "on_track": "on_track",
    "at_risk": "at_risk",
    "off_track": "off_track",
    "achieved": "achieved",
    "held": "held",
    "open": "open",
    "old": "old",
    "draft": "draft",
    "proposed": "draft",
    "private": "private",
    "missed": "old",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A goal as a line of the tree. `rows` is the address of the lines under it, "" where none."""

    id: str
    title: str
    href: str
    depth: int
    place: int
    of: int
    open: str
    rows: str
    toggle: str
    below: str
    owner: PersonMark
    value: str
    likely: str
    tickets: str
    target: str
    chip: Chip
    share: str
    agreement: str
    asked: bool
    remark: str
    dim: bool
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """How many goals of a level stand so, and the stretch of its bar: from and width, of 100."""

    chip: Chip
    count: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class LevelLine:
    """How a level stands; `href` shows that level alone, or all again."""

    label: str
    count: str
    href: str
    on: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class CascadePage:
    """What pages/cascade.html reads."""

    words: str
    count: str
    fresh: str
    pills: tuple[Pill, ...]
    folds: tuple[Pill, ...]
    levels: tuple[LevelLine, ...]
    lines: tuple[Line, ...]
    loose: tuple[Line, ...]
    loose_words: str
    more: str
    more_rows: str
    more_page: str
    start: str
    empty: Nothing | None


def page(found: Cascade, focus: Focus, own: dict[str, str], now: datetime.datetime) -> CascadePage:
    """Return the tree as the page shows it; `own` is what only this view's address carries."""
    make = maker(focus, own)
    skip = int(own.get("skip", "0") or 0)
    rest = {**own, "skip": str(skip + len(found.rows))}
    filtered = found.found != found.total or focus.filter("words")
    return CascadePage(
        words=focus.filter("words"),
        count=count(found),
        fresh=words.as_of(found.as_of, now),
        pills=tuple(pills(found, focus, own)),
        folds=tuple(folds(found, focus, own)),
        levels=tuple(level(tally, focus, own) for tally in found.levels),
        lines=tuple(map(make, found.rows)),
        loose=tuple(map(make, found.loose)),
        loose_words=ngettext(
            "{n} goal carries nothing above it",
            "{n} goals carry nothing above them",
            found.loose_count,
        ).format(n=formats.number(found.loose_count, 0)),
        more=ngettext("Show {n} more line", "Show {n} more lines", found.more).format(
            n=formats.number(found.more, 0)
        )
        if found.more
        else "",
        more_rows=rows_address(focus, rest),
        more_page=focus.address("cascade", **rest),
        start=focus.address("cascade", **{**own, "skip": ""}) if skip else "",
        empty=nothing(bool(filtered)) if not (found.rows or found.loose) else None,
    )


def count(found: Cascade) -> str:
    """Return how many goals are in view, and how many of them fit."""
    total = ngettext("{n} goal", "{n} goals", found.total).format(n=formats.number(found.total, 0))
    if found.found == found.total:
        return total
    return gettext("{n} of {total}").format(n=formats.number(found.found, 0), total=total)


def rows_address(focus: Focus, own: dict[str, str], **more: str) -> str:
    """Return the address of further lines of the tree."""
    return reverse("cascade_rows") + focus.query(**{**own, **more})


def pills(found: Cascade, focus: Focus, own: dict[str, str]) -> Iterable[Pill]:
    """Yield the filters with how many goals each would show."""
    plain = {name: value for name, value in own.items() if name not in {"show", "skip"}}

    def shown(label: str, name: str) -> Pill:
        on = own.get("show", "") == name
        more = plain if on else {**plain, "show": name}
        return Pill(label, focus.address("cascade", **more), on=on, count=found.counts[name])

    yield shown(gettext("At risk or off track"), "trouble")
    yield shown(gettext("Waiting for an answer"), "proposed")
    if found.counts["roots"]:
        yield shown(gettext("Under the chosen roots"), "roots")
    mine = focus.filter("mine") == "1"
    other = focus.with_filter("mine", "" if mine else "1")
    yield Pill(
        gettext("Mine"), other.address("cascade", **plain), on=mine, count=found.counts["mine"]
    )
    yield Pill(gettext("Not aligned"), reverse("cascade_not_aligned") + focus.query())
    yield Pill(gettext("What changed"), reverse("changes") + focus.query())


def folds(found: Cascade, focus: Focus, own: dict[str, str]) -> Iterable[Pill]:
    """Yield the levels down to which the tree can be open."""
    plain = {name: own[name] for name in ("show",) if own.get(name)}
    for name, label in FOLDS.items():
        href = focus.address("cascade", **plain, fold=name)
        yield Pill(str(label), href, on=found.fold == name)


def level(tally: LevelTally, focus: Focus, own: dict[str, str]) -> LevelLine:
    """Return how a level stands."""
    on = focus.filter("level") == tally.level
    other = focus.with_filter("level", "" if on else tally.level)
    plain = {name: value for name, value in own.items() if name != "skip"}
    counts = dict(tally.statuses)
    known = [(name, SHAPES[name], "", counts[name]) for name in words.ATTENTION if counts.get(name)]
    waiting = sum(number for name, number in counts.items() if name not in words.ATTENTION)
    if waiting:
        known.append(("draft", "draft", gettext("Not in force"), waiting))
    return LevelLine(
        str(LEVELS[tally.level]),
        formats.number(tally.count, 0),
        other.address("cascade", **plain),
        on,
        tuple(parts(known, tally.count)),
    )


def parts(known: Sequence[tuple[str, Status, str, int]], total: int) -> Iterable[Part]:
    """Yield the parts of a level's bar, one after the other."""
    start = 0.0
    for _name, status, word, number in known:
        width = 100 * number / total
        yield Part(
            Chip(status, word),
            formats.number(number, 0),
            f"{start:.2f}",
            f"{max(width - 0.6, 0.4):.2f}",
        )
        start += width


def maker(focus: Focus, own: dict[str, str]) -> Callable[[CascadeRow], Line]:
    """Return how a goal becomes a line, with links that keep what is chosen."""
    own = {name: value for name, value in own.items() if name != "skip"}
    opened = [i for i in own.get("open", "").split(".") if i]
    shut = [i for i in own.get("shut", "").split(".") if i]
    plain = {k: v for k, v in own.items() if k not in {"open", "shut"}}
    # What opens a line is no way to the goal that is open beside the tree.
    tree = focus.to(goal="")

    def toggle(row: CascadeRow) -> str:
        here = row.card.id
        now_open = [i for i in opened if i != here]
        now_shut = [i for i in shut if i != here]
        (now_shut if row.is_open else now_open).append(here)
        said = {"open": ".".join(now_open), "shut": ".".join(now_shut)}
        return tree.address("cascade", **plain, **{k: v for k, v in said.items() if v})

    def make(row: CascadeRow) -> Line:
        card = row.card
        value, likely, tickets = figure(row)
        return Line(
            id=card.id,
            title=card.title,
            href=focus.opening("cascade", card.id, **own),
            depth=row.depth,
            place=row.place,
            of=row.of,
            open="" if row.is_open is None else "true" if row.is_open else "false",
            rows=rows_address(tree, own, under=card.id, depth=str(row.depth + 1))
            if row.below
            else "",
            toggle=toggle(row) if row.below else "",
            below=below(row),
            owner=goal.mark(card.owner),
            value=value,
            likely=likely,
            tickets=tickets,
            target=words.target(card.main, card.due) if card.main else "",
            chip=words.chip(card),
            share=formats.percent(row.share) if row.share is not None else "",
            agreement=agreement(row),
            asked=bool(row.asked),
            remark=remark(row),
            dim=not row.matches,
        )

    return make


def below(row: CascadeRow) -> str:
    """Return how many stand under a goal that is closed."""
    if not row.below or row.is_open:
        return ""
    return ngettext("{n} below", "{n} below", row.below).format(n=formats.number(row.below, 0))


def figure(row: CascadeRow) -> tuple[str, str, str]:
    """Return value, likely range and the way to the tickets, as short as a table needs."""
    main = row.card.main
    if main is None:
        return gettext("no target"), "", ""
    found = figures.target_figure(main)
    if found is None:
        return gettext("done") if main.done_on else gettext("not done yet"), "", ""
    if isinstance(found, NoFigure):
        short = gettext("not shown to you") if main.hidden else found.reason
        return "", short, ""
    between = gettext("{low} to {high}").format(low=found.low, high=found.high)
    single = found.exact or found.low == found.high
    return found.value, "" if single else between, found.source.href


def agreement(row: CascadeRow) -> str:
    """Return whether a goal is agreed on."""
    if row.asked == "countered":
        return gettext("Countered")
    if row.asked:
        return gettext("Asked")
    if row.card.private or row.card.state == "draft":
        return ""
    return gettext("Agreed")


def remark(row: CascadeRow) -> str:
    """Return what is worth a word beside the title."""
    if row.nobody:
        return gettext("nobody carries it")
    if row.above:
        return gettext("part of “{goal}”").format(goal=row.above)
    return ""


def nothing(filtered: bool) -> Nothing:  # noqa: FBT001 - one word, at one place
    """Return what stands where no goal fits."""
    if filtered:
        return Nothing(
            gettext("No goal fits"),
            gettext("Leave out a filter, or look for fewer words."),
            None,
            "search",
        )
    return Nothing(
        gettext("No goals in these dates yet"),
        gettext("Write the first one, and ask people to carry a part of it."),
        Link(gettext("Write a goal"), reverse("goal_new")),
        "flag",
    )
