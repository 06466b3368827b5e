"""Values that are typed in: one for a day, always with its evidence, and corrected in the open.

They are readings at once: goals, steps of ladders and warning signs hold to them as to any other.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.stats.intervals import wilson
from trigpoint.core.text import _
from trigpoint.services import access, lists
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.lists import LARGEST, TOO_LARGE, ListTaken
from trigpoint.services.measures import asking, catalogue, figures, readings, stood
from trigpoint.services.measures.readings import Key
from trigpoint.services.people.people import log_read
from trigpoint.services.wording import Wording
from trigpoint.store.models import Measure, Organisation, Reading, TypedValue, Version
from trigpoint.store.state import records
from trigpoint.tickets.by_hand import BY_HAND

COLUMNS = ("day", "value", "n", "link", "note")
LONGEST_LINK, LONGEST_NOTE = 500, 1000
MOST = 2000
"""How many values a measure may have, and how many rows a list."""
LARGEST_N = 2**31 - 1
OLDEST = datetime.date(1970, 1, 1)
WEBS = ("https://", "http://")
NO_EVIDENCE = _("Say what it rests on: a link to the sheet or report, or a note. Or both.")
NOT_TYPED = _("This measure is worked out from tickets: nothing is typed in for it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedValueDraft:
    """A value in the measure's unit (shares 0..1, seconds), its day, and what it rests on.

    `n` is out of how many a share was counted: with it the share has a likely range.
    """

    day: datetime.date
    value: float
    n: int | None = None
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TypedValueView:
    """A value that was typed in, with its evidence and who typed it.

    `was` is what stood there before it was corrected last, and `reason` why; None and "" where it
    never was.
    """

    id: str
    version: int
    measure: str
    day: datetime.date
    value: float
    n: int | None
    unit: str
    link: str
    note: str
    by: str
    may_change: bool
    was: float | None = None
    reason: str = ""


def of_measure(
    actor: Actor, measure_id: str, at: datetime.datetime | None = None
) -> tuple[TypedValueView, ...]:
    """Return what was typed in for a measure, the newest day first; nothing for any other one.

    As it stood `at` a moment, nobody may change it.

    Raises:
        NotThere: where the measure is not for the actor to see, or was not there then.
        NotAllowed: where its figures are not.
    """
    measure = stood.of(actor, access.measure(actor, measure_id, Verb.SEE), at)
    if measure.kpi not in BY_HAND:
        return ()
    if measure.pk not in access.visible_ids(actor, "figure"):
        raise NotAllowed(_("These figures are not for you to see."))
    if measure.person is not None:
        log_read(actor, measure.person, f"typed values of measure {measure.public_id}")
    may = at is None and may_type(actor, measure)
    unit = catalogue.reference(measure).unit
    rows = newest_first(measure, at)
    before = corrections(rows)
    return tuple(
        replace(view(row, measure.public_id, unit, may=may), **before.get(row.pk, {}))
        for row in rows
    )


def corrections(rows: Iterable[TypedValue]) -> dict[int, dict[str, Any]]:
    """Return of those that were corrected what they said before, and why that was changed."""
    corrected = {row.pk: row.version for row in rows if row.version > 1}
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    told = Version.objects.filter(kind=TypedValue.kind(), object_id__in=corrected)
    for each in told.select_related("entry") if corrected else ():
        if each.version == corrected[each.object_id] - 1 and each.body is not None:
            found[each.object_id]["was"] = each.body["value"]
        elif each.version == corrected[each.object_id]:
            found[each.object_id]["reason"] = each.entry.reason
    return found


def newest_first(measure: Measure, at: datetime.datetime | None) -> list[TypedValue]:
    """Return the values that hold, or held `at` a moment."""
    found = records(TypedValue, measure.organisation, at, "by", measure_id=measure.pk)
    return sorted(found, key=lambda row: row.day, reverse=True)


def held(measure: Measure) -> QuerySet[TypedValue]:
    """Return the values that hold."""
    return TypedValue.objects.filter(measure=measure, retired=False)


def may_type(actor: Actor, measure: Measure) -> bool:
    """Whether the actor may type values in for a measure."""
    thing = access.measure_thing(actor, measure)
    return measure.kpi in BY_HAND and bool(access.decision(actor, Verb.CHANGE, Kind.MEASURE, thing))


def view(row: TypedValue, measure: str, unit: str, *, may: bool) -> TypedValueView:
    """Return one value as it is shown."""
    return TypedValueView(
        id=row.public_id,
        version=row.version,
        measure=measure,
        day=row.day,
        value=row.value,
        n=row.n,
        unit=unit,
        link=row.link,
        note=row.note,
        by=row.by.name if row.by else "",
        may_change=may,
    )


def enter(actor: Actor, measure_id: str, draft: TypedValueDraft) -> str:
    """Type a value in; return its public id.

    Raises:
        Invalid: without evidence, for a day ahead or one that has a value, for a share beyond 1.
        NotAllowed: where the actor may not change the measure.
    """
    measure = typed_measure(actor, measure_id)
    values = held(measure)
    made = built(actor, measure, draft)
    if values.filter(day=made.day).exists():
        raise Invalid({"day": _("That day has a value. Correct it instead.")})
    if values.count() >= MOST:
        raise Invalid({"value": _("A measure has at most {most} typed values.", most=MOST)})
    with command(actor, "value.enter") as journal:
        journal.create(made)
        journal.tell("measure.changed", measure=measure.public_id)
        read_anew(actor.organisation, measure)
    return made.public_id


def correct(
    actor: Actor, measure_id: str, value_id: str, version: int, draft: TypedValueDraft, reason: str
) -> None:
    """Put another value in the place of one; the history keeps both, with the reason.

    Raises:
        Invalid: as `enter`, and without a reason.
        Stale: where somebody changed it since `version`.
    """
    measure = typed_measure(actor, measure_id)
    row = value(measure, value_id)
    as_read(row, version)
    if not reason.strip():
        raise Invalid({"reason": _("Say why it changes: others have seen the old value.")})
    new = built(actor, measure, draft)
    if held(measure).filter(day=new.day).exclude(pk=row.pk).exists():
        raise Invalid({"day": _("That day has a value. Correct it instead.")})
    for name in ("day", "value", "n", "link", "note", "by"):
        setattr(row, name, getattr(new, name))
    with command(actor, "value.correct", reason=reason) as journal:
        journal.save(row, expected=version)
        journal.tell("measure.changed", measure=measure.public_id)
        read_anew(actor.organisation, measure)


def remove(actor: Actor, measure_id: str, value_id: str, version: int) -> None:
    """Take a value away; the history keeps it.

    Raises:
        NotThere: where the measure has none of that id.
        Stale: where somebody changed it since `version`.
    """
    measure = typed_measure(actor, measure_id)
    row = value(measure, value_id)
    with command(actor, "value.remove") as journal:
        journal.retire(row, expected=version)
        journal.tell("measure.changed", measure=measure.public_id)
        read_anew(actor.organisation, measure)


def take(actor: Actor, measure_id: str, text: str) -> ListTaken:
    """Take a list in: CSV with day, value, n, link and note; a row that does not fit is named.

    Values are in the measure's unit. A day that has a value keeps it.

    Raises:
        Invalid: for a text that is no such list; nothing is taken.
    """
    measure = typed_measure(actor, measure_id)
    there = set[Hashable](held(measure).values_list("day", flat=True))
    found = lists.sifted(
        lists.rows(text, COLUMNS, MOST),
        lambda cells: built(actor, measure, drafted(cells)),
        lambda row: row.day,
        there,
    )
    if len(there) + len(found.made) > MOST:
        raise Invalid({"list": _("A measure has at most {most} typed values.", most=MOST)})
    if found.made:
        with command(actor, "value.import") as journal:
            journal.create_many(found.made)
            journal.tell("measure.changed", measure=measure.public_id)
            read_anew(actor.organisation, measure)
    return found.taken


def typed_measure(actor: Actor, measure_id: str) -> Measure:
    """Return a measure that values are typed in for, to be changed."""
    measure = access.measure(actor, measure_id, Verb.CHANGE)
    if measure.kpi not in BY_HAND:
        raise Invalid({"": NOT_TYPED})
    return measure


def value(measure: Measure, value_id: str) -> TypedValue:
    """Return one value that holds."""
    row = held(measure).filter(public_id=value_id).first()
    if row is None:
        raise NotThere
    return row


def built(actor: Actor, measure: Measure, draft: TypedValueDraft) -> TypedValue:
    """Return a value that is not saved yet, or raise `Invalid`."""
    wording = Wording()
    link = wording.text("link", draft.link, LONGEST_LINK)
    note = wording.text("note", draft.note, LONGEST_NOTE)
    unit = catalogue.reference(measure).unit
    checks = (
        ("note", bool(link or note), NO_EVIDENCE),
        (
            "link",
            not link or (link.startswith(WEBS) and not set(link) & set(" \t\r\n\"'<>")),
            _("Write the whole address, beginning with https://."),
        ),
        ("day", OLDEST <= draft.day <= actor.today, _("Choose a day that is not ahead.")),
        ("value", abs(draft.value) <= LARGEST, TOO_LARGE),
        (
            "value",
            unit != "share" or 0 <= draft.value <= 1,
            _("A share lies between 0 and 100 %."),
        ),
        (
            "n",
            draft.n is None or (unit == "share" and 0 < draft.n <= LARGEST_N),
            _("Out of how many is for a share, and above nought."),
        ),
    )
    for field, holds, otherwise in checks:
        wording.check(field, holds=holds, otherwise=otherwise)
    wording.refuse()
    return TypedValue(
        organisation=actor.organisation,
        measure=measure,
        day=draft.day,
        value=draft.value,
        n=draft.n,
        link=link,
        note=note,
        by=actor.person,
    )


def drafted(cells: dict[str, str]) -> TypedValueDraft:
    """Return a row as a draft, or raise `Invalid`."""
    value_of, day, n = lists.number_of(cells, "value"), lists.day_of(cells, "day"), cells["n"]
    if n and not (n.isdecimal() and len(n) <= len(str(LARGEST_N))):
        raise Invalid({"n": _("Write out of how many as a whole number.")})
    return TypedValueDraft(
        day=day, value=value_of, n=int(n) if n else None, link=cells["link"], note=cells["note"]
    )


def read_anew(organisation: Organisation, measure: Measure) -> None:
    """Let the readings say what the values say, in the caller's transaction."""
    generation = figures.published(organisation).number
    rows = list(held(measure).order_by("day"))
    new = {(measure.pk, one.grain, one.start): one for one in read(organisation, measure, rows)}
    readings.replace([measure], dict[Key, Reading](new), generation)


