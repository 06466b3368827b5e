"""The strategy map's page: its picture, the same as a list, and every link in words."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.core.lenses.strategy_map.detail import Detail
from trigpoint.core.lenses.v2mom.cadence import days_over
from trigpoint.pictures.strategy_map import strategy_map
from trigpoint.services.maps import map_proposals
from trigpoint.services.maps.map_drawing import NO_THEME, Drawing
from trigpoint.services.maps.map_links import MapLink
from trigpoint.services.maps.map_page import FoundMap, MapView, ObjectiveView
from trigpoint.web import addresses, formats
from trigpoint.web.components import STATUSES, AnyFigure, Chip, Link, Pill
from trigpoint.web.lens import Focus
from trigpoint.web.shapes import figures, map_journey, map_scene, map_words, past, words
from trigpoint.web.shapes.map_journey import StageRows
from trigpoint.web.shapes.map_way import Way
from trigpoint.web.shapes.map_words import KeyLine
from trigpoint.web.templatetags.trigpoint import say

Titles: TypeAlias = Mapping[str, str]
PARTS = ("objective", "link", "perspective", "theme", "stage", "share")
"""What can be added by the buttons above a map."""
ROLES = {
    "leading": gettext_lazy("moves before"),
    "lagging": gettext_lazy("follows later"),
    "guard": gettext_lazy("must not get worse"),
}
UNDONE = {
    "add": gettext_lazy("what you added"),
    "change": gettext_lazy("what you moved"),
    "edit": gettext_lazy("what you changed"),
    "remove": gettext_lazy("what you took away"),
    "arrange": gettext_lazy("arranging anew"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An objective of the list."""

    id: str
    title: str
    href: str
    owner: str
    measure: str
    figure: AnyFigure | None
    goal: str
    chip: Chip
    otherwise: str
    helps: tuple[str, ...]
    theme: str
    here: bool
    chain: str
    edit: str


@dataclass(frozen=True, slots=True)
class LaneRows:
    """A perspective of the list."""

    id: str
    title: str
    question: str
    rows: tuple[Row, ...]
    edit: str
    add: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link in words; `number` is its place in a chain, "" elsewhere."""

    number: str
    cause: str
    effect: str
    sentence: str
    said: str
    expected: str
    lag: str
    found: str
    weeks: str
    kind: str
    word: str
    edit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth a look, and where on the page it stands."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A measure to put beside an objective, with the reason, and where it is already.

    `edit` is where the goal's guard is named, or a target set; "" for those who may not.
    """

    role: str
    title: str
    reason: str
    there: str
    edit: str


@dataclass(frozen=True, slots=True)
class MapSlides:
    """What pages/map_present.html reads."""

    title: str
    dates: str
    stood: str
    href: str
    lanes: tuple[LaneRows, ...]
    links: tuple[LinkRow, ...]
    journey: tuple[StageRows, ...]


@dataclass(frozen=True, slots=True)
class StrategyMapPage:
    """What pages/map.html reads."""

    id: str
    title: str
    count: str
    fresh: str
    note: str
    whose: str
    svg: str
    key: tuple[KeyLine, ...]
    statuses: tuple[tuple[Chip, str], ...]
    otherwise: str
    themes: tuple[Pill, ...]
    lanes: tuple[LaneRows, ...]
    journey: tuple[StageRows, ...]
    findings: tuple[Finding, ...]
    beside: tuple[Beside, ...]
    undo: str
    links: tuple[LinkRow, ...]
    links_title: str
    chosen: str
    whole: str
    here: str
    may: bool
    edits: dict[str, str]
    arrange: str
    act: str
    files: tuple[Link, ...]
    present: str
    versions: str
    empty: bool


def page(
    found: FoundMap, view: MapView, drawn: Drawing, way: Way, now: datetime.datetime
) -> StrategyMapPage:
    """Return the map as the page shows it."""
    counted = Counter(words.chip(o.goal).status for o in view.objectives)
    numbers = {link.id: n for n, link in enumerate(drawn.chain, 1)}
    shown = drawn.chain or view.links
    titles = titles_of(view)
    return StrategyMapPage(
        id=view.id,
        title=gettext("Strategy map of {owner}").format(owner=view.owner.name),
        count=map_words.counts(view),
        fresh=fresh(view, now),
        note=note(drawn),
        whose=whose(found, view),
        svg=strategy_map(map_scene.scene(view, drawn, way, now)) if view.perspectives else "",
        key=map_words.key(view),
        statuses=tuple(
            (Chip(status), formats.number(counted[status], 0))
            for status in STATUSES
            if counted[status]
        ),
        otherwise=map_words.count_otherwise(view),
        themes=themes(view, way),
        lanes=tuple(lane(view, place, way, titles) for place in range(len(view.perspectives))),
        journey=map_journey.rows(view, way),
        findings=tuple(findings(view, now)),
        beside=tuple(beside(view, drawn.chosen)) if drawn.chosen else (),
        undo=undo(view.undo.command) if view.undo else "",
        links=tuple(link_row(titles, link, numbers.get(link.id, 0), way) for link in shown),
        links_title=links_title(drawn),
        chosen=drawn.chosen.goal.title if drawn.chosen else "",
        whole=way.chain_of(""),
        here=way.here(),
        may=way.may,
        edits={name: way.edit(name) for name in PARTS},
        arrange=arrange(view) if way.may else "",
        act=reverse("map_act", args=[view.id]),
        files=files(view, way),
        present=reverse("map_present", args=[view.id]) + addresses.query(at=past.day(view.at)),
        versions=reverse("map_versions", args=[view.id]),
        empty=not view.objectives,
    )


