"""One objective on a strategy map, or several that a theme holds together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from trigpoint.pictures.map_places import TALL, Grid, Spot
from trigpoint.pictures.marks import mark
from trigpoint.pictures.svg import element, title, words
from trigpoint.pictures.theme import Theme
from trigpoint.pictures.type import cut, lines, width_of

PAD = 12
LINE = 16
SMALLEST = 12


@dataclass(frozen=True, slots=True)
class Card:
    """An objective: its place, its words, and where it leads.

    `id` is what arrows name. `status` gives mark and colour; `said` is the numbers' status where
    the owner says another one, "" otherwise, and `said_words` the line that says so. `progress` is
    from 0 to 1, None where there is none. `tallies` are statuses with counts, of a card that stands
    for several. `chain` is the address of the map with its chain alone, and `chain_name` what is
    read out for it. `dim` cards are beside what is looked at.
    """

    id: str
    spot: Spot
    title: str
    name: str
    href: str
    measure: str = ""
    value: str = ""
    likely: str = ""
    goal: str = ""
    owner: str = ""
    status: str = ""
    status_words: str = ""
    said: str = ""
    said_words: str = ""
    progress: float | None = None
    tallies: Sequence[tuple[str, str]] = ()
    chain: str = ""
    chain_name: str = ""
    here: str = ""
    dim: bool = False
    chosen: bool = False
    edit: str = ""
    version: int = 0


def height(cards: Sequence[Card]) -> float:
    """Return how tall cards are: a line more where the numbers say otherwise of one of them."""
    return TALL + LINE if any(each.said for each in cards) else TALL


def card(each: Card, grid: Grid, theme: Theme) -> Element:
    """Return a card: a link with everything on it, and beside it the link to its chain."""
    left = grid.x(each.spot.column) - grid.card_width / 2
    top = grid.card_top(each.spot.lane)
    inside = [outline(each, left, top, grid, theme), *heading(each, left, top, grid, theme)]
    inside += (
        tallied(each, left, top, theme) if each.tallies else figure(each, left, top, grid, theme)
    )
    link = {
        "href": each.href or None,
        "aria-label": each.name,
        "class": "map-card",
        "data-card": each.id,
        "data-lane": each.spot.lane,
        "data-column": each.spot.column,
        "data-version": each.version or None,
        "data-edit": each.edit or None,
        "data-chain": each.chain or None,
    }
    parts = [element("a" if each.href else "g", link, title(each.name), *inside)]
    if each.chain:
        parts.append(chain_link(each, left + grid.card_width - 26, top + TALL - 25, theme))
    if each.here:
        parts.append(here(each.here, left + 8, top, theme))
    return element("g", {"class": "map-dim" if each.dim else None}, *parts)


def outline(each: Card, left: float, top: float, grid: Grid, theme: Theme) -> Element:
    """Return the edge of a card, thicker where one is, or where it is looked at."""
    marked = each.chosen or bool(each.here and not each.dim)
    box = {"x": left, "y": top, "width": grid.card_width, "height": grid.tall, "rx": 8}
    role = "accent" if marked else "dimline" if each.dim else "cardline"
    edge = theme.stroke(role, 2.5 if marked else 1)
    named = f"{edge['class']} fill-surface"
    return element("rect", {**box, **edge, "fill": theme.surface, "class": named})


def ink(each: Card, role: str) -> str:
    """Return the role of a text: beside what is looked at, all are quieter but legible."""
    return "ink2" if each.dim else role


def heading(each: Card, left: float, top: float, grid: Grid, theme: Theme) -> list[Element]:
    """Return the title in two lines at most, and the marks of the status, beside the first one.

    A word that has no room is cut: a card is never without its title.
    """
    found = []
    room = grid.card_width - 2 * PAD
    first = room - (36 if each.said else 20)
    shown = lines(each.title, room, 2, 12.5, first=first) or [cut(each.title, first, 12.5)]
    for place, line in enumerate(shown):
        style = {"font-size": 12.5, "font-weight": 600, **theme.fill(ink(each, "ink"))}
        found.append(words(line, {"x": left + PAD, "y": top + 20 + 15 * place, **style}))
    if each.status:
        found.append(mark(each.status, left + grid.card_width - 24, top + 9, 14, theme))
    if each.said:
        found.append(mark(each.said, left + grid.card_width - 40, top + 10, 12, theme))
    return found


def figure(each: Card, left: float, top: float, grid: Grid, theme: Theme) -> list[Element]:
    """Return measure, value with its likely range, status in words, bar, goal and owner.

    Where the numbers say otherwise than the owner, a line beneath says what.
    """
    room, quiet = grid.card_width - 2 * PAD, theme.fill(ink(each, "ink2"))
    found = [words(cut(each.measure, room), {"x": left + PAD, "y": top + 51, **quiet})]
    found += value_line(each, left + PAD, top + 69, room, theme)
    if beside(each, room):
        found += bar(each, left + PAD, top + 76, room, theme)
    else:
        below = {"x": left + PAD, "y": top + 82, "font-size": SMALLEST, **theme.fill("ink2")}
        found.append(words(each.likely, below))
    found.append(words(cut(each.goal, room), {"x": left + PAD, "y": top + 95, **quiet}))
    found.append(words(cut(each.owner, room - 22), {"x": left + PAD, "y": top + 111, **quiet}))
    if each.said:
        tone = {"font-weight": 600, **theme.fill(ink(each, each.said))}
        line = cut(each.said_words, room)
        found.append(words(line, {"x": left + PAD, "y": top + 111 + LINE, **tone}))
    return found


def beside(each: Card, room: float) -> bool:
    """Return whether the likely range has room beside its value; else it takes the bar's place."""
    return after_value(each) + width_of(each.likely, SMALLEST) <= room


