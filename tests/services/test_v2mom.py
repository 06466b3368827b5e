"""V2MOMs through the services: written together, published, answered, shared, watched."""

import datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from tests.services.v2moms import V2mom, fresh, publish, write_v2mom
from trigpoint.core.lenses.v2mom.obstacles import SignState
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals import steps
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.plans import (
    edition_answers,
    editions,
    plan_list,
    plan_meets,
    plan_obstacles,
    plan_people,
    plan_presence,
    plan_ranks,
    plan_requests,
    plan_values,
    plans,
    sharing,
    templates,
    v2mom_page,
    warning_signs,
)
from trigpoint.services.plans.plan_obstacles import ObstacleDraft
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.models import Entry, OutboxMessage, UnnamedVoice

pytestmark = pytest.mark.django_db


@pytest.fixture
def v2mom(cast: Cast) -> V2mom:
    return write_v2mom(cast)


def show(actor, plan: str):
    return v2mom_page.show(fresh(actor), plan)


@pytest.mark.req("V2MOM-1", via="core")
def test_a_v2mom_has_all_its_parts_for_a_unit_and_for_a_person(cast: Cast, v2mom: V2mom):
    page = show(cast.ana, v2mom.plan)
    assert page.vision == "One right answer."
    assert [v.title for v in page.values] == ["Own it"]
    assert [m.goal.title for m in page.methods] == ["Right person, first touch"]
    assert [o.title for o in page.obstacles] == ["Hiring lags"]
    mine = plans.add(cast.ana, PlanDraft(owner=cast.people["ana"], period=cast.period))
    assert show(cast.ana, mine).above.plan.id == v2mom.plan
    with pytest.raises(NotThere):
        show(cast.rui, mine)
    plans.edit(fresh(cast.ana), mine, 1, {"state": "discussion"})
    assert show(cast.rui, mine).owner.name == "Ana Costa"


def test_a_second_plan_for_the_same_dates_is_refused(cast: Cast, v2mom: V2mom):
    with pytest.raises(Invalid):
        plans.add(cast.tuan, PlanDraft(owner=cast.units["Orders"], period=cast.period))
    with pytest.raises(NotAllowed):
        plans.add(cast.ana, PlanDraft(owner=cast.units["Billing"], period=cast.period))


@pytest.mark.parametrize("text", ["<b>x</b> & \U0001f600 \u202eabc", "מילים"])
def test_any_words_are_kept_as_they_are_and_too_many_refused(cast: Cast, v2mom: V2mom, text: str):
    plans.edit(cast.tuan, v2mom.plan, 1, {"vision": text})
    assert show(cast.rui, v2mom.plan).vision == text
    with pytest.raises(Invalid) as refused:
        plans.edit(cast.tuan, v2mom.plan, 2, {"vision": "x" * 10_000})
    assert "1000" in str(refused.value.fields["vision"])


@pytest.mark.req("V2MOM-2", via="core")
def test_who_was_heard_who_was_not_and_what_they_gave(cast: Cast, v2mom: V2mom):
    plans.edit(cast.tuan, v2mom.plan, 1, {"areas": ["Data", "Care"], "open_sections": ["values"]})
    plan_people.invite(cast.tuan, v2mom.plan, cast.people["rui"], area="Care", writes=False)
    said = plan_people.suggest(fresh(cast.rui), v2mom.plan, "values", "Say it plainly.")
    with pytest.raises(Invalid):
        plan_people.suggest(fresh(cast.rui), v2mom.plan, "methods", "Not open.")
    plan_people.answer(fresh(cast.tuan), said, 1, taken=True)
    page = show(cast.tuan, v2mom.plan)
    assert page.unheard == ("Data",)
    [rui] = page.participants
    assert (rui.suggested, rui.taken, rui.sections) == (1, 1, ("values",))


@pytest.mark.req("V2MOM-2", via="core")
def test_a_department_accepts_or_refuses_with_a_reason(cast: Cast, v2mom: V2mom):
    asked = plan_requests.ask(cast.tuan, v2mom.plan, cast.units["Billing"], "Answer refunds.")
    with pytest.raises(NotAllowed):
        plan_requests.answer(fresh(cast.bea), asked, 1, accepted=True)
    with pytest.raises(Invalid):
        plan_requests.answer(fresh(cast.amir), asked, 1, accepted=False)
    plan_requests.answer(fresh(cast.amir), asked, 1, accepted=False, words="Not before May.")
    [request] = show(cast.tuan, v2mom.plan).requests
    assert (request.state, request.answer) == ("refused", "Not before May.")
    assert "refused" in {gate.key for gate in show(cast.tuan, v2mom.plan).gates}


@pytest.mark.req("V2MOM-3", via="core")
def test_a_method_is_a_goal_of_the_graph_tied_to_values_and_measures(cast: Cast, v2mom: V2mom):
    [method] = show(cast.tuan, v2mom.plan).methods
    assert (method.goal.id, method.values) == (v2mom.goals.team, (v2mom.value,))
    plan_values.remove(fresh(cast.tuan), v2mom.value, 1)
    assert show(cast.tuan, v2mom.plan).methods[0].values == ()


