"""Meetings with a coach: whoever else meets is told when one is booked, moved or cancelled."""

import datetime

import pytest

from tests.cast import NOW, Cast
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.inbox import inbox
from trigpoint.services.ladders import coachings, ladder_page, ladders
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.letters import letters
from trigpoint.store.models import Letter

pytestmark = pytest.mark.django_db
AT = NOW + datetime.timedelta(days=4)
MORNING = NOW + datetime.timedelta(days=1)
LATER = AT + datetime.timedelta(days=1)


def told(cast: Cast, name: str) -> list[str]:
    found = inbox.questions(cast.at(name, NOW))
    return [str(each.asks) for each in found if each.kind == "coaching"]


def own_ladder(cast: Cast) -> str:
    draft = LadderDraft(owner=cast.people["ana"], title="Solve at once", coach=cast.people["rui"])
    return ladders.add(cast.ana, draft)


def team_ladder(cast: Cast, coach: str = "bea") -> str:
    draft = LadderDraft(
        owner=cast.units["Care"], title="Fewer hand-overs", coach=cast.people[coach]
    )
    return ladders.add(cast.at("jo", NOW), draft)


@pytest.mark.req("LADDER-6", via="api")
def test_the_other_one_reads_of_a_meeting_in_the_inbox_until_it_is_seen(cast: Cast):
    made = own_ladder(cast)
    booked = coachings.book(cast.at("ana", NOW), made, AT, "Hard calls")
    assert told(cast, "ana") == []
    assert told(cast, "rui") == ["A coaching meeting is booked: 2026-11-26 at 09:00, 30 minutes."]
    [asked] = [q for q in inbox.questions(cast.at("rui", NOW)) if q.kind == "coaching"]
    assert (asked.by.name, asked.terms) == ("Ana Costa", "Hard calls")
    inbox.answer(cast.at("rui", NOW), "coaching", asked.id, "noted")
    assert told(cast, "rui") == []
    coachings.note(cast.at("rui", NOW), booked, 1, "She is afraid of the phone.")
    assert told(cast, "ana") == []
    coachings.move(cast.at("rui", NOW), booked, 2, LATER, "Hard calls", 45)
    assert told(cast, "ana") == ["A coaching meeting is changed: 2026-11-27 at 09:00, 45 minutes."]
    assert told(cast, "rui") == []
    coachings.cancel(cast.at("ana", NOW), booked, 3)
    assert told(cast, "rui") == ["The coaching meeting on 2026-11-27 at 09:00 is cancelled."]
    assert told(cast, "ana") == []


@pytest.mark.req("LADDER-6", via="api")
def test_a_meeting_goes_out_at_once_by_mail_without_what_it_is_about(cast: Cast):
    coachings.book(cast.at("ana", NOW), own_ladder(cast), AT, "Afraid of the phone")
    letters.write(cast.organisation, MORNING)
    sent = Letter.objects.filter(person__public_id=cast.people["rui"])
    lines = [line for letter in sent for line in letter.lines]
    assert any(
        "A coaching meeting is booked" in line["what"]["params"]["asks"]["msgid"] for line in lines
    )
    assert "phone" not in str(lines)
    before = sent.count()
    letters.write(cast.organisation, NOW + datetime.timedelta(days=3))
    assert sent.count() == before


@pytest.mark.req("LADDER-6", via="api")
def test_a_team_meets_its_coach_and_nobody_beside_them_reads_it(cast: Cast):
    made = team_ladder(cast)
    with pytest.raises(NotAllowed, match="nobody else books it"):
        coachings.book(cast.at("wanda", NOW), made, AT, "Claims")
    booked = coachings.book(cast.at("ana", NOW), made, AT, "Claims")
    assert told(cast, "bea")
    assert told(cast, "tuan")
    assert told(cast, "ana") == told(cast, "wanda") == []
    coachings.note(cast.at("bea", NOW), booked, 1, "They pass on too soon.")
    assert ladder_page.show(cast.at("tuan", NOW), made).coachings[0].notes.startswith("They pass")
    assert ladder_page.show(cast.at("wanda", NOW), made).coachings == ()
    with pytest.raises(NotThere):
        coachings.cancel(cast.at("wanda", NOW), booked, 2)


def test_a_meeting_that_is_over_is_not_moved_and_none_into_the_past(cast: Cast):
    booked = coachings.book(cast.at("ana", NOW), own_ladder(cast), AT, "Hard calls")
    with pytest.raises(Invalid, match="That moment has passed"):
        coachings.move(cast.at("rui", NOW), booked, 1, NOW, "Hard calls", 30)
    with pytest.raises(Invalid, match="Book another one"):
        coachings.move(cast.at("rui", LATER), booked, 1, LATER + (LATER - NOW), "Calls", 30)
