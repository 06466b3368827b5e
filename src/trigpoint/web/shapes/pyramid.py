"""The pyramid: its picture, its layers in words, what is worth a look, and the list beside it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from trigpoint.core.lenses.pyramid.blocks import LAYERS
from trigpoint.core.lenses.pyramid.layout import Kind
from trigpoint.core.lenses.pyramid.layout import Stone as Laid
from trigpoint.pictures import pyramid as picture
from trigpoint.services.goals.cards import GoalCard
from trigpoint.services.pyramid.pyramid import FindingView, LayerView, PyramidView, Standing
from trigpoint.web import addresses, formats
from trigpoint.web.components import STATUS_WORDS, STATUSES, Chip, Link, PersonMark, Status
from trigpoint.web.lens import Focus
from trigpoint.web.shapes import goal as goal_shape
from trigpoint.web.shapes import words

HEIGHTS = {0: 74, 1: 74, 2: 86, 3: 150}
ALONE = 96
SHOWN_LOOSE = 3
LEVELS = {"organisation": "", "team": "team", "person": "person"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many goals have a status."""

    status: Status
    word: str
    count: str


@dataclass(frozen=True, slots=True)
class Line:
    """A goal of the list."""

    title: str
    href: str
    owner: PersonMark
    chip: Chip
    carries: str
    stands_on: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer in words, with its list. `weak` says where it does not carry, `fine` that it does."""

    key: str
    title: str
    count: str
    tall: int
    tallies: tuple[Tally, ...]
    weak: tuple[str, ...]
    fine: str
    lines: tuple[Line, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class Card:
    """Something worth a look: what, why it matters, and the goals that show it."""

    status: Status
    title: str
    text: str
    links: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class PyramidPage:
    """What pages/pyramid.html reads."""

    headline: str
    count: str
    fresh: str
    vision: str
    svg: str
    layers: tuple[Layer, ...]
    key: tuple[Chip, ...]
    widths: str
    cards: tuple[Card, ...]
    trail: tuple[Link, ...]
    empty: bool


def page(view: PyramidView, focus: Focus, now: datetime.datetime) -> PyramidPage:
    """Return the pyramid as the page shows it."""
    used = {words.chip(s).status for s in view.standings.values()}
    findings = [(layer.key, f) for layer in view.layers for f in layer.findings]
    if view.plan.merged:
        widths = gettext("Some goals are merged into groups. Open a group to see its goals.")
    else:
        widths = gettext("A stone is as wide as what it stands on.")
    return PyramidPage(
        headline=headline(findings, view.total),
        count=ngettext("{n} goal", "{n} goals", view.total).format(n=formats.number(view.total, 0)),
        fresh=fresh(view, now),
        vision=view.vision,
        svg=drawing(view, focus) if view.total else "",
        layers=tuple(layer(found, focus) for found in view.layers),
        key=tuple(Chip(status) for status in STATUSES if status in used),
        widths=widths,
        cards=tuple(card(key, finding, focus) for key, finding in findings),
        trail=tuple(trail(view, focus)),
        empty=not view.total,
    )


def fresh(view: PyramidView, now: datetime.datetime) -> str:
    """Return how fresh the page is."""
    if view.scope.at is not None:
        return ""
    if view.as_of is None:
        return gettext("No data yet. New data appear by themselves.")
    return gettext("As of {when}; new data appear by themselves.").format(
        when=formats.when(view.as_of, now)
    )


def headline(findings: list[tuple[str, FindingView]], total: int) -> str:
    """Return in one sentence what to see first."""
    counts = Counter[str]()
    for _key, finding in findings:
        counts[finding.weakness] += 1 if finding.holder else finding.count
    if not total:
        return gettext("No goals here yet.")
    if counts["empty"]:
        n = counts["empty"]
        return ngettext("{n} goal stands on nothing.", "{n} goals stand on nothing.", n).format(
            n=formats.number(n, 0)
        )
    if counts["loose"]:
        n = counts["loose"]
        return ngettext("{n} goal lies loose.", "{n} goals lie loose.", n).format(
            n=formats.number(n, 0)
        )
    if counts["overloaded"]:
        n = counts["overloaded"]
        return ngettext(
            "{n} person carries too many goals.", "{n} people carry too many goals.", n
        ).format(n=formats.number(n, 0))
    return gettext("Every goal stands on another one.")


def drawing(view: PyramidView, focus: Focus) -> str:
    """Return the picture."""
    plan = view.plan
    heights = [HEIGHTS[row] if len(plan.rows) > 1 else ALONE for row in plan.rows]
    last_of_layer = {max(rows) for rows in LAYERS}
    bands = frozenset(
        i for i, row in enumerate(plan.rows) if row in last_of_layer and i < len(plan.rows) - 1
    )
    crowded = {g.id for found in view.layers for f in found.findings if f.holder for g in f.goals}
    loose = [view.cards[g] for g in plan.loose[:SHOWN_LOOSE]]
    more = len(plan.loose) - len(loose)
    return picture.pyramid(
        picture.Pyramid(
            label=gettext("The goals as a pyramid. The list below says the same in words."),
            columns=plan.columns,
            heights=heights,
            bands=bands,
            stones=[stone(laid, view, focus, crowded) for laid in plan.stones],
            loose=[(c.title, named(c), opened(focus, c.id)) for c in loose],
            loose_label=gettext("Loose: {n}").format(n=formats.number(len(plan.loose), 0)),
            more_loose=gettext("and {n} more").format(n=more) if more > 0 else "",
        )
    )


def opened(focus: Focus, goal: str) -> str:
    """Return the address of this pyramid with a goal open beside it."""
    return focus.opening("pyramid", goal)


def stone(laid: Laid, view: PyramidView, focus: Focus, crowded: set[str]) -> picture.Stone:
    """Return a place of the plan as a stone of the picture."""
    made = {
        Kind.GOAL: goal_stone,
        Kind.GROUP: group_stone,
        Kind.HOLE: hole_stone,
        Kind.FOOT: foot_stone,
    }[laid.kind](laid, view, focus)
    return picture.Stone(
        kind=laid.kind.value,
        left=laid.left,
        right=laid.right,
        first=laid.first,
        last=laid.last,
        top=laid.top,
        bottom=laid.bottom,
        framed=laid.kind is Kind.GOAL and laid.goals[0] in crowded,
        **made,  # type: ignore[arg-type]  # each kind gives the words that it has
    )


def goal_stone(laid: Laid, view: PyramidView, focus: Focus) -> dict[str, object]:
    """Return the words of a goal's stone."""
    card = view.cards[laid.goals[0]]
    initials = PersonMark(card.owner.name).initials
    deep = card.owner.kind == "person"
    return {
        "name": named(card),
        "text": initials if deep else card.title,
        "status": words.chip(card).status,
        "href": opened(focus, card.id),
    }


