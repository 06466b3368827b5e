"""People or teams compared on a measure: on similar tickets, in two words, without a rank."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from trigpoint.core.people.kinds import Verb
from trigpoint.core.stats import words
from trigpoint.core.stats.comparison import Standing, compare_rates, compare_values
from trigpoint.core.stats.history import FloatArray
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import graph
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.insight import outlook
from trigpoint.services.measures import asking, catalogue, figures
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.people.people import log_read
from trigpoint.store import chart
from trigpoint.store.models import Measure, Person, Unit
from trigpoint.tickets import compose
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.catalogue import definition
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.mix import Kind, Share
from trigpoint.tickets.query import By, Dimension, Grain
from trigpoint.tickets.ratio import RATIOS

WEEKS = 26
LONGEST = 104
TOPICS = {"topic", "category", "subject", "reason", "contact reason", "contact_reason", "product"}


class Whom(StrEnum):
    """Who is compared: the people of the measure's team, or the teams right under its unit."""

    PEOPLE = "people"
    TEAMS = "teams"


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One person or team beside the others on similar tickets, in the order of their names.

    `low`, `middle` and `high` say where it likely lies, 90 in 100: a share, or a usual value in the
    measure's unit, and `likely` says it in words. They are None where too few tickets carry it;
    `words` then says so.
    """

    id: str
    name: str
    n: int
    different: bool
    low: float | None
    middle: float | None
    high: float | None
    likely: Text | None
    words: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who differs from the others on a measure, over the days from `start` to `last_day`.

    `rows` are those that the actor may see figures of; `hidden` counts the others, who are in what
    is compared with all the same. `kinds` is how many kinds of tickets there were, and `topic` the
    custom field that told topics apart, "" where there is none. `refused` says why nothing is
    compared, else None.
    """

    measure: MeasureRef
    whom: Whom
    start: datetime.date
    last_day: datetime.date
    rows: tuple[ComparedRow, ...]
    hidden: int
    kinds: int
    topic: str
    refused: Text | None


def compare(
    actor: Actor, measure_id: str, whom: Whom = Whom.PEOPLE, weeks: int = WEEKS
) -> Comparison:
    """Compare the people or teams of a measure's unit over its last whole weeks.

    Raises:
        NotThere: where the measure is not for the actor to see.
        Invalid: for weeks that cannot be.
    """
    measure = access.measure(actor, measure_id, Verb.SEE)
    if not 1 <= weeks <= LONGEST:
        raise Invalid({"weeks": _("Choose between 1 and {count} weeks.", count=LONGEST)})
    seen = figures.published(actor.organisation)
    as_of = (seen.data_as_of or actor.now).astimezone(datetime.UTC).date()
    end = asking.week_begin(as_of, actor.organisation)
    start = end - datetime.timedelta(weeks=weeks)
    names = members(actor, measure, whom)
    found = Comparison(
        measure=catalogue.reference(measure),
        whom=whom,
        start=start,
        last_day=end - datetime.timedelta(days=1),
        rows=(),
        hidden=0,
        kinds=0,
        topic="",
        refused=why_not(measure, names, seen.number, whom),
    )
    if found.refused:
        return found
    shares, topic = ask(actor, measure, whom, start, end, seen.number)
    listed = [share for share in shares if share.member in names]
    return filled(actor, found, names, listed, topic)


def why_not(
    measure: Measure, names: Mapping[str, Person | Unit], generation: int, whom: Whom
) -> Text | None:
    """Return why nothing is compared, or None."""
    if measure.person_id or measure.queue_id:
        return _("Choose a measure of a team or of all tickets: there are others in it.")
    if measure.kpi in RATIOS:
        return _("A ratio is of two measures: compare each of them.")
    if measure.kpi in BY_HAND:
        return _("No ticket is behind what is typed in: there is nothing to compare it by.")
    if definition(measure.kpi, measure.kpi_version).snapshot:
        return _("This figure is a count at a moment: it is not compared between people or teams.")
    if not generation:
        return _("No tickets yet.")
    if whom is Whom.PEOPLE and len(names) < access.GROUP_FLOOR:
        return _("Fewer than {count} people: they are not compared.", count=access.GROUP_FLOOR)
    return None


def members(actor: Actor, measure: Measure, whom: Whom) -> dict[str, Person | Unit]:
    """Return who is compared, by public id: those who are there today."""
    state = graph.load(actor)
    drawn = chart.on(actor.organisation, actor.today, access.head_of(actor))
    top = measure.unit_id or next((u.pk for u in state.units.values() if u.parent_id is None), 0)
    if str(top) not in drawn.kinds:
        return {}
    if whom is Whom.PEOPLE:
        there = (state.people.get(int(pk)) for pk in drawn.everyone(str(top)))
        return {person.public_id: person for person in there if person is not None}
    below = drawn.children[str(top)]
    return {unit.public_id: unit for unit in state.units.values() if str(unit.pk) in below}


