"""What is worth a look, as its page shows it."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.core.text import Text
from trigpoint.services.audit.audit import (
    Audit,
    AuditFinding,
    HabitCount,
    MendRef,
    RecordRef,
    RuleView,
)
from trigpoint.web import addresses, formats
from trigpoint.web.components import Link, Nothing
from trigpoint.web.templatetags.trigpoint import say

SURE = {
    "certain": (3, gettext_lazy("Certain")),
    "fairly sure": (2, gettext_lazy("Fairly sure")),
    "may be": (1, gettext_lazy("May be")),
}
PITFALLS = {
    1: gettext_lazy("Out of step with the organisation"),
    2: gettext_lazy("Too little said"),
    3: gettext_lazy("Without those who carry it"),
    4: gettext_lazy("Nothing changes"),
    5: gettext_lazy("Achieved, and not noticed"),
    6: gettext_lazy("Too much, or too little"),
    7: gettext_lazy("Unclear"),
    8: gettext_lazy("By feeling alone"),
    9: gettext_lazy("Each for themselves"),
    10: gettext_lazy("Quietly left aside"),
}
ON_THE_GOAL = {
    "goal_links": "?edit=link#links",
    "goal_target": "?edit=target#new-target",
    "goal_voices": "#voices",
    "goal_drives": "#drives",
    "goal": "",
}
# So many of one rule stand on the page before the rest is folded.
FOLD = 5
PLAIN = {"pay", "help", "realignments", "signals"}
NAMED_LIKE = {
    "goal_announce": "announcement_new",
    "goal_propose": "proposal_new",
}


@dataclass(frozen=True, slots=True)
class MutedLine:
    """Why something is not told any more, who said so, and how to have it told again."""

    reason: str
    by: str
    when: str
    undo: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Something worth a look; `about_key` names the record for the form that mutes it.

    `first` is whether it is the first of its rule: only there the reason is said. `rest` is on the
    last before a fold: the way to all of that rule.
    """

    anchor: str
    rule: str
    title: Text
    reason: Text
    about: Link
    about_key: str
    seen: Text
    records: tuple[Link, ...]
    bars: tuple[bool, ...]
    sure: str
    basis: Text
    do: Link
    muted: MutedLine | None
    first: bool = True
    rest: Link | None = None


@dataclass(frozen=True, slots=True)
class HabitLine:
    """A habit with its counts, here and everywhere."""

    title: Text
    meaning: Text
    good: int
    all: int
    here: str
    everywhere: str
    missing: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """What pages/audit.html reads. `everywhere` names the unit for muting a rule in all of it."""

    title: str
    told: str
    unit: str
    choices: tuple[tuple[str, str, bool], ...]
    everywhere: str
    lines: tuple[FindingLine, ...]
    muted: tuple[FindingLine, ...]
    habits: tuple[HabitLine, ...]
    goals: str
    empty: Nothing


def page(found: Audit, unit: str, now: datetime.datetime, opened: str = "") -> AuditPage:
    """Return what is worth a look as the page shows it; of the rule `opened` all is shown."""
    holder, count = found.scope.holder, len(found.findings)
    told = ngettext(
        "{n} thing that you can do something about.",
        "{n} things that you can do something about.",
        count,
    )
    goals = ngettext("{n} goal in force", "{n} goals in force", found.goals)
    return AuditPage(
        title=holder.name,
        told=told.format(n=formats.number(count, 0)),
        unit=unit,
        choices=tuple(choices(found)),
        everywhere=f"unit-{holder.id}" if found.in_charge else "",
        lines=tuple(by_rule([line(one, now) for one in found.findings], unit, opened)),
        muted=tuple(line(one, now) for one in found.muted),
        habits=tuple(habit(one) for one in found.habits if one.all),
        goals=goals.format(n=formats.number(found.goals, 0)),
        empty=Nothing(
            gettext("Nothing here is worth a look"),
            gettext("Of what you can do something about, no rule has found anything."),
            Link(gettext("Which rules look"), reverse("audit_rules")),
            "check",
        ),
    )


