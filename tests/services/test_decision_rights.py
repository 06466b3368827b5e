"""What each role may decide alone: said, proposed to be widened, answered, and what came of it."""

import datetime

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from trigpoint.services.cascade import decision_rights
from trigpoint.services.cascade.decision_rights import RightDraft
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.inbox import inbox
from trigpoint.store.models import DecisionRight, Generation, Measure, Reading

pytestmark = pytest.mark.django_db

DRAFT = RightDraft(
    role="member", topic="refund", title="Refund a late delivery", limit="Up to 20 € a ticket"
)
WHY = "Nine in ten are granted anyway, after two days of waiting."


@pytest.fixture
def right(cast: Cast) -> str:
    return decision_rights.add(cast.tuan, cast.units["Orders"], DRAFT)


@pytest.mark.req("CASCADE-9", via="core")
def test_who_leads_the_unit_says_it_and_everybody_in_the_house_reads_it(cast: Cast, right: str):
    for name in ("ana", "rui", "jo", "amir"):
        [seen] = decision_rights.show(cast.actors[name], cast.units["Orders"]).rights
        assert (seen.role, seen.topic, seen.limit) == ("member", "refund", "Up to 20 € a ticket")
    with pytest.raises(NotAllowed):
        decision_rights.add(cast.ana, cast.units["Orders"], DRAFT)
    with pytest.raises(NotThere):
        decision_rights.show(cast.olga, cast.units["Orders"])
    for wrong in ({"limit": " "}, {"title": ""}, {"role": "king"}, {"topic": "war"}):
        values = {"role": "lead", "topic": "other", "title": "A", "limit": "B", **wrong}
        with pytest.raises(Invalid):
            decision_rights.add(cast.tuan, cast.units["Orders"], RightDraft(**values))


@pytest.mark.req("CASCADE-9", via="core")
def test_an_agent_proposes_to_widen_it_and_the_lead_answers_from_the_inbox(cast: Cast, right: str):
    with pytest.raises(Invalid, match="how far it goes now"):
        decision_rights.propose(cast.ana, right, "Up to 20 € a ticket", WHY)
    decision_rights.propose(cast.ana, right, "Up to 50 € a ticket", WHY)
    [question] = [q for q in inbox.questions(cast.tuan) if q.kind == "widening"]
    assert "Up to 50 €" in str(question.asks)
    with pytest.raises(Invalid, match="Say why not"):
        inbox.answer(cast.tuan, "widening", question.id, "decline")
    with pytest.raises(NotAllowed):
        decision_rights.answer(cast.rui, question.id, accepted=True)
    inbox.answer(cast.tuan, "widening", question.id, "accept", "Let us try it.")
    [seen] = decision_rights.show(cast.at("ana", NOW), cast.units["Orders"]).rights
    assert (seen.limit, seen.widened_on) == ("Up to 50 € a ticket", NOW.date())
    assert seen.widenings[0].answer == "Let us try it."
    with pytest.raises(Invalid, match="answered already"):
        decision_rights.answer(cast.at("tuan", NOW), question.id, accepted=True)


@pytest.mark.req("CASCADE-9", via="web")
def test_the_effect_of_having_widened_it_is_told_with_its_range(cast: Cast, right: str):
    measure = Measure.objects.create(
        organisation=cast.organisation, title="Reopened", kpi="reopen_rate"
    )
    Generation.objects.create(
        organisation=cast.organisation, number=1, published_at=NOW, data_as_of=NOW
    )
    start = datetime.date(2025, 6, 2)
    Reading.objects.bulk_create(
        Reading(
            measure=measure,
            grain="week",
            start=start + datetime.timedelta(weeks=week),
            end=start + datetime.timedelta(weeks=week + 1),
            n=200,
            value=(0.2 if week < 60 else 0.1) + (week % 5) / 200,
            low=0.05,
            high=0.3,
            numerator=40,
            denominator=200,
            generation=1,
        )
        for week in range(76)
    )
    record = DecisionRight.objects.get(public_id=right)
    record.measure, record.widened_on = measure, start + datetime.timedelta(weeks=60)
    record.save()
    [seen] = decision_rights.show(cast.at("tuan", NOW), cast.units["Orders"]).rights
    told = " ".join(map(str, seen.effect))
    assert "After 3 months" in told
    assert "likely between" in told
    client = Client()
    client.force_login(cast.ana.user)
    page = client.get(f"/u/{cast.units['Orders']}/decides/").content.decode()
    assert "After 3 months" in page
    record.widened_on = NOW.date()
    record.save()
    [seen] = decision_rights.show(cast.at("tuan", NOW), cast.units["Orders"]).rights
    assert "tell yet" in str(seen.effect[0])


@pytest.mark.req("CASCADE-9", via="web")
def test_it_is_said_widened_and_answered_on_its_page(cast: Cast):
    tuan, ana = Client(), Client()
    tuan.force_login(cast.tuan.user)
    ana.force_login(cast.ana.user)
    here = f"/u/{cast.units['Orders']}/decides/"
    assert "Nobody has said it yet" in ana.get(here).content.decode()
    form = {"role": "member", "topic": "refund", "title": "Refund", "limit": "", "measure": ""}
    assert tuan.post(here + "?edit=new", form).status_code == 422
    assert tuan.post(here + "?edit=new", {**form, "limit": "Up to 20 €"}).status_code == 302
    record = DecisionRight.objects.get()
    wider = {"limit": "Up to 50 €", "words": WHY}
    assert ana.post(f"{here}?edit=widen-{record.public_id}", wider).status_code == 302
    page = tuan.get(here).content.decode()
    assert WHY in page
    widening = record.widenings.get().public_id
    tuan.post(here + "answer/", {"widening": widening, "answer": "accept", "words": ""})
    assert "Wider since" in ana.get(here).content.decode()


@pytest.mark.req("CASCADE-9", via="api")
def test_a_program_reads_says_and_widens_it(cast: Cast):
    tuan, ana = Program(cast.tuan), Program(cast.ana)
    here = f"/units/{cast.units['Orders']}/decision-rights"
    body = {"role": "member", "topic": "exception", "title": "Waive a fee", "limit": "Once a year"}
    made = tuan.post(here, body).json()["rights"][0]
    wider = {"limit": "Twice a year", "words": WHY}
    told = ana.post(f"{here}/{made['id']}/widen", wider).json()["rights"][0]
    [asked] = told["widenings"]
    assert ana.post(f"{here}/widenings/{asked['id']}/answer", {"accepted": True}).status_code == 403
    done = tuan.post(f"{here}/widenings/{asked['id']}/answer", {"accepted": True}).json()
    assert done["rights"][0]["limit"] == "Twice a year"
    right = f"{here}/{made['id']}?reason=Nobody+asks+any+more."
    assert (
        ana.send("DELETE", right, If_Match=f'"{done["rights"][0]["version"]}"').status_code == 403
    )
    assert tuan.send("DELETE", right, If_Match='"9"').status_code == 412
    gone = tuan.send("DELETE", right, If_Match=f'"{done["rights"][0]["version"]}"')
    assert (gone.status_code, tuan.get(here).json()["rights"]) == (204, [])
