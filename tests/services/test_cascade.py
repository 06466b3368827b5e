"""The tree table through services, pages and the interface."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from tests.services.plan import Plan, goal, milestone, write
from trigpoint.services.cascade import cascade, proposals, unaligned
from trigpoint.services.cascade.cascade import Wanted
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


def lines(found: cascade.Cascade) -> list[tuple[str, int]]:
    return [(row.card.title, row.depth) for row in found.rows]


WHOLE = [
    ("Keep the customers we win", 1),
    ("Right person, first touch", 2),
    ("Solve claims at once", 3),
]


@pytest.mark.req("CASCADE-2", via="core")
def test_the_tree_runs_from_the_organisation_to_a_person(cast: Cast, plan: Plan):
    found = cascade.show(cast.rui, Wanted())
    assert lines(found) == WHOLE
    assert [(level.level, level.count) for level in found.levels] == [
        ("organisation", 1),
        ("team", 1),
        ("person", 1),
    ]
    assert [row.share for row in found.rows] == [None, 1.0, 1.0]


def test_it_is_filtered_with_what_leads_there(cast: Cast, plan: Plan):
    found = cascade.show(cast.ana, Wanted(mine=True))
    assert lines(found) == WHOLE
    assert [row.matches for row in found.rows] == [False, False, True]
    assert cascade.show(cast.ana, Wanted(words="CLAIMS")).found == 1
    assert cascade.show(cast.ana, Wanted(words="nowhere")).rows == ()


def test_a_node_is_opened_by_itself(cast: Cast, plan: Plan):
    shut = cascade.show(cast.tuan, Wanted(fold="organisation"))
    assert (lines(shut), shut.rows[0].is_open) == (WHOLE[:1], False)
    [row] = cascade.under(cast.tuan, plan.top, Wanted(), 2)
    assert (row.card.title, row.depth, row.is_open) == ("Right person, first touch", 2, False)
    with pytest.raises(NotThere):
        cascade.under(cast.olga, plan.top, Wanted(), 2)


def test_what_waits_for_an_answer_says_so(cast: Cast, plan: Plan):
    terms = Terms(title="Hand over with a summary")
    question = Question(kind="carry", goal=plan.team, holder=cast.people["rui"], terms=terms)
    asked = proposals.ask(cast.tuan, question)
    found = cascade.show(cast.tuan, Wanted(show="proposed"))
    assert [(r.card.title, r.asked) for r in found.rows if r.matches] == [
        ("Hand over with a summary", "asked")
    ]
    proposals.counter(cast.rui, asked, Terms(title="Hand over, always"), "Shorter.")
    again = cascade.show(cast.tuan, Wanted(show="proposed"))
    assert [r.asked for r in again.rows if r.matches] == ["countered"]


@pytest.mark.req("CASCADE-8", via="core")
def test_who_is_not_aligned_is_named(cast: Cast, plan: Plan):
    loose = GoalDraft(
        title="Rewrite the macros", owner=cast.units["Billing"], period=cast.period, state="draft"
    )
    goals.add(cast.amir, loose)
    for number in range(unaligned.AT_ONCE):
        goal(cast, "ana", cast.people["ana"], f"One more, {number}", plan.team)
    found = unaligned.show(cast.jo, Wanted())
    assert [card.title for card in found.loose] == ["Rewrite the macros"]
    assert [line.person.name for line in found.overloaded] == ["Ana Costa"]
    without = {line.person.name for line in found.without}
    assert "Rui Matos" in without
    assert not {"Ana Costa", "Mira Rossi", "Tuan Nguyen"} & without


@pytest.mark.req("CASCADE-2", "CASCADE-3", via="web")
def test_the_page_is_a_treegrid_that_opens_in_place(cast: Cast, plan: Plan):
    milestone(cast, "tuan", plan.team)
    client = Client()
    client.force_login(cast.tuan.user)
    page = client.get("/cascade/").content.decode()
    assert 'role="treegrid"' in page
    assert page.count("aria-level=") == 3
    assert "How each level stands" in page
    assert "No data yet." in page
    under = client.get(f"/cascade/rows/?under={plan.top}&depth=2").content.decode()
    assert 'aria-level="2"' in under
    assert "Right person, first touch" in under
    assert client.get("/cascade/?words=claims&mine=1").status_code == 200
    beside = client.get(f"/cascade/?goal={plan.own}").content.decode()
    assert beside.count("It is a part of it.") >= 3
    assert "The support team people tell their friends about." in beside


def test_without_scripts_the_rest_of_the_tree_is_a_page_of_its_own(
    cast: Cast, plan: Plan, monkeypatch
):
    monkeypatch.setattr(cascade, "PAGE", 2)
    client = Client()
    client.force_login(cast.tuan.user)
    first = client.get("/cascade/?fold=person").content.decode()
    more = "/cascade/?fold=person&amp;skip=2"
    assert f'href="{more}"' in first
    rest = client.get(more.replace("&amp;", "&")).content.decode()
    assert "<h1>Who carries what</h1>" in rest
    assert "Solve claims at once" in rest.partition("<tbody>")[2]
    assert "Keep the customers we win" not in rest.partition("<tbody>")[2]
    assert 'href="/cascade/?fold=person">From the first line' in rest


@pytest.mark.req("CASCADE-8", via="web")
def test_the_page_of_who_is_not_aligned(cast: Cast, plan: Plan):
    for number in range(unaligned.AT_ONCE):
        goal(cast, "ana", cast.people["ana"], f"One more, {number}", plan.team)
    loose = GoalDraft(title="Rewrite macros", owner=cast.units["Billing"], period=cast.period)
    goals.add(cast.amir, loose)
    goal(cast, "mira", cast.units["Northwind"], "Cost less", cast.vision)
    client = Client()
    client.force_login(cast.jo.user)
    page = client.get("/cascade/not-aligned/").content.decode()
    for heading, name in (
        ("Carry nothing above them", "Rewrite macros"),
        ("Nobody carries them", "Cost less"),
        ("People without a goal", "Rui Matos"),
        ("People carrying too many", "Ana Costa"),
    ):
        assert name in page.partition(heading)[2].partition("</section>")[0], heading
    found = Program(cast.jo).get("/cascade/not-aligned").json()
    assert [line["person"]["name"] for line in found["overloaded"]] == ["Ana Costa"]
    assert [card["title"] for card in found["loose"]] == ["Rewrite macros"]


@pytest.mark.req("CASCADE-2", "CASCADE-8", "GRAPH-7", "BEYOND-5", via="api")
def test_a_program_reads_the_tree_and_proposes(cast: Cast, plan: Plan):
    tuan, ana = Program(cast.tuan), Program(cast.ana)
    tree = tuan.get("/cascade").json()
    assert [row["card"]["title"] for row in tree["rows"]] == [title for title, _depth in WHOLE]
    assert tuan.get(f"/cascade/under/{plan.top}").json()[0]["below"] == 1
    assert tuan.get("/cascade/not-aligned").json()["without"]
    body = {"kind": "carry", "holder": cast.people["ana"], "terms": {"title": "Claims first"}}
    made = tuan.post(f"/goals/{plan.team}/proposals", body)
    assert made.status_code == 201, made.content
    path = f"/proposals/{made.json()['id']}"
    assert [p["id"] for p in ana.get("/proposals").json()] == [made.json()["id"]]
    answer = {"terms": {"title": "Claims on Mondays"}, "words": "The rest is Rui's."}
    offer = ana.post(f"{path}/counter", answer).json()
    assert tuan.post(f"/proposals/{offer['id']}/accept", {}).json()["state"] == "accepted"
    ledger = tuan.get(f"/goals/{plan.team}/ledger").json()
    assert [line["did"] for line in ledger["lines"]] == ["asked", "countered", "agreed"]


@pytest.mark.req("GRAPH-7", via="web")
def test_a_proposal_stands_in_the_inbox_and_is_answered_there(cast: Cast, plan: Plan):
    terms = Terms(title="Claims first", sentence="They wait longest.")
    question = Question(kind="carry", goal=plan.team, holder=cast.people["ana"], terms=terms)
    asked = proposals.ask(cast.tuan, question)
    client = Client()
    client.force_login(cast.ana.user)
    page = client.get("/inbox/").content.decode()
    assert "Will you carry this part?" in page
    action = f"/inbox/proposal/{asked}/"
    assert action in page
    client.post(action, {"answer": "decline", "words": "Not before peak."})
    assert proposals.show(cast.tuan, asked).answer == "Not before peak."
