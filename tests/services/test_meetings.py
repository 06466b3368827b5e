"""Meetings in which goals are set: called, held, agreed on, closed; and who may do what in them."""

import datetime

import pytest

from tests.access.acts import goal
from tests.access.things import UNKNOWN
from tests.cast import Cast
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import goal_page
from trigpoint.services.pyramid import meeting_pages, meetings
from trigpoint.services.pyramid.meetings import MeetingDraft, MotionDraft
from trigpoint.store.models import Meeting

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 25)


@pytest.fixture
def meeting(cast: Cast) -> str:
    draft = MeetingDraft(
        unit=cast.units["Orders"],
        period=cast.period,
        title="Goals for next year",
        day=DAY,
        agenda="What hurts most\nProposals",
        people=(cast.people["ana"], cast.people["rui"]),
    )
    return meetings.call(cast.tuan, draft)


def proposal(cast: Cast, **more: str) -> MotionDraft:
    said = {
        "title": "Answer before lunch",
        "why": "Most mail comes in the morning.",
        "owner": cast.units["Orders"],
        **more,
    }
    return MotionDraft(**said)


@pytest.mark.req("PYRAMID-2", via="core")
def test_a_goal_comes_of_a_meeting_by_a_round_of_agreement(cast: Cast, meeting: str):
    top = goal(cast, "mira", cast.units["Northwind"], "Keep customers")
    asked = proposal(cast, above=top, sentence="Who waits until evening has gone elsewhere.")
    motion = meetings.propose(cast.ana, meeting, asked)
    with pytest.raises(Invalid):
        meetings.settle(cast.tuan, motion, agreed=True)
    meetings.speak(cast.ana, motion, "agree")
    meetings.speak(cast.rui, motion, "reservation", "Only if chat is not counted.")
    made = meetings.settle(cast.tuan, motion, agreed=True)
    page = meeting_pages.show(cast.bea, meeting)
    assert page.agenda == ("What hurts most", "Proposals")
    assert [person.name for person in page.people] == ["Ana Costa", "Rui Matos", "Tuan Nguyen"]
    [shown] = page.motions
    assert (shown.outcome, shown.goal, shown.above) == ("agreed", made, "Keep customers")
    assert [(v.person.name, v.answer, v.words) for v in shown.voices] == [
        ("Ana Costa", "agree", ""),
        ("Rui Matos", "reservation", "Only if chat is not counted."),
    ]
    assert [person.name for person in shown.missing] == ["Tuan Nguyen"]
    found = goal_page.show(cast.ana, made)
    assert (found.card.state, found.card.why) == ("agreed", "Most mail comes in the morning.")
    assert found.parents[0].link.sentence == "Who waits until evening has gone elsewhere."


def test_somebodys_no_is_overridden_only_with_a_reason_that_stays(cast: Cast, meeting: str):
    motion = meetings.propose(cast.ana, meeting, proposal(cast))
    meetings.speak(cast.ana, motion, "agree")
    with pytest.raises(Invalid):
        meetings.speak(cast.rui, motion, "disagree")
    meetings.speak(cast.rui, motion, "disagree", "We are too few.")
    with pytest.raises(Invalid):
        meetings.settle(cast.tuan, motion, agreed=True)
    meetings.settle(cast.tuan, motion, agreed=True, reason="Two join us in January.")
    [shown] = meeting_pages.show(cast.rui, meeting).motions
    assert shown.reason == "Two join us in January."


def test_a_proposal_is_dropped_with_a_reason_and_no_goal(cast: Cast, meeting: str):
    motion = meetings.propose(cast.rui, meeting, proposal(cast))
    with pytest.raises(Invalid):
        meetings.settle(cast.tuan, motion, agreed=False)
    assert meetings.settle(cast.tuan, motion, agreed=False, reason="Next year.") == ""
    with pytest.raises(Invalid):
        meetings.speak(cast.ana, motion, "agree")


def test_a_meeting_ends_when_everything_is_settled_and_takes_nothing_after(
    cast: Cast, meeting: str
):
    motion = meetings.propose(cast.ana, meeting, proposal(cast))
    with pytest.raises(Invalid):
        meetings.close(cast.tuan, meeting, 1, "Done.")
    meetings.settle(cast.tuan, motion, agreed=False, reason="Not now.")
    meetings.close(cast.tuan, meeting, 1, "Nothing new before spring.")
    page = meeting_pages.show(cast.ana, meeting)
    assert (page.state, page.notes) == ("closed", "Nothing new before spring.")
    with pytest.raises(Invalid):
        meetings.propose(cast.ana, meeting, proposal(cast))


def test_only_who_takes_part_has_a_say_and_only_the_lead_settles(cast: Cast, meeting: str):
    with pytest.raises(NotAllowed):
        meetings.propose(cast.ines, meeting, proposal(cast))
    motion = meetings.propose(cast.ana, meeting, proposal(cast))
    with pytest.raises(NotAllowed):
        meetings.speak(cast.bea, motion, "agree")
    with pytest.raises(NotAllowed):
        meetings.settle(cast.ana, motion, agreed=False, reason="Mine.")
    meetings.invite(cast.tuan, meeting, cast.people["ines"])
    meetings.speak(cast.ines, motion, "agree")
    with pytest.raises(NotThere):
        meeting_pages.show(cast.olga, meeting)


def test_a_person_is_proposed_a_goal_but_sets_it_themselves(cast: Cast, meeting: str):
    motion = meetings.propose(cast.rui, meeting, proposal(cast, owner=cast.people["ana"]))
    meetings.speak(cast.rui, motion, "agree")
    with pytest.raises(NotAllowed):
        meetings.settle(cast.tuan, motion, agreed=True)


def test_a_meeting_is_called_by_whoever_leads_the_unit(cast: Cast):
    draft = MeetingDraft(
        unit=cast.units["Orders"], period=cast.period, title="Ours", day=DAY, people=()
    )
    with pytest.raises(NotAllowed):
        meetings.call(cast.ana, draft)
    made = meetings.call(cast.jo, draft)
    page = meeting_pages.show(cast.ana, made)
    assert [person.name for person in page.people] == ["Jo Silva"]
    assert len(page.suggested) == 5
    [line] = meeting_pages.index(cast.ana)
    assert (line.title, line.people, line.proposals) == ("Ours", 1, 0)


@pytest.mark.parametrize("name", ["title", "why"])
def test_a_proposal_without_what_or_why_is_sent_back_to_its_field(
    cast: Cast, meeting: str, name: str
):
    with pytest.raises(Invalid) as refused:
        meetings.propose(cast.ana, meeting, proposal(cast, **{name: "  "}))
    assert set(refused.value.fields) == {name}


@pytest.mark.parametrize("whose", ["unknown", "a stranger's", "retired"])
def test_a_meeting_that_is_not_there_cannot_be_ended(cast: Cast, meeting: str, whose: str):
    asker = cast.olga if whose == "a stranger's" else cast.tuan
    if whose == "retired":
        Meeting.objects.filter(public_id=meeting).update(retired=True)
    with pytest.raises(NotThere):
        meetings.close(asker, UNKNOWN if whose == "unknown" else meeting, 1, "Done.")
    assert Meeting.objects.get(public_id=meeting).state == "open"
