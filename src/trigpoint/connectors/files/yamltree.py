"""YAML as a tree of plain text with line numbers, safe to read from anyone.

Scalars stay the text that was written: a status called `No` or `1` is a word here, not a truth
value or a number. Anchors, aliases and tags are refused, so a small text cannot become a large one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from trigpoint.core.text import Text, _

MOST_LETTERS = 200_000
MOST_DEPTH = 8
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same reader, in C where it was built with it: large files of goals take a tenth of the time.
"""


@dataclass(frozen=True, slots=True)
class MappingProblem:
    """One thing wrong in a mapping: line (from 1), the key it is at ("columns.ticket"), cure.

    `column` counts from 1; 0 where only the line is known.
    """

    line: int
    key: str
    what: Text
    cure: Text
    column: int = 0


class MappingError(Exception):
    """A mapping that cannot be used; `problems` has all that is wrong with it, by line."""

    def __init__(self, problems: list[MappingProblem]) -> None:
        super().__init__("; ".join(f"line {p.line}, {p.key}: {p.what}" for p in problems))
        self.problems = sorted(problems, key=lambda problem: problem.line)


@dataclass(frozen=True, slots=True)
class Tree:
    """A node: a word, a list, or a dictionary of named nodes. `key` is the way to it."""

    key: str
    line: int
    content: str | list[Tree] | dict[str, Tree]
    column: int = 1


def parse(text: str, most: int = MOST_LETTERS) -> Tree:
    """Return the tree of a YAML text of at most so many letters.

    Raises:
        MappingError: with the line.
    """
    if len(text) > most:
        raise _wrong(
            1,
            _("The file has {count} letters; {most} are allowed.", count=len(text), most=most),
            _("Keep to what one file needs."),
        )
    try:
        _refuse_tricks(text)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _wrong(
            mark.line + 1 if mark else 1,
            _(
                "This is not YAML: {reason}.",
                reason=str(getattr(error, "problem", "") or "unreadable"),
            ),
            _("Look at the indentation and at the quotes of this line and the one above."),
        ) from None
    if node is None:
        raise _wrong(1, _("The file is empty."), _("Start from one of the examples."))
    problems: list[MappingProblem] = []
    tree = _tree("", 1, node, problems)
    if problems:
        raise MappingError(problems)
    return tree


def _wrong(line: int, what: Text, cure: Text) -> MappingError:
    return MappingError([MappingProblem(line, "", what, cure)])


def _refuse_tricks(text: str) -> None:
    """Refuse anchors, aliases, tags and deep nesting before anything recursive sees the text."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _wrong(line, _("Anchors and aliases are not used here."), _("Write it out."))
        if getattr(event, "tag", None):
            raise _wrong(line, _("Tags (!…) are not used here."), _("Leave the tag out."))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_DEPTH:
            raise _wrong(line, _("This is nested too deeply."), _("Look at the indentation."))


def _tree(key: str, line: int, node: yaml.Node, problems: list[MappingProblem]) -> Tree:
    if isinstance(node, yaml.MappingNode):
        content: dict[str, Tree] = {}
        for name_node, value_node in node.value:
            at = name_node.start_mark.line + 1
            if not isinstance(name_node, yaml.ScalarNode):
                what = _("A name has to be one word or a text in quotes.")
                problems.append(MappingProblem(at, key, what, _("Put it in quotes.")))
                continue
            name = str(name_node.value)
            path = f"{key}.{name}" if key else name
            if name in content:
                what = _("“{name}” stands here twice.", name=name)
                mark = name_node.start_mark.column + 1
                problems.append(MappingProblem(at, path, what, _("Keep one of the two."), mark))
            content[name] = _tree(path, at, value_node, problems)
        return Tree(key, line, content, _column(node, line))
    if isinstance(node, yaml.SequenceNode):
        items = [_tree(key, item.start_mark.line + 1, item, problems) for item in node.value]
        return Tree(key, line, items, _column(node, line))
    return Tree(key, line, str(node.value), _column(node, line))


def _column(node: yaml.Node, line: int) -> int:
    """Return where a node begins in its line; 1 where it begins in a later one."""
    mark = node.start_mark
    return mark.column + 1 if mark.line + 1 == line else 1
