"""A change tried in the sandbox, as its page shows it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from trigpoint.services.realignment.realign_views import (
    Arithmetic,
    ArithmeticLine,
    ChangeView,
    Concerned,
    MovedShare,
    MovedView,
    RealignmentLine,
    RealignmentPage,
    VoiceView,
)
from trigpoint.web import addresses, formats
from trigpoint.web.components import Chip, PersonMark
from trigpoint.web.shapes import goal, moved
from trigpoint.web.shapes.moved import MovedLine
from trigpoint.web.shapes.realign_units import AboveLine, LeftLine, above, behind, stands
from trigpoint.web.templatetags.trigpoint import say

STATES = {
    "draft": gettext_lazy("Being tried"),
    "asked": gettext_lazy("People are asked"),
    "committed": gettext_lazy("Committed"),
    "undone": gettext_lazy("Taken back"),
    "discarded": gettext_lazy("Given up"),
}
CHIPS: dict[str, tuple[str, object]] = {
    "asked": ("draft", gettext_lazy("No answer yet")),
    "accepted": ("on_track", gettext_lazy("Accepts")),
    "refused": ("off_track", gettext_lazy("Refuses")),
    "read": ("on_track", gettext_lazy("Has read it")),
    "concern": ("at_risk", gettext_lazy("Has a concern")),
}
FIRST_CHANGES, FIRST_MOVED, FIRST_PEOPLE = 12, 12, 8
MOST = 200
"""So many lines a page shows of each; the interface for programs gives all."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change in one line; `wrong` says why it cannot be made."""

    number: str
    index: int
    title: str
    href: str
    what: str
    before: str
    after: str
    wrong: str


@dataclass(frozen=True, slots=True)
class WhoLine:
    """A unit or a person: what is for them now, what would be, and what they say."""

    who: PersonMark
    before: tuple[str, ...]
    after: tuple[str, ...]
    chip: Chip | None
    words: str
    by: str
    voice: str


@dataclass(frozen=True, slots=True)
class SumLine:
    """A line of the arithmetic."""

    title: str
    factors_before: str
    before: str
    factors_after: str
    after: str


