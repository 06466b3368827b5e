"""A V2MOM on one sheet of paper: the scene that screen, PDF and PNG share.

Everything stands in one column of blocks that are laid out from the top. Where they need more
room than the sheet has, the whole scene is drawn smaller: it stays one sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.pictures.scale import Scale
from trigpoint.pictures.sheets import SERIF, SIZES, TONES, Paper, Sheet
from trigpoint.pictures.svg import element
from trigpoint.pictures.text import lines
from trigpoint.pictures.theme import LIGHT, Theme


@dataclass(frozen=True, slots=True)
class Line:
    """A measure: its name, its weeks, its value with range, its goal, its status in a word."""

    title: str
    weeks: Sequence[float | None]
    value: str
    goal: str
    status: str
    word: str


@dataclass(frozen=True, slots=True)
class Hindrance:
    """An obstacle with its warning sign, and what is done if it comes."""

    title: str
    weight: str
    sign_label: str
    sign: str
    then: str
    come: bool


@dataclass(frozen=True, slots=True)
class Work:
    """A method with its measures and obstacles; `note` is the fault of a source."""

    title: str
    why: str
    serves: str
    lines: Sequence[Line]
    obstacles: Sequence[Hindrance]
    note: str = ""


@dataclass(frozen=True, slots=True)
class V2momSheet:
    """A V2MOM in words that are ready to be drawn; `labels` are those of the columns."""

    owner: str
    dates: str
    supports: str
    lead: str
    vision: str
    voice: str
    review: str
    values: Sequence[tuple[str, str]]
    methods: Sequence[Work]
    foot: Sequence[str]
    labels: dict[str, str]


def v2mom_sheet(sheet: V2momSheet, paper: Paper = "a4", theme: Theme = LIGHT) -> str:
    """Return the sheet as SVG of the paper's size, with every colour written out."""
    wide, high = SIZES[paper]
    drawing = _Drawing(theme, wide)
    drawing.head(sheet)
    drawing.values(sheet)
    for rank, work in enumerate(sheet.methods, 1):
        drawing.method(rank, work, sheet.labels)
    drawing.foot(sheet.foot)
    return drawing.framed(high, sheet.vision or sheet.owner)


