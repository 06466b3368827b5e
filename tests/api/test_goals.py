import datetime
from dataclasses import replace
from urllib.parse import quote

import pytest
from django.utils import timezone

from tests.api.program import Program, problem
from tests.cast import Cast
from tests.services import plan
from trigpoint.services.goals import co_owners, drives, goals, steps, targets
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

DUE = "2026-12-31"


@pytest.mark.req("GRAPH-1", via="api")
def test_a_goal_is_written_with_what_it_carries_and_read_again(ana: Program, goal: dict):
    read = ana.get(f"/goals/{goal['card']['id']}")
    assert read.status_code == 200
    assert read.json() == goal
    assert read.json()["parents"][0]["direction"].startswith("The support team")
    assert read.headers["ETag"] == '"1"'


def test_a_change_needs_the_version_that_was_read(ana: Program, goal: dict):
    path = f"/goals/{goal['card']['id']}"
    assert problem(ana.send("PATCH", path, {"title": "Once"})) == (428, "version-needed")
    changed = ana.patch(path, {"title": "Once is enough"}, 1)
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert changed.json()["card"]["title"] == "Once is enough"


def test_a_stale_change_is_answered_with_what_it_says_now(ana: Program, goal: dict):
    path = f"/goals/{goal['card']['id']}"
    ana.patch(path, {"title": "First"}, 1)
    late = ana.patch(path, {"title": "Second"}, 1)
    assert problem(late) == (412, "stale")
    assert late.headers["ETag"] == '"2"'
    assert late.json()["current"] == ana.get(path).json()


def test_a_goal_is_seen_as_it_stood(ana: Program, goal: dict):
    path = f"/goals/{goal['card']['id']}"
    before = timezone.now().isoformat().replace("+00:00", "Z")
    ana.patch(path, {"title": "Later"}, 1)
    assert ana.get(f"{path}?as_of={before}").json()["card"]["title"] == "Nobody asks me twice"


def test_targets_are_set_changed_reached_and_removed(ana: Program, goal: dict):
    path = f"/goals/{goal['card']['id']}/targets"
    made = ana.post(path, {"kind": "milestone", "due": DUE, "title": "Macros rewritten"})
    assert made.status_code == 201, made.content
    one = f"{path}/{made.json()['id']}"
    anew = {"kind": "milestone", "due": "2026-12-01", "title": "Macros rewritten"}
    changed = ana.send("PUT", one, anew, If_Match=made.headers["ETag"])
    assert changed.json()["due"] == "2026-12-01"
    done = ana.send("PUT", f"{one}/done", {"done_on": "2026-11-20"}, If_Match='"2"')
    assert done.json()["progress_low"] == 1.0
    assert problem(ana.send("DELETE", one, If_Match='"1"')) == (412, "stale")
    assert problem(ana.send("DELETE", one)) == (428, "version-needed")
    gone = ana.send("DELETE", one, If_Match='"3"')
    assert (gone.status_code, gone.content) == (204, b"")
    assert problem(ana.get(one)) == (404, "not-there")


def test_contributions_are_added_weighed_and_taken_away(
    cast: Cast, ana: Program, tuan: Program, goal: dict
):
    above = tuan.post(
        "/goals",
        {
            "title": "Orders answers once",
            "why": "Each return visit costs twice.",
            "owner": cast.units["Orders"],
            "period": cast.period,
        },
    ).json()["card"]["id"]
    path = f"/goals/{goal['card']['id']}/contributions"
    body = {"above": above, "sentence": "Mine are a tenth of the team's.", "primary": False}
    made = ana.post(path, body)
    assert made.status_code == 201, made.content
    one = f"{path}/{made.json()['link']['id']}"
    heavier = ana.patch(one, {"weight": 2.5}, 1)
    assert heavier.json()["link"]["weight"] == 2.5
    assert ana.send("DELETE", one, If_Match='"2"').status_code == 204
    assert len(ana.get(path).json()) == 1


def test_steps_co_owners_check_ins_and_answers(cast: Cast, ana: Program, goal: dict):
    path = f"/goals/{goal['card']['id']}"
    step = ana.post(f"{path}/steps", {"title": "Collect the ten questions", "due": DUE})
    done = ana.send(
        "PUT",
        f"{path}/steps/{step.json()['id']}/done",
        {"done_on": "2026-11-21", "result": "Eleven."},
        If_Match=step.headers["ETag"],
    )
    assert done.json()["result"] == "Eleven."
    shared = {"holder": cast.people["rui"], "answers_for": "the macros"}
    assert ana.post(f"{path}/co-owners", shared).json()["holder"]["name"] == "Rui Matos"
    said = ana.post(f"{path}/check-ins", {"status": "on_track", "note": "Seven so far."})
    assert said.status_code == 201, said.content
    assert ana.get(f"{path}/check-ins").json()[0]["note"] == "Seven so far."
    ana.post(f"{path}/voices/ask", {"person": cast.people["rui"]})
    rui = Program(cast.rui)
    heard = rui.post(f"{path}/voices/answer", {"answer": "concern", "words": "Who has time?"})
    assert (heard.json()["asked"], heard.json()["concern"]) == (1, 1)


def test_goals_are_found_a_page_at_a_time(ana: Program, goal: dict):
    found = ana.get("/goals?words=twice&mine=true&state=draft").json()
    assert [card["id"] for card in found["goals"]] == [goal["card"]["id"]]
    assert (found["total"], found["page"], found["pages"]) == (1, 1, 1)
    assert ana.get("/goals?words=nobody%20wrote%20this").json()["total"] == 0


