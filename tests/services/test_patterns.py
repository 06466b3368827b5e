"""What stands out in tickets: asked of the person first, read by the lead with their answer."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import translation

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.conftest import Desk, change, moment
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.inbox import inbox
from trigpoint.services.insight import pattern_search, pattern_words, patterns
from trigpoint.store.models import ReadLogLine
from trigpoint.tickets.signs import SIGNS
from trigpoint.web.shapes import patterns as shape
from trigpoint.web.templatetags.trigpoint import say

pytestmark = pytest.mark.django_db
TEAM = ("ana", "rui", "ines", "lena", "omar", "tuan")
VERDICT = re.compile(
    r"cheat|gam(e|ing)|manipulat|dishonest|lazy|suspicious|suspect|abus|fake|guilt|misconduct|violat"
    r"|blame|accus|trick|too (often|early|many)|should|must not|betr[üu]g|schummel|faul|verdächt"
    r"|missbrauch|täusch|schuld|vorw[uü]rf|trick|zu (oft|früh|viele)|darf nicht",
    re.IGNORECASE,
)
"""What a verdict would say, in both languages: a question asks, and knows of good reasons."""
WEEK = datetime.timedelta(days=7)


def tickets() -> str:
    """Return forty tickets each; of Ana's three in four are solved, opened, solved again."""
    rows = []
    for place, who in enumerate(TEAM):
        for n in range(40):
            number, opened = 1000 * (place + 1) + n, moment(f"10-{1 + n % 28:02}")
            hours = [("New", 0), ("Solved", 2)]
            if (n % 4 and who == "ana") or n == 0:
                hours += [("Open", 3), ("Solved", 4)]
            for state, later in hours:
                at = opened + datetime.timedelta(hours=later)
                rows.append(change(number, opened, at, state, who))
    rows.append(change(9999, moment("11-16"), moment("11-16"), "New", "rui"))
    return "".join(rows)


@pytest.fixture
def looked(desk: Desk, cast: Cast) -> int:
    desk.bring(tickets())
    desk.tie(**{who: who for who in TEAM})
    return pattern_search.watch(cast.organisation, NOW)


@pytest.mark.req("BEYOND-3", via="core")
def test_the_person_is_asked_and_nobody_else_reads_it_before_they_answer(cast: Cast, looked: int):
    assert looked == 1
    [asked] = [q for q in inbox.questions(cast.ana) if q.kind == "pattern"]
    assert "does something make you close them early?" in str(asked.asks)
    [own] = patterns.patterns(cast.ana)
    assert (own.seen, own.n, own.mine) == (31, 71, True)
    assert asked.about.title == own.title, "in words, not by numbers of tickets"
    assert own.usual < 10
    assert len(own.tickets) == 20
    for other in (cast.tuan, cast.rui, cast.mira, cast.dara):
        assert patterns.patterns(other) == []
        with pytest.raises(NotThere):
            patterns.show(other, own.id)
    inbox.answer(cast.ana, "pattern", own.id, "answered", "The new form closes them by itself.")
    tuan = cast.at("tuan", NOW)
    [read] = patterns.patterns(tuan)
    assert (read.words, read.mine) == ("The new form closes them by itself.", False)
    assert ReadLogLine.objects.filter(subject__name="Ana Costa").exists()
    assert [q for q in inbox.questions(cast.at("ana", NOW)) if q.kind == "pattern"] == []
    assert patterns.patterns(cast.at("rui", NOW)) == patterns.patterns(cast.at("dara", NOW)) == []


@pytest.mark.req("BEYOND-3", via="core")
def test_the_same_weeks_are_asked_about_once_and_the_lead_waits_a_fortnight_from_first_sight(
    cast: Cast, looked: int
):
    assert pattern_search.watch(cast.organisation, NOW + WEEK) == 0
    assert patterns.patterns(cast.at("tuan", NOW + 9 * WEEK)) == [], "Ana has not seen it"
    sight = NOW + WEEK
    patterns.note_sight(cast.at("ana", sight))
    patterns.note_sight(cast.at("ana", sight + WEEK))
    almost = sight + 2 * WEEK - datetime.timedelta(hours=1)
    assert patterns.patterns(cast.at("tuan", almost)) == []
    later = cast.at("tuan", sight + 2 * WEEK)
    [read] = patterns.patterns(later)
    assert (read.words, read.unreached) == ("", False)
    with pytest.raises(NotAllowed):
        patterns.answer(later, read.id, read.version, "Lazy.")
    with pytest.raises(Invalid):
        patterns.answer(cast.ana, read.id, read.version, " ")
    for mode in ("self_only", "team_only"):
        cast.organisation.privacy_mode = mode
        cast.organisation.save()
        assert patterns.patterns(cast.at("tuan", NOW + 9 * WEEK)) == []
        [own] = patterns.patterns(cast.at("ana", NOW))
        assert own.lead_sees is None


