"""A goal's end: the score, what becomes of it, what was learned; and taking it back."""

import datetime

import pytest
from django.test import Client

from tests.access.acts import goal
from tests.api.program import Program
from tests.cast import NOW
from trigpoint.services.actor import part_of_ours
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.goals import goals, steps, targets
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.inbox import inbox
from trigpoint.services.loop import closing, reviews
from trigpoint.services.loop.closing import ClosingDraft
from trigpoint.services.organisation import organisation as organisations
from trigpoint.store.models import Contribution, Goal, Step, Target

NEXT_YEAR = (datetime.date(2027, 1, 1), datetime.date(2027, 12, 31))
DRAFT = ClosingDraft(
    reached=False, score=70, decision="keep", learned="Two languages are too many."
)


@pytest.fixture
def later(cast):
    setup = part_of_ours(cast.organisation, "setup", NOW)
    return organisations.add_period(setup, "2027", *NEXT_YEAR).id


@pytest.fixture
def held(cast, later):
    """Orders carry Care's goal, with a milestone, a step that is open and one that is done."""
    top = goal(cast, "jo", cast.units["Care"], "Nobody waits")
    mine = goal(
        cast,
        "tuan",
        cast.units["Orders"],
        "Answer within the hour",
        carries=(LinkDraft(above=top, sentence="Orders are half of all waiting."),),
    )
    yes = TargetDraft(kind="yes_no", title="All tags in use", due=datetime.date(2026, 12, 1))
    targets.add(cast.tuan, mine, yes, reason="To see it.")
    steps.add(cast.tuan, mine, "Ask Logistics")
    done = steps.add(cast.tuan, mine, "New tags")
    steps.finish(cast.tuan, done, 1, NOW.date(), "In use.")
    cast.tuan.memo.clear()
    return mine


def close(cast, goal_id, who="tuan", draft=DRAFT):
    closing.close(cast.at(who, NOW), goal_id, draft)
    return closing.show(cast.at(who, NOW), goal_id)


def test_what_was_kept_goes_on_with_all_that_belongs_to_it(cast, held, later):
    page = close(cast, held)
    assert (page.closing.score, page.closing.decision) == (70, "keep")
    assert page.card.state == Goal.State.MISSED
    new = Goal.objects.get(public_id=page.closing.next.id)
    assert (new.title, new.state, new.period.public_id) == (
        "Answer within the hour",
        "agreed",
        later,
    )
    [link] = Contribution.objects.filter(child=new, retired=False)
    assert (link.parent.title, link.primary) == ("Nobody waits", True)
    [target] = Target.objects.filter(goal=new, retired=False)
    assert (target.title, target.due, target.done_on) == ("All tags in use", NEXT_YEAR[1], None)
    titles = {s.title: s.goal for s in Step.objects.filter(retired=False)}
    assert titles["Ask Logistics"] == new  # a promise that is open goes with it
    assert titles["New tags"].public_id == held


def test_a_chain_that_is_closed_goal_by_goal_hangs_together_afterwards(cast, held):
    top = Goal.objects.get(title="Nobody waits").public_id
    below = close(cast, held).closing.next.id  # first the one below, then the one above
    above = close(cast, top, "jo").closing.next.id
    [link] = Contribution.objects.filter(child__public_id=below, retired=False)
    assert link.parent.public_id == above
    closing.undo(cast.at("jo", NOW), top)
    link.refresh_from_db()
    assert link.parent.public_id == top


def test_it_does_so_from_the_top_down_too(cast, held):
    top = Goal.objects.get(title="Nobody waits").public_id
    close(cast, top, "jo")
    after = close(cast, held).closing.next.id
    [link] = Contribution.objects.filter(child__public_id=after, retired=False)
    assert link.parent.title == "Nobody waits"
    assert link.parent.public_id != top


def test_changed_it_is_a_draft_until_somebody_agrees(cast, held):
    draft = ClosingDraft(
        reached=True, score=100, decision="change", learned="It can be done.", title="Half an hour"
    )
    page = close(cast, held, draft=draft)
    assert page.card.state == Goal.State.ACHIEVED
    new = Goal.objects.get(public_id=page.closing.next.id)
    assert (new.title, new.state) == ("Half an hour", "draft")


def test_a_goal_that_ends_leaves_nothing_behind(cast, held):
    page = close(
        cast, held, draft=ClosingDraft(reached=True, score=90, decision="drop", learned="So.")
    )
    assert page.closing.next is None
    assert Goal.objects.filter(title="Answer within the hour").count() == 1


def test_undo_puts_everything_back_and_the_goal_can_be_closed_again(cast, held):
    new = close(cast, held).closing.next.id
    closing.undo(cast.at("tuan", NOW), held)
    page = closing.show(cast.at("tuan", NOW), held)
    assert (page.closing, page.card.state, page.may_close) == (None, "active", True)
    assert page.open_steps == ("Ask Logistics",)
    assert Goal.objects.get(public_id=new).retired
    assert close(cast, held).closing.next.id != new