def named(card: GoalCard) -> str:
    """Return a goal's name with owner and status, for those who do not see the picture."""
    return f"{card.title}. {card.owner.name}. {words.chip(card).words}"


def group_stone(laid: Laid, view: PyramidView, focus: Focus) -> dict[str, object]:
    """Return the words of a group, and the way that opens it."""
    counted = tally(view.standings[goal] for goal in laid.goals)
    total = len(laid.goals)
    text = ngettext("{n} goal", "{n} goals", total).format(n=formats.number(total, 0))
    said = ", ".join(f"{t.count} {t.word}" for t in tallies(counted))
    top = laid.under or (view.trail[-1].id if view.trail else "")
    return {
        "name": gettext("Open {goals}: {said}").format(goals=text, said=said),
        "text": text,
        "short": formats.number(total, 0),
        "href": focus.to(goal="").address("pyramid", top=top, after=str(laid.after or "")),
        "parts": [picture.Part(status, count / total) for status, count in counted.items()],
    }


def hole_stone(laid: Laid, view: PyramidView, focus: Focus) -> dict[str, object]:
    """Return the words of what nobody carries."""
    card = view.cards[laid.goals[0]]
    return {
        "name": gettext("Nobody carries {goal}").format(goal=card.title),
        "text": gettext("Nobody carries this"),
        "href": opened(focus, card.id),
    }


def foot_stone(laid: Laid, view: PyramidView, _focus: Focus) -> dict[str, object]:
    """Return the colour of a goal's foot; it says nothing of its own."""
    return {"name": "", "text": "", "status": words.chip(view.cards[laid.goals[0]]).status}


def tally(standings: Iterable[Standing]) -> dict[Status, int]:
    """Return how many have each status, in the order of the statuses."""
    counted = Counter(words.chip(standing).status for standing in standings)
    return {status: counted[status] for status in STATUSES if counted[status]}


def tallies(counted: dict[Status, int]) -> tuple[Tally, ...]:
    """Return the counts with their words."""
    return tuple(
        Tally(status, str(STATUS_WORDS[status]), formats.number(count, 0))
        for status, count in counted.items()
    )


