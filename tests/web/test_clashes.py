"""Two write at once: neither undoes the other, and where both wrote the same both are shown."""

import datetime
import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.plan import write
from trigpoint.core.delivery.outlets import TOPICS
from trigpoint.services.goals import co_owners, goals, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.outlets import outlets
from trigpoint.services.outlets.outlets import OutletDraft
from trigpoint.store.models import Goal
from trigpoint.web.templatetags.trigpoint import say

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


def phased(rate: str, *points: tuple[datetime.date, float]) -> TargetDraft:
    """A reopen rate to be lowered by steps."""
    return TargetDraft(kind="lower", measure=rate, baseline=0.3, points=points, due=DUE)


def rows_of(page: str) -> list[str]:
    """Return the days and values of the phases that a form shows."""
    return re.findall(r'<input[^>]*name="phases"[^>]*value="([^"]*)"', page)


EARLY, LATE = datetime.date(2026, 12, 5), datetime.date(2026, 12, 15)


@pytest.fixture
def rate(cast: Cast) -> str:
    return measures.add(cast.tuan, MeasureDraft(kpi="reopen_rate"))


def test_phases_that_only_the_other_one_changed_are_taken_into_the_form_and_kept(
    cast: Cast, team: str, tuan: Client, rate: str
):
    made = targets.add(cast.tuan, team, phased(rate, (EARLY, 0.2), (DUE, 0.1)), reason="x")
    theirs = phased(rate, (EARLY, 0.25), (LATE, 0.15), (DUE, 0.1))
    targets.edit(cast.tuan, made, 1, theirs, reason="x")
    mine = form_of(1, kind="lower", measure=rate, baseline="30 %", value="8 %")
    mine["phases"] = ["2026-12-05", "20 %"]
    page = tuan.post(f"/g/{team}/?edit=target-{made}", mine).content.decode()
    assert BANNER in page
    assert "You wrote" not in page, "nothing was changed by both"
    assert rows_of(page) == ["2026-12-05", "25 %", "2026-12-15", "15 %"]
    again = {**mine, "version": "2", "phases": rows_of(page)}
    assert tuan.post(f"/g/{team}/?edit=target-{made}", again).status_code == 302
    [kept] = Goal.objects.get(public_id=team).targets.filter(retired=False)
    assert kept.points == [["2026-12-05", 0.25], ["2026-12-15", 0.15], ["2026-12-31", 0.08]]


@pytest.mark.req("GRAPH-6", via="web")
def test_phases_that_both_changed_stand_side_by_side_row_by_row(
    cast: Cast, team: str, tuan: Client, rate: str
):
    made = targets.add(cast.tuan, team, phased(rate, (EARLY, 0.2), (DUE, 0.1)), reason="x")
    theirs = phased(rate, (EARLY, 0.2), (LATE, 0.15), (DUE, 0.1))
    targets.edit(cast.tuan, made, 1, theirs, reason="x")
    mine = form_of(1, kind="lower", measure=rate, baseline="30 %", value="10 %")
    mine["phases"] = ["2026-12-05", "22 %", "2026-12-20", "12"]
    page = tuan.post(f"/g/{team}/?edit=target-{made}", mine).content.decode()
    assert told(page) == [
        [
            "Phases on the way",
            "2026-12-05: 20 %",
            "2026-12-05: 20 %, 2026-12-15: 15 %",
            "2026-12-05: 22 %, 2026-12-20: 12 %",
        ]
    ]
    assert rows_of(page) == ["2026-12-05", "22 %", "2026-12-20", "12"]


def test_what_a_co_owner_answers_for_is_shown_three_ways_where_both_changed_it(
    cast: Cast, team: str, tuan: Client
):
    made = co_owners.add(cast.tuan, team, cast.people["rui"], "nights", reason="x")
    other = co_owners.add(cast.tuan, team, cast.people["ana"], "days", reason="x")
    co_owners.edit(cast.tuan, made, 1, "nights and weekends", reason="x")
    mine = {"version": "1", "answers_for": "evenings", "reason": "So we said."}
    clash = tuan.post(f"/g/{team}/?edit=who-{made}", mine)
    page = clash.content.decode()
    assert clash.status_code == 422
    assert told(page) == [["What they answer for", "nights", "nights and weekends", "evenings"]]
    assert 'value="evenings"' in page
    assert tuan.post(f"/g/{team}/?edit=who-{other}", mine).status_code == 302
    assert tuan.post(f"/g/{team}/?edit=who-{made}", {**mine, "version": "2"}).status_code == 302
    held = {c.public_id: c.answers_for for c in Goal.objects.get(public_id=team).co_owners.all()}
    assert held == {made: "evenings", other: "evenings"}


@pytest.mark.req("GRAPH-6", via="web")
def test_a_list_of_choices_is_taken_where_one_left_it_and_shown_in_words_where_both_changed_it(
    cast: Cast,
):
    dara = Client()
    dara.force_login(cast.dara.user)
    told_of = {"name": "Board", "address": "https://desk.example/in"}
    first = OutletDraft(**told_of, topics=("goal.changed", "goal.answered"))
    made = outlets.add(cast.dara, first).webhook.id
    theirs = OutletDraft(**told_of, topics=("goal.changed", "goal.answered", "plan.changed"))
    outlets.change(cast.dara, made, 1, theirs)
    form = f"/settings/webhooks/{made}/?edit=change"
    left = {
        **told_of,
        "version": "1",
        "name": "Our board",
        "topics": ["goal.changed", "goal.answered"],
    }
    page = dara.post(form, left).content.decode()
    assert BANNER in page
    assert "You wrote" not in page
    ticked = re.findall(r'name="topics" value="([\w.]+)"[^>]* checked', page)
    assert sorted(ticked) == ["goal.answered", "goal.changed", "plan.changed"]
    both = dara.post(form, {**left, "topics": ["plan.published"]}).content.decode()
    [row] = told(both)
    words = [say(TOPICS[topic]) for topic in ("goal.answered", "goal.changed", "plan.changed")]
    read, now = ", ".join(words[:2]), ", ".join(words)
    assert row == ["What it is told", read, now, say(TOPICS["plan.published"])]
