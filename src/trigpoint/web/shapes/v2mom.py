"""The V2MOM: vision, values, methods with their measures, obstacles beside what they threaten."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from trigpoint.core.lenses.v2mom.obstacles import SignState
from trigpoint.pictures.sparkline import Sparkline, sparkline
from trigpoint.services.goals.cards import GuardView
from trigpoint.services.goals.goal_page import StepView
from trigpoint.services.plans.edition_answers import EditionVoices
from trigpoint.services.plans.v2mom_page import V2momPage
from trigpoint.services.plans.v2mom_parts import MethodMeasure, MethodView, ObstacleView, SignView
from trigpoint.web import addresses, formats
from trigpoint.web.components import AnyFigure, Banner, Chip, Link
from trigpoint.web.forms.v2mom import LEVELS, TIES, sections
from trigpoint.web.shapes import figures, past, words


@dataclass(frozen=True, slots=True)
class LinePart:
    """One measure of a method: its name, its last weeks, its figure, its goal, its status."""

    title: str
    spark: str
    figure: AnyFigure | None
    goal: str
    chip: Chip
    guard: str
    guard_figure: AnyFigure | None
    guard_chip: Chip | None


@dataclass(frozen=True, slots=True)
class ObstaclePart:
    """An obstacle: its words, its sign and whether it has come, what then happens."""

    id: str
    title: str
    weight: str
    sign_label: str
    sign: str
    now: str
    now_link: Link | None
    state: str
    mitigation: str
    contingency: str
    owner: str
    live: bool
    threatens: str


@dataclass(frozen=True, slots=True)
class MethodPart:
    """A method with everything that stands beside it; `beside` opens its goal in the sheet."""

    id: str
    rank: int
    title: str
    href: str
    beside: str
    why: str
    serves: str
    steps_words: str
    steps: tuple[tuple[str, str, bool], ...]
    chip: Chip
    remark: str
    lines: tuple[LinePart, ...]
    silent: str
    obstacles: tuple[ObstaclePart, ...]


@dataclass(frozen=True, slots=True)
class ValuePart:
    """A value with the behaviours in which it is seen: id, words, and what they are tied to."""

    id: str
    rank: int
    title: str
    meaning: str
    seen: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class WriterPart:
    """Somebody who was invited to write along, and to which parts they gave something."""

    id: str
    name: str
    area: str
    writes: bool
    suggested: int
    taken: int
    parts: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """What pages/v2mom.html reads; `page` is the service's own for the parts without a shape.

    `at` is the query of the past day that is shown, and `stood` its words; "" for now.
    """

    page: V2momPage
    id: str
    href: str
    edit: str
    title: str
    dates: str
    stood: str
    at: str
    state: Chip
    lead: str
    supports: str
    supports_href: str
    voice: str
    review: str
    stale: str
    values: tuple[ValuePart, ...]
    methods: tuple[MethodPart, ...]
    other_obstacles: tuple[ObstaclePart, ...]
    as_of: str
    touched: str
    foot: str
    written: str
    open_sections: str
    taking_part: tuple[WriterPart, ...]
    banner: Banner | None


def sheet(page: V2momPage, now: datetime.datetime, edit: str = "") -> SheetPage:
    """Return a V2MOM as its page, its paper and its slides show it."""
    today = timezone.localtime(now).date()
    parts = {o.id: obstacle(o, page, today) for o in page.obstacles}
    placed: set[str] = set()
    methods = []
    for view in page.methods:
        mine = [o for o in page.obstacles if o.id not in placed and view.id in o.threatens]
        placed |= {o.id for o in mine}
        methods.append(method(view, page, tuple(parts[o.id] for o in mine), today))
    return SheetPage(
        page=page,
        id=page.id,
        href=addresses.plan(page.id) + (addresses.query(at=past.day(page.at)) if page.at else ""),
        at=addresses.query(at=past.day(page.at)) if page.at else "",
        stood=past.stood(page.at),
        edit=edit,
        title=page.owner.name,
        dates=formats.days(page.period.starts, page.period.ends),
        state=state(page),
        lead=", ".join(lead.name for lead in page.leads),
        supports=supports(page),
        supports_href=addresses.plan(page.above.plan.id) if page.above else "",
        voice=voice(page.voices),
        review=formats.when(page.rhythm.next_review, now) if page.rhythm.next_review else "",
        stale=stale(page),
        values=tuple(
            ValuePart(
                v.id,
                v.rank,
                v.title,
                v.meaning,
                tuple((b.id, b.text, tie(b.tie, b.ticket, b.day)) for b in v.behaviours),
            )
            for v in page.values
        ),
        methods=tuple(methods),
        other_obstacles=tuple(parts[o.id] for o in page.obstacles if o.id not in placed),
        as_of=formats.when(page.data_as_of, now) if page.data_as_of else "",
        touched=touched(page, now),
        foot=foot(page, today),
        written=written(page, today),
        open_sections=named(page.lens, page.open_sections),
        taking_part=tuple(
            WriterPart(
                who.id,
                who.person.name,
                who.area,
                who.writes,
                who.suggested,
                who.taken,
                named(page.lens, who.sections),
            )
            for who in page.participants
        ),
        banner=past.banner(page.at),
    )


def named(lens: str, keys: Iterable[str]) -> str:
    """Return the names of parts of a plan, in its order."""
    wanted = set(keys)
    return ", ".join(str(words) for key, words in sections(lens) if key in wanted)


def state(page: V2momPage) -> Chip:
    """Return where the plan is in its life."""
    return {
        "draft": Chip("draft", gettext("Draft")),
        "discussion": Chip("open", gettext("In discussion")),
        "published": Chip("on_track", gettext("Published")),
    }[page.state]


def supports(page: V2momPage) -> str:
    """Return which plan this one serves, and by which of its methods."""
    if page.above is None:
        return ""
    owner = page.above.plan.owner.name
    if not page.above.methods:
        return gettext("Below {owner}; none of its methods is served yet").format(owner=owner)
    titles = ", ".join(page.above.methods)
    return gettext("Supports {owner}: {titles}").format(owner=owner, titles=titles)


def voice(voices: EditionVoices | None) -> str:
    """Return what people think, as counts."""
    if voices is None:
        return gettext("Nobody has been asked yet: it is not published.")
    count = voices.disagree
    return gettext(
        "{agree} agree, {reservations} with reservations, {disagree}, {read} have read it, "
        "{waiting} have not answered."
    ).format(
        agree=voices.agree,
        reservations=voices.reservations,
        disagree=ngettext("{n} disagrees", "{n} disagree", count).format(n=count),
        read=voices.read,
        waiting=voices.waiting,
    )


def stale(page: V2momPage) -> str:
    """Return for how long nobody has looked at it, "" within its cadence."""
    over = page.rhythm.days_over
    if not over:
        return ""
    text = ngettext(
        "Stale: the review is {n} day late.", "Stale: the review is {n} days late.", over
    )
    return text.format(n=over)


def tie(kind: str, ticket: str, day: datetime.date | None) -> str:
    """Return what a behaviour is tied to."""
    said = [str(dict(TIES)[kind])] if kind != "ticket" else []
    if ticket:
        said.append(gettext("such as {ticket}").format(ticket=ticket))
    if day:
        said.append(formats.day(day))
    return ", ".join(said)


def method(
    view: MethodView, page: V2momPage, obstacles: tuple[ObstaclePart, ...], today: datetime.date
) -> MethodPart:
    """Return a method with its measures, its steps and the obstacles that threaten it."""
    titles = {value.id: value.title for value in page.values}
    done = sum(step.done_on is not None for step in view.steps)
    count = gettext("{done} of {all} steps done").format(done=done, all=len(view.steps))
    return MethodPart(
        id=view.id,
        rank=view.rank,
        title=view.goal.title,
        href=addresses.goal(view.goal.id),
        beside=beside(page, view.goal.id),
        why=view.goal.why,
        serves=", ".join(titles[v] for v in view.values if v in titles),
        steps_words=count if view.steps else gettext("no steps yet"),
        steps=tuple(step(s, today) for s in view.steps),
        chip=words.chip(view.goal),
        remark=words.disagreement(view.goal),
        lines=tuple(measure(line, today) for line in view.measures),
        silent=silent(view, today),
        obstacles=obstacles,
    )


def beside(page: V2momPage, goal: str) -> str:
    """Return the address of this page with a goal open beside it."""
    at = timezone.localtime(page.at).date().isoformat() if page.at else ""
    return addresses.plan(page.id) + addresses.query(at=at, goal=goal)


def silent(view: MethodView, today: datetime.date) -> str:
    """Return that data stopped coming, in words that blame nobody of the team."""
    if view.silent is None:
        return ""
    return gettext(
        "The data of {measure} stopped on {day}. That is a fault of the source, not of the team "
        "and not an obstacle."
    ).format(measure=view.silent.measure, day=formats.day(view.silent.since, today))


def step(view: StepView, today: datetime.date) -> tuple[str, str, bool]:
    """Return a step: its words, who and when, and whether it is done."""
    who = [view.person.name] if view.person else []
    if view.done_on:
        who.append(gettext("done {day}").format(day=formats.day(view.done_on, today)))
        who.extend([view.result] if view.result else [])
    elif view.due:
        who.append(gettext("by {day}").format(day=formats.weekday(view.due, today)))
    return view.title, ", ".join(who), view.done_on is not None


def measure(line: MethodMeasure, today: datetime.date) -> LinePart:
    """Return a measure of a method as a line."""
    view = line.target
    known = [value for value in line.trend if value is not None]
    drawn = sparkline(Sparkline(line.trend, view.aimed)) if len(known) > 1 else ""
    guard = view.guard
    return LinePart(
        title=view.title,
        spark=drawn,
        figure=figures.target_figure(view),
        goal=words.target(view, today),
        chip=Chip(words.COMPUTED[view.status]),
        guard=guard.measure.title if guard else "",
        guard_figure=figures.guard_figure(guard) if guard else None,
        guard_chip=guard_chip(guard) if guard else None,
    )


def guard_chip(guard: GuardView) -> Chip:
    """Return whether what must not get worse holds."""
    return {
        "kept": Chip("on_track", gettext("Holds")),
        "broken": Chip("off_track", gettext("Is getting worse")),
        "undecided": Chip("open"),
    }[guard.state.value]


def obstacle(view: ObstacleView, page: V2momPage, today: datetime.date) -> ObstaclePart:
    """Return an obstacle with its warning sign in words."""
    levels = {key: str(word) for key, word in LEVELS}
    weight = gettext("Likelihood {likelihood} · impact {impact}").format(
        likelihood=levels[view.likelihood], impact=levels[view.impact]
    )
    come = view.sign.state is SignState.COME
    sign = view.sign
    link = None
    if sign.measure is not None and sign.latest is not None:
        latest = formats.value_words(sign.latest, sign.measure.unit)
        label = gettext("{value} now").format(value=latest)
        link = Link(label, addresses.measure(sign.measure.id))
    titles = {m.id: m.goal.title for m in page.methods}
    return ObstaclePart(
        id=view.id,
        title=view.title,
        weight=f"{weight}: {view.impact_words}" if view.impact_words else weight,
        sign_label=gettext("Warning sign · has come") if come else gettext("Warning sign"),
        sign=sign_words(sign),
        now=sign_now(sign, today),
        now_link=link,
        state=sign.state.value,
        mitigation=view.mitigation,
        contingency=view.contingency or gettext("Nobody has said yet."),
        owner=view.owner.name if view.owner else "",
        live=sign.measure is not None,
        threatens=", ".join(titles[m] for m in view.threatens if m in titles),
    )


def sign_words(sign: SignView) -> str:
    """Return a warning sign written out: Backlog above 400 on 3 days in a row."""
    if sign.measure is None or sign.threshold is None:
        return sign.words or gettext("none yet")
    limit = formats.value(sign.threshold, sign.measure.unit)
    pattern = (
        ngettext("{measure} above {limit}.", "{measure} above {limit} for {n} days.", sign.days)
        if sign.side == "above"
        else ngettext(
            "{measure} below {limit}.", "{measure} below {limit} for {n} days.", sign.days
        )
    )
    return pattern.format(measure=sign.measure.title, limit=limit, n=sign.days)


def sign_now(sign: SignView, today: datetime.date) -> str:
    """Return what the sign says today."""
    since = formats.day(sign.since, today) if sign.since else ""
    return {
        SignState.QUIET: gettext("Quiet."),
        SignState.COME: gettext("Since {day}.").format(day=since),
        SignState.SILENT: gettext("Its source has said nothing since {day}.").format(day=since),
        SignState.UNKNOWN: gettext("Can’t tell yet."),
    }[sign.state]


def touched(page: V2momPage, now: datetime.datetime) -> str:
    """Return who wrote last, and when."""
    if page.touched is None:
        return ""
    who = page.touched.by.name if page.touched.by else gettext("the program")
    when = formats.when(page.touched.at, now)
    return gettext("Last written by {who}, {when}.").format(who=who, when=when)


def foot(page: V2momPage, today: datetime.date) -> str:
    """Return which version it is, and since when."""
    if page.edition is None:
        return gettext("Not published yet.")
    at = formats.day(timezone.localtime(page.edition.at).date(), today)
    return gettext("Version {n}, in force since {day}.").format(n=page.edition.number, day=at)


def written(page: V2momPage, today: datetime.date) -> str:
    """Return by how many it was written, who was not heard, and how often it is reviewed."""
    count = sum(bool(p.sections) for p in page.participants)
    by = ngettext("Written by {n} person", "Written by {n} people", count).format(n=count)
    said = [by if count else gettext("Nobody was asked to write along")]
    if page.unheard:
        areas = ", ".join(page.unheard)
        said.append(gettext("not yet heard: {areas}").format(areas=areas))
    text = "; ".join(said) + ". "
    every = gettext("Reviewed every {n} days").format(n=page.rhythm.cadence_days)
    if page.rhythm.reviewed_on:
        last = formats.day(page.rhythm.reviewed_on, today)
        return text + gettext("{every}, last on {day}.").format(every=every, day=last)
    return text + f"{every}."
