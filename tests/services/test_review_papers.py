"""The review paper for HR: its person reads it first, comments, releases; nobody else before."""

import datetime

import pytest
from django.test import Client

from tests.access.acts import goal
from tests.api.program import Program
from tests.cast import NOW
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import steps
from trigpoint.services.inbox import inbox
from trigpoint.services.loop import check_ins, review_papers
from trigpoint.services.loop.check_ins import CheckInDraft

SINCE, UNTIL = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
OTHERS = ("tuan", "rui", "jo", "mira", "dara", "wanda", "bea")


@pytest.fixture
def paper(cast):
    """Tuan, who leads Ana, asks for a paper on her work."""
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    goal(cast, "ana", cast.people["ana"], "Become a trainer", private=True)
    said = CheckInDraft(status="on_track", note="CANARY of hers")
    check_ins.check_in(cast.at("ana", NOW), own, said)
    step = steps.add(cast.at("ana", NOW), own, "Learn the rules")
    steps.finish(cast.at("ana", NOW), step, 1, NOW.date(), "All of them")
    return review_papers.ask(cast.at("tuan", NOW), cast.people["ana"], SINCE, UNTIL).id


def test_whom_it_is_about_reads_it_first(cast, paper):
    page = review_papers.show(cast.at("ana", NOW), paper)
    [held] = page.goals  # a wish of her own is not in it
    assert (held.title, held.status, held.note) == ("Own every claim", "on_track", "CANARY of hers")
    assert [step.title for step in page.steps] == ["Learn the rules"]
    for who in OTHERS:
        with pytest.raises(NotThere):
            review_papers.show(cast.at(who, NOW), paper)
        assert "CANARY" not in repr(review_papers.everything(cast.at(who, NOW)))
    [asked] = [q for q in inbox.questions(cast.at("ana", NOW)) if q.kind == "review_paper"]
    assert asked.by.name == "Tuan Nguyen"
    assert inbox.questions(cast.at("rui", NOW)) == []


def test_released_it_is_read_by_its_reader_alone_and_can_be_taken_back(cast, paper):
    review_papers.comment(cast.at("ana", NOW), paper, "Two months I was ill.")
    review_papers.release(cast.at("ana", NOW), paper)
    assert review_papers.show(cast.at("tuan", NOW), paper).comment == "Two months I was ill."
    for who in OTHERS[1:]:
        with pytest.raises(NotThere):
            review_papers.show(cast.at(who, NOW), paper)
    with pytest.raises(Invalid):
        review_papers.comment(cast.at("ana", NOW), paper, "Another one")
    with pytest.raises(NotAllowed):
        review_papers.release(cast.at("tuan", NOW), paper, released=False)
    review_papers.release(cast.at("ana", NOW), paper, released=False)
    with pytest.raises(NotThere):
        review_papers.show(cast.at("tuan", NOW), paper)


@pytest.mark.parametrize("who", ["rui", "jo", "dara", "amir"])
def test_only_the_person_and_their_lead_have_it_prepared(cast, who):
    with pytest.raises(NotAllowed):
        review_papers.ask(cast.at(who, NOW), cast.people["ana"], SINCE, UNTIL)


def test_of_oneself_a_reader_is_chosen_and_the_days_make_sense(cast):
    with pytest.raises(Invalid) as refused:
        review_papers.ask(cast.at("ana", NOW), cast.people["ana"], UNTIL, SINCE)
    assert set(refused.value.fields) == {"until", "to"}
    made = review_papers.ask(
        cast.at("ana", NOW), cast.people["ana"], SINCE, UNTIL, to=cast.people["mira"]
    )
    review_papers.release(cast.at("ana", NOW), made.id)
    assert review_papers.show(cast.at("mira", NOW), made.id).line.to.name == "Mira Rossi"


@pytest.mark.req("PEOPLE-4", via="web")
def test_the_pages_prepare_comment_and_release_it(cast, paper):
    ana, tuan = Client(), Client()
    ana.force_login(cast.ana.user)
    tuan.force_login(cast.tuan.user)
    here = f"/review-papers/{paper}/"
    assert tuan.get(here).status_code == 404
    assert here not in tuan.get("/review-papers/").content.decode()
    assert here in ana.get("/review-papers/").content.decode()
    assert "CANARY of hers" in ana.get(here).content.decode()
    assert ana.post(here, {"comment": "Two months I was ill."}).status_code == 302
    assert ana.post(f"{here}release/", {"released": "yes"}).status_code == 302
    page = tuan.get(here).content.decode()
    assert "Two months I was ill." in page
    assert "Learn the rules" in page
    sent = {"person": cast.people["ana"], "since": "2026-01-01", "until": "2026-03-31"}
    assert tuan.post("/review-papers/", sent).status_code == 302
    back = tuan.post("/review-papers/", {**sent, "until": "2025-03-31"})
    assert back.status_code == 422
    assert "2025-03-31" in back.content.decode()


@pytest.mark.req("PEOPLE-4", via="api")
def test_the_same_by_program(cast):
    ana, tuan = Program(cast.ana), Program(cast.tuan)
    goal(cast, "ana", cast.people["ana"], "Own every claim")
    body = {"person": cast.people["ana"], "since": "2026-01-01", "until": "2026-12-31"}
    made = tuan.post("/review-papers", body)
    assert (made.status_code, made.json()["readable"]) == (201, False)
    here = f"/review-papers/{made.json()['id']}"
    assert tuan.get(here).status_code == 404
    assert ana.get(here).json()["goals"][0]["title"] == "Own every claim"
    ana.post(f"{here}/comment", {"comment": "I was ill."})
    ana.post(f"{here}/release", {"released": True})
    assert tuan.get(here).json()["comment"] == "I was ill."
    assert tuan.post(f"{here}/release", {"released": False}).status_code == 403