@pytest.mark.req("V2MOM-4", via="core")
def test_a_sign_that_has_come_opens_the_contingency_and_tells_its_owner(cast: Cast, v2mom: V2mom):
    plan_obstacles.say_come(cast.tuan, v2mom.obstacle, 1, reason="Three open.")
    [obstacle] = show(cast.rui, v2mom.plan).obstacles
    assert (obstacle.sign.state, obstacle.sign.since) == (SignState.COME, cast.tuan.today)
    told = OutboxMessage.objects.get(topic="plan.sign_has_come")
    assert told.body["person"] == cast.people["rui"]
    plan_obstacles.say_over(fresh(cast.tuan), v2mom.obstacle, 2, reason="All hired.")
    assert show(cast.rui, v2mom.plan).obstacles[0].sign.state is SignState.QUIET


@pytest.mark.req("V2MOM-4", via="web")
def test_a_live_sign_fires_with_the_figures_and_once(cast: Cast, v2mom: V2mom, desk: Desk):
    measure = measures.add(cast.mira, MeasureDraft(kpi="full_resolution_time"))
    version = show(cast.tuan, v2mom.plan).obstacles[0].version
    draft = ObstacleDraft(
        title="Hiring lags", owner=cast.people["rui"], sign_measure=measure,
        sign_threshold=3600.0, sign_days=2,
    )  # fmt: skip
    plan_obstacles.edit(fresh(cast.tuan), v2mom.obstacle, version, draft)
    rows = [solved(10 * d + n, f"11-{d:02}", hours=4) for d in (17, 18, 19) for n in range(12)]
    desk.bring("".join(rows) + solved(999, "11-21"))
    [obstacle] = show(cast.tuan, v2mom.plan).obstacles
    assert obstacle.sign.state is SignState.COME
    assert obstacle.sign.since == datetime.date(2026, 11, 18)
    assert OutboxMessage.objects.filter(topic="plan.sign_has_come").count() == 1
    assert warning_signs.watch(cast.organisation, cast.tuan.now) == 0
    client = Client()
    client.force_login(cast.rui.user)
    page = client.get(f"/v2mom/{v2mom.plan}/").content.decode()
    for words in ("Warning sign · has come", "Since 18 Nov", "If it happens", "Rui Matos"):
        assert words in page, words


@pytest.mark.req("V2MOM-5", via="core")
def test_the_plan_above_says_what_meets(cast: Cast, v2mom: V2mom):
    beside = plan_meets.show(cast.tuan, v2mom.plan)
    assert [m.title for m in beside.pairs[0].below] == ["Right person, first touch"]
    assert [v.title for v in beside.not_taken] == ["Kind"]
    taken = [v.id for v in beside.not_taken]
    assert plans.take_over(cast.tuan, v2mom.plan, 1, vision=True, values=taken) == 1
    page = show(cast.tuan, v2mom.plan)
    assert page.vision == "Friends are told."
    assert page.values[1].behaviours[0].text == "Says what happens next."
    with pytest.raises(Invalid):
        plans.edit(fresh(cast.mira), v2mom.top, 1, {"above": v2mom.plan})


@pytest.mark.req("V2MOM-6", via="core")
def test_gates_are_overridden_with_a_reason_and_versions_differ_in_words(cast: Cast, v2mom: V2mom):
    with pytest.raises(Invalid):
        editions.publish(cast.tuan, v2mom.plan, 1)
    assert publish(cast.tuan, v2mom.plan) == 1
    plan_values.edit(fresh(cast.tuan), v2mom.value, 1, "Own it to the end")
    with pytest.raises(Invalid):
        publish(cast.tuan, v2mom.plan)
    assert publish(cast.tuan, v2mom.plan, reason="Said better.") == 2
    found = editions.compare(fresh(cast.ana), v2mom.plan, 1, 2)
    assert [str(c.text) for c in found.changes] == ["The value “Own it” is called otherwise."]
    assert editions.editions(fresh(cast.ana), v2mom.plan)[1].override_reason == "For now."


@pytest.mark.req("V2MOM-6", via="core")
def test_leads_see_counts_and_the_product_reminds(cast: Cast, v2mom: V2mom):
    publish(cast.tuan, v2mom.plan)
    edition_answers.answer(fresh(cast.ana), v2mom.plan, "agree")
    with pytest.raises(Invalid):
        edition_answers.answer(fresh(cast.rui), v2mom.plan, "disagree")
    edition_answers.answer(fresh(cast.rui), v2mom.plan, "disagree", "Too fast.")
    voices = show(cast.tuan, v2mom.plan).voices
    assert (voices.agree, voices.disagree, voices.waiting) == (1, 1, 3)
    assert voices.words == ("Too fast.",)
    assert edition_answers.remind(fresh(cast.tuan), v2mom.plan) == 3
    assert OutboxMessage.objects.filter(topic="plan.reminded").count() == 3