def by_rule(lines: Sequence[FindingLine], unit: str, opened: str) -> Iterable[FindingLine]:
    """Yield lines that stand by rule: the reason on the first, a long rest behind a link."""
    for rule, held in itertools.groupby(lines, key=attrgetter("rule")):
        all_of_it = list(held)
        folds = rule != opened and len(all_of_it) > FOLD + 1
        shown = all_of_it[:FOLD] if folds else all_of_it
        for place, one in enumerate(shown):
            last = folds and place == FOLD - 1
            rest = rest_of(all_of_it[FOLD:], unit) if last else None
            yield replace(one, first=place == 0, rest=rest)


def rest_of(folded: Sequence[FindingLine], unit: str) -> Link:
    """Return the way to the findings of a rule that the page does not show."""
    first = folded[0]
    told = gettext("and {n} more").format(n=formats.number(len(folded), 0))
    way = addresses.query(unit=unit, all=first.rule)
    return Link(told, f"{reverse('audit')}{way}#{first.anchor}")


def choices(found: Audit) -> Iterable[tuple[str, str, bool]]:
    """Yield the units that can be chosen: id, name with its place in the tree, chosen or not."""
    holder = found.scope.holder
    units = [(u.id, f"{chr(0x2003) * u.depth}{u.name}") for u in found.scope.units]
    if holder.id not in dict(units):
        units.append((holder.id, holder.name))
    return ((id_, name, id_ == holder.id) for id_, name in units)


def line(one: AuditFinding, now: datetime.datetime) -> FindingLine:
    """Return a finding as a line of the table."""
    bars, sure = SURE[one.sure]
    muted = one.muted
    key = f"{one.about.kind}-{one.about.id}"
    return FindingLine(
        anchor=f"{one.rule}-{one.about.id}",
        rule=one.rule,
        title=one.title,
        reason=one.reason,
        about=Link(one.about.title, record(one.about)),
        about_key=key,
        seen=one.seen,
        records=tuple(Link(r.title, record(r)) for r in one.records),
        bars=tuple(number < bars for number in range(3)),
        sure=str(sure),
        basis=one.basis,
        do=Link(say(one.mend.label), mend(one.mend)),
        muted=MutedLine(
            muted.reason,
            muted.by,
            formats.when(muted.at, now),
            reverse("audit_unmute", args=[muted.id]),
        )
        if muted
        else None,
    )


def record(one: RecordRef) -> str:
    """Return the address of a record."""
    if one.kind in {"unit", "person"}:
        return addresses.holder(one.kind, one.id)
    return addresses.thing(one.kind, one.id)


def mend(one: MendRef) -> str:
    """Return the address at which the mend starts."""
    if one.page in ON_THE_GOAL:
        return addresses.goal(one.id) + ON_THE_GOAL[one.page]
    if one.page == "target":
        return f"{addresses.goal(one.id)}?edit=target-{one.part}#target-{one.part}"
    if one.page == "thanks":
        return reverse("thanks") + addresses.query(goal=one.id)
    if one.page in PLAIN:
        return reverse(one.page)
    return reverse(NAMED_LIKE.get(one.page, one.page), args=[one.id])


def habit(one: HabitCount) -> HabitLine:
    """Return a habit as a line."""
    of = gettext("{good} of {all}")
    rest = one.all - one.good - len(one.missing)
    more = gettext("and {n} more").format(n=formats.number(rest, 0))
    return HabitLine(
        title=one.title,
        meaning=one.meaning,
        good=one.good,
        all=one.all,
        here=of.format(good=formats.number(one.good, 0), all=formats.number(one.all, 0)),
        everywhere=of.format(
            good=formats.number(one.good_everywhere, 0),
            all=formats.number(one.all_everywhere, 0),
        ),
        missing=tuple(Link(r.title, record(r)) for r in one.missing),
        more=more if one.missing and rest else "",
    )


def pitfalls(rules: Iterable[RuleView]) -> list[tuple[str, list[RuleView]]]:
    """Return the rules by the pitfall that they look for."""
    found: dict[int, list[RuleView]] = {}
    for rule in rules:
        found.setdefault(rule.pitfall, []).append(rule)
    return [(str(PITFALLS[number]), held) for number, held in sorted(found.items())]
