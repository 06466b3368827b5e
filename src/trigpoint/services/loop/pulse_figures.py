"""What rounds of the pulse said of working here, as a source of the KPI eNPS: sums, no people.

Of a round that is over goes in what its page tells of the whole unit that was asked, and nothing
where that is not told. No row says whose it is or which unit was asked: all that were counted in
one class are alike.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from trigpoint.core.loop.pulse import Tally
from trigpoint.services.actor import local_day
from trigpoint.services.helpdesks import imports
from trigpoint.services.helpdesks.roster import instant
from trigpoint.services.loop import pulse_results
from trigpoint.services.loop.pulses import ENPS, PASSIVE, PROMOTES
from trigpoint.services.measures import readings
from trigpoint.services.organisation.organisation import only
from trigpoint.store.models import Organisation, PulseRound, Source
from trigpoint.tickets.records import Rating, SurveyKind
from trigpoint.tickets.warehouse import Batch

SOURCE = "our pulse"
"""What the warehouse calls it; keys of help desks are written without a blank."""
A_DAY = datetime.timedelta(days=1)


def land_all(now: datetime.datetime) -> int:
    """Land the rounds that are over of the installation's organisation, as `land` does."""
    ours = only()
    return land(ours, now) if ours else 0


def land(organisation: Organisation, now: datetime.datetime) -> int:
    """Land the rounds of an organisation that are over, and publish what follows from them.

    What is landed already changes nothing. Returns how many answers are new.
    """
    today = local_day(now, organisation)
    over = PulseRound.objects.filter(
        organisation=organisation, retired=False, closes_on__lt=today
    ).order_by("closes_on")
    found = [answer for row in over for answer in answers(row, organisation)]
    if not found:
        return 0
    # A survey says nothing of tickets: only without a help desk are figures known up to its end.
    alone = not Source.objects.filter(organisation=organisation).exists()
    batch = Batch(SOURCE, SOURCE, found, found[-1].sent_at if alone else 0)
    with imports.warehouse_of(organisation) as warehouse:
        [landed] = warehouse.land_all([batch])
        readings.publish(organisation, warehouse.publish(imports.facts_folder()), now)
    return landed.new


def answers(row: PulseRound, organisation: Organisation) -> Iterator[Rating]:
    """Yield what is told of the unit that a round asked, a record for each that is counted.

    They are of the last second of the round's last day, each with the lowest mark of its class,
    since no mark is kept.
    """
    at = instant(row.closes_on + A_DAY, ZoneInfo(organisation.zone)) - 1
    for number, score in enumerate(scores(pulse_results.of_whole(row, ENPS))):
        yield Rating(
            rating=f"{row.public_id}-{number}",
            kind=SurveyKind.ENPS,
            sent_at=at,
            answered_at=at,
            score=score,
            lowest=0,
            highest=10,
            survey="pulse",
        )


def scores(tally: Tally) -> list[int]:
    """Return a mark for each answer, in the order of the classes."""
    return [0] * tally.low + [PASSIVE] * tally.middle + [PROMOTES] * tally.high
