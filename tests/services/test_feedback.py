"""Feedback between two people: asked for, given, replied to; private is private from everybody."""

import datetime
import json

import pytest
from django.test import Client

from tests.access.acts import goal
from tests.api.program import Program
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.graph import load
from trigpoint.services.inbox import inbox
from trigpoint.services.letters import letters, news
from trigpoint.services.loop import feedback
from trigpoint.services.loop.feedback import FeedbackDraft
from trigpoint.services.people import export_person

WORD = "CANARY7391"
DAY = datetime.timedelta(days=1)
OTHERS = ("rui", "jo", "mira", "dara", "wanda", "amir", "pat", "olga")


@pytest.fixture
def team(cast):
    return goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")


def private(**more):
    return FeedbackDraft(private=True, words=f"{WORD} you cut people short", **more)


def test_what_is_asked_is_given_and_replied_to_and_nothing_is_lost(cast, team):
    made = feedback.ask(cast.ana, team, cast.people["tuan"], "How do I sound on the phone?")
    [question] = [q for q in inbox.questions(cast.tuan) if q.kind == "feedback"]
    assert question.terms == "How do I sound on the phone?"
    feedback.answer(
        cast.tuan,
        made,
        FeedbackDraft(
            private=True,
            strength="Calm.",
            next_step="Sum up at the end.",
            evidence="Three calls on Monday.",
            support="I listen in on Friday.",
        ),
    )
    feedback.reply(cast.ana, made, "Friday is good.")
    seen = feedback.show(cast.tuan, made)
    assert (seen.state, seen.strength, seen.support) == ("given", "Calm.", "I listen in on Friday.")
    assert [r.words for r in seen.replies] == ["Friday is good."]
    assert not [q for q in inbox.questions(cast.at("tuan", cast.tuan.now)) if q.kind == "feedback"]


def test_private_is_private_from_leads_and_administrators_on_every_page(cast, team):
    asked = feedback.ask(cast.ana, team, cast.people["tuan"], f"{WORD} question")
    feedback.answer(cast.tuan, asked, private())
    feedback.reply(cast.ana, asked, f"{WORD} reply")
    pages = (
        f"/g/{team}/",
        f"/g/{team}/feedback/",
        f"/g/{team}/history/",
        "/feedback/",
        f"/feedback/{asked}/",
        "/help/",
        "/inbox/",
        "/goals/",
        "/settings/history/",
        f"/p/{cast.people['ana']}/",
        f"/p/{cast.people['ana']}/data.json",
        "/goals/file.yaml",
    )
    for who in OTHERS:
        client = Client(raise_request_exception=False)
        client.force_login(getattr(cast, who).user)
        for page in pages:
            answer = client.get(page)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert WORD.encode() not in body, (who, page)
        with pytest.raises(NotThere):
            feedback.show(getattr(cast, who), asked)


def test_private_words_stand_in_no_mail_no_log_and_nobody_elses_export(cast, team, caplog):
    feedback.give(cast.tuan, team, cast.people["ana"], private())
    items = letters.items(cast.at("ana", cast.ana.now))
    assert any("has given you feedback" in str(item.line.what) for item in items)
    assert WORD not in json.dumps([item.line.to_json() for item in items])
    assert WORD not in caplog.text
    for who in ("rui", "jo", "dara"):
        actor = getattr(cast, who)
        assert WORD not in json.dumps(export_person.export(actor, cast.people[who]), default=str)


def test_open_feedback_is_read_by_whoever_sees_the_goal(cast, team):
    made = feedback.give(
        cast.tuan, team, cast.people["ana"], FeedbackDraft(private=False, words="Well done.")
    )
    assert feedback.show(cast.rui, made).words == "Well done."
    with pytest.raises(NotAllowed):
        feedback.reply(cast.rui, made, "Indeed.")
    with pytest.raises(NotThere):
        feedback.show(cast.olga, made)


def test_a_partner_s_people_read_no_words_on_the_goals_that_theirs_serve(cast, team):
    made = feedback.give(
        cast.tuan, team, cast.people["ana"], FeedbackDraft(private=False, words="Well done.")
    )
    with pytest.raises(NotThere):
        feedback.show(cast.pat, made)


def test_what_was_asked_in_private_is_not_answered_in_the_open(cast, team):
    made = feedback.ask(cast.ana, team, cast.people["tuan"], "How am I doing?", private=True)
    feedback.answer(cast.tuan, made, FeedbackDraft(private=False, words="Well."))
    with pytest.raises(NotThere):
        feedback.show(cast.rui, made)


@pytest.mark.parametrize(
    "draft",
    [
        FeedbackDraft(private=True),
        FeedbackDraft(private=True, strength="Calm."),
        FeedbackDraft(private=True, words="x" * 2001),
    ],
)
def test_feedback_that_helps_nobody_is_refused(cast, team, draft):
    with pytest.raises(Invalid):
        feedback.give(cast.tuan, team, cast.people["ana"], draft)


@pytest.mark.parametrize("who", ["tuan", "fern"])
def test_nobody_gives_it_to_themselves_or_to_somebody_who_has_left(cast, team, who):
    with pytest.raises((Invalid, NotThere)):
        feedback.give(cast.tuan, team, cast.people[who], FeedbackDraft(private=True, words="Hm."))


