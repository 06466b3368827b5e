"""A card of the strategy map says a value and its range, and never one over the other."""

import itertools
from xml.etree.ElementTree import Element

import pytest

from trigpoint.pictures.map_card import Card, card, height
from trigpoint.pictures.map_places import Grid, Spot
from trigpoint.pictures.theme import LIGHT
from trigpoint.pictures.type import width_of

FIGURES = [
    ("66.9%", "65.6–68.1%"),
    ("3 h 35 min", "3 h 2 min–4 h 15 min"),
    ("2 d 15 h", "2 d–2 d 23 h"),
    ("1,234,567 tickets", "1,200,000–1,300,000 tickets"),
    ("12 points", ""),
]


def drawn(value: str, likely: str, said: str) -> list[tuple[float, float, float, float]]:
    spot = Spot(0, 0)
    words = {"said": said, "said_words": "Numbers: off track" if said else ""}
    each = Card("a", spot, "Answer first", "Answer", "", value=value, likely=likely, **words)
    picture = card(each, Grid.of([Spot(0, n) for n in range(7)], tall=height([each])), LIGHT)
    return [box(text) for text in picture.iter("text") if text.text]


def box(text: Element) -> tuple[float, float, float, float]:
    """Return left, right, top and foot of a text that begins at its x."""
    size, x, y = (float(text.get(k, "12")) for k in ("font-size", "x", "y"))
    read = (text.text or "").strip("\u2068\u2069")
    return x, x + width_of(read, size), y - size * 0.75, y


@pytest.mark.parametrize("said", ["", "off_track"])
@pytest.mark.parametrize(("value", "likely"), FIGURES)
def test_the_range_stands_beside_the_value_or_below_it(value: str, likely: str, said: str) -> None:
    for one, other in itertools.combinations(drawn(value, likely, said), 2):
        apart = one[1] <= other[0] or other[1] <= one[0]
        assert apart or one[3] <= other[2] or other[3] <= one[2]


def test_a_card_is_never_without_its_title_and_six_fit_beside_each_other() -> None:
    grid = Grid.of([Spot(0, n) for n in range(6)])
    assert grid.width <= 1172, "the room of a page at 1,440 px"
    heads = {
        "Keep the customers we win": "Keep the customers we win",
        "Kundenzufriedenheitsverbesserung": "Kundenzufrieden\u2026",
    }
    for title, head in heads.items():
        each = Card("a", Spot(0, 0), title, title, "", status="on_track")
        found = [
            (text.text or "").strip("\u2068\u2069") for text in card(each, grid, LIGHT).iter("text")
        ]
        assert " ".join(filter(None, found)) == head
