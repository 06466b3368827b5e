"""Rounds of the pulse as a source of eNPS: what is told of all asked, nothing finer."""

import datetime
from collections.abc import Mapping, Sequence

import pytest
from django.utils import timezone

from tests.api.program import Program
from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.core.loop.pulse import FLOOR
from trigpoint.jobs.schedule import SCHEDULE, put_down_due
from trigpoint.services.helpdesks import imports
from trigpoint.services.loop import pulse_figures, pulse_results, pulses
from trigpoint.services.loop.pulses import PulseDraft
from trigpoint.tickets.facts import Facts

pytestmark = pytest.mark.django_db
TEAM = ("tuan", "ana", "rui", "ines", "lena", "omar")
OTHERS = ("jo", "amir", "bea", "pat")
DAY = datetime.timedelta(days=1)
MIXED = (10, 9, 3, 9, 8, 10)


def over(cast: Cast, who: str, unit: str, said: Mapping[str, int], ago: int = 10) -> str:
    """Ask a unit in a round that was over so many days ago, and let people answer."""
    began = timezone.now() - (ago + 7) * DAY
    asking = cast.at(who, began)
    closes = asking.today + 7 * DAY
    made = pulses.begin(asking, PulseDraft(unit=cast.units[unit], closes_on=closes))
    for name, mark in said.items():
        pulses.answer(cast.at(name, began + DAY), made, {"enps": mark})
    return made


def of(names: Sequence[str], marks: Sequence[int]) -> dict[str, int]:
    return dict(zip(names, marks, strict=True))


def land(cast: Cast) -> int:
    return pulse_figures.land(cast.mira.organisation, timezone.now())


def rows(cast: Cast, by: str = "", day: datetime.date | None = None) -> list[dict]:
    """Return the figures of eNPS over all that there is, or of a day."""
    first, last = (day, day) if day else (timezone.now() - 90 * DAY, timezone.now())
    days = f"start={first:%Y-%m-%d}&last={last:%Y-%m-%d}&grain=whole"
    cut = f"&by={by}" if by else ""
    answer = Program(cast.dara).get(f"/kpis/enps/figures?{days}{cut}")
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


@pytest.mark.req("MEASURE-1", via="api")
def test_what_is_told_of_a_round_is_the_figure_of_its_last_day_and_is_cut_no_finer(
    desk: Desk, cast: Cast
):
    made = over(cast, "tuan", "Orders", of(TEAM, MIXED))
    assert rows(cast) == []
    assert land(cast) == len(TEAM)
    [said] = rows(cast)
    reader = cast.at("tuan", timezone.now())
    [group] = next(t for t in pulse_results.trends(reader, made) if t.question.key == "enps").groups
    [shown] = group.figures
    assert (said["n"], round(said["value"])) == (shown.n, round(shown.value)) == (6, 50)
    days = (shown.closed_on, shown.closed_on - DAY, shown.closed_on + DAY)
    assert [sum(row["n"] for row in rows(cast, day=day)) for day in days] == [6, 0, 0]
    for finer in ("person", "unit", "employer", "queue"):
        assert rows(cast, finer) == []


def test_no_row_says_who_answered_what_or_which_unit_was_asked(desk: Desk, cast: Cast):
    over(cast, "tuan", "Orders", of(TEAM, MIXED))
    land(cast)
    with Facts.open(imports.facts_folder()) as facts:
        landed = facts._rows("SELECT * EXCLUDE (key, rating, sent, answered, score) FROM rating")
        marks = facts._rows("SELECT score FROM rating ORDER BY rating")
        assert facts.accounts() == facts.queues() == []
    assert len(set(landed)) == 1, "nothing but the class tells one from another"
    assert [mark for (mark,) in marks] == [0, 7, 9, 9, 9, 9], "by class, not by who answered when"
    assert not {cast.units["Orders"], *cast.people.values()} & {str(v) for v in landed[0]}


def test_rounds_that_are_landed_change_nothing_a_second_time(desk: Desk, cast: Cast):
    over(cast, "tuan", "Orders", of(TEAM, MIXED), ago=45)
    land(cast)
    with Facts.open(imports.facts_folder()) as facts:
        before = facts.generation
    assert land(cast) == 0
    over(cast, "tuan", "Orders", of(TEAM, (10,) * 6), ago=5)
    assert land(cast) == len(TEAM)
    with Facts.open(imports.facts_folder()) as facts:
        assert facts.generation == before + 1
    [said] = rows(cast)
    assert (said["n"], round(100 * 9 / 12 - 100 / 12)) == (12, round(said["value"]))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (of(TEAM[: FLOOR - 1], (10,) * (FLOOR - 1)), []),
        (of(TEAM[:FLOOR], (10,) * FLOOR), [7, 9, 9, 9, 9]),
    ],
    ids=["fewer than five", "of one mind"],
)
def test_what_the_page_does_not_tell_is_not_landed(
    desk: Desk, cast: Cast, said: Mapping[str, int], told: list[int]
):
    """Of too few nothing; of those who all say the same, one is told as the next answer."""
    over(cast, "tuan", "Orders", said)
    assert land(cast) == len(told)
    if told:
        with Facts.open(imports.facts_folder()) as facts:
            assert [m for (m,) in facts._rows("SELECT score FROM rating ORDER BY 1")] == told


def test_a_round_that_goes_on_is_not_landed_and_a_larger_one_only_as_a_whole(
    desk: Desk, cast: Cast
):
    made = over(cast, "jo", "Care", of((*TEAM, *OTHERS), (*MIXED, 0, 0, 10, 8)), ago=0)
    assert land(cast) == 0, "its last day is today"
    assert pulse_figures.land(cast.mira.organisation, timezone.now() + DAY) == 10
    with Facts.open(imports.facts_folder()) as facts:
        found = facts._rows("SELECT rating FROM rating")
    assert all(made in rating for (rating,) in found)


def test_the_worker_lands_it_and_beside_a_help_desk_it_does_not_say_up_to_when_tickets_are_known(
    desk: Desk, cast: Cast
):
    desk.bring(solved(1, "10-05"))
    over(cast, "tuan", "Orders", of(TEAM, MIXED))
    with Facts.open(imports.facts_folder()) as facts:
        known = facts.as_of
    due = tuple(each for each in SCHEDULE if each.task == "trigpoint.jobs.pulses.land")
    put_down_due(timezone.now(), due)
    desk.work()
    with Facts.open(imports.facts_folder()) as facts:
        assert facts._rows("SELECT count(*) FROM rating") == [(len(TEAM),)]
        assert facts.as_of == known
