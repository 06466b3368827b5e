"""Where a person or a team stands before they climb: by measure, channel and topic.

Each line compares with others who had similar tickets, in words, with a range and how many tickets
it was taken of. What few tickets carry is said to be unknown. Figures of a person are read by those
whom the privacy mode allows, and by nobody else.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from trigpoint.core.people.kinds import Verb
from trigpoint.core.stats.comparison import APART, Standing
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.graph import Cache
from trigpoint.services.insight import comparison
from trigpoint.services.insight.comparison import WEEKS, Whom
from trigpoint.services.ladders import ladder_access, ladder_parts
from trigpoint.services.ladders.ladder_views import HindranceView, SkillView
from trigpoint.services.measures import asking, catalogue, figures
from trigpoint.services.people.people import log_read
from trigpoint.store.models import Ladder, Measure, Person, Unit
from trigpoint.tickets.mix import Kind, Share

LOOKED_AT = (
    "first_contact_resolution",
    "csat",
    "reopen_rate",
    "first_reply_time",
    "full_resolution_time",
)
"""The KPIs that are looked at: whether it is solved, how it is liked, how long it takes."""
MOST_SLICES = 8
ALONE = _("The figures are for the person alone.")
SMALL = _("The team is too small for its figures to be shown.")
NO_PEERS = _(
    "No team of at least {count} people to compare with: look at your own measures over time."
)
NO_TEAMS = _("No other teams beside this one to compare with.")
NO_TICKETS = _("No tickets yet.")


class StandPart(StrEnum):
    """Which tickets a line is about."""

    ALL = "all"
    CHANNEL = "channel"
    TOPIC = "topic"


class Side(StrEnum):
    """What a line says: better or worse than usual on such tickets, alike, or too few tickets."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    ALIKE = "alike"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class StandLine:
    """How somebody stands on one measure and some tickets; `name` is the channel or the topic.

    `low`, `middle` and `high` say where it likely lies, 90 in 100, in the measure's unit; None
    where too few tickets carry it. `n` is how many tickets counted.
    """

    part: StandPart
    name: str
    side: Side
    n: int
    low: float | None
    middle: float | None
    high: float | None
    likely: Text | None
    words: Text


