"""Reading a tree of YAML piece by piece, gathering every problem instead of stopping at one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from trigpoint.connectors.files.problems import did_you_mean
from trigpoint.connectors.files.yamltree import MappingProblem, Tree
from trigpoint.core.text import Text, _

Word = TypeVar("Word", bound=StrEnum)


class TreeReader:
    """Reads nodes as what they should be; what they are instead goes to `problems`."""

    def __init__(self) -> None:
        self.problems: list[MappingProblem] = []

    def complain(self, tree: Tree, what: Text, cure: Text) -> None:
        """Note a problem at a node."""
        self.problems.append(MappingProblem(tree.line, tree.key, what, cure, tree.column))

    def names(self, tree: Tree | None, allowed: Iterable[str] | None = None) -> dict[str, Tree]:
        """Return the named nodes of a dictionary, without those that mean nothing here."""
        if tree is None:
            return {}
        if not isinstance(tree.content, dict):
            what = _("Here belong names with values, as in “name: value”.")
            self.complain(tree, what, _("Indent the names below this line."))
            return {}
        if allowed is None:
            return tree.content
        known = list(allowed)
        for name, node in tree.content.items():
            if name not in known:
                self.complain(
                    node,
                    _("“{name}” means nothing here.", name=name),
                    did_you_mean(name, known),
                )
        return {name: node for name, node in tree.content.items() if name in known}

    def word(self, tree: Tree) -> str:
        """Return one word; the empty text where there is none."""
        if isinstance(tree.content, str):
            return tree.content
        self.complain(tree, _("Here belongs one word."), _("Write it on this line."))
        return ""

    def words(self, tree: Tree) -> list[str]:
        """Return a list of words; one word alone is a list of one."""
        if isinstance(tree.content, list):
            return [self.word(item) for item in tree.content]
        return [self.word(tree)]

    def one_of(self, tree: Tree, choices: type[Word]) -> Word | None:
        """Return one of the words known here, or None."""
        word = self.word(tree)
        try:
            return choices(word)
        except ValueError:
            what = _("“{word}” is none of the words known here.", word=word)
            self.complain(tree, what, did_you_mean(word, [choice.value for choice in choices]))
            return None

    def whole(self, tree: Tree) -> int:
        """Return a whole number; 0 where there is none."""
        word = self.word(tree)
        try:
            return int(word)
        except ValueError:
            what = _("“{word}” is not a whole number.", word=word)
            self.complain(tree, what, _("Write digits only."))
            return 0

    def truth(self, tree: Tree, yes: str, no: str) -> bool:
        """Return whether the word for yes stands here."""
        word = self.word(tree)
        if word not in {yes, no}:
            what = _("“{word}” is none of the words known here.", word=word)
            self.complain(tree, what, did_you_mean(word, [yes, no]))
        return word == yes