@pytest.mark.req("GRAPH-3", via="api")
def test_the_line_of_sight_ends_at_the_vision_and_says_who_carries_with_which_share(
    ana: Program, goal: dict
):
    seen = ana.get(f"/goals/{goal['card']['id']}/sight").json()
    assert seen["up"][-1]["direction_kind"] == "vision"
    [carrier] = seen["carriers"]
    assert (carrier["holder"]["name"], carrier["share"]) == ("Ana Costa", 1.0)


def test_the_history_says_who_changed_what(ana: Program, goal: dict):
    ana.patch(f"/goals/{goal['card']['id']}", {"how": "Ask before I answer."}, 1)
    newest = ana.get(f"/goals/{goal['card']['id']}/history").json()[0]
    assert newest["by"] == "Ana Costa"
    assert newest["fields"] == [{"field": "how", "before": "", "after": "Ask before I answer."}]


def test_what_one_may_not_see_and_what_is_not_there_answer_alike(cast: Cast, goal: dict):
    olga = Program(cast.olga)
    hidden = olga.get(f"/goals/{goal['card']['id']}")
    absent = olga.get("/goals/0000000000000")
    strange = olga.get("/goals/no-id-at-all")
    assert problem(hidden) == (404, "not-there")
    assert hidden.content == absent.content == strange.content
    assert dict(hidden.headers) == dict(absent.headers)


def test_what_one_sees_but_may_not_change_is_refused(cast: Cast, goal: dict):
    rui = Program(cast.rui)
    refused = rui.patch(f"/goals/{goal['card']['id']}", {"title": "Mine now"}, 1)
    assert problem(refused) == (403, "not-allowed")


def test_a_rule_that_is_broken_names_the_field(ana: Program, goal: dict):
    refused = ana.patch(f"/goals/{goal['card']['id']}", {"state": "active", "why": ""}, 1)
    assert problem(refused) == (422, "invalid")
    assert [f["field"] for f in refused.json()["fields"]] == ["why"]


@pytest.mark.req("GRAPH-6", via="api")
def test_lists_and_home_are_read_as_they_stood(cast: Cast, ana: Program, goal: dict):
    measure = measures.add(cast.mira, MeasureDraft(kpi="reopen_rate", pinned=True))
    before = timezone.now().isoformat().replace("+00:00", "Z")
    path = f"/goals/{goal['card']['id']}"
    assert ana.patch(path, {"title": "Nobody asks us twice"}, 1).status_code == 200

    def titles(address: str) -> list[str]:
        return [card["title"] for card in ana.get(address).json()["goals"]]

    assert titles("/goals") == ["Nobody asks us twice"]
    assert titles(f"/goals?as_of={before}") == ["Nobody asks me twice"]
    assert titles("/goals?as_of=2026-11-01T00:00:00Z") == []
    assert ana.get(f"/home?as_of={before}").json()["main"]["title"] == "Nobody asks me twice"
    assert ana.get("/home").json()["main"]["title"] == "Nobody asks us twice"
    listed = ana.get(f"/measures?as_of={before}").json()["items"]
    assert [line["measure"]["id"] for line in listed] == [measure]
    assert ana.get("/measures?as_of=2026-11-01T00:00:00Z").json()["items"] == []


@pytest.mark.req("GRAPH-6", via="api")
def test_each_part_of_a_goal_is_read_as_it_stood(cast: Cast):
    drawn = plan.write(cast)
    team, own = f"/goals/{drawn.team}", drawn.own
    step = steps.add(cast.tuan, drawn.team, "Write it down")
    shared = co_owners.add(cast.tuan, drawn.team, cast.people["rui"], "the macros")
    aim = TargetDraft(kind="milestone", due=plan.DUE, title="Written")
    target = targets.add(cast.tuan, drawn.team, aim, reason="x")
    moved = drives.add(cast.tuan, drawn.team, own, DriveDraft(sentence="It spreads."), reason="x")
    tuan = Program(cast.tuan)
    [link] = tuan.get(f"{team}/contributions").json()
    parts = (
        f"/steps/{step}", f"/co-owners/{shared}", f"/targets/{target}", f"/drives/{moved}",
        f"/contributions/{link['link']['id']}",
    )  # fmt: skip
    then = (cast.tuan.now + datetime.timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    for part in parts:
        before = tuan.get(f"{team}{part}").json()
        assert tuan.get(f"{team}{part}?as_of={then}").json() == before, part
    later = cast.at("tuan", cast.tuan.now + datetime.timedelta(days=1))
    steps.edit(later, step, 1, "Write it down anew")
    co_owners.edit(later, shared, 1, "the words", reason="x")
    targets.edit(later, target, 1, replace(aim, title="Written anew"), reason="x")
    drives.edit(later, moved, 1, DriveDraft(sentence="It spreads fast."), reason="x")
    goals.edit_link(later, link["link"]["id"], 1, {"weight": 3.0}, reason="x")
    for part in parts:
        now = tuan.get(f"{team}{part}").json()
        assert tuan.get(f"{team}{part}?as_of={then}").json() != now, part
    assert tuan.get(f"{team}/steps/{step}?as_of=2026-01-02T00:00:00Z").status_code == 404


@pytest.mark.req("GRAPH-2", via="api")
def test_what_was_in_the_way_is_read_as_of_a_past_moment(ana: Program, goal: dict):
    place = f"/goals/{goal['card']['id']}/check-ins"
    ana.post(place, {"status": "at_risk", "new_hurdle": "The tool is slow."})
    [before] = ana.get(f"{place}/hurdles").json()
    then = quote(timezone.now().isoformat())
    ana.post(place, {"status": "on_track", "hurdles": [{"id": before["id"], "state": "gone"}]})
    assert ana.get(f"{place}/hurdles").json() == []
    assert ana.get(f"{place}/hurdles?as_of={then}").json() == [before]
    assert ana.get(f"{place}/hurdles?as_of=2026-01-02T00:00:00Z").status_code == 404
