"""A map as the scene of its picture: the page's own words, with addresses or without."""

from __future__ import annotations

import datetime
from collections import Counter

from django.utils.translation import gettext, ngettext

from trigpoint.pictures.map_arrows import Arrow, Kind
from trigpoint.pictures.map_card import Card
from trigpoint.pictures.map_places import Spot
from trigpoint.pictures.strategy_map import Lane, StrategyMap
from trigpoint.services.goals.cards import GoalCard
from trigpoint.services.maps.map_drawing import NO_THEME, Drawing, DrawnArrow, DrawnCard
from trigpoint.services.maps.map_links import MapLink
from trigpoint.services.maps.map_page import MapView, ObjectiveView
from trigpoint.web import formats
from trigpoint.web.components import STATUS_WORDS, STATUSES, Figure
from trigpoint.web.shapes import figures, map_journey, map_words, past, words
from trigpoint.web.shapes.map_way import Way


def scene(
    view: MapView,
    drawn: Drawing,
    way: Way | None,
    now: datetime.datetime,
    *,
    names: bool = True,
) -> StrategyMap:
    """Return the scene; without a way nothing leads anywhere, as on paper.

    Without names, people are not named in it.
    """
    titles = {o.id: o.goal.title for o in view.objectives}
    return StrategyMap(
        label=gettext("The strategy map. The list below says the same in words."),
        lanes=[Lane(each.title, each.question) for each in view.perspectives],
        cards=[card(each, view, way, names=names) for each in drawn.cards],
        arrows=[arrow(each, titles, way) for each in drawn.arrows],
        stages=map_journey.scene(view, way),
        journey=map_journey.ground(view),
        heading=heading(view),
        foot=foot(view, now),
    )


def heading(view: MapView) -> list[str]:
    """Return the lines above a map on paper."""
    dates = formats.days(view.period.starts, view.period.ends)
    first = gettext("{owner}: strategy map, {dates}").format(owner=view.owner.name, dates=dates)
    return [
        first,
        ", ".join(part for part in (past.stood(view.at), map_words.counts(view)) if part),
    ]


def foot(view: MapView, now: datetime.datetime) -> str:
    """Return the line beneath a map on paper: what an arrow means, and how old the numbers are."""
    said = gettext("An arrow means: we believe this helps that. Its word says what data show.")
    if view.data_as_of is None:
        return said
    return f"{said} " + gettext("Numbers as of {when}.").format(
        when=formats.when(view.data_as_of, now)
    )


def card(each: DrawnCard, view: MapView, way: Way | None, *, names: bool) -> Card:
    """Return a card of one objective, or of those of a theme."""
    spot = Spot(each.lane, each.column)
    if each.id != each.objectives[0].id:
        return theme_card(each, view, way, spot)
    objective = each.objectives[0]
    goal = objective.goal
    chip, target = words.chip(goal), goal.main
    found = figures.target_figure(target) if target else None
    value, likely = (found.value, span(found)) if isinstance(found, Figure) else ("", "")
    chosen = way is not None and way.chain == objective.id
    return Card(
        id=objective.id,
        spot=spot,
        title=goal.title,
        name=named(goal, names=names),
        href=way.opened(goal.id) if way else "",
        measure=measure(goal),
        value=value,
        likely=likely,
        goal=aimed(goal),
        owner=owner(goal, names=names),
        status=chip.status,
        status_words=chip.words,
        said=words.said_by_numbers(goal),
        said_words=map_words.otherwise(goal),
        progress=(goal.progress_low + goal.progress_high) / 2 if goal.shows_progress else None,
        chain=way.chain_of("" if chosen else objective.id) if way else "",
        chain_name=chain_name(goal, chosen=chosen),
        here=gettext("You are here") if objective.here and way else "",
        dim=each.dim,
        chosen=chosen,
        edit=way.editing(objective.id) if way else "",
        version=objective.version,
    )


def span(found: Figure) -> str:
    """Return the likely range in short, "" where there is none: typed in, or counted."""
    certain = found.exact or found.typed
    return "" if certain or not found.low else f"{found.low}\u2013{found.high}"


