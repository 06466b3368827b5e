"""Two write at once: neither undoes the other, and where both wrote the same both are shown."""

import datetime
import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.plan import write
from trigpoint.services.goals import goals, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Goal

pytestmark = pytest.mark.django_db

BANNER = "Somebody changed this while you were writing."


@pytest.fixture
def team(cast: Cast) -> str:
    return write(cast).team


@pytest.fixture
def tuan(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


def sent(cast: Cast, **changes: str) -> dict[str, str]:
    """Return what the form on the team's goal sends, made from its first version."""
    return {
        "version": "1",
        "title": "Right person, first touch",
        "owner": cast.units["Orders"],
        "period": cast.period,
        "state": "active",
        "reason": "So we said.",
        **changes,
    }


def selected(page: str, name: str) -> str:
    """Return which choice of a form is made."""
    choices = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)[0]
    return re.search(r'value="(\w+)"\s+selected', choices)[1]


def test_what_only_the_other_one_changed_is_taken_into_the_form_and_both_changes_are_kept(
    cast: Cast, team: str, tuan: Client
):
    theirs = {"state": "agreed", "owner": cast.people["tuan"]}
    goals.edit(cast.tuan, team, 1, theirs, reason="It waits.")
    form = f"/g/{team}/?edit=title"
    mine = sent(cast, title="Right person at once")
    clash = tuan.post(form, mine)
    page = clash.content.decode()
    assert clash.status_code == 422
    assert BANNER in page
    assert "You wrote" not in page, "nothing was changed by both"
    assert 'value="Right person at once"' in page
    shown = {name: selected(page, name) for name in ("owner", "period", "state")}
    assert shown == {**theirs, "period": cast.period}
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert tuan.post(form, {**mine, **shown, "version": version}).status_code == 302
    found = Goal.objects.get(public_id=team)
    assert (found.title, found.state) == ("Right person at once", "agreed")
    assert found.owner_person.public_id == theirs["owner"]


def test_what_both_changed_is_shown_as_it_was_as_it_is_and_as_it_was_typed(
    cast: Cast, team: str, tuan: Client
):
    theirs = {"title": "First touch", "state": "agreed"}
    goals.edit(cast.tuan, team, 1, theirs, reason="Shorter.")
    mine = sent(cast, title="Right person at once", state="proposed")
    page = tuan.post(f"/g/{team}/?edit=title", mine).content.decode()
    assert BANNER in page
    assert told(page) == [
        ["What is to be reached", "Right person, first touch", "First touch", mine["title"]],
        ["State", "Active", "Agreed", "Proposed"],
    ]


def told(page: str) -> list[list[str]]:
    """Return what the table of a clash says, row by row without its heading."""
    table = page[: page.index("You wrote")].rpartition("<table")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", page[len(table) :].partition("</table>")[0], re.DOTALL)
    return [[t.strip() for t in re.findall(r">([^<>]*\w[^<>]*)<", row)] for row in rows[1:]]


DUE = datetime.date(2026, 12, 31)


def form_of(version: int, **typed: str) -> dict[str, str]:
    said = {"due": "2026-12-31", "weight": "1", "reason": "So we said."}
    return {"version": str(version), **said, **typed}


@pytest.mark.req("GRAPH-6", via="web")
def test_numbers_of_a_target_that_both_changed_stand_in_the_unit_of_its_measure(
    cast: Cast, team: str, tuan: Client
):
    rate = measures.add(cast.tuan, MeasureDraft(kpi="reopen_rate"))
    time = measures.add(cast.tuan, MeasureDraft(kpi="first_reply_time"))
    first = {"kind": "lower", "measure": rate, "due": DUE, "guard": time}
    read = TargetDraft(**first, baseline=0.2, points=((DUE, 0.1),), guard_limit=5400)
    made = targets.add(cast.tuan, team, read, reason="x")
    theirs = TargetDraft(**first, baseline=0.25, points=((DUE, 0.125),), guard_limit=7200)
    targets.edit(cast.tuan, made, 1, theirs, reason="x")
    mine = form_of(
        1, kind="lower", measure=rate, baseline="30", value="12", guard=time, guard_limit="4"
    )
    page = tuan.post(f"/g/{team}/?edit=target-{made}", mine).content.decode()
    assert told(page) == [
        ["From", "20 %", "25 %", "30 %"],
        ["To", "10 %", "12.5 %", "12 %"],
        ["Up to which value", "1 h 30 min", "2 h", "4 h"],
    ]


def test_each_number_stands_in_the_unit_of_the_measure_that_was_named_with_it(
    cast: Cast, team: str, tuan: Client
):
    rate = measures.add(cast.tuan, MeasureDraft(kpi="reopen_rate"))
    time = measures.add(cast.tuan, MeasureDraft(kpi="first_reply_time"))
    band = {"kind": "keep_within", "due": DUE}
    read = TargetDraft(**band, measure=rate, low=0.1, high=0.2, tolerance=0.05)
    made = targets.add(cast.tuan, team, read, reason="x")
    theirs = TargetDraft(**band, measure=time, low=3600, high=7200, tolerance=3600)
    targets.edit(cast.tuan, made, 1, theirs, reason="x")
    mine = form_of(1, kind="keep_within", measure=rate, low="12", high="20", tolerance="5")
    page = tuan.post(f"/g/{team}/?edit=target-{made}", mine).content.decode()
    assert ["Range from", "10 %", "1 h", "12 %"] in told(page)