def read(
    organisation: Organisation, measure: Measure, rows: Iterable[TypedValue]
) -> Iterator[Reading]:
    """Yield a reading for each day, and for each week and month that of its last day."""
    unit = catalogue.reference(measure).unit
    for row in rows:
        day = row.day
        week = asking.week_begin(day, organisation)
        month = day.replace(day=1)
        later = (month + datetime.timedelta(days=32)).replace(day=1)
        one_day, seven = datetime.timedelta(days=1), datetime.timedelta(days=7)
        yield reading(measure, unit, row, Reading.Grain.DAY, day, day + one_day)
        yield reading(measure, unit, row, Reading.Grain.WEEK, week, week + seven)
        yield reading(measure, unit, row, Reading.Grain.MONTH, month, later)


def reading(
    measure: Measure,
    unit: str,
    row: TypedValue,
    grain: str,
    start: datetime.date,
    end: datetime.date,
) -> Reading:
    """Return a value as a reading: of a share out of some with Wilson's range, else as it is."""
    counted = unit == "share" and row.n
    bounds = wilson(row.value * (row.n or 0), row.n or 0) if counted else None
    return Reading(
        measure=measure,
        grain=grain,
        start=start,
        end=end,
        numerator=row.value * row.n if counted and row.n else None,
        denominator=row.n if counted else None,
        n=row.n or 1,
        value=row.value,
        low=float(bounds.low) if bounds else row.value,
        high=float(bounds.high) if bounds else row.value,
        flags=[figures.TYPED],
    )