def ask(
    actor: Actor,
    measure: Measure,
    whom: Whom,
    start: datetime.date,
    end: datetime.date,
    generation: int,
) -> tuple[list[Share], str]:
    """Return what everybody had of each kind of ticket, and the custom field that is the topic."""
    [found], topic = ask_all(actor, [measure], whom, start, end, generation)
    return found, topic


def ask_all(
    actor: Actor,
    measures: Iterable[Measure],
    whom: Whom,
    start: datetime.date,
    end: datetime.date,
    generation: int,
) -> tuple[list[list[Share]], str]:
    """Return the same as `ask`, for several measures in their order."""
    by = By(Dimension.PERSON if whom is Whom.PEOPLE else Dimension.UNIT)
    home = actor.organisation
    with Facts.open(facts_folder(), generation, roster.of(home)) as facts:
        topic = topic_among(facts.custom_fields())
        found = []
        for measure in measures:
            only = asking.scope_filter(measure)
            query = asking.query(measure, home, start, end, Grain.WHOLE, by=by, only=only)
            question = compose.ask(query, facts.as_of)
            found.append(facts.mix(question, topic, logs=in_logs(measure)))
    return found, topic or ""


def topic_among(fields: Sequence[str]) -> str | None:
    """Return the custom field that says what a ticket is about, by its name; else the first."""
    return next((field for field in fields if field.casefold() in TOPICS), next(iter(fields), None))


def in_logs(measure: Measure) -> bool:
    """Whether a measure is a duration, which is compared on the logarithm."""
    return catalogue.kpi(measure.kpi).unit == "seconds"


def filled(
    actor: Actor,
    found: Comparison,
    names: Mapping[str, Person | Unit],
    shares: Iterable[Share],
    topic: str,
) -> Comparison:
    """Return the comparison with a row for each member that the actor may see."""
    listed = list(shares)
    order = sorted(names, key=lambda key: names[key].name.casefold())
    kinds = sorted({share.kind for share in listed}, key=repr)
    table = tabled(listed, order, kinds)
    standings = judged(found.measure, table)
    shown = [
        row_of(names[key], key, standing, int(n), found.measure.unit)
        for key, standing, n in zip(order, standings, table[0].sum(axis=1), strict=True)
        if may_see(actor, names[key])
    ]
    for row in shown:
        subject = names[row.id]
        if isinstance(subject, Person):
            log_read(actor, subject, f"comparison on measure {found.measure.id}")
    return Comparison(
        measure=found.measure,
        whom=found.whom,
        start=found.start,
        last_day=found.last_day,
        rows=tuple(shown),
        hidden=len(order) - len(shown),
        kinds=len(kinds),
        topic=topic,
        refused=None,
    )


def may_see(actor: Actor, subject: Person | Unit) -> bool:
    """Whether the actor may see figures of one who is compared."""
    if isinstance(subject, Person):
        return access.may_see_figures_of(actor, subject)
    return access.may_see_figures_of_unit(actor, subject)


def tabled(shares: Iterable[Share], order: list[str], kinds: list[Kind]) -> FloatArray:
    """Return n, totals and squares as an array of shape (3, members, kinds)."""
    rows = {key: row for row, key in enumerate(order)}
    columns = {kind: column for column, kind in enumerate(kinds)}
    table = np.zeros((3, len(order), len(kinds)))
    for share in shares:
        place = rows[share.member], columns[share.kind]
        table[:, place[0], place[1]] = share.n, share.total, share.squares
    return table


def judged(measure: MeasureRef, table: FloatArray) -> list[Standing | Refusal]:
    """Return how each stands; means and durations after taking out what their kinds usually need.

    A value is the mean of what each ticket differs from the mean of its kind, put on the mean of
    all; its standard error comes from the spread of those differences.
    """
    n, total, squares = table
    if measure.unit == "share":
        return compare_rates(total, n)
    count = n.sum(axis=1)
    usual = total.sum(axis=0) / np.maximum(n.sum(axis=0), 1)
    away = (total - n * usual).sum(axis=1)
    spread = (squares - 2 * usual * total + n * usual**2).sum(axis=1)
    mean = away / np.maximum(count, 1)
    variance = (spread - count * mean**2) / np.maximum(count - 1, 1)
    error = np.sqrt(np.maximum(variance, 1e-9) / np.maximum(count, 1))
    overall = total.sum() / max(n.sum(), 1)
    return compare_values(mean + overall, error, count)


def row_of(
    subject: Person | Unit, key: str, standing: Standing | Refusal, n: int, unit: str
) -> ComparedRow:
    """Return what is said of one who is compared."""
    if isinstance(standing, Refusal):
        return ComparedRow(key, subject.name, n, False, None, None, None, None, standing.reason)  # noqa: FBT003 - a row that says nothing
    low, middle, high = standing.low, standing.middle, standing.high
    if unit == "seconds":
        low, middle, high = (float(np.exp(value)) for value in (low, middle, high))
    likely = words.likely(low, high, outlook.units_of(unit))
    said = words.standing(standing)
    return ComparedRow(key, subject.name, n, standing.different, low, middle, high, likely, said)
