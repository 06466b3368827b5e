"""Who carries a goal: the split of its target, what was proposed, and who said what."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from trigpoint.services.cascade.ledger import Ledger, LedgerLine
from trigpoint.services.cascade.proposal_views import ProposalView
from trigpoint.services.cascade.splitting import Split, SplitPart
from trigpoint.web import addresses, formats, parse
from trigpoint.web.components import PersonMark, Pill
from trigpoint.web.shapes import goal
from trigpoint.web.templatetags.trigpoint import say

METHODS = {
    "even": gettext_lazy("Evenly"),
    "hours": gettext_lazy("By hours worked"),
    "volume": gettext_lazy("By ticket volume"),
    "capability": gettext_lazy("By capability"),
    "hand": gettext_lazy("By hand"),
}
STATES = {
    "open": gettext_lazy("No answer yet"),
    "accepted": gettext_lazy("Agreed"),
    "declined": gettext_lazy("Declined"),
    "countered": gettext_lazy("Offers something else"),
    "withdrawn": gettext_lazy("Taken back"),
}
DID = {
    "asked": gettext_lazy("asked"),
    "agreed": gettext_lazy("agreed"),
    "objected": gettext_lazy("had a concern"),
    "declined": gettext_lazy("declined"),
    "countered": gettext_lazy("offered something else"),
    "withdrawn": gettext_lazy("took it back"),
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """What one would carry; `typed` is the value as it is written in the form."""

    name: str
    who: PersonMark
    hours: str
    volume: str
    own: str
    typed: str


@dataclass(frozen=True, slots=True)
class SplitPanel:
    """The split of a target."""

    title: str
    total: str
    methods: tuple[Pill, ...]
    parts: tuple[PartLine, ...]
    together: str
    adds_up: bool
    refused: str
    error: str


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal with what can be done about it."""

    id: str
    title: str
    terms: str
    by: str
    asked: str
    state: str
    answer: str
    may: frozenset[str]
    value: str


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One thing that happened, in a sentence."""

    day: str
    who: str
    did: str
    other: str
    words: str
    became: str


def panel(found: Split, error: str, typed: dict[str, str]) -> SplitPanel:
    """Return the split of a target as the page shows it; `typed` is kept after a refusal."""
    here = reverse("goal_carry", args=[found.goal])
    return SplitPanel(
        title=found.title,
        total=formats.value(found.total, found.unit),
        methods=tuple(
            Pill(str(label), here + addresses.query(by=name), on=name == found.method)
            for name, label in METHODS.items()
        ),
        parts=tuple(part_line(part, found.unit, typed) for part in found.parts),
        together=formats.value(found.together, found.unit) if found.together is not None else "",
        adds_up=found.adds_up,
        refused=say(found.refused) if found.refused else "",
        error=error,
    )


def part_line(part: SplitPart, unit: str, typed: dict[str, str]) -> PartLine:
    """Return one part as a line."""
    written = parse.typed(part.value, unit) if part.value is not None else ""
    return PartLine(
        name=f"part-{part.holder.id}",
        who=goal.mark(part.holder),
        hours=formats.percent(part.hours),
        volume=formats.number(part.volume, 0) if part.volume is not None else "",
        own=formats.value(part.own, unit) if part.own is not None else "",
        typed=typed.get(part.holder.id, written),
    )


def proposal(view: ProposalView) -> ProposalLine:
    """Return a proposal as a line."""
    value = ""
    if view.terms.value is not None:
        value = formats.value(view.terms.value, view.unit or "tickets")
    return ProposalLine(
        id=view.id,
        title=view.terms.title or view.terms.answers_for or view.goal_title,
        terms=view.terms.sentence or view.words,
        by=view.proposed_by.name,
        asked=view.asked.name,
        state=str(STATES[view.state]),
        answer=view.answer,
        may=view.may,
        value=value,
    )


def counts(ledger: Ledger) -> str:
    """Return in a sentence how many were asked and what they said."""
    if not ledger.asked:
        return gettext("Nobody has been asked yet.")
    pattern = gettext(
        "{asked} asked, {read} have read it, {agreed} agreed, {objected} objected, {open} open."
    )
    return pattern.format(
        asked=ledger.asked,
        read=ledger.read,
        agreed=ledger.agreed,
        objected=ledger.objected,
        open=ledger.open,
    )


def voice(line: LedgerLine) -> VoiceLine:
    """Return one thing that happened; who proposed it to themselves asked nobody."""
    asked = line.other if line.did == "asked" else None
    own = asked is not None and asked == line.who
    return VoiceLine(
        day=formats.when(line.at),
        who=line.who.name if line.who else gettext("Somebody"),
        did=gettext("proposed it") if own else str(DID[line.did]),
        other=asked.name if asked and not own else "",
        words=line.words,
        became=addresses.goal(line.became) if line.became else "",
    )