def layer(found: LayerView, focus: Focus) -> Layer:
    """Return a layer in words."""
    titles = {
        "organisation": gettext("Organisation"),
        "team": gettext("Teams"),
        "person": gettext("People"),
    }
    counted: dict[Status, int] = {}
    for standing, count in found.standings:
        status = words.chip(standing).status
        counted[status] = counted.get(status, 0) + count
    ordered = {status: counted[status] for status in STATUSES if status in counted}
    weak = tuple(in_short(finding, found.total) for finding in found.findings)
    fine = "" if weak or not found.total else gettext("All of it carries")
    more = found.total - len(found.lines)
    every = addresses.goals(level=LEVELS[found.key], period=focus.period)
    return Layer(
        key=found.key,
        title=titles[found.key],
        count=ngettext("{n} goal", "{n} goals", found.total).format(
            n=formats.number(found.total, 0)
        ),
        tall=2 if found.key == "person" else 1,
        tallies=tallies(ordered),
        weak=weak,
        fine=fine,
        lines=tuple(line(each.goal, each.carries, each.carriers, focus) for each in found.lines),
        more=Link(gettext("{n} more as a list").format(n=formats.number(more, 0)), every)
        if more > 0
        else None,
    )


def line(card: GoalCard, carries: str, carriers: int, focus: Focus) -> Line:
    """Return a goal of the list."""
    if carriers:
        stands_on = ngettext("stands on {n} goal", "stands on {n} goals", carriers).format(
            n=formats.number(carriers, 0)
        )
    else:
        stands_on = gettext("stands on nothing") if card.owner.kind != "person" else ""
    return Line(
        title=card.title,
        href=opened(focus, card.id),
        owner=goal_shape.mark(card.owner),
        chip=words.chip(card),
        carries=carries,
        stands_on=stands_on,
    )


def in_short(finding: FindingView, total: int) -> str:
    """Return a weakness as a few words beside its layer."""
    n, of = formats.number(finding.count, 0), formats.number(total, 0)
    if finding.weakness == "empty":
        return ngettext(
            "{n} of {of} is not carried", "{n} of {of} are not carried", finding.count
        ).format(n=n, of=of)
    if finding.weakness == "thin":
        return ngettext(
            "{n} of {of} rests on one goal alone",
            "{n} of {of} rest on one goal alone",
            finding.count,
        ).format(n=n, of=of)
    if finding.weakness == "loose":
        return ngettext("{n} lies loose", "{n} lie loose", finding.count).format(n=n)
    name = finding.holder.name if finding.holder else ""
    return gettext("{name} carries {n}").format(name=name, n=n)


def card(key: str, finding: FindingView, focus: Focus) -> Card:
    """Return a weakness as a card: what it is, why it matters, and where to begin."""
    links = tuple(Link(g.title, opened(focus, g.id)) for g in finding.goals)
    more = finding.count - len(links)
    status, title, text = said(key, finding)
    rest = gettext("and {n} more").format(n=formats.number(more, 0)) if more > 0 else ""
    return Card(status, title, text, links, rest)


def said(key: str, finding: FindingView) -> tuple[Status, str, str]:
    """Return mark, title and sentence of a weakness."""
    n = formats.number(finding.count, 0)
    if finding.weakness == "empty":
        title = ngettext("{n} goal stands on nothing", "{n} goals stand on nothing", finding.count)
        below = {
            "organisation": gettext("No department, team or person has taken it on. Ask one."),
            "team": gettext("No person has taken it on. Ask the team who would."),
        }
        return "off_track", title.format(n=n), below.get(key, "")
    if finding.weakness == "thin":
        title = ngettext(
            "{n} goal rests on one other alone", "{n} goals rest on one other alone", finding.count
        )
        return "at_risk", title.format(n=n), gettext("If that one slips, nothing else holds it.")
    if finding.weakness == "loose":
        title = ngettext("{n} goal lies loose", "{n} goals lie loose", finding.count)
        text = gettext("No line leads from it up to the vision. Choose what it carries.")
        return "open", title.format(n=n), text
    name = finding.holder.name if finding.holder else ""
    title = gettext("{name} carries {n} goals").format(name=name, n=n)
    return "at_risk", title, gettext("More than three at once. Ask what could move or wait.")


def trail(view: PyramidView, focus: Focus) -> Iterable[Link]:
    """Yield the way from the whole pyramid to the part that is looked at."""
    if not view.trail:
        return
    whole = focus.to(goal="")
    yield Link(gettext("The whole pyramid"), whole.address("pyramid"))
    for card in view.trail:
        yield Link(card.title, whole.address("pyramid", top=card.id))
