"""A target in several stages, written on the page of its goal."""

import datetime
import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.plan import Plan, write
from trigpoint.services.goals import goal_page, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Target

pytestmark = pytest.mark.django_db

DUE = datetime.date(2027, 3, 31)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


@pytest.fixture
def backlog(cast: Cast) -> str:
    return measures.add(cast.tuan, MeasureDraft(kpi="backlog"))


@pytest.fixture
def tuan(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


@pytest.fixture
def phased(cast: Cast, plan: Plan, backlog: str) -> str:
    draft = TargetDraft(
        kind="lower",
        measure=backlog,
        baseline=90,
        due=DUE,
        points=((datetime.date(2026, 12, 31), 70.0123456789123), (DUE, 50)),
    )
    return targets.add(cast.tuan, plan.team, draft, reason="Agreed.")


def sent(measure: str, *phases: str, **more: object) -> dict[str, object]:
    return {
        "kind": "lower",
        "measure": measure,
        "baseline": "90",
        "value": "50",
        "due": DUE.isoformat(),
        "weight": "1",
        "reason": "It is a long way.",
        "phases": phases,
        **more,
    }


def points(target: str) -> list[list[object]]:
    return Target.objects.get(public_id=target).points


def typed(page: str) -> list[str]:
    """Return what stands in the rows of the form."""
    fields = re.findall(r'<input[^>]*name="phases"[^>]*>', page)
    return [re.search(r'value="([^"]*)"', field)[1] for field in fields]


@pytest.mark.req("GRAPH-4", via="web")
def test_a_target_is_written_in_phases_which_stand_in_the_order_of_their_days(
    cast: Cast, plan: Plan, backlog: str, tuan: Client
):
    form = f"/g/{plan.team}/?edit=target"
    later, sooner = ("2026-12-31", "60"), ("2026-11-30", "80")
    assert tuan.post(form, sent(backlog, *later, *sooner, "", "")).status_code == 302
    [found] = goal_page.show(cast.tuan, plan.team).targets
    assert [value for _day, value in found.points] == [80, 60, 50]
    assert found.asked == 80, "what is in force today is the first of them"
    page = tuan.get(f"/g/{plan.team}/").content.decode()
    assert re.search(r"In phases:\s*<bdi>[^<]*80[^<]* by ", page), page


@pytest.mark.req("GRAPH-4", via="web")
def test_a_row_more_or_less_saves_nothing_and_keeps_what_was_typed(
    plan: Plan, backlog: str, tuan: Client
):
    form = f"/g/{plan.team}/?edit=target"
    half = sent(backlog, "2026-12-31", "sixty", "2026-11-30", "80", baseline="")
    more = tuan.post(form, {**half, "more": "1"})
    page = more.content.decode()
    assert more.status_code == 200
    assert typed(page) == ["2026-12-31", "sixty", "2026-11-30", "80", "", ""]
    assert "Not saved yet" not in page
    less = tuan.post(form, {**half, "drop": "1"}).content.decode()
    assert typed(less) == ["2026-11-30", "80"]
    assert not Target.objects.exists()
    first = re.search(r"<button[^>]*>", less[less.index('data-name="kind"') :])[0]
    assert "name=" not in first, "Enter saves, and takes no phase away"


@pytest.mark.parametrize(
    ("phases", "why"),
    [
        (("2026-12-31", "sixty"), "Phase 1: Write a number"),
        (("2026-11-30", "80", "", "60"), "Phase 2: Say by which day"),
        (("2027-03-31", "60"), "Phase 1: Its day must lie before"),
        (("2026-11-30", "80", "2026-11-30", "70"), "Phase 2: Another one has the same day"),
        (("2026-11-30", "95"), "lies on the wrong side of 90"),
        (("2025-11-30", "80"), "Its dates begin on 2026-01-01"),
    ],
)
def test_a_phase_that_cannot_be_is_refused_with_its_reason_and_kept_in_the_form(
    plan: Plan, backlog: str, tuan: Client, phases: tuple[str, ...], why: str
):
    answer = tuan.post(f"/g/{plan.team}/?edit=target", sent(backlog, *phases))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert typed(page) == list(phases)


@pytest.mark.req("GRAPH-4", via="web")
def test_phases_are_changed_and_taken_away_and_left_to_the_last_digit_where_they_are_left(
    plan: Plan, backlog: str, phased: str, tuan: Client
):
    form = f"/g/{plan.team}/?edit=target-{phased}"
    shown = typed(tuan.get(form).content.decode())
    assert shown == ["2026-12-31", "70.01234568"]
    tuan.post(form, sent(backlog, *shown, version="1", weight="3"))
    assert points(phased) == [["2026-12-31", 70.0123456789123], ["2027-03-31", 50]]
    tuan.post(form, sent(backlog, "2026-12-31", "65", version="2"))
    assert points(phased) == [["2026-12-31", 65], ["2027-03-31", 50]]
    tuan.post(form, sent(backlog, "", "", version="3"))
    assert points(phased) == [["2027-03-31", 50]]


def test_a_phase_that_the_other_one_added_is_taken_into_the_form(
    cast: Cast, plan: Plan, backlog: str, phased: str, tuan: Client
):
    form = f"/g/{plan.team}/?edit=target-{phased}"
    was = typed(tuan.get(form).content.decode())
    tuan.post(form, sent(backlog, *was, "2027-01-31", "60", version="1"))
    late = tuan.post(form, sent(backlog, *was, version="1", title="Fewer wait")).content.decode()
    assert typed(late) == [*was, "2027-01-31", "60"]
    assert "You wrote" not in late
    both = tuan.post(form, sent(backlog, "2026-12-31", "66", version="1")).content.decode()
    assert "You wrote" in both
    for said in (was, [*was, "2027-01-31", "60"], ["2026-12-31", "66"]):
        pairs = zip(said[::2], said[1::2], strict=True)
        assert f"<bdi>{', '.join(f'{day}: {value}' for day, value in pairs)}</bdi>" in both
    assert typed(both) == ["2026-12-31", "66"], "mine stays until I choose"
