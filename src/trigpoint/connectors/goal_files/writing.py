"""Documents of goals as YAML: one order, short ids, long texts as blocks, nothing that goes unsaid.

What has its default is left out. The same document always gives the same bytes.
"""

from __future__ import annotations

from typing import Any

import yaml

from trigpoint.core.goal_file.entries import Document
from trigpoint.core.goal_file.kinds import As, columns

WIDTH = 88
MANGLED = set("\r\x85\u2028\u2029\ufeff")
"""Characters that a block would not keep: a text with one of them stands in quotes."""


class Block(str):
    """A text that stands as a block: its lines as they are, or one paragraph folded."""

    __slots__ = ()


class Quoted(str):
    """A text that stands in quotes, with escapes for what no block would keep."""

    __slots__ = ()


class Dumper(yaml.SafeDumper):
    """Indents lists below their name, as people do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the signature of the base
        """Step in; lists too."""
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the signature of the base
        """Write out what is there twice: nobody reviews an alias."""
        return True


def block(dumper: yaml.SafeDumper, text: Block) -> yaml.ScalarNode:
    """Return a block: literal where there are lines, folded for one long paragraph."""
    style = "|" if "\n" in text else ">"
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def quoted(dumper: yaml.SafeDumper, text: Quoted) -> yaml.ScalarNode:
    """Return a text in quotes."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


Dumper.add_representer(Block, block)
Dumper.add_representer(Quoted, quoted)


def dump(document: Document) -> str:
    """Return the document as YAML."""
    return yaml.dump(
        tree_of(document),
        Dumper=Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=WIDTH,
    )


def tree_of(entry: Any) -> dict[str, Any]:
    """Return an entry as YAML has it, without what has its default."""
    return {
        name: value_of(getattr(entry, column.name), column.metadata["as"])
        for column, name in columns(type(entry))
        if getattr(entry, column.name) != column.default
    }


def value_of(value: Any, kind: As) -> Any:
    """Return a value as YAML has it."""
    match kind:
        case As.ENTRIES:
            return [tree_of(part) for part in value]
        case As.MAP:
            return dict(value)
        case As.WORDS:
            return list(value)
        case As.NUMBER:
            return int(value) if float(value).is_integer() and abs(value) < 1e15 else value
        case As.WORD | As.TEXT:
            return shown(value)
    return value


def shown(text: str) -> str:
    """Return a text as a block where it is long or has lines, and can be kept as one."""
    if MANGLED & set(text):
        return Quoted(text)
    return text if "\n" not in text and len(text) < WIDTH - 16 else Block(text)