def after_value(each: Card) -> float:
    """Return how far right of its start the value ends, with the space after it."""
    return width_of(each.value, 14) * 1.04 + 5


def value_line(each: Card, x: float, y: float, room: float, theme: Theme) -> list[Element]:
    """Return the value, the range where it stands beside, and the status where there is room.

    The range is never left out: the status has its mark above, and is read out with the card.
    """
    style = {"font-size": 14, "font-weight": 700, **theme.fill(ink(each, "ink"))}
    found = [words(each.value, {"x": x, "y": y, **style})]
    used, likely = after_value(each), each.likely if beside(each, room) else ""
    if likely:
        place = {"x": x + used, "y": y, "font-size": SMALLEST}
        found.append(words(likely, {**place, **theme.fill("ink2")}))
    if used + width_of(likely) + width_of(each.status_words) * 1.05 < room:
        tone = theme.fill(ink(each, each.status or "ink2"))
        end = {"x": x + room, "text-anchor": "end", "font-weight": 600}
        found.append(words(each.status_words, {"y": y, **end, **tone}))
    return found


def bar(each: Card, x: float, y: float, wide: float, theme: Theme) -> list[Element]:
    """Return how far the objective is, nothing where that is not known."""
    if each.progress is None:
        return []
    box = {"x": x, "y": y, "height": 4, "rx": 2}
    done = max(0.0, min(1.0, each.progress)) * wide
    role = "ink3" if each.dim else each.status or "ink3"
    return [
        element("rect", {**box, "width": wide, **theme.fill("track")}),
        element("rect", {**box, "width": done, **theme.fill(role)}),
    ]


def tallied(each: Card, left: float, top: float, theme: Theme) -> list[Element]:
    """Return the statuses of several objectives with their counts."""
    found = [words(each.measure, {"x": left + PAD, "y": top + 51, **theme.fill("ink2")})]
    x = left + PAD
    for status, count in each.tallies:
        found.append(mark(status, x, top + 66, 14, theme))
        style = {"font-weight": 600, **theme.fill("ink")}
        found.append(words(count, {"x": x + 18, "y": top + 77, **style}))
        x += 26 + width_of(count)
    return found


def chain_link(each: Card, x: float, y: float, theme: Theme) -> Element:
    """Return the small link that shows the chain of an objective alone."""
    area = element("rect", {"x": x - 4, "y": y - 4, "width": 24, "height": 24, "fill-opacity": 0})
    line = theme.stroke("accent" if each.chosen else "ink3", 1.6)
    drawn = {"transform": f"translate({x} {y})", **line, "stroke-linecap": "round"}
    sign = "M5 11l6-6M3.500 10.700a1.800 1.800 0 1 0 .01 0zM12.500 1.700a1.800 1.800 0 1 0 .01 0z"
    path = element("path", {"d": sign, **drawn})
    link = {"href": each.chain, "aria-label": each.chain_name, "class": "map-chain"}
    return element("a", link, title(each.chain_name), area, path)


def here(said: str, x: float, top: float, theme: Theme) -> Element:
    """Return the flag of where the reader is."""
    wide = width_of(said) + 14
    box = {"x": x, "y": top - 15, "width": wide, "height": 19, "rx": 9.5, **theme.fill("accent")}
    style = {"font-weight": 600, **theme.fill("surface")}
    return element(
        "g",
        {"aria-hidden": "true"},
        element("rect", box),
        words(said, {"x": x + 7, "y": top - 1, **style}),
    )