@pytest.mark.req("V2MOM-6", via="core")
def test_a_voice_without_a_name_leads_to_nobody(cast: Cast, v2mom: V2mom):
    publish(cast.tuan, v2mom.plan)
    entries = Entry.objects.count()
    edition_answers.say_unnamed(fresh(cast.rui), v2mom.plan, "Nobody dares to say it.")
    assert Entry.objects.count() == entries
    columns = {field.name for field in UnnamedVoice._meta.concrete_fields}
    assert columns == {"id", "edition", "words"}
    assert show(cast.tuan, v2mom.plan).voices.unnamed == ("Nobody dares to say it.",)
    small = plans.add(cast.amir, PlanDraft(owner=cast.units["Billing"], period=cast.period))
    publish(cast.amir, small)
    with pytest.raises(NotAllowed):
        edition_answers.say_unnamed(fresh(cast.bea), small, "I am the only one.")


@pytest.mark.req("V2MOM-7", via="core")
def test_a_plan_nobody_touched_is_stale_until_it_is_reviewed(cast: Cast, v2mom: V2mom):
    later = cast.at("tuan", cast.tuan.now + datetime.timedelta(days=30))
    assert show(later, v2mom.plan).rhythm.days_over == 2
    plans.review(fresh(later), v2mom.plan, 1, reason="Still right.")
    assert show(later, v2mom.plan).rhythm.days_over == 0


@pytest.mark.req("V2MOM-9", via="core")
def test_steps_stand_by_what_they_bring_and_idle_work_is_seen(cast: Cast, v2mom: V2mom):
    steps.add(cast.tuan, v2mom.goals.team, "Little", expected=1)
    much = steps.add(fresh(cast.tuan), v2mom.goals.team, "Much", person=cast.people["rui"],
                     expected=3)  # fmt: skip
    page = show(cast.tuan, v2mom.plan)
    assert [s.title for s in page.methods[0].steps] == ["Much", "Little"]
    steps.finish(fresh(cast.tuan), much, 1, cast.tuan.today, "Done well.")
    assert [s.title for s in show(cast.tuan, v2mom.plan).methods[0].steps] == ["Little", "Much"]


def test_two_people_see_each_other_and_nothing_is_overwritten(cast: Cast, v2mom: V2mom):
    plan_presence.here(cast.tuan, v2mom.plan, "vision")
    [other] = plan_presence.others(fresh(cast.jo), v2mom.plan)
    assert other.person.name == "Tuan Nguyen"
    plans.edit(fresh(cast.jo), v2mom.plan, 1, {"vision": "Jo's."})
    with pytest.raises(Stale) as late:
        plans.edit(fresh(cast.tuan), v2mom.plan, 1, {"vision": "Tuan's."})
    assert late.value.current["vision"] == "Jo's."


def test_parts_change_places_and_the_others_make_room(cast: Cast, v2mom: V2mom):
    plan_values.add(cast.tuan, v2mom.plan, "Kind")
    last = plan_values.add(fresh(cast.tuan), v2mom.plan, "Plain")
    plan_ranks.move(fresh(cast.tuan), v2mom.plan, "values", last, 1)
    assert [v.title for v in show(cast.tuan, v2mom.plan).values] == ["Plain", "Own it", "Kind"]
    with pytest.raises(NotAllowed):
        plan_ranks.move(fresh(cast.ana), v2mom.plan, "values", last, 2)


@pytest.mark.req("V2MOM-8", via="core")
def test_a_link_dies_by_revocation_by_its_day_and_with_its_maker(cast: Cast, v2mom: V2mom):
    made = sharing.make(cast.tuan, v2mom.plan, 7)
    token = made.path.strip("/").removeprefix("s/")
    now = cast.tuan.now
    assert sharing.opened(token, now, password=None, unlocked=False).plan == v2mom.plan
    with pytest.raises(NotThere):
        sharing.find(token, now + datetime.timedelta(days=7))
    with pytest.raises(NotThere):
        sharing.find(token[:-1] + ("A" if token[-1] != "A" else "B"), now)
    sharing.revoke(fresh(cast.tuan), v2mom.plan, made.share.id)
    with pytest.raises(NotThere):
        sharing.find(token, now)


@pytest.mark.req("START-1", via="core")
def test_a_template_becomes_a_draft_of_ones_own(cast: Cast):
    plan = templates.begin_v2mom(cast.amir, "v2mom-shop", cast.units["Billing"], cast.period)
    page = show(cast.amir, plan)
    assert (len(page.values), len(page.methods), len(page.obstacles)) == (3, 3, 2)
    assert page.methods[0].goal.state == "draft"
    assert all(method.values for method in page.methods)
    lines = plan_list.plans(fresh(cast.amir), owner=cast.units["Billing"])
    assert [line.id for line in lines] == [plan]
