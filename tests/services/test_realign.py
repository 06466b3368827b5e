"""Many goals changed at once: tried, asked about, committed with one reason, taken back."""

import datetime
import re

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.plan import DUE, Plan, goal, milestone, write
from trigpoint.connectors.goal_files import exchange
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals import goal_page, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.goals.whatif import AddLink, DropLink, Move, SetTarget, SetWeight
from trigpoint.services.inbox import inbox
from trigpoint.services.realignment import realign, realign_page, realign_pick
from trigpoint.services.realignment.realign_merge import merged
from trigpoint.services.realignment.realign_pick import Wish
from trigpoint.store.models import Contribution, Entry, Goal, Measure, OutboxMessage, Target

pytestmark = pytest.mark.django_db

WHY = "The carrier closes its claims line on 1 December."
LATER = NOW + datetime.timedelta(minutes=5)
LATEST = NOW + datetime.timedelta(minutes=10)


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Orders' goal rests on its own milestone (done) and on Ana's (not done)."""
    found = write(cast)
    milestone(cast, "tuan", found.team, done=True)
    milestone(cast, "ana", found.own)
    return found


def link_of(child: str) -> str:
    return Contribution.objects.get(child__public_id=child, retired=False).public_id


def target_of(goal_id: str) -> str:
    return Target.objects.get(goal__public_id=goal_id, retired=False).public_id


def begun(actor, *edits, reason=WHY) -> str:
    made = realign.begin(actor, "Claims first in peak season", reason)
    actor.memo.clear()
    realign.add_edits(actor, made, 1, edits)
    actor.memo.clear()
    return made


def version(actor, made: str) -> int:
    actor.memo.clear()
    return realign_page.show(actor, made).version


def open_gates(page) -> set[str]:
    return {gate.key for gate in page.gates if not gate.passed}


def file_of(actor) -> str:
    actor.memo.clear()
    return exchange.export(actor)


def answered(cast: Cast, who: str, said: str, words: str = "") -> None:
    actor = cast.at(who, LATER)
    [question] = [q for q in inbox.questions(actor) if q.kind == "realignment"]
    inbox.answer(actor, question.kind, question.id, said, words)


@pytest.mark.req("CASCADE-5", "BEYOND-4", via="core")
def test_a_sandbox_shows_every_figure_above_and_everybody_below_and_changes_nothing(
    cast: Cast, plan: Plan
):
    before, entries = file_of(cast.mira), OutboxMessage.objects.count()
    made = begun(cast.mira, SetWeight(link=link_of(plan.own), weight=3.0))
    page = realign_page.show(cast.mira, made)
    [change] = page.changes
    assert (change.title, change.above) == ("Solve claims at once", "Right person, first touch")
    assert (change.weight_before, change.weight_after) == (1.0, 3.0)
    assert (change.share_before, change.share_after) == (0.5, 0.75)
    above = [m.effect.title for m in page.moved][:2]
    assert above == ["Keep the customers we win", "Right person, first touch"]
    [ana] = page.people
    assert (ana.holder.name, len(ana.changes), ana.asks) == ("Ana Costa", 1, True)
    assert [u.holder.name for u in page.units] == ["Orders"]
    assert file_of(cast.mira) == before
    assert OutboxMessage.objects.count() == entries
    assert inbox.questions(cast.at("ana", LATER)) == []


@pytest.mark.req("CASCADE-5", via="core")
def test_what_comes_from_easier_targets_is_told_apart(cast: Cast, plan: Plan):
    measure = Measure.objects.create(organisation=cast.organisation, title="Backlog", kpi="backlog")
    draft = TargetDraft(
        kind="lower", measure=measure.public_id, baseline=1500, points=((DUE, 300),), due=DUE
    )
    made = targets.add(cast.tuan, plan.team, draft, reason="Peak.")
    cast.mira.memo.clear()
    tried = begun(
        cast.mira,
        SetTarget(target=made, value=600.0, due=datetime.date(2026, 12, 18)),
        SetWeight(link=link_of(plan.own), weight=2.0),
    )
    page = realign_page.show(cast.mira, tried)
    change = next(c for c in page.changes if c.kind == "target")
    assert (change.value_before, change.value_after) == (300.0, 600.0)
    assert (change.due_before, change.due_after) == (DUE, datetime.date(2026, 12, 18))
    [unit] = page.units
    assert [c.kind for c in unit.changes] == ["target"]


@pytest.mark.req("CASCADE-5", via="core")
def test_those_whom_it_concerns_first_are_asked_and_answer_before_anything_changes(
    cast: Cast, plan: Plan
):
    made = begun(cast.mira, SetWeight(link=link_of(plan.own), weight=3.0))
    assert open_gates(realign_page.show(cast.mira, made)) == {"theirs", "asked"}
    with pytest.raises(NotThere):
        realign_page.show(cast.tuan, made)
    assert realign.ask(cast.mira, made, version(cast.mira, made)) == 2
    with pytest.raises(Invalid, match="Only they can agree"):
        realign.commit(cast.mira, made, version(cast.mira, made), override="We must.")
    answered(cast, "ana", "accepted")
    with pytest.raises(Invalid, match="No answer yet: Orders"):
        realign.commit(cast.mira, made, version(cast.mira, made))
    with pytest.raises(Invalid, match="Say why"):
        answered(cast, "tuan", "refused")
    answered(cast, "tuan", "refused", "Ana is away in December.")
    page = realign_page.show(cast.at("mira", LATER), made)
    assert open_gates(page) == {"refused"}
    assert page.units[0].voice.words == "Ana is away in December."
    with pytest.raises(Invalid, match="They refuse their part: Orders"):
        realign.commit(cast.mira, made, page.version)
    assert Contribution.objects.get(public_id=link_of(plan.own)).weight == 1.0
    realign.commit(cast.at("mira", LATEST), made, page.version, override="The line closes anyway.")
    assert Contribution.objects.get(public_id=link_of(plan.own)).weight == 3.0
    assert realign_page.show(cast.at("rui", LATEST), made).override_reason


@pytest.mark.req("CASCADE-5", via="core")
def test_one_reason_one_commit_one_notice_and_one_undo_that_restores_the_bytes(
    cast: Cast, plan: Plan
):
    other = goal(cast, "mira", cast.units["Northwind"], "Answer within the hour", cast.vision)
    before = file_of(cast.mira)
    made = begun(
        cast.mira,
        Move(link=link_of(plan.team), to=other),
        SetTarget(target=target_of(plan.team), due=datetime.date(2026, 12, 18)),
        AddLink(child=other, parent=plan.top, weight=2.0),
    )
    seen = version(cast.mira, made)
    realign.commit(cast.at("mira", LATER), made, seen, override="No time to ask.")
    assert file_of(cast.at("mira", LATER)) != before
    entry = Entry.objects.get(command="realign.commit")
    assert entry.reason.startswith(WHY)
    changes = goal_page.show(cast.at("tuan", LATER), plan.team).changes
    assert any(change.reason.startswith(WHY) for change in changes)
    told = {q.kind: q for q in inbox.questions(cast.at("ana", LATER))}
    assert told["realignment"].terms == WHY
    inbox.answer(cast.at("ana", LATER), "realignment", told["realignment"].id, "read")
    past = goal_page.show(cast.mira, plan.team, NOW).targets[0]
    assert past.due == DUE, "the target in force until then is kept"
    page = realign_page.show(cast.at("mira", LATER), made)
    assert page.state == "committed"
    assert len(page.changes) == 3
    with pytest.raises(NotAllowed):
        realign.undo(cast.at("tuan", LATER), made, page.version)
    realign.undo(cast.at("mira", LATEST), made, page.version)
    assert file_of(cast.at("mira", LATEST)) == before
    again = [q for q in inbox.questions(cast.at("ana", LATEST)) if q.about.id == made]
    assert "taken back" in str(again[0].asks)
    assert realign_page.show(cast.at("ana", LATEST), made).state == "undone"


def test_undo_is_refused_once_something_was_built_on_it(cast: Cast, plan: Plan):
    made = begun(cast.tuan, SetTarget(target=target_of(plan.team), weight=2.0))
    realign.commit(cast.tuan, made, version(cast.tuan, made))
    draft = TargetDraft(kind="milestone", title="Other", due=DUE)
    record = Target.objects.get(public_id=target_of(plan.team))
    actor = cast.at("tuan", LATER)
    targets.edit(actor, record.public_id, record.version, draft, reason="More.")
    page = realign_page.show(cast.at("tuan", LATER), made)
    with pytest.raises(Invalid, match="Somebody changed some of it since"):
        realign.undo(cast.at("tuan", LATER), made, page.version)


@pytest.mark.req("CASCADE-5", "BEYOND-4", via="core")
def test_circles_and_negative_weights_are_refused_with_the_path(cast: Cast, plan: Plan):
    made = realign.begin(cast.mira, "A circle", WHY)
    path = "Right person, first touch → Keep the customers we win|Solve claims at once → Right"
    with pytest.raises(Invalid, match=path):
        realign.add_edits(cast.mira, made, 1, [AddLink(child=plan.top, parent=plan.own)])
    with pytest.raises(Invalid, match="weight"):
        realign.add_edits(cast.mira, made, 1, [SetWeight(link=link_of(plan.own), weight=-1.0)])
    with pytest.raises(Invalid, match="weight"):
        realign.add_edits(cast.mira, made, 1, [SetTarget(target=target_of(plan.own), weight=-1.0)])
    with pytest.raises(NotThere):
        realign.add_edits(cast.mira, made, 1, [DropLink(link="nope")])
    assert realign_page.show(cast.mira, made).changes == ()


def test_what_was_changed_after_the_question_is_asked_anew(cast: Cast, plan: Plan):
    made = begun(cast.mira, SetTarget(target=target_of(plan.team), weight=2.0))
    realign.ask(cast.mira, made, version(cast.mira, made))
    answered(cast, "tuan", "accepted")
    cast.mira.memo.clear()
    seen = version(cast.mira, made)
    realign.add_edits(cast.mira, made, seen, [SetTarget(target=target_of(plan.team), weight=9.0)])
    cast.mira.memo.clear()
    assert open_gates(realign_page.show(cast.mira, made)) == {"asked"}
    with pytest.raises(Stale):
        realign.edit(cast.mira, made, seen, title="Too late")
    with pytest.raises(NotThere):
        realign_page.show(cast.at("tuan", LATER), made)


def test_one_may_realign_what_is_ones_own_without_asking(cast: Cast, plan: Plan):
    made = begun(cast.ana, SetTarget(target=target_of(plan.own), due=datetime.date(2026, 12, 1)))
    assert open_gates(realign_page.show(cast.ana, made)) == set()
    realign.commit(cast.ana, made, version(cast.ana, made))
    assert Target.objects.get(public_id=target_of(plan.own)).due == datetime.date(2026, 12, 1)


def test_a_wish_for_many_goals_comes_to_the_edits_of_each(cast: Cast, plan: Plan):
    other = goal(cast, "mira", cast.units["Northwind"], "Answer within the hour", cast.vision)
    cast.mira.memo.clear()
    found = realign_pick.edits(cast.mira, [plan.team, plan.own], Wish(to=other, weight=2.0))
    assert {type(edit) for edit in found} == {SetWeight, Move}
    assert len(found) == 4
    dated = realign_pick.edits(cast.mira, [plan.team, plan.own], Wish(due=DUE))
    assert dated == [SetTarget(target=target_of(g), due=DUE) for g in (plan.team, plan.own)]
    with pytest.raises(Invalid, match="has no target with a value"):
        realign_pick.edits(cast.mira, [plan.team], Wish(value=3.0))
    with pytest.raises(Invalid, match="carries no other goal"):
        realign_pick.edits(cast.mira, [plan.top], Wish(drop=True))


def test_a_later_edit_of_the_same_thing_takes_the_place_of_the_earlier():
    first = [
        SetWeight(link="a", weight=2.0),
        Move(link="a", to="x"),
        SetTarget(target="t", value=1.0),
    ]
    more = [SetTarget(target="t", weight=4.0), Move(link="a", to="y")]
    assert merged([*first, *more]) == [
        SetTarget(target="t", value=1.0, weight=4.0),
        SetWeight(link="a", weight=2.0),
        Move(link="a", to="y"),
    ]
    assert merged([*first, DropLink(link="a")])[1:] == [DropLink(link="a")]


def test_a_goal_left_without_a_parent_and_a_reason_that_is_missing_are_said(cast: Cast, plan: Plan):
    made = begun(cast.tuan, DropLink(link=link_of(plan.team)), reason="")
    page = realign_page.show(cast.tuan, made)
    assert open_gates(page) == {"reason", "parents", "asked"}
    assert {u.holder.name for u in page.units} == {"Northwind"}
    with pytest.raises(Invalid, match="one reason"):
        realign.commit(cast.tuan, made, page.version, override="Now.")
    realign.discard(cast.tuan, made, page.version)
    with pytest.raises(Invalid, match="settled"):
        realign.ask(cast.at("tuan", LATER), made, page.version + 1)


def test_what_somebody_took_away_meanwhile_is_said_and_cannot_be_committed(cast: Cast, plan: Plan):
    made = begun(cast.tuan, SetTarget(target=target_of(plan.team), weight=2.0))
    targets.remove(cast.at("tuan", LATER), target_of(plan.team), reason="Gone.")
    page = realign_page.show(cast.at("tuan", LATER), made)
    assert "fits" in open_gates(page)
    assert page.changes[0].wrong is not None


def test_private_wishes_of_others_do_not_show(cast: Cast, plan: Plan):
    wish = goal(cast, "ana", cast.people["ana"], "Lead a team", plan.top, private=True)
    made = begun(cast.ana, SetWeight(link=link_of(wish), weight=2.0))
    realign.ask(cast.ana, made, version(cast.ana, made))
    page = realign_page.show(cast.at("mira", LATER), made)
    assert [c.title for c in page.changes] == ["…"]
    assert Goal.objects.get(public_id=wish).title not in str(page)


@pytest.mark.req("CASCADE-5", "BEYOND-4", via="web")
def test_a_change_is_tried_asked_about_committed_and_taken_back_on_its_pages(
    cast: Cast, plan: Plan
):
    tuan, ana = Client(), Client()
    tuan.force_login(cast.tuan.user)
    ana.force_login(cast.ana.user)
    begun_at = tuan.post("/cascade/changes/", {"title": "Claims first"})
    add = begun_at.headers["Location"]
    here = add.removesuffix("add/")
    assert "Right person, first touch" in tuan.get(add).content.decode()
    wrong = tuan.post(add, {"goals": [plan.own], "version": "1", "weight": "-3"})
    assert wrong.status_code == 422
    circle = tuan.post(add, {"goals": [plan.team], "version": "1", "to": plan.own})
    assert "would add to themselves" in circle.content.decode()
    sent = {"goals": [plan.own, plan.team], "version": "1", "due": "2026-12-18", "weight": ""}
    assert tuan.post(add, sent).status_code == 302
    page = tuan.get(here).content.decode()
    assert "Only they can agree to a change of their goal: Ana Costa" in page
    assert "18 Dec" in page
    tuan.post(here, {"title": "Claims first", "reason": WHY, "version": "2"})
    tuan.post(here + "do/", {"do": "ask"})
    asked = ana.get("/inbox/").content.decode()
    assert WHY in asked
    assert "Nothing has changed yet" in asked
    page = ana.get(here).content.decode()
    voice = re.search(r'name="voice" value="(\w+)"', page)[1]
    ana.post(here + "do/", {"do": "answer", "voice": voice, "answer": "accepted"})
    seen = re.search(r'name="version" value="(\d+)"', tuan.get(here).content.decode())[1]
    tuan.post(here + "do/", {"do": "commit", "version": seen})
    assert {t.due for t in Target.objects.all()} == {datetime.date(2026, 12, 18)}
    assert "Undo all of it" in tuan.get(here).content.decode()
    tuan.post(here + "do/", {"do": "undo"})
    assert {t.due for t in Target.objects.all()} == {DUE}
    assert "Taken back" in tuan.get("/cascade/changes/").content.decode()


@pytest.mark.req("CASCADE-5", "BEYOND-4", via="api")
def test_a_program_tries_commits_and_takes_back(cast: Cast, plan: Plan):
    tuan = Program(cast.tuan)
    made = tuan.post("/realignments", {"title": "Claims first", "reason": WHY}).json()
    here = f"/realignments/{made['id']}"
    body = {"changes": [{"kind": "target", "target": target_of(plan.team), "weight": 3.0}]}
    page = tuan.send("PUT", f"{here}/changes", body, If_Match='"1"').json()
    assert page["moved"][0]["effect"]["title"] == "Keep the customers we win"
    assert [line["share_after"] for line in page["arithmetic"]["lines"]]
    assert tuan.post(f"{here}/ask").status_code == 422, "it is their own: nobody is to be asked"
    wrong = {"changes": [{"kind": "weight", "link": link_of(plan.own), "weight": -1.0}]}
    assert tuan.send("PUT", f"{here}/changes", wrong, If_Match='"2"').status_code == 422
    done = tuan.post(f"{here}/commit", {})
    assert done.json()["state"] == "committed"
    assert Target.objects.get(public_id=target_of(plan.team)).weight == 3.0
    assert tuan.post(f"{here}/undo").json()["state"] == "undone"
    assert Target.objects.get(public_id=target_of(plan.team)).weight == 1.0
    assert Program(cast.olga).get(here).status_code == 404
