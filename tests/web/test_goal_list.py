"""The list of goals in the browser: filtered, kept, changed many at once, taken along."""

import csv
import io

import pytest
from django.test import Client

from tests.cast import Cast
from trigpoint.services.goals import goal_page, goals, saved_views
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast: Cast) -> list[str]:
    titles = ["=HYPERLINK(1)", "Second goal"]
    return goals.add_many(
        cast.tuan,
        [
            GoalDraft(
                title=title,
                why="It matters.",
                owner=cast.units["Orders"],
                period=cast.period,
                state="active",
            )
            for title in titles
        ],
    )


@pytest.fixture
def tuan(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


def test_the_export_has_this_view_and_no_formula(tuan: Client, made: list[str]):
    answer = tuan.get("/goals/export.csv", {"words": "HYPERLINK"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [made[0]]
    assert rows[0]["goal"] == "'=HYPERLINK(1)"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_view_is_kept_and_taken_away(tuan: Client, cast: Cast, made: list[str]):
    tuan.post("/goals/views/?words=Second", {"name": "Mine to watch"})
    page = tuan.get("/goals/?words=Second").content.decode()
    assert "Mine to watch" in page
    [view] = saved_views.views(cast.tuan)
    tuan.post(f"/goals/views/{view.id}/drop/")
    assert saved_views.views(cast.tuan) == []


def test_chosen_goals_change_together_with_one_reason(tuan: Client, cast: Cast, made: list[str]):
    sent = {"goal": [f"{g}:1" for g in made], "state": "retired", "reason": "Over."}
    assert tuan.post("/goals/?state=active", sent).status_code == 302
    assert [goal_page.show(cast.tuan, g).card.state for g in made] == ["retired", "retired"]


def test_what_was_chosen_and_typed_stays_after_a_refusal(tuan: Client, made: list[str]):
    answer = tuan.post("/goals/", {"goal": [f"{made[0]}:1"], "state": "retired", "reason": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say why it changes." in page
    assert f'value="{made[0]}:1"' in page
    assert page.count(" checked") == 1
    assert 'value="retired" selected' in page


def test_the_list_needs_at_most_12_queries(tuan: Client, made, django_assert_max_num_queries):
    tuan.get("/goals/")
    with django_assert_max_num_queries(12):
        tuan.get("/goals/")


def test_two_days_compared_say_what_differs_in_the_end(tuan: Client, cast: Cast, made: list[str]):
    goals.edit(cast.tuan, made[1], 1, {"title": "Third goal"}, reason="Better.")
    page = tuan.get(f"/g/{made[1]}/history/", {"from": "2020-01-01"}).content.decode()
    assert "<del><bdi>Second goal</bdi></del>" in page
    assert "<ins><bdi>Third goal</bdi></ins>" in page


def test_of_what_a_day_did_not_say_nothing_is_struck_out(tuan: Client, cast: Cast, made: list[str]):
    goals.edit(cast.tuan, made[1], 1, {"how": "By phone."}, reason="Better.")
    page = tuan.get(f"/g/{made[1]}/history/", {"from": "2020-01-01"}).content.decode()
    assert "<ins><bdi>By phone.</bdi></ins>" in page
    assert "<del><bdi></bdi></del>" not in page


def test_ones_word_for_a_ticket_is_used(tuan: Client, cast: Cast, made: list[str]):
    from django.utils import translation  # noqa: PLC0415 - after the settings are set

    from trigpoint.web import formats  # noqa: PLC0415 - after the settings are set

    assert formats.ticket_word.get() == "ticket"
    tuan.get("/goals/")
    assert formats.ticket_word.get() == "ticket"
    token = formats.ticket_word.set("case")
    with translation.override("de"):
        assert formats.tickets(2) == "2 Fälle"
    formats.ticket_word.reset(token)


def test_many_changes_are_taken_back_by_their_button_where_they_were_seen(
    tuan: Client, cast: Cast, made: list[str]
):
    sent = {"goal": [f"{g}:1" for g in made], "state": "retired", "reason": "Over."}
    page = tuan.post("/goals/?state=active", sent, follow=True)
    [message] = page.context["messages"]
    assert f'action="{message.extra_tags}"' in page.content.decode()
    rui = Client()
    rui.force_login(cast.rui.user)
    assert rui.post(message.extra_tags).status_code == 404
    back = tuan.post(message.extra_tags, headers={"Referer": "http://testserver/goals/?mine=1"})
    assert back["Location"] == "/goals/?mine=1"
    assert [goal_page.show(cast.tuan, g).card.state for g in made] == ["active", "active"]


def test_a_part_written_in_place_is_taken_back_unless_somebody_built_upon_it(
    tuan: Client, cast: Cast, made: list[str]
):
    def written(version: int, why: str) -> str:
        sent = {"version": version, "why": why, "reason": "Clearer."}
        page = tuan.post(f"/g/{made[1]}/?edit=why", sent, follow=True)
        [message] = page.context["messages"]
        return message.extra_tags

    tuan.post(written(1, "Because customers wait."), follow=True)
    assert goal_page.show(cast.tuan, made[1]).card.why == "It matters."
    undo = written(3, "Because it hurts.")
    goals.edit(cast.tuan, made[1], 4, {"how": "By phone."}, reason="So.")
    assert "Somebody changed some of it since" in tuan.post(undo, follow=True).content.decode()
    assert goal_page.show(cast.tuan, made[1]).card.why == "Because it hurts."


def test_only_what_one_may_change_can_be_chosen(tuan: Client, cast: Cast, made: list[str]):
    rui = Client()
    rui.force_login(cast.rui.user)
    assert tuan.get("/goals/").content.decode().count('name="goal"') == 2
    page = rui.get("/goals/").content.decode()
    assert ('name="goal"' in page, "Change the chosen goals" in page) == (False, False)


def test_goals_that_somebody_changed_meanwhile_stay_chosen_and_it_is_said(
    tuan: Client, cast: Cast, made: list[str]
):
    goals.edit(cast.tuan, made[0], 1, {"how": "By phone."}, reason="So.")
    sent = {"goal": [f"{g}:1" for g in made], "state": "retired", "reason": "Over."}
    page = tuan.post("/goals/", sent).content.decode()
    assert "Nothing was changed." in page.partition('class="refused"')[2]
    assert page.count(" checked") == 2
    assert f'value="{made[0]}:2"' in page


def test_the_status_filter_finds_what_its_chip_says(tuan: Client, cast: Cast, made: list[str]):
    def found(status: str) -> int:
        return tuan.get("/goals/", {"status": status}).content.decode().count("<tr>") - 1

    check_ins.check_in(cast.tuan, made[0], CheckInDraft(status="off_track"))
    page = tuan.get("/goals/").content.decode()
    assert '<option value="off_track">Off track</option>' in page
    assert (found("off_track"), found("open"), found("achieved")) == (1, 1, -1)
