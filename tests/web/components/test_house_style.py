"""What holds for every style sheet, icon and template."""

import itertools
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "src" / "trigpoint" / "web"
SHEETS = sorted((WEB / "static").rglob("*.css"))
SCRIPTS = sorted((WEB / "static").rglob("*.js"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
TOKENS = (WEB / "static/trigpoint/css/tokens.css").read_text(encoding="utf-8")
STATUSES = ["on_track", "at_risk", "off_track", "achieved", "old", "draft", "open", "held"]


def colours(side: int) -> dict[str, str]:
    found = re.findall(r"--([a-z_0-9-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
    return {name: (light, dark)[side] for name, light, dark in found}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(side: int) -> None:
    found = colours(side)
    grounds = ["bg", "surface", "sunken"]
    texts = ["ink", "ink-2", "ink-3", "accent", *STATUSES]
    pairs = [*itertools.product(texts, grounds), *((s, f"{s}-t") for s in STATUSES)]
    pairs += [("on-accent", "accent"), ("accent", "accent-t"), ("ink", "accent-t")]
    weak = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
def test_the_edge_of_a_control_can_be_seen(side: int) -> None:
    found = colours(side)
    assert all(contrast(found["control"], found[ground]) >= 3 for ground in ("bg", "surface"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: p.name)
def test_a_sheet_is_short_and_knows_no_left_or_right(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert text.count("\n") < 400
    physical = r"(margin|padding|border)-(left|right|top|bottom)|[^-]\b(left|right|top|bottom)\s*:"
    assert not re.search(physical, text)
    assert "@import" not in text
    assert "http" not in text


def lone_classes(sheet: Path) -> set[str]:
    """The classes that a sheet gives a look wherever they stand."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = [one.strip() for rule in re.findall(r"([^{}]+)\{", text) for one in rule.split(",")]
    return {one for one in selectors if re.fullmatch(r"\.[a-z][\w-]*", one)}


def test_no_page_changes_the_look_of_a_part_that_all_pages_share() -> None:
    """A later layer wins whatever stands before it: `.value {}` there shrinks every figure."""
    layers = {"components": set[str](), "pages": set[str]()}
    for sheet in SHEETS:
        layer = re.search(r"@layer (\w+) \{", sheet.read_text(encoding="utf-8"))
        if layer and layer[1] in layers:
            layers[layer[1]] |= lone_classes(sheet)
    parts = (WEB / "static/trigpoint/css").joinpath
    figures = set(re.findall(r"\.[a-z][\w-]*", parts("figures.css").read_text(encoding="utf-8")))
    assert layers["pages"] & (layers["components"] | figures) == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_a_script_writes_no_markup_from_strings(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_a_template_carries_no_style_and_no_handler(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son(click|change|submit|load|input)=|<style", text)
    data = r"(?![^>]*\btype=\"application/json\")"  # a block of data runs nothing
    assert not re.search(rf"<script(?![^>]*\bsrc=){data}", text)


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    sprite = (WEB / "static/trigpoint/icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([a-z_]+)"', sprite))
    named = {
        name
        for template in TEMPLATES
        for name in re.findall(r'\{% icon "([a-z_]+)"', template.read_text(encoding="utf-8"))
    }
    assert named | set(STATUSES) | {"private"} <= drawn


@pytest.mark.parametrize(
    "template", sorted((WEB / "templates/components").rglob("*.html")), ids=lambda p: p.name
)
def test_a_part_that_is_swapped_in_does_not_ask_for_itself_again_at_once(template: Path) -> None:
    assert not re.search(r'hx-trigger="[^"]*\bload\b', template.read_text(encoding="utf-8"))
