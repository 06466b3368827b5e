"""YAML of goals as a document, every part with its place, every problem with line and cure."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import MISSING, Field
from typing import Any

from trigpoint.connectors.files.yamlreader import TreeReader
from trigpoint.connectors.files.yamltree import MappingError, Tree, parse
from trigpoint.core.goal_file.entries import Document, Place, Written
from trigpoint.core.goal_file.kinds import As, columns
from trigpoint.core.text import _

MOST_LETTERS = 8_000_000
MOST_ENTRIES = 50_000
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
FARTHEST = 1e15


def load(text: str) -> Written:
    """Return what a file of goals says.

    Raises:
        MappingError: with everything that is wrong with its form, by line and column.
    """
    reader = _Reader()
    document = reader.entry(parse(text, MOST_LETTERS), Document, "")
    if reader.problems:
        raise MappingError(reader.problems)
    return Written(document, reader.places)


class _Reader(TreeReader):
    """Reads entries by their columns, and notes where each part stands."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, Place] = {}

    def entry(self, tree: Tree, kind: type[Any], path: str) -> Any:
        """Return a node as an entry; what is missing or wrong is noted, and stands as empty."""
        self.places[path] = Place(tree.line, tree.column)
        known = {name: column for column, name in columns(kind)}
        nodes = self.names(tree, known)
        values = {}
        for name, column in known.items():
            here = f"{path}.{column.name}" if path else column.name
            if name in nodes:
                self.places[here] = Place(nodes[name].line, nodes[name].column)
                values[column.name] = self.value(nodes[name], column, here)
            elif column.default is MISSING:
                values[column.name] = empty(column)
                if isinstance(tree.content, dict):
                    what = _("“{name}” is missing.", name=name)
                    self.complain(tree, what, _("Add it to this entry."))
        return kind(**values)

    def value(self, tree: Tree, column: Field[Any], path: str) -> Any:
        """Return a node as what its column holds."""
        match column.metadata["as"]:
            case As.ENTRIES:
                return self.entries(tree, column.metadata["of"], path)
            case As.WORDS:
                return tuple(self.words(tree))
            case As.MAP:
                named = self.names(tree).items()
                return tuple(sorted((name, self.word(node)) for name, node in named))
            case As.NUMBER:
                return self.number(tree)
            case As.WHOLE:
                return self.whole(tree)
            case As.DAY:
                return self.day(tree)
            case As.TRUTH:
                return self.truth(tree, "true", "false")
        return self.text(tree, column)

    def entries(self, tree: Tree, kind: type[Any], path: str) -> tuple[Any, ...]:
        """Return a list of entries; each may be there once."""
        if not isinstance(tree.content, list):
            what = _("Here belongs a list, each entry after a dash.")
            self.complain(tree, what, _("Indent the entries below this line, as in “- id: …”."))
            return ()
        if len(tree.content) > MOST_ENTRIES:
            what = _("These are more than {most} entries.", most=MOST_ENTRIES)
            self.complain(tree, what, _("Keep to what one file needs."))
            return ()
        found: dict[str, Any] = {}
        for number, node in enumerate(tree.content):
            entry = self.entry(node, kind, f"{path}.{number}")
            if entry.key in found:
                what = _("“{name}” stands here twice.", name=entry.key)
                self.complain(node, what, _("Keep one of the two."))
            found[entry.key] = entry
        return tuple(found.values())

    def text(self, tree: Tree, column: Field[Any]) -> str:
        """Return a text without what stands around it."""
        found = self.word(tree).strip()
        most = column.metadata["most"]
        if most and len(found) > most:
            what = _("This has {count} letters; {most} are allowed.", count=len(found), most=most)
            self.complain(tree, what, _("Say it shorter."))
        if not found and column.default is MISSING:
            self.complain(tree, _("Nothing is written here."), _("Write it on this line."))
        return found

    def number(self, tree: Tree) -> float:
        """Return a number; 0 where there is none."""
        word = self.word(tree)
        try:
            found = float(word)
        except ValueError:
            found = math.nan
        if not abs(found) <= FARTHEST:
            what = _("“{word}” is not a number.", word=word)
            self.complain(tree, what, _("Write it with a point, as in 4.5."))
            return 0.0
        return found

    def day(self, tree: Tree) -> datetime.date:
        """Return a day; the first of all where there is none."""
        word = self.word(tree)
        try:
            found = datetime.date.fromisoformat(word) if DAY.fullmatch(word) else None
        except ValueError:
            found = None
        if found is None or not FIRST <= found <= LAST:
            what = _("“{word}” is no day.", word=word)
            self.complain(tree, what, _("Write it as 2026-04-30."))
            return FIRST
        return found


def empty(column: Field[Any]) -> Any:
    """Return what stands for a column that is missing, until the problem is read."""
    return {As.DAY: FIRST, As.NUMBER: 0.0, As.WHOLE: 0}.get(column.metadata["as"], "")
