"""A briefing on one sheet of paper: the scene that screen and PDF share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.pictures.sheets import SERIF, SIZES, TONES, Paper, Sheet
from trigpoint.pictures.text import lines
from trigpoint.pictures.theme import LIGHT, Theme

CHIP = 92
"""Room for the word of a status, in pixels."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a part: what, beside whom or when, the status in a word, and why beneath."""

    title: str
    beside: str = ""
    status: str = ""
    word: str = ""
    beneath: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its lines; `none` stands where there are no lines, `more` after them."""

    title: str
    items: Sequence[Item]
    none: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class BriefingSheet:
    """A briefing in words that are ready to be drawn."""

    title: str
    unit: str
    when: str
    parts: Sequence[Part]
    notes: Part
    foot: Sequence[str]


def briefing_sheet(sheet: BriefingSheet, paper: Paper = "a4", theme: Theme = LIGHT) -> str:
    """Return the sheet as SVG of the paper's size, with every colour written out."""
    wide, high = SIZES[paper]
    drawing = _Drawing(theme, wide)
    drawing.head(sheet)
    for part in sheet.parts:
        drawing.part(part)
    drawing.small(sheet.notes, sheet.foot)
    return drawing.framed(high, f"{sheet.title}, {sheet.unit}")


class _Drawing(Sheet):
    """The blocks of a briefing."""

    def head(self, sheet: BriefingSheet) -> None:
        """Draw whose it is, and as of when everything on it is."""
        self.text(sheet.title, self.left, self.y + 8, bold=True, role="accent")
        self.text(sheet.when, self.right, self.y + 8, anchor="end", role="ink2")
        self.y += 20
        for line in lines(sheet.unit, 26, self.right - self.left, most=2):
            self.text(line, self.left, self.y + 16, 26, family=SERIF)
            self.y += 30
        self.y += 8

    def part(self, part: Part) -> None:
        """Draw a heading, and its lines beneath."""
        self.rule(self.y)
        self.text(part.title, self.left, self.y + 20, 12, bold=True)
        self.y += 40
        for item in part.items:
            self.item(item)
        last = part.more if part.items else part.none
        if last:
            self.y = self.block(last, self.left, self.y, self.right - self.left, 10, role="ink3")
        self.y += 8

    def item(self, item: Item) -> None:
        """Draw a line: its words to the left, what is beside them, its status at the right."""
        end = self.right - CHIP - 16 if item.word else self.right
        middle = self.left + (end - self.left) * 0.56
        y = self.block(item.title, self.left, self.y, middle - self.left - 12, 12, most=2)
        beside = self.block(item.beside, middle, self.y, end - middle, 11, role="ink2", most=2)
        chip = self.chip(item) if item.word else self.y
        self.y = max(y, beside, chip)
        for line in item.beneath:
            room = self.right - self.left - 12
            self.y = self.block(line, self.left + 12, self.y, room, 10.5, role="ink2", most=2)
        self.y += 7

    def chip(self, item: Item) -> float:
        """Draw the status in its colours with its word; return where the next line may stand."""
        ground, ink = TONES.get(item.status, TONES["open"])
        told = lines(item.word, 9.5, CHIP, bold=True, most=2)
        left = self.right - CHIP
        self.box(left - 6, self.y - 12, CHIP + 6, 12.5 * len(told) + 5, ground)
        for place, line in enumerate(told):
            self.text(line, left, self.y - 1 + 12.5 * place, 9.5, bold=True, colour=ink)
        return self.y - 1 + 12.5 * len(told) + 6

    def small(self, notes: Part, foot: Sequence[str]) -> None:
        """Draw the definitions in small letters, and what the page is."""
        self.rule(self.y)
        self.text(notes.title, self.left, self.y + 18, 10, bold=True, role="ink2")
        self.y += 32
        for item in notes.items:
            said = f"{item.title}: {item.beside}"
            self.y = self.block(said, self.left, self.y, self.right - self.left, 9, role="ink3")
        if not notes.items:
            self.text(notes.none, self.left, self.y, 9, role="ink3")
            self.y += 13
        self.y += 8
        for line in foot:
            self.y = self.block(line, self.left, self.y, self.right - self.left, 9, role="ink3")