def test_undo_stops_where_something_was_built_upon_it(cast, held):
    new = close(cast, held).closing.next.id
    goals.edit(cast.at("tuan", NOW), new, 1, {"how": "By writing less."})
    with pytest.raises(Invalid, match="changed after the closing, and that is kept"):
        closing.undo(cast.at("tuan", NOW), held)
    assert closing.show(cast.at("tuan", NOW), held).closing is not None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"score": 101}, "score"),
        ({"decision": "wait"}, "decision"),
        ({"learned": " "}, "learned"),
        ({"decision": "change"}, "title"),
        ({"period": "0000000000000"}, "period"),
    ],
)
def test_what_cannot_be_said_is_refused_at_its_field(cast, held, wrong, field):
    said = {"reached": False, "score": 70, "decision": "keep", "learned": "So.", **wrong}
    with pytest.raises(Invalid) as refused:
        close(cast, held, draft=ClosingDraft(**said))
    assert list(refused.value.fields) == [field]
    assert closing.show(cast.at("tuan", NOW), held).closing is None


def test_without_later_dates_it_is_said_where_they_are_added(cast):
    mine = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    with pytest.raises(Invalid, match="later dates"):
        close(cast, mine)


def test_only_whoever_carries_a_goal_or_leads_them_closes_it(cast, held):
    with pytest.raises(NotAllowed):
        close(cast, held, "rui")
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    with pytest.raises(NotAllowed):
        close(cast, own, "tuan")
    close(
        cast, own, "ana", ClosingDraft(reached=True, score=100, decision="drop", learned="CANARY")
    )
    assert "CANARY" in repr(closing.show(cast.at("tuan", NOW), own))  # leads read check-ins too
    for other in ("rui", "jo", "dara", "bea"):
        assert "CANARY" not in repr(closing.show(cast.at(other, NOW), own))


def test_a_closed_goal_is_not_closed_twice(cast, held):
    close(cast, held)
    with pytest.raises(Invalid, match="in force"):
        close(cast, held)


@pytest.mark.req("LOOP-3", via="web")
def test_the_page_takes_it_and_the_review_of_the_period_shows_it(cast, held, monkeypatch):
    late = datetime.datetime(2026, 12, 30, 9, tzinfo=datetime.UTC)
    monkeypatch.setattr("trigpoint.services.actor.timezone.now", lambda: late)
    client = Client()
    client.force_login(cast.tuan.user)
    review = f"/u/{cast.units['Orders']}/review/?rhythm=quarterly"
    assert f'href="/g/{held}/close/"' in client.get(review).content.decode()
    here = f"/g/{held}/close/"
    page = client.get(here).content.decode()
    assert "Ask Logistics" in page
    assert "checked" not in page  # nothing is chosen for anybody
    version = Goal.objects.get(public_id=held).version
    sent = {"version": version, "reached": "no", "score": "70", "decision": "keep"}
    back = client.post(here, {**sent, "score": "71"})
    assert back.status_code == 422
    assert 'value="71"' in back.content.decode()
    period = closing.show(cast.at("tuan", late), held).periods[0].id
    sent |= {"learned": "Two languages are too many.", "period": period}
    assert client.post(here, sent).status_code == 302
    for words in ("70", "Not reached", "Kept as it is", "Two languages are too many.", "Learned"):
        assert words in client.get(here).content.decode()
        assert words in client.get(review).content.decode()
    assert client.post(f"{here}undo/").status_code == 302
    assert "Two languages" not in client.get(review).content.decode()


@pytest.mark.req("LOOP-3", via="api")
def test_a_goal_is_closed_and_opened_again_by_program(cast, held):
    program = Program(cast.tuan)
    body = {"reached": False, "score": 70, "decision": "keep", "learned": "Too many languages."}
    made = program.post(f"/goals/{held}/closing", body)
    assert (made.status_code, made.json()["closing"]["score"]) == (201, 70)
    quarter = program.get(f"/units/{cast.units['Orders']}/review?rhythm=quarterly").json()
    assert [c["learned"] for c in quarter["closed"]] == ["Too many languages."]
    assert program.post(f"/goals/{held}/closing", {**body, "score": 101}).status_code == 422
    assert program.post(f"/goals/{held}/closing/undo").json()["closing"] is None
    assert program.get(f"/goals/{held}/closing").json()["may_close"] is True


def test_a_review_names_the_goals_whose_dates_are_over(cast, held):
    def names(now):
        page = reviews.show(cast.at("tuan", now), cast.units["Orders"], "weekly")
        return [one.title for one in page.to_close]

    assert names(NOW) == []
    assert names(NOW + datetime.timedelta(days=30)) == ["Answer within the hour"]
    assert names(NOW + datetime.timedelta(days=60)) == ["Answer within the hour"]


def test_the_inbox_asks_whoever_carries_it_once_the_dates_are_over(cast, held):
    def asked(who, now):
        return [q.about.title for q in inbox.questions(cast.at(who, now)) if q.kind == "closing"]

    over = NOW + datetime.timedelta(days=60)
    assert asked("tuan", NOW) == []
    assert asked("tuan", over) == ["Answer within the hour"]
    assert asked("rui", over) == []
    close(cast, held)
    assert asked("tuan", over) == []