def test_to_decline_costs_nothing_and_is_told_to_the_asker_alone(cast, team):
    made = feedback.ask(cast.ana, team, cast.people["tuan"], "How am I doing?")
    feedback.decline(cast.tuan, made)
    assert feedback.show(cast.ana, made).state == "declined"
    with pytest.raises(Invalid):
        feedback.answer(cast.tuan, made, FeedbackDraft(private=True, words="Late."))
    assert news.since(Cards(cast.rui, load(cast.rui)), cast.rui.now) == []


FOUR = {
    "strength": "Calm.",
    "next_step": "Sum up at the end.",
    "evidence": "Three calls on Monday.",
    "support": "I listen in on Friday.",
}


def asked_of(cast, who, at):
    return [q for q in inbox.questions(cast.at(who, at)) if q.kind == "feedback"]


def test_on_a_rhythm_the_next_word_is_asked_for_by_itself_until_one_of_the_two_stops_it(cast, team):
    now = cast.tuan.now
    first = feedback.ask(cast.ana, team, cast.people["tuan"], "How do I sound?", every_days=28)
    with pytest.raises(Invalid):
        feedback.answer(cast.tuan, first, FeedbackDraft(private=True, words="Well."))
    with pytest.raises(Invalid):
        feedback.answer(cast.tuan, first, FeedbackDraft(private=True, **{**FOUR, "support": ""}))
    feedback.answer(cast.tuan, first, FeedbackDraft(private=True, **FOUR))
    assert asked_of(cast, "tuan", now + 27 * DAY) == []
    [again] = asked_of(cast, "tuan", now + 28 * DAY)
    later = cast.at("tuan", now + 28 * DAY)
    assert feedback.show(later, again.id).question == "How do I sound?"
    assert feedback.show(cast.at("ana", now), again.id).state == "planned"
    with pytest.raises(NotThere):
        feedback.stop(cast.rui, again.id)
    feedback.stop(cast.at("ana", now), again.id)
    assert asked_of(cast, "tuan", now + 29 * DAY) == []
    assert feedback.show(cast.at("tuan", now), first).state == "given"
    with pytest.raises(Invalid):
        feedback.stop(cast.at("tuan", now), first)


def test_a_goal_that_is_over_is_asked_about_no_more(cast, team):
    made = feedback.ask(cast.ana, team, cast.people["tuan"], "", every_days=14)
    over = cast.at("tuan", cast.tuan.now + 900 * DAY)
    feedback.decline(over, made)
    assert [one.state for one in feedback.mine(over)] == ["declined"]


@pytest.mark.req("LOOP-2", via="web")
def test_the_page_asks_on_a_rhythm_takes_the_four_parts_and_stops(cast, team):
    ana, tuan = Client(), Client()
    ana.force_login(cast.ana.user)
    tuan.force_login(cast.tuan.user)
    sent = {"person": cast.people["tuan"], "question": "How do I sound?", "seen": "private"}
    here = f"/g/{team}/feedback/"
    assert ana.post(f"{here}?part=ask", {**sent, "every_days": "28"}).status_code == 302
    [one] = feedback.waiting(cast.at("tuan", cast.tuan.now + DAY * 900))
    page = f"/feedback/{one.id}/"
    assert "How do I sound?" in tuan.get(page).content.decode()
    wrong = tuan.post(page, {**FOUR, "support": "", "seen": "private"})
    assert (wrong.status_code, "Three calls on Monday." in wrong.content.decode()) == (422, True)
    assert tuan.post(page, {**FOUR, "seen": "private"}).status_code == 302
    seen = ana.get(page).content.decode()
    assert all(words in seen for words in FOUR.values())
    assert ana.post(page, {"words": "Friday is good."}).status_code == 302
    assert "Friday is good." in tuan.get(page).content.decode()
    [planned] = [v for v in feedback.mine(cast.at("ana", cast.ana.now)) if v.state == "planned"]
    assert "Asked for again on" in tuan.get(here).content.decode()
    assert tuan.post(f"/feedback/{planned.id}/", {"answer": "stop"}).status_code == 302
    assert "Asked for again on" not in ana.get(here).content.decode()
    openly = {"person": cast.people["ana"], "words": "Well done.", "seen": "open"}
    assert tuan.post(f"{here}?part=give", openly).status_code == 302
    rui = Client()
    rui.force_login(cast.rui.user)
    read = rui.get(here).content.decode()
    assert "Well done." in read
    assert "Calm." not in read


@pytest.mark.req("LOOP-2", via="api")
def test_the_same_by_program(cast, team):
    ana, tuan, rui = (Program(getattr(cast, who)) for who in ("ana", "tuan", "rui"))
    body = {"person": cast.people["tuan"], "question": "How do I sound?", "every_days": 28}
    made = ana.post(f"/goals/{team}/feedback/ask", body).json()
    assert (made["state"], made["private"]) == ("asked", True)
    here = f"/feedback/{made['id']}"
    assert tuan.post(f"{here}/answer", {"words": "Well."}).status_code == 422
    assert tuan.post(f"{here}/answer", FOUR).json()["strength"] == "Calm."
    assert ana.post(f"{here}/replies", {"words": "Friday is good."}).status_code == 200
    assert tuan.get(here).json()["replies"][0]["words"] == "Friday is good."
    assert rui.get(here).status_code == 404
    [planned] = [one for one in ana.get("/feedback").json() if one["state"] == "planned"]
    left = ana.post(f"/feedback/{planned['id']}/stop", {}).json()
    assert [one["state"] for one in left] == ["given"]
    openly = {"person": cast.people["ana"], "words": "Well done.", "private": False}
    given = tuan.post(f"/goals/{team}/feedback", openly)
    assert rui.get(f"/feedback/{given.json()['id']}").json()["words"] == "Well done."
