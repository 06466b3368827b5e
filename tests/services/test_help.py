"""When people are asked how it goes, and who needs help."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.acts import goal
from tests.cast import NOW
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.inbox import inbox
from trigpoint.services.loop import cadence, check_ins, help_wanted, needs
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.loop.needs import NeedDraft

DAY = datetime.timedelta(days=1)
MONDAY = NOW + 8 * DAY
"""The Monday after the week in which the cast's goals are written."""


@pytest.fixture
def own(cast):
    return goal(cast, "ana", cast.people["ana"], "Own every claim")


def owed(cast, who, at):
    return [c.goal.title for c in cadence.mine(cast.at(who, at))]


def test_a_check_in_is_due_a_week_after_the_goal_or_the_last_word_on_a_working_day(cast, own):
    assert NOW.weekday() == 6
    assert owed(cast, "ana", NOW + 7 * DAY) == []  # a Sunday
    assert owed(cast, "ana", MONDAY) == ["Own every claim"]
    check_ins.check_in(cast.at("ana", MONDAY), own, CheckInDraft(status="on_track"))
    assert owed(cast, "ana", MONDAY + 6 * DAY) == []
    assert owed(cast, "ana", MONDAY + 7 * DAY) == ["Own every claim"]


def test_it_stands_in_the_inbox_until_it_is_made_and_leads_to_its_form(cast, own):
    [question] = inbox.questions(cast.at("ana", MONDAY))
    assert (question.kind, question.about.kind) == ("check_in", "goal_check_in")
    check_ins.check_in(cast.at("ana", MONDAY), own, CheckInDraft(status="on_track"))
    assert inbox.questions(cast.at("ana", MONDAY)) == []


def test_a_goal_may_have_a_slower_rhythm(cast, own):
    check_ins.set_rhythm(cast.ana, own, 28)
    assert owed(cast, "ana", MONDAY) == []
    assert owed(cast, "ana", NOW + 29 * DAY) == ["Own every claim"]
    with pytest.raises(Invalid):
        check_ins.set_rhythm(cast.ana, own, 3)


def test_the_lead_of_a_unit_is_asked_for_its_goals_and_the_members_are_not(cast):
    goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    assert owed(cast, "tuan", MONDAY) == ["Answer within the hour"]
    assert owed(cast, "rui", MONDAY) == []


def test_what_is_in_the_way_is_new_then_growing_then_gone(cast, own):
    check_ins.check_in(cast.ana, own, CheckInDraft(status="at_risk", new_hurdle="Old form"))
    [hurdle] = check_ins.hurdles(cast.ana, own)
    assert (hurdle.title, hurdle.state) == ("Old form", "new")
    for state in ("growing", "gone"):
        said = CheckInDraft(status="at_risk", hurdles=((hurdle.id, state),))
        check_ins.check_in(cast.ana, own, said)
        assert [h.state for h in check_ins.hurdles(cast.ana, own)] == (
            [] if state == "gone" else [state]
        )


def test_help_goes_on_the_list_of_the_next_talk_until_it_was_talked_about(cast, own):
    check_ins.check_in(
        cast.ana, own, CheckInDraft(status="off_track", note="Alone with it.", wants_help=True)
    )
    lead = cast.at("tuan", NOW)
    first = help_wanted.show(lead).people[0]
    assert (first.person.name, first.needs_help) == ("Ana Costa", True)
    [point] = first.points
    assert point.words == "Alone with it."
    assert [p.id for p in help_wanted.show(cast.at("ana", NOW)).mine] == [point.id]
    check_ins.talked(lead, point.id)
    assert not any(p.needs_help for p in help_wanted.show(cast.at("tuan", NOW)).people)
    assert help_wanted.show(cast.at("ana", NOW)).mine == ()


@pytest.mark.parametrize("who", ["rui", "mira", "dara", "amir", "olga"])
def test_nobody_but_the_lead_sees_who_needs_help(cast, own, who):
    check = check_ins.check_in(
        cast.ana, own, CheckInDraft(status="off_track", note="CANARY", wants_help=True)
    )
    assert "CANARY" not in str(help_wanted.show(getattr(cast, who)))
    with pytest.raises(NotThere):
        check_ins.talked(getattr(cast, who), check)


def test_where_a_lead_owes_a_word_the_team_sees_it(cast):
    goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    [late] = help_wanted.show(cast.at("rui", MONDAY + DAY)).late
    assert (late.title, [lead.name for lead in late.leads]) == (
        "Answer within the hour",
        ["Tuan Nguyen"],
    )
    assert help_wanted.show(cast.at("tuan", MONDAY + DAY)).late == ()


def fill(cast, names, count):
    for name in names:
        for number in range(count):
            made = goal(cast, name, cast.people[name], f"{name} {number}")
            actor = getattr(cast, name)
            check_ins.check_in(
                actor,
                made,
                CheckInDraft(
                    status="at_risk",
                    wants_help=True,
                    new_hurdle="Old form",
                    need=NeedDraft(kind="time", words="An hour", leader=cast.people["tuan"]),
                ),
            )


def test_the_page_of_who_needs_help_takes_twelve_queries_however_many_they_are(cast):
    client = Client()
    client.force_login(cast.tuan.user)
    counted = []
    for count in (1, 8):
        fill(cast, ["ana", "rui", "ines", "lena", "omar"], count)
        client.get("/help/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get("/help/").content.decode()
        counted.append(len(queries))
    assert "Ana Costa" in page
    assert "Old form" in page
    assert counted[0] == counted[1]
    assert counted[1] <= 12, [q["sql"][:150] for q in queries.captured_queries]


def test_needs_of_ones_people_stand_on_the_page(cast, own):
    needs.ask(
        cast.ana, own, NeedDraft(kind="tool", words="A shared screen", leader=cast.people["jo"])
    )
    first = help_wanted.show(cast.at("tuan", NOW)).people[0]
    assert (first.person.name, first.needs[0].words) == ("Ana Costa", "A shared screen")