def chain_name(goal: GoalCard, *, chosen: bool) -> str:
    """Return what the link to a chain is called."""
    if chosen:
        return gettext("Show the whole map again")
    return gettext("Show only the chain of {goal}").format(goal=goal.title)


def owner(goal: GoalCard, *, names: bool) -> str:
    """Return whose an objective is; without names, people are not named."""
    return goal.owner.name if names or goal.owner.kind == "unit" else ""


def named(goal: GoalCard, *, names: bool) -> str:
    """Return an objective's name with owner and status, for those who do not see the picture."""
    said = goal.title, owner(goal, names=names), words.chip(goal).words, map_words.otherwise(goal)
    return ". ".join(part for part in said if part)


def measure(goal: GoalCard) -> str:
    """Return what shows an objective, or that nothing does."""
    if goal.main is None:
        return gettext("No measure yet")
    return goal.main.measure.title if goal.main.measure else goal.main.title


def aimed(goal: GoalCard) -> str:
    """Return the value that is asked in the end, with its side, or what it is to be kept within."""
    target = goal.main
    if target is None or target.measure is None:
        return ""
    if target.kind == "keep_within" and target.low is not None and target.high is not None:
        range_ = words.within(target.low, target.high, target.measure.unit)
        return gettext("goal {goal}").format(goal=range_)
    if target.aimed is None:
        return ""
    side = words.side(target.kind, formats.value(target.aimed, target.measure.unit))
    return gettext("goal {goal}").format(goal=side)


def theme_card(each: DrawnCard, view: MapView, way: Way | None, spot: Spot) -> Card:
    """Return the card of a theme: how many objectives, with which statuses."""
    titles = {theme.id: theme.title for theme in view.themes}
    title = titles.get(each.theme, gettext("Without a theme"))
    count = len(each.objectives)
    said = ngettext("{n} objective", "{n} objectives", count).format(n=formats.number(count, 0))
    found = Counter(words.chip(o.goal).status for o in each.objectives)
    tallies = [(status, formats.number(found[status], 0)) for status in STATUSES if found[status]]
    told = ", ".join(f"{n} {STATUS_WORDS[status]}" for status, n in tallies)
    return Card(
        id=each.id,
        spot=spot,
        title=title,
        name=f"{title}. {said}: {told}",
        href=way.theme_of(each.theme or NO_THEME) if way else "",
        measure=said,
        tallies=tallies,
    )


def arrow(each: DrawnArrow, titles: dict[str, str], way: Way | None) -> Arrow:
    """Return an arrow with its word."""
    kind = kind_of([map_words.kind(link) for link in each.links])
    first = each.links[0]
    if len(each.links) > 1:
        word = ngettext("{n} link", "{n} links", len(each.links)).format(n=len(each.links))
    else:
        word = map_words.word(first)
    editing = way.editing_link(first.id) if way and len(each.links) == 1 else ""
    return Arrow(
        cause=each.cause,
        effect=each.effect,
        lanes=each.lanes,
        columns=each.columns,
        kind=kind,
        word="" if each.dim else word,
        name=spoken(first, titles) if len(each.links) == 1 else word,
        href="" if each.dim else editing,
        number=each.number,
        dim=each.dim,
        chosen=bool(each.number),
    )


def kind_of(kinds: list[Kind]) -> Kind:
    """Return how an arrow of several links is drawn: no better than the worst that was tested."""
    if "unsupported" in kinds:
        return "unsupported"
    return "supported" if "supported" in kinds else "untested"


def spoken(link: MapLink, titles: dict[str, str]) -> str:
    """Return a link as a sentence."""
    return gettext("{cause} should help {effect}: {word}").format(
        cause=titles[link.cause], effect=titles[link.effect], word=map_words.word(link)
    )


def objective_named(objective: ObjectiveView) -> str:
    """Return an objective with its owner, to be chosen from a list."""
    return f"{objective.goal.title} ({objective.goal.owner.name})"