@dataclass(frozen=True, slots=True)
class StandOn:
    """A measure with its lines: all tickets first, then channels, then topics."""

    kpi: str
    title: Text
    unit: str
    direction: str
    lines: tuple[StandLine, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where whoever owns a ladder stands, over the days from `start` to `last_day`.

    `group` is who they are compared with. Of the lines that were compared about `by_chance` would
    be said to differ by chance alone. `refused` says why nothing is compared, else None; skills
    and what hinders are there either way.
    """

    ladder: str
    group: str
    start: datetime.date | None
    last_day: datetime.date | None
    topic: str
    measures: tuple[StandOn, ...]
    by_chance: int
    refused: Text | None
    skills: tuple[SkillView, ...]
    hindrances: tuple[HindranceView, ...]


def show(actor: Actor, ladder_id: str) -> Assessment:
    """Return where the owner of a ladder stands.

    Raises:
        NotThere: where the actor may not see the ladder, or there is none.
    """
    ladder = ladder_access.ladder(actor, ladder_id, Verb.SEE)
    seen = figures.published(actor.organisation)
    subject = ladder.owner_person or ladder.owner_unit
    group = group_of(actor, ladder)
    refused = why_not(actor, subject, group, seen.number)
    if refused or group is None or subject is None:
        return bare(actor, ladder, refused)
    if isinstance(subject, Person):
        log_read(actor, subject, f"assessment of ladder {ladder.public_id}")
    as_of = (seen.data_as_of or actor.now).astimezone(datetime.UTC).date()
    end = asking.week_begin(as_of, actor.organisation)
    return compared(actor, ladder, group, subject, (end, seen.number))


def group_of(actor: Actor, ladder: Ladder) -> Unit | None:
    """Return who is compared with: the smallest team of enough people, or the unit above."""
    state, drawn = graph.load(actor), access.viewer_of(actor).chart
    if ladder.owner_unit is not None:
        return state.units.get(int(drawn.parent.get(str(ladder.owner_unit_id), 0)))
    own = sorted(drawn.units_of(str(ladder.owner_person_id)), key=int)
    found = [unit for each in own for unit in (each, *drawn.above(each))]
    large = [unit for unit in found if len(drawn.everyone(unit)) >= access.GROUP_FLOOR]
    smallest = min(large, key=lambda unit: len(drawn.everyone(unit)), default=None)
    return state.units.get(int(smallest)) if smallest else None


def why_not(
    actor: Actor, subject: Person | Unit | None, group: Unit | None, generation: int
) -> Text | None:
    """Return why nothing is compared, or None."""
    if isinstance(subject, Person):
        if not access.may_see_figures_of(actor, subject):
            return ALONE
        if group is None:
            return Text(NO_PEERS.msgid, {"count": access.GROUP_FLOOR})
    elif subject is not None and not access.may_see_figures_of_unit(actor, subject):
        return SMALL
    if group is None:
        return NO_TEAMS
    return None if generation else NO_TICKETS


def compared(
    actor: Actor,
    ladder: Ladder,
    group: Unit,
    subject: Person | Unit,
    until: tuple[datetime.date, int],
) -> Assessment:
    """Return the assessment with its measures; `until` is the first day after, and the figures."""
    end, generation = until
    head, today = access.head_of(actor), actor.today
    key = (actor.organisation.pk, head, today, generation, group.pk, subject.public_id)
    stands = _cache.found(key, lambda: stands_of(actor, group, subject, end, generation))
    told = sum(line.side is not Side.FEW for each in stands.measures for line in each.lines)
    return replace(
        bare(actor, ladder),
        group=group.name,
        start=end - datetime.timedelta(weeks=WEEKS),
        last_day=end - datetime.timedelta(days=1),
        topic=stands.topic,
        measures=stands.measures,
        by_chance=round(2 * (1 - APART) * told),
    )


class Stands(NamedTuple):
    """What was found of somebody, whoever asks: the measures, and what told topics apart."""

    measures: tuple[StandOn, ...]
    topic: str


_cache: Cache[Stands] = Cache()


def stands_of(
    actor: Actor, group: Unit, subject: Person | Unit, end: datetime.date, generation: int
) -> Stands:
    """Return how somebody stands in a group, from the facts."""
    start = end - datetime.timedelta(weeks=WEEKS)
    whom = Whom.PEOPLE if isinstance(subject, Person) else Whom.TEAMS
    measures = [looked_at(actor, kpi, group) for kpi in LOOKED_AT]
    names = comparison.members(actor, measures[0], whom)
    shares, topic = comparison.ask_all(actor, measures, whom, start, end, generation)
    found = tuple(
        StandOn(
            kpi=measure.kpi,
            title=catalogue.kpi(measure.kpi).title,
            unit=catalogue.kpi(measure.kpi).unit,
            direction=catalogue.kpi(measure.kpi).direction,
            lines=tuple(lines(measure, subject, names, held)),
        )
        for measure, held in zip(measures, shares, strict=True)
    )
    return Stands(found, topic)


def bare(actor: Actor, ladder: Ladder, refused: Text | None = None) -> Assessment:
    """Return an assessment without figures: the ladder's skills, and what hinders."""
    parts = ladder_parts.load(actor, ladder)
    return Assessment(
        ladder=ladder.public_id,
        group="",
        start=None,
        last_day=None,
        topic="",
        measures=(),
        by_chance=0,
        refused=refused,
        skills=tuple(map(SkillView.of, parts.skills)),
        hindrances=tuple(map(HindranceView.of, parts.hindrances)),
    )


def looked_at(actor: Actor, kpi: str, group: Unit) -> Measure:
    """Return a KPI of a group as a measure that is asked once and not kept."""
    return Measure(
        organisation=actor.organisation,
        kpi=kpi,
        kpi_version=catalogue.kpi(kpi).version,
        params=catalogue.settled(kpi, {}),
        scope=Measure.Scope.UNIT,
        unit=group,
    )


def lines(
    measure: Measure,
    subject: Person | Unit,
    names: Mapping[str, Person | Unit],
    shares: Iterable[Share],
) -> Iterator[StandLine]:
    """Yield how the subject stands: on all tickets, by channel, and by topic."""
    listed = [share for share in shares if share.member in names]
    order = sorted(names)
    if subject.public_id not in names:
        return
    for part, name, among in slices(subject, listed):
        kept = [share for share in listed if among(share.kind)]
        kinds = sorted({share.kind for share in kept}, key=repr)
        table = comparison.tabled(kept, order, kinds)
        place = order.index(subject.public_id)
        standing = comparison.judged(catalogue.reference(measure), table)[place]
        yield line(measure, subject, part, name, standing, int(table[0, place].sum()))


def slices(
    subject: Person | Unit, shares: Iterable[Share]
) -> Iterator[tuple[StandPart, str, Callable[[Kind], bool]]]:
    """Yield what is looked at: everything, then the channels and topics that the subject has."""
    own = [share for share in shares if share.member == subject.public_id]
    yield StandPart.ALL, "", lambda _kind: True
    for name in often((share.kind.channel, share.n) for share in own):
        yield StandPart.CHANNEL, name, lambda kind, name=name: kind.channel == name  # type: ignore[misc]  # bound now
    for name in often((share.kind.topic, share.n) for share in own):
        yield StandPart.TOPIC, name, lambda kind, name=name: kind.topic == name  # type: ignore[misc]  # bound now


def often(counted: Iterable[tuple[str | None, int]]) -> list[str]:
    """Return the words that count most tickets, the most frequent first."""
    found: dict[str, int] = {}
    for name, n in counted:
        if name:
            found[name] = found.get(name, 0) + n
    return sorted(found, key=lambda name: (-found[name], name))[:MOST_SLICES]


def line(
    measure: Measure,
    subject: Person | Unit,
    part: StandPart,
    name: str,
    standing: Standing | Refusal,
    n: int,
) -> StandLine:
    """Return one line: its side, its range and its words."""
    unit = catalogue.kpi(measure.kpi).unit
    row = comparison.row_of(subject, subject.public_id, standing, n, unit)
    return StandLine(
        part=part,
        name=name,
        side=side(measure.kpi, standing),
        n=n,
        low=row.low,
        middle=row.middle,
        high=row.high,
        likely=row.likely,
        words=row.words,
    )


def side(kpi: str, standing: Standing | Refusal) -> Side:
    """Return whether a standing is a strength, a weakness, or neither."""
    if isinstance(standing, Refusal):
        return Side.FEW
    if not standing.different:
        return Side.ALIKE
    higher = standing.observed > standing.expected
    return Side.STRENGTH if higher == catalogue.higher_is_better(kpi) else Side.WEAKNESS