def told(view: MapView) -> MapSlides:
    """Return a map slide by slide."""
    day = timezone.localtime(view.at).date() if view.at else None
    way = Way(Focus(unit=view.owner.id, period=view.period.id, at=day))
    titles = titles_of(view)
    return MapSlides(
        title=gettext("Strategy map of {owner}").format(owner=view.owner.name),
        dates=formats.days(view.period.starts, view.period.ends),
        stood=past.stood(view.at),
        href=way.here(),
        lanes=tuple(lane(view, place, way, titles) for place in range(len(view.perspectives))),
        links=tuple(link_row(titles, link, 0, way) for link in view.links),
        journey=map_journey.rows(view, way),
    )


def files(view: MapView, way: Way) -> tuple[Link, ...]:
    """Return the ways to take along what is looked at."""
    shown = addresses.query(chain=way.chain, theme=way.theme, at=past.day(view.at))
    kinds = (("PDF", "map_pdf"), ("PNG", "map_png"), ("SVG", "map_svg"))
    return tuple(Link(kind, reverse(name, args=[view.id]) + shown) for kind, name in kinds)


def overdue(view: MapView, now: datetime.datetime) -> Iterator[Finding]:
    """Yield that the map's review is due: while its dates run, and not of how it once stood."""
    if view.next_review is None or view.at is not None:
        return
    today, day = timezone.localtime(now).date(), timezone.localtime(view.next_review).date()
    if days_over(day, 0, min(today, view.period.ends)):
        said = gettext("its review has been due since {day}").format(day=formats.day(day, today))
        yield Finding(said, reverse("map_versions", args=[view.id]))


def findings(view: MapView, now: datetime.datetime) -> Iterator[Finding]:
    """Yield what is worth a look."""
    yield from overdue(view, now)
    count = map_journey.unserved(view)
    if count:
        said = ngettext(
            "{n} pain point nobody serves", "{n} pain points nobody serves", count
        ).format(n=formats.number(count, 0))
        yield Finding(said, "#map-journey")
    count = len(map_proposals.unguarded(view))
    if count:
        said = ngettext(
            "{n} target on speed or volume without what must not get worse",
            "{n} targets on speed or volume without what must not get worse",
            count,
        ).format(n=formats.number(count, 0))
        yield Finding(said, "#map-list")
    count = sum(link.unseen for link in view.links)
    if count:
        said = ngettext(
            "{n} link not borne out for two quarters",
            "{n} links not borne out for two quarters",
            count,
        ).format(n=formats.number(count, 0))
        yield Finding(said, "#map-links")
    count = sum(o.goal.main is None or o.goal.main.measure is None for o in view.objectives)
    if count:
        said = ngettext(
            "{n} objective without a measure", "{n} objectives without a measure", count
        ).format(n=formats.number(count, 0))
        yield Finding(said, "#map-list")


def beside(view: MapView, objective: ObjectiveView) -> Iterator[Beside]:
    """Yield the measures to put beside an objective."""
    form = target_form(objective) if "change" in view.may else ""
    for each in map_proposals.beside(view, objective):
        where = gettext("there already: {titles}").format(titles=", ".join(each.there))
        yield Beside(
            role=str(ROLES[each.role]),
            title=say(each.title),
            reason=say(each.reason),
            there=where if each.there else "",
            edit="" if each.there else form,
        )


def target_form(objective: ObjectiveView) -> str:
    """Return where the target of an objective's goal and its guard are set."""
    goal, main = addresses.goal(objective.goal.id), objective.goal.main
    part = f"target-{main.id}" if main else "target"
    return f"{goal}?edit={part}#{part if main else 'new-target'}"


def undo(command: str) -> str:
    """Return what taking back the last thing is called."""
    said = UNDONE.get(command.rpartition(".")[2], gettext_lazy("the last change"))
    return gettext("Take back: {what}").format(what=said)


def fresh(view: MapView, now: datetime.datetime) -> str:
    """Return how old the numbers are."""
    return "" if view.at is not None else words.as_of(view.data_as_of, now)