@dataclass(frozen=True, slots=True)
class SumPanel:
    """The arithmetic of one figure."""

    title: str
    lines: tuple[SumLine, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class GateLine:
    """Something to settle."""

    text: str
    status: str


@dataclass(frozen=True, slots=True)
class SandboxPage:
    """What pages/realign.html reads."""

    id: str
    version: int
    title: str
    state: str
    state_words: str
    in_force: bool
    safe: str
    under: str
    reason: str
    override: str
    changes: tuple[ChangeLine, ...]
    more_changes: tuple[ChangeLine, ...]
    moved: tuple[MovedLine, ...]
    more_moved: tuple[MovedLine, ...]
    left: str
    easier: str
    units_above: tuple[AboveLine, ...]
    goals_left: tuple[LeftLine, ...]
    sums: SumPanel | None
    units: tuple[WhoLine, ...]
    people: tuple[WhoLine, ...]
    more_people: tuple[WhoLine, ...]
    people_words: str
    notices: tuple[WhoLine, ...]
    mine: tuple[WhoLine, ...]
    gates: tuple[GateLine, ...]
    asks: bool
    ready: bool
    overridable: bool
    commit_words: str
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class ListLine:
    """A change in the list."""

    href: str
    title: str
    detail: str
    state: str
    open: bool


def lines(found: Iterable[RealignmentLine]) -> tuple[ListLine, ...]:
    """Return the list."""
    return tuple(
        ListLine(
            href=reverse("realignment", args=[each.id]),
            title=each.title,
            detail=under(each.made_by.name if each.made_by else "", each.made_at, each.changes),
            state=str(STATES[each.state]),
            open=each.state in {"draft", "asked"},
        )
        for each in found
    )


def under(name: str, at: datetime.datetime, count: int) -> str:
    """Return who made it, when, with how many changes."""
    made = gettext("Made by {name}, {when}.").format(name=name, when=formats.when(at))
    changes = ngettext("{n} change", "{n} changes", count).format(n=formats.number(count, 0))
    return f"{made} {changes}"


def page(found: RealignmentPage) -> SandboxPage:
    """Return the page."""
    changes = tuple(change(each) for each in found.changes[:MOST])
    moved = tuple(move(each, found) for each in found.moved[:MOST])
    people = tuple(who(each) for each in found.people[:MOST])
    voices = [c.voice for c in (*found.units, *found.people) if c.voice and c.voice.mine]
    firm = any(gate.firm and not gate.passed for gate in found.gates)
    return SandboxPage(
        id=found.id,
        version=found.version,
        title=found.title,
        state=found.state,
        state_words=str(STATES[found.state]),
        in_force=found.state == "committed",
        safe=safe(found),
        under=on_goals(found),
        reason=found.reason,
        override=found.override_reason,
        changes=changes[:FIRST_CHANGES],
        more_changes=changes[FIRST_CHANGES:],
        moved=moved[:FIRST_MOVED],
        more_moved=moved[FIRST_MOVED:],
        left=left_out(found),
        easier=gettext("Nearly all of the rise comes from an easier target.")
        if found.easier
        else "",
        units_above=tuple(map(above, found.units_above)),
        goals_left=tuple(behind(each, found.id) for each in found.left[:MOST]),
        sums=sums(found.arithmetic) if found.arithmetic else None,
        units=tuple(who(each) for each in found.units),
        people=people[:FIRST_PEOPLE],
        more_people=people[FIRST_PEOPLE:],
        people_words=ngettext("{n} person below", "{n} people below", len(found.people)).format(
            n=formats.number(len(found.people), 0)
        ),
        notices=tuple(spoken(voice) for voice in found.notices),
        mine=tuple(spoken(v) for v in (*voices, *(n for n in found.notices if n.mine))),
        gates=tuple(
            GateLine(say(g.text), "ok" if g.passed else "alert" if g.firm else "draft")
            for g in found.gates
        ),
        asks=any(gate.key == "asked" and not gate.passed for gate in found.gates),
        ready=found.ready,
        overridable=not found.ready and not firm,
        commit_words=ngettext("Commit {n} change", "Commit {n} changes", len(found.changes)).format(
            n=formats.number(len(found.changes), 0)
        ),
        may=found.may,
    )


def safe(found: RealignmentPage) -> str:
    """Return in a sentence what has happened so far."""
    asked = sum(1 for c in (*found.units, *found.people) if c.voice is not None)
    if found.state == "draft":
        return gettext("Sandbox. Nothing has changed, and nobody knows.")
    if found.state == "asked":
        pattern = ngettext(
            "Sandbox. Nothing has changed. Only the {n} you asked knows.",
            "Sandbox. Nothing has changed. Only the {n} you asked know.",
            asked,
        )
        return pattern.format(n=asked)
    if found.state == "committed" and found.committed_at is not None:
        return gettext("In force since {when}.").format(when=formats.when(found.committed_at))
    if found.state == "undone":
        return gettext("Taken back: the goals say again what they said before.")
    return gettext("Given up. Nothing has changed.")


def on_goals(found: RealignmentPage) -> str:
    """Return who made it, with how many changes on how many goals."""
    name = found.made_by.name if found.made_by else ""
    count = len(found.changes)
    made = under(name, found.made_at, count)
    if not found.goals and count:
        return f"{made}."
    goals = ngettext("on {n} goal", "on {n} goals", found.goals).format(
        n=formats.number(found.goals, 0)
    )
    return f"{made} {goals}."


def left_out(found: RealignmentPage) -> str:
    """Return what is too much to show."""
    if max(len(found.changes), len(found.moved), len(found.people)) <= MOST:
        return ""
    return gettext("The first {n} of each list are shown.").format(n=MOST)


def change(each: ChangeView) -> ChangeLine:
    """Return a change in one line."""
    before, after = sides(each)
    return ChangeLine(
        number=formats.number(each.number + 1, 0),
        index=each.number,
        title=each.title,
        href=addresses.goal(each.goal) if each.goal else "",
        what=what(each),
        before=before,
        after=after,
        wrong=say(each.wrong) if each.wrong else "",
    )


def what(each: ChangeView) -> str:
    """Return what kind of change it is, and of what."""
    owner = each.owner.name
    if each.hidden:
        return gettext("A goal that is not for you to see")
    if each.kind == "target":
        return gettext("Target “{what}” · {owner}").format(what=each.what, owner=owner)
    if each.kind == "weight":
        return gettext("Share of “{goal}”").format(goal=each.above)
    if each.kind == "move":
        return gettext("Goes to another goal above · {owner}").format(owner=owner)
    if each.kind == "unit":
        return gettext("Goes under another team, with everybody in it")
    if each.kind == "add":
        return gettext("Carries one more · {owner}").format(owner=owner)
    return gettext("No longer carries it · {owner}").format(owner=owner)


def sides(each: ChangeView) -> tuple[str, str]:
    """Return what a change says now, and what it would say."""
    if each.hidden:
        return "", ""
    if each.kind == "target":
        return target(each, after=False), target(each, after=True)
    if each.kind == "unit":
        return stands(each)
    nothing = gettext("nothing") if each.kind in {"drop", "add"} else ""
    now = shared(each.share_before, each.above) if each.kind != "add" else nothing
    then = shared(each.share_after, each.to or each.above) if each.kind != "drop" else nothing
    return now, then


def shared(share: float | None, title: str) -> str:
    """Return a part of a goal in words."""
    if not title:
        return ""
    if share is None:
        return gettext("a part of “{goal}”").format(goal=title)
    return gettext("{share} of “{goal}”").format(share=formats.percent(share), goal=title)


def target(each: ChangeView, *, after: bool) -> str:
    """Return what a target asks for: value, day, and its weight where that changes."""
    value = each.value_after if after else each.value_before
    day = each.due_after if after else each.due_before
    weight = each.weight_after if after else each.weight_before
    pieces = []
    if value is not None:
        pieces.append(formats.value(value, each.unit))
    if day is not None:
        pieces.append(gettext("by {day}").format(day=formats.day(day)))
    if weight is not None and each.weight_before != each.weight_after:
        pieces.append(gettext("weight {number}").format(number=formats.number(weight)))
    return " ".join(pieces)


def move(each: MovedView, found: RealignmentPage) -> MovedLine:
    """Return a figure above, before and after."""
    here = reverse("realignment", args=[found.id])
    explain = here + addresses.query(explain=each.effect.goal) + "#sums"
    shown = each.effect.shows_progress
    return moved.line(each.effect, because(each), explain if shown else "")


def because(each: MovedView) -> str:
    """Return where a difference comes from, in points of a hundred."""
    if each.by_targets is None or each.by_links is None:
        return ""
    parts = []
    if abs(each.by_targets) >= 0.0005:
        parts.append(gettext("{points} other targets").format(points=points(each.by_targets)))
    if abs(each.by_links) >= 0.0005:
        parts.append(gettext("{points} other shares").format(points=points(each.by_links)))
    return ", ".join(parts)


def points(difference: float) -> str:
    """Return a difference of progress in points, with its sign."""
    sign = "+" if difference > 0 else "\u2212"
    return f"{sign}{formats.number(abs(difference) * 100, 1)}"


def who(each: Concerned) -> WhoLine:
    """Return a unit or a person with what changes for them."""
    pairs = [(f"{c.title}: {b}" if b else c.title, a) for c in each.changes for b, a in [sides(c)]]
    pairs += [share(s) for s in each.shares]
    if not pairs:
        pairs = [("", gettext("“{goal}” above changes").format(goal=title)) for title in each.above]
    chip = None
    if each.voice is not None:
        chip = voice_chip(each.voice)
    elif each.asks:
        chip = Chip("draft", gettext("Is asked first"))
    voice = each.voice
    return WhoLine(
        who=goal.mark(each.holder),
        before=tuple(before for before, _after in pairs[:3] if before),
        after=tuple(after for _before, after in pairs[:3] if after),
        chip=chip,
        words=voice.words if voice else "",
        by=answered(voice) if voice else "",
        voice=voice.id if voice else "",
    )


def share(found: MovedShare) -> tuple[str, str]:
    """Return a share that moves, before and after."""
    before = shared(found.before, found.above)
    return f"{found.title}: {before}", shared(found.after, found.above)


def voice_chip(voice: VoiceView) -> Chip:
    """Return what was said as a chip."""
    status, label = CHIPS[voice.answer]
    return Chip(status, str(label))  # type: ignore[arg-type]  # the table holds statuses


def answered(voice: VoiceView) -> str:
    """Return who answered when."""
    if voice.answered_by is None or voice.answered_at is None:
        return gettext("asked {when}").format(when=formats.when(voice.at))
    return formats.by(voice.answered_by.name, formats.when(voice.answered_at))


def spoken(voice: VoiceView) -> WhoLine:
    """Return a voice alone."""
    return WhoLine(
        who=goal.mark(voice.holder),
        before=(),
        after=(),
        chip=voice_chip(voice),
        words=voice.words,
        by=answered(voice),
        voice=voice.id,
    )


def sums(found: Arithmetic) -> SumPanel:
    """Return how a figure is made up."""
    return SumPanel(
        title=gettext("How “{goal}” goes from {before} to {after}").format(
            goal=found.title,
            before=formats.percent(found.before),
            after=formats.percent(found.after),
        ),
        lines=tuple(sum_line(each) for each in found.lines[:MOST]),
        before=formats.number(100 * found.before, 1),
        after=formats.number(100 * found.after, 1),
    )


def sum_line(each: ArithmeticLine) -> SumLine:
    """Return one input."""
    return SumLine(
        title=each.title or gettext("Its own targets"),
        factors_before=factors(each.share_before, each.figure_before),
        before=product(each.share_before, each.figure_before),
        factors_after=factors(each.share_after, each.figure_after),
        after=product(each.share_after, each.figure_after),
    )


def factors(part: float | None, figure: float | None) -> str:
    """Return share times progress, as far as they may be told."""
    if part is None:
        return "–"
    told = gettext("a range") if figure is None else formats.percent(figure)
    return f"{formats.percent(part)} × {told}"


def product(part: float | None, figure: float | None) -> str:
    """Return what an input brings, in points of a hundred."""
    if part is None:
        return formats.number(0, 1)
    return "" if figure is None else formats.number(100 * part * figure, 1)
