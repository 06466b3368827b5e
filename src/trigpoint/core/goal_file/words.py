"""The difference of two files in sentences, and what the columns are called on a page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from trigpoint.core.goal_file.difference import FileChange, FileLine, What
from trigpoint.core.text import Text, _

COLUMNS: Mapping[str, Text] = MappingProxyType(
    {
        "title": _("title"),
        "owner": _("whose it is"),
        "period": _("period"),
        "state": _("state"),
        "private": _("private"),
        "why": _("why"),
        "how": _("how"),
        "because": _("because"),
        "weight": _("weight"),
        "evidence": _("evidence"),
        "source": _("where from"),
        "main": _("the main one"),
        "direction": _("direction"),
        "lag weeks": _("weeks later"),
        "kind": _("kind"),
        "measure": _("measure"),
        "from": _("from"),
        "value": _("value"),
        "growth on last year": _("growth on last year"),
        "low": _("at least"),
        "high": _("at most"),
        "tolerance": _("how far outside is as bad as can be"),
        "due": _("by"),
        "done": _("done on"),
        "must not get worse": _("must not get worse"),
        "worse beyond": _("worse beyond"),
        "who": _("who"),
        "answers for": _("answers for"),
        "result": _("what came of it"),
        "name": _("name"),
        "starts": _("first day"),
        "ends": _("last day"),
        "rank": _("rank"),
        "text": _("words"),
        "kpi": _("what is counted"),
        "scope": _("whose tickets"),
        "of": _("of"),
        "settings": _("settings"),
        "weeks": _("weeks"),
        "values": _("values"),
        "excluded": _("all but these"),
        "none": _("those without one"),
        "pinned": _("kept up to date"),
        "id": _("id"),
        "steps": _("order of the steps"),
        "targets": _("order of the targets"),
        "carries": _("order of what it carries"),
    }
)
PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "carries": _("carries “{name}”"),
        "moves": _("moves “{name}”"),
        "targets": _("target “{name}”"),
        "values": _("on {name}"),
        "shared with": _("shared with {name}"),
        "steps": _("step “{name}”"),
        "only": _("only {name}"),
    }
)
HEADINGS: Mapping[tuple[str, What], Text] = MappingProxyType(
    {
        ("goals", What.NEW): _("New goal: {title}"),
        ("goals", What.CHANGED): _("Goal changes: {title}"),
        ("goals", What.GONE): _("Not pursued any more: {title}"),
        ("measures", What.NEW): _("New measure: {title}"),
        ("measures", What.CHANGED): _("Measure changes: {title}"),
        ("periods", What.NEW): _("New period: {title}"),
        ("periods", What.CHANGED): _("Period changes: {title}"),
        ("directions", What.NEW): _("New direction: {title}"),
        ("directions", What.CHANGED): _("Direction changes: {title}"),
    }
)


def heading(change: FileChange) -> Text:
    """Return what happens to an entry."""
    return Text(HEADINGS[change.section, change.what].msgid, {"title": change.title})


def place(line: FileLine) -> Text:
    """Return where a line is: its parts, then its column."""
    found = COLUMNS.get(line.column, _("{name}", name=line.column))
    for part, name in reversed(line.way):
        known = PARTS.get(part)
        said = datetime.date.fromisoformat(name) if part == "values" else name
        here = Text(known.msgid, {"name": said}) if known else _("{name}", name=name)
        found = _("{part}: {rest}", part=here, rest=found)
    return found


def sentence(line: FileLine) -> Text:
    """Return a line of a difference in words."""
    if line.before is None:
        return _("{place}: {after}", place=place(line), after=shown(line.after))
    if line.after is None:
        return _("{place}: no longer {before}", place=place(line), before=shown(line.before))
    return _(
        "{place}: {before} becomes {after}",
        place=place(line),
        before=shown(line.before),
        after=shown(line.after),
    )


def shown(value: object) -> object:
    """Return a value as a sentence says it; dates and numbers are written by the face."""
    if value is True:
        return _("yes")
    if isinstance(value, tuple):
        return ", ".join(": ".join(map(str, v)) if isinstance(v, tuple) else str(v) for v in value)
    return value