def note(drawn: Drawing) -> str:
    """Return what is left out of the picture, and how to see it."""
    if drawn.chosen is not None:
        nodes = len({*[i for link in drawn.chain for i in link.arrow], drawn.chosen.id})
        objectives = ngettext("{n} objective", "{n} objectives", nodes).format(n=nodes)
        count = len(drawn.chain)
        links = ngettext("{n} link", "{n} links", count).format(n=count)
        return gettext("Only the chain of {goal}: {objectives}, {links}.").format(
            goal=drawn.chosen.goal.title, objectives=objectives, links=links
        )
    if drawn.detail is Detail.FOCUS and not drawn.theme:
        return gettext("So many objectives: arrows are drawn for the one whose chain you choose.")
    if drawn.detail is Detail.THEMES and not drawn.theme:
        return gettext("So many objectives: they are drawn together by theme. Choose one.")
    return ""


def whose(found: FoundMap, view: MapView) -> str:
    """Return what a unit without a map of its own sees."""
    if found.is_own:
        return ""
    touched = sum(o.touched for o in view.objectives)
    said = ngettext(
        "{who} has no map of its own. This is the one of {owner}; {n} objective that goals of "
        "{who} lead up to stands out.",
        "{who} has no map of its own. This is the one of {owner}; {n} objectives that goals of "
        "{who} lead up to stand out.",
        touched,
    )
    return said.format(who=found.scope.holder.name, owner=view.owner.name, n=touched)


def themes(view: MapView, way: Way) -> tuple[Pill, ...]:
    """Return the themes to choose from, and the objectives without one where there are some."""
    pills = [
        pill(theme.title, theme.id, theme.objectives, way, way.edit(f"theme-{theme.id}"))
        for theme in view.themes
    ]
    without = sum(not o.theme for o in view.objectives)
    if way.theme == NO_THEME or (pills and without):
        pills.append(pill(gettext("Without a theme"), NO_THEME, without, way, ""))
    return tuple(pills)


def pill(title: str, theme: str, count: int, way: Way, edit: str) -> Pill:
    """Return a theme to choose, or to choose no longer."""
    on = theme == way.theme
    return Pill(title, way.theme_of("" if on else theme), on=on, count=count, edit=edit)


def titles_of(view: MapView) -> Titles:
    """Return what the objectives of a map are called, by id."""
    return {o.id: o.goal.title for o in view.objectives}


def lane(view: MapView, place: int, way: Way, titles: Titles) -> LaneRows:
    """Return a perspective with its objectives."""
    found = view.perspectives[place]
    rows = [row(view, o, way, titles) for o in view.objectives if o.lane == place]
    return LaneRows(
        found.id,
        found.title,
        found.question,
        tuple(rows),
        way.edit(f"perspective-{found.id}"),
        way.edit(f"objective-in.{found.id}"),
    )


def row(view: MapView, objective: ObjectiveView, way: Way, titles: Titles) -> Row:
    """Return an objective of the list."""
    goal = objective.goal
    theme_titles = {t.id: t.title for t in view.themes}
    helps = [link for link in view.links if link.cause == objective.id]
    return Row(
        id=objective.id,
        title=goal.title,
        href=way.opened(goal.id),
        owner=goal.owner.name,
        measure=map_scene.measure(goal),
        figure=figures.target_figure(goal.main) if goal.main else None,
        goal=map_scene.aimed(goal),
        chip=words.chip(goal),
        otherwise=map_words.otherwise(goal),
        helps=tuple(f"{titles[link.effect]} ({map_words.word(link)})" for link in helps),
        theme=theme_titles.get(objective.theme, ""),
        here=objective.here,
        chain=way.chain_of(objective.id),
        edit=way.editing(objective.id),
    )


def link_row(titles: Titles, link: MapLink, number: int, way: Way) -> LinkRow:
    """Return a link in words."""
    return LinkRow(
        number=str(number) if number else "",
        cause=titles[link.cause],
        effect=titles[link.effect],
        sentence=link.sentence,
        said=f"{say(link.evidence.words)} {map_words.unseen(link)}".strip(),
        expected=map_words.expected(link),
        lag=map_words.lag(link.lag_weeks),
        found=found_lag(link),
        weeks=map_words.seen(link),
        kind=map_words.kind(link),
        word=map_words.word(link),
        edit=way.editing_link(link.id),
    )


def found_lag(link: MapLink) -> str:
    """Return after how many weeks the data show the link, "" where they do not."""
    weeks = link.evidence.lag_weeks
    return gettext("seen: {when}").format(when=map_words.lag(weeks)) if weeks is not None else ""


def links_title(drawn: Drawing) -> str:
    """Return the heading of the table of links."""
    if drawn.chosen is None:
        return gettext("Every link in words")
    return gettext("The chain of “{goal}”, from bottom to top").format(goal=drawn.chosen.goal.title)


def arrange(view: MapView) -> str:
    """Return what arranging the map anew would bring, "" where it brings nothing."""
    spared = view.crossings - view.least_crossings
    if spared <= 0:
        return ""
    return ngettext(
        "Arranged anew, {n} crossing fewer.", "Arranged anew, {n} crossings fewer.", spared
    ).format(n=formats.number(spared, 0))