class _Drawing(Sheet):
    """The blocks of a V2MOM."""

    def head(self, sheet: V2momSheet) -> None:
        """Draw whose it is, the vision, and what people think of it."""
        top = " · ".join(part for part in (sheet.dates, sheet.supports) if part)
        self.text(sheet.owner, self.left, self.y + 8, bold=True)
        self.text(sheet.lead, self.right, self.y + 8, anchor="end", role="ink2")
        self.y = self.block(top, self.left, self.y + 24, self.right - self.left, role="ink2")
        self.y += 16
        for line in lines(sheet.vision, 24, (self.right - self.left) * 0.86, most=5):
            self.text(line, self.left, self.y + 10, 24, family=SERIF)
            self.y += 29
        self.y += 2
        self.box(self.left, self.y, self.right - self.left, 30, self.theme.sunken)
        self.text(sheet.labels["voice"], self.left + 10, self.y + 19, bold=True)
        self.text(sheet.voice, self.left + 150, self.y + 19, 10.5)
        self.text(sheet.review, self.right - 10, self.y + 19, 10.5, anchor="end", role="ink2")
        self.y += 44

    def values(self, sheet: V2momSheet) -> None:
        """Draw the values beside each other, three to a row."""
        self.rule(self.y)
        self.text(sheet.labels["values"], self.left, self.y + 20, bold=True, role="accent")
        start, step = self.left + 66, (self.right - self.left - 66) / 3
        for row in range(0, len(sheet.values), 3):
            ends = [self.y + 24]
            for place, (name, seen) in enumerate(sheet.values[row : row + 3]):
                x = start + place * step
                y = self.block(name, x, self.y + 20, step - 14, 12, bold=True)
                ends.append(self.block(seen, x, y, step - 14, 10.5, role="ink2", most=4))
            self.y = max(ends)
        self.y += 6
        self.rule(self.y)
        self.text(sheet.labels["methods"], self.left, self.y + 20, bold=True, role="accent")

    def method(self, rank: int, work: Work, labels: dict[str, str]) -> None:
        """Draw a method: its words to the left, its measures beside them, obstacles beneath."""
        start = self.left + 66
        if rank > 1:
            self.rule(self.y, start)
        self.text(str(rank), start, self.y + 20, 13, bold=True, role="ink3")
        x, middle = start + 24, start + 24 + (self.right - start - 24) * 0.36
        y = self.block(work.title, x, self.y + 20, middle - x - 14, 12, bold=True)
        y = self.block(work.why, x, y, middle - x - 14, 10, role="ink2", most=4)
        y = self.block(work.serves, x, y, middle - x - 14, 9.5, role="ink3", most=3)
        beside = self.y + 20
        for line in work.lines:
            beside = self.measure(line, middle, beside)
        self.y = max(y, beside)
        if work.note:
            high = 14 * len(lines(work.note, 10, self.right - x - 24)) + 12
            self.box(x, self.y, self.right - x, high, self.theme.sunken)
            self.block(work.note, x + 12, self.y + 17, self.right - x - 24, 10, role="ink2")
            self.y += high + 6
        for one in work.obstacles:
            self.obstacle(one, x, labels)
        self.y += 8

    def measure(self, line: Line, x: float, y: float) -> float:
        """Draw a measure in a row; return where the next one stands."""
        room = self.right - x
        name = self.block(line.title, x, y, room * 0.3 - 8, 10.5, most=2)
        self.spark(line.weeks, x + room * 0.3, y - 10)
        at = x + room * 0.44
        value = self.block(line.value, at, y, room * 0.36, 10.5, bold=True, most=2)
        value = self.block(line.goal, at, value, room * 0.36, 9.5, role="ink3", most=2)
        ground, ink = TONES.get(line.status, TONES["open"])
        chip = lines(line.word, 9.5, room * 0.19, bold=True, most=2)
        left = self.right - room * 0.19
        self.box(left - 6, y - 12, room * 0.19 + 6, 12.5 * len(chip) + 5, ground)
        for place, words_ in enumerate(chip):
            self.text(words_, left, y - 1 + 12.5 * place, 9.5, bold=True, colour=ink)
        return max(name, value, y - 1 + 12.5 * len(chip)) + 6

    def spark(self, weeks: Sequence[float | None], x: float, y: float) -> None:
        """Draw the last weeks as a little line that ends in a dot."""
        known = [(place, value) for place, value in enumerate(weeks) if value is not None]
        if len(known) < 2:
            return
        across = Scale(0, len(weeks) - 1, x, x + 46)
        values = [value for _place, value in known]
        up = Scale(min(values), max(values), y + 14, y)
        points = [(across(place), up(value)) for place, value in known]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        self.parts.append(element("polyline", {"points": path, **self.theme.stroke("ink2", 1.2)}))
        dot = {"cx": points[-1][0], "cy": points[-1][1], "r": 2.2, **self.theme.fill("ink")}
        self.parts.append(element("circle", dot))

    def obstacle(self, one: Hindrance, x: float, labels: dict[str, str]) -> None:
        """Draw an obstacle in three columns: what, the warning sign, what then happens."""
        columns = [
            (labels["obstacle"], one.title, one.weight),
            (one.sign_label, one.sign, ""),
            (labels["then"], "", one.then),
        ]
        step = (self.right - x - 16) / 3
        place = len(self.parts)
        ends = []
        for number, (label, strong, plain) in enumerate(columns):
            at = x + 14 + number * step
            self.text(label, at, self.y + 15, 9, bold=True, role="ink3")
            y = self.block(strong, at, self.y + 28, step - 12, 10, bold=True, most=4)
            ends.append(self.block(plain, at, y, step - 12, 10, role="ink2", most=5))
        high = max(ends) - self.y
        ground, edge = TONES["off_track"] if one.come else (self.theme.sunken, self.theme.control)
        drawn = self.parts[place:]
        del self.parts[place:]
        self.box(x, self.y, self.right - x, high, ground, edge)
        self.parts.extend(drawn)
        self.y += high + 8

    def foot(self, said: Sequence[str]) -> None:
        """Draw which version it is, by whom it was written, and when it was printed."""
        self.y += 4
        self.rule(self.y)
        y = self.y + 17
        for line in said:
            y = self.block(line, self.left, y, self.right - self.left, 9.5, role="ink3")
        self.y = y - 8
