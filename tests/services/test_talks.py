"""A 1:1: an agenda that is filled, notes that are private or shared, promises carried over."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.acts import goal
from tests.api.program import Program
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import steps
from trigpoint.services.inbox import inbox
from trigpoint.services.letters import letters
from trigpoint.services.loop import check_ins, feedback
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.loop.feedback import FeedbackDraft
from trigpoint.services.people import export_person
from trigpoint.services.talks import partners, talks
from trigpoint.services.talks.talks import TalkDraft
from trigpoint.store.models import Letter

DAY = datetime.timedelta(days=1)
WORD = "CANARY5518"
OTHERS = ("rui", "jo", "mira", "dara", "wanda", "amir", "pat", "olga")


@pytest.fixture
def own(cast):
    return goal(cast, "ana", cast.people["ana"], "Own every claim")


def test_the_agenda_is_filled_from_check_ins_steps_and_feedback(cast, own):
    said = CheckInDraft(status="at_risk", note="Nobody answers in Logistics.", wants_help=True)
    check_ins.check_in(cast.ana, own, said)
    steps.add(cast.ana, own, "Ask Logistics", due=cast.ana.today - 2 * DAY)
    steps.add(cast.ana, own, "Far away", due=cast.ana.today + 60 * DAY)
    draft = FeedbackDraft(private=True, words="Calm on the phone.")
    feedback.give(cast.tuan, own, cast.people["ana"], draft)
    for who, other in (("tuan", "ana"), ("ana", "tuan")):
        page = talks.show(cast.at(who, cast.ana.now), cast.people[other])
        assert [point.words for point in page.points] == ["Nobody answers in Logistics."]
        assert [(step.title, step.state) for step in page.steps] == [("Ask Logistics", "late")]
        assert [one.words for one in page.feedback] == ["Calm on the phone."]
        assert page.about.name == "Ana Costa"
    check_ins.talked(cast.tuan, page.points[0].id)
    assert talks.show(cast.at("ana", cast.ana.now), cast.people["tuan"]).points == ()


def test_a_promise_is_carried_over_until_it_is_kept(cast):
    now = cast.tuan.now
    draft = TalkDraft(kind="promise", words="I ask for a second desk.", due=now.date() + DAY)
    made = talks.write(cast.tuan, cast.people["ana"], draft)
    for weeks in (1, 4, 12):
        later = cast.at("ana", now + weeks * 7 * DAY)
        talks.write(later, cast.people["tuan"], TalkDraft(kind="note", words="We met."))
        [promise] = talks.show(later, cast.people["tuan"]).promises
        assert (promise.words, promise.late) == ("I ask for a second desk.", True)
    talks.keep(later, made)
    after = cast.at("ana", later.now + DAY)
    assert talks.show(after, cast.people["tuan"]).promises[0].kept_at is not None
    talks.write(after, cast.people["tuan"], TalkDraft(kind="note", words="Again."))
    assert talks.show(cast.at("ana", after.now + DAY), cast.people["tuan"]).promises == ()


def test_a_promise_that_falls_due_stands_in_the_inbox_of_whoever_gave_it(cast):
    day = cast.tuan.today
    for words, days in (("Far away", 30), ("A second desk", 2), ("An old one", -1)):
        draft = TalkDraft(kind="promise", words=words, due=day + days * DAY)
        talks.write(cast.tuan, cast.people["ana"], draft)
    asked = [q for q in inbox.questions(cast.tuan) if q.kind == "promise"]
    assert [(q.terms, q.due) for q in asked] == [
        ("An old one", day - DAY),
        ("A second desk", day + 2 * DAY),
    ]
    assert [q.about.title for q in asked] == ["Ana Costa"] * 2
    letters.write(cast.organisation, cast.tuan.now + 2 * DAY)
    told = str(Letter.objects.get(person=cast.tuan.person).lines)
    assert "Ana Costa" in told
    assert "desk" not in told
    for who in ("ana", *OTHERS):
        assert [q for q in inbox.questions(getattr(cast, who)) if q.kind == "promise"] == []
    client = Client()
    client.force_login(cast.tuan.user)
    assert "A second desk" in client.get("/inbox/").content.decode()
    assert client.get(f"/one-on-ones/lines/{asked[0].id}/", follow=True).status_code == 200
    sent = client.post(f"/inbox/promise/{asked[0].id}/", {"answer": "kept"})
    assert sent.status_code == 302
    left = [q for q in inbox.questions(cast.at("tuan", cast.tuan.now)) if q.kind == "promise"]
    assert [q.terms for q in left] == ["A second desk"]
    with pytest.raises(Invalid):
        inbox.answer(cast.tuan, "promise", left[0].id, "broken")


def test_a_note_is_its_writer_s_until_it_is_shared(cast):
    note = talks.write(cast.tuan, cast.people["ana"], TalkDraft(kind="note", words="Shy today."))
    assert talks.show(cast.ana, cast.people["tuan"]).notes == ()
    with pytest.raises(NotThere):
        talks.share(cast.ana, note)
    talks.share(cast.tuan, note)
    [seen] = talks.show(cast.ana, cast.people["tuan"]).notes
    assert (seen.words, seen.mine) == ("Shy today.", False)
    with pytest.raises(NotAllowed):
        talks.remove(cast.ana, note)
    talks.remove(cast.tuan, note)
    assert talks.show(cast.ana, cast.people["tuan"]).notes == ()


def test_nobody_beside_the_two_reads_a_line_administrators_included(cast, own, caplog):
    lines = [
        talks.write(
            cast.tuan,
            cast.people["ana"],
            TalkDraft(kind=kind, words=f"{WORD} {whose}", shared=whose == "ours"),
        )
        for kind, whose in (("note", "mine"), ("note", "ours"), ("promise", "ours"))
    ]
    pages = (
        f"/one-on-ones/{cast.people['ana']}/",
        f"/one-on-ones/{cast.people['tuan']}/",
        "/one-on-ones/",
        f"/p/{cast.people['ana']}/",
        "/help/",
        "/inbox/",
        "/settings/history/",
    )
    for who in OTHERS:
        client = Client(raise_request_exception=False)
        client.force_login(getattr(cast, who).user)
        for page in pages:
            assert WORD.encode() not in client.get(page).content, (who, page)
        for line in lines:
            with pytest.raises(NotThere):
                talks.find(getattr(cast, who), line)
    assert WORD not in caplog.text
    taken = str(export_person.export(cast.ana, cast.people["ana"]))
    assert f"{WORD} ours" in taken
    assert f"{WORD} mine" not in taken


def test_people_who_do_not_meet_have_no_page(cast):
    with pytest.raises(NotThere):
        talks.show(cast.ana, cast.people["rui"])
    with pytest.raises(NotThere):
        talks.show(cast.ana, cast.people["ana"])
    assert [one.tie for one in partners.everyone(cast.ana)] == ["lead"]


@pytest.mark.parametrize("draft", [("note", " "), ("note", "x" * 2001), ("oath", "Mine.")])
def test_a_line_without_words_or_kind_is_refused(cast, draft):
    kind, words = draft
    with pytest.raises(Invalid):
        talks.write(cast.tuan, cast.people["ana"], TalkDraft(kind=kind, words=words))


def test_help_that_was_talked_about_in_a_talk_leads_back_to_it(cast, own):
    said = CheckInDraft(status="at_risk", note="Alone with it.", wants_help=True)
    check_ins.check_in(cast.ana, own, said)
    client = Client()
    client.force_login(cast.tuan.user)
    here = f"/one-on-ones/{cast.people['ana']}/"
    page = client.get(here).content.decode()
    action = re.search(r'action="([^"]+)">\s*<input[^>]*>\s*<input type="hidden" name="met"', page)[
        1
    ]
    for met, back in ((cast.people["ana"], here), ("", "/help/"), ("../x", "/help/")):
        answer = client.post(action, {"met": met})
        assert answer.headers["Location"] == back
    assert "Alone with it." not in client.get(here).content.decode()


def test_the_page_takes_notes_and_promises_and_asks_at_most_twelve_times(cast, own):
    client = Client()
    client.force_login(cast.tuan.user)
    assert "Ana Costa" in client.get("/one-on-ones/").content.decode()
    here = f"/one-on-ones/{cast.people['ana']}/"
    assert "Nothing is waiting" in client.get(here).content.decode()
    for kind, words in (("note", "Shy today."), ("shared", "We talked."), ("promise", "A desk.")):
        assert client.post(here, {"kind": kind, "words": words}).status_code == 302
    wrong = client.post(here, {"kind": "promise", "words": " ", "due": "2027-01-05"})
    assert (wrong.status_code, "2027-01-05" in wrong.content.decode()) == (422, True)
    page = talks.show(cast.at("tuan", cast.tuan.now), cast.people["ana"])
    assert [(note.words, note.shared) for note in page.notes] == [
        ("We talked.", True),
        ("Shy today.", False),
    ]
    for line, act in ((page.promises[0], "kept"), (page.notes[1], "share")):
        assert client.post(f"/one-on-ones/lines/{line.id}/", {"act": act}).status_code == 302
    assert "Not kept after all" in client.get(here).content.decode()
    assert (
        client.post(f"/one-on-ones/lines/{page.notes[0].id}/", {"act": "remove"}).status_code == 302
    )
    client.get(here)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(here).content.decode()
    assert len(asked) <= 12
    assert "We talked." not in shown
    assert "both read it" in shown


def test_the_same_by_program(cast):
    ana, tuan = Program(cast.ana), Program(cast.tuan)
    [lead] = ana.get("/one-on-ones").json()
    assert lead["tie"] == "lead"
    here = f"/one-on-ones/{cast.people['ana']}"
    made = tuan.post(f"{here}/lines", {"kind": "promise", "words": "A desk.", "due": "2026-12-01"})
    assert made.status_code == 201
    line = made.json()["promises"][0]["id"]
    kept = ana.post(f"/one-on-ones/lines/{line}/kept", {"kept": True}).json()
    assert kept["promises"][0]["kept_at"]
    note = tuan.post(f"{here}/lines", {"kind": "note", "words": "Shy."}).json()["notes"][0]["id"]
    assert ana.post(f"/one-on-ones/lines/{note}/share", {}).status_code == 404
    assert tuan.post(f"/one-on-ones/lines/{note}/share", {}).json()["notes"][0]["shared"]
    assert tuan.post(f"/one-on-ones/lines/{note}/remove", {}).status_code == 200
    assert tuan.get(here).json()["notes"] == []