@pytest.mark.req("BEYOND-3", via="core")
@pytest.mark.req("BEYOND-3", via="web")
def test_of_somebody_who_cannot_log_in_the_lead_is_told_that_they_have_not_seen_it(
    cast: Cast, looked: int
):
    cast.ana.user.is_active = False
    cast.ana.user.save()
    assert patterns.patterns(cast.at("tuan", NOW + WEEK)) == []
    [read] = patterns.patterns(cast.at("tuan", NOW + 2 * WEEK))
    assert read.unreached
    said = shape.part(read, NOW + 2 * WEEK)
    assert said.unreached


@pytest.mark.req("BEYOND-3", via="core")
def test_every_sign_is_worded_as_a_question():
    assert {sign.key for sign in SIGNS} == set(pattern_words.OF)
    for language in ("en", "de"):
        with translation.override(language):
            for words in pattern_words.OF.values():
                asks, said = say(words.asks), (words.title, words.asks, words.explained)
                assert asks.endswith("?")
                assert not VERDICT.search(" ".join(map(say, said))), asks


@pytest.mark.req("BEYOND-3", via="web")
@pytest.mark.req("BEYOND-3", via="api")
def test_what_a_help_desk_cannot_show_is_named_where_nothing_stands_out(cast: Cast, looked: int):
    """The file tells of solves and of nobody who waited, was on hold or got a survey."""
    titles = {key: say(words.title) for key, words in pattern_words.OF.items()}
    browser = Client()
    browser.force_login(cast.rui.user)
    page = browser.get("/patterns/").content.decode()
    assert "Nothing stands out that is yours to read." in page
    body = Program(cast.rui).get("/patterns/unseen").json()
    [desk] = body
    blind = {"waiting_unasked", "held_unsaid", "surveys_left_out"}
    assert {titles[key] for key in blind} <= set(desk["none_of"])
    assert titles["solved_and_opened"] not in desk["none_of"] + desk["part_of"]
    for title in desk["none_of"]:
        assert title in page


@pytest.mark.req("BEYOND-3", via="web")
@pytest.mark.req("BEYOND-3", via="api")
def test_on_the_page_and_for_programs_it_is_a_question_with_tickets_answered_in_place(
    cast: Cast, looked: int
):
    ana, tuan = Client(), Client()
    ana.force_login(cast.ana.user)
    tuan.force_login(cast.tuan.user)
    assert "Some of your tickets were solved" in ana.get("/inbox/").content.decode()
    [own] = patterns.patterns(cast.ana)
    assert own.lead_sees is not None
    page = ana.get("/patterns/").content.decode()
    assert "does something make you close them early?" in page
    assert "31 of 71 tickets" in page
    assert "/tickets/?number=10" in page
    assert Program(cast.tuan).get(f"/patterns/{own.id}").status_code == 404
    assert "Nothing stands out" in tuan.get("/patterns/").content.decode()
    assert tuan.get(f"/patterns/{own.id}/").status_code == 404
    address = f"/patterns/?edit=answer-{own.id}"
    assert ana.get(address).status_code == 200
    assert ana.post(address, {"version": 2, "words": ""}).status_code == 422
    assert ana.post(address, {"version": 2, "words": "The form does it."}).status_code == 302
    read = tuan.get("/patterns/").content.decode()
    assert "The form does it." in read
    assert "They were asked: “Some of your tickets" in read, "a question for the lead, too"
    assert ana.get(f"/patterns/{own.id}/").headers["Location"] == f"/patterns/#pattern-{own.id}"
    program = Program(cast.tuan)
    path = f"/patterns/{own.id}"
    assert program.get(path).json()["words"] == "The form does it."
    said = {"words": "The new form does it."}
    assert program.send("PUT", f"{path}/answer", said, If_Match='"3"').status_code == 403
    mine = Program(cast.ana)
    assert mine.send("PUT", f"{path}/answer", said, If_Match='"3"').status_code == 200
    assert program.get("/patterns").json()["items"][0]["words"] == said["words"]


@pytest.mark.req("BEYOND-7", via="core")
@pytest.mark.req("BEYOND-7", via="api")
def test_a_person_takes_along_the_events_of_their_tickets_and_nobody_elses(cast: Cast, looked: int):
    exported = Program(cast.ana).get(f"/people/{cast.people['ana']}/data").json()["tables"]
    rows = exported["tickets"]
    assert {row["ticket"] for row in rows} == {str(1000 + n) for n in range(40)}
    assert {"source", "ticket", "occurred", "kind", "caused", "held"} == set(rows[0])
    assert rows == sorted(rows, key=lambda row: row["occurred"])
    assert rows[0]["occurred"].startswith("2026-10-01T")
