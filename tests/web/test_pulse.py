"""The pulse: asked without names, told of groups that are large enough; web and API."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.api.program import Program
from tests.cast import NOW
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.loop import pulse_results, pulses
from trigpoint.services.loop.pulses import PulseDraft
from trigpoint.store.models import PulseSeat, PulseTally, Version

WEEK = datetime.timedelta(days=7)
CLOSES = NOW.date() + WEEK
OVER = NOW + WEEK + datetime.timedelta(days=1)
TEAM = ("tuan", "ana", "rui", "ines", "lena", "omar")
OTHERS = ("jo", "amir", "bea", "pat")


def client_of(actor):
    client = Client()
    client.force_login(actor.user)
    return client


def asked(cast, who="tuan", unit="Orders", *statements):
    draft = PulseDraft(unit=cast.units[unit], closes_on=CLOSES, statements=statements)
    return pulses.begin(getattr(cast, who), draft)


def all_answer(cast, made, names=TEAM, now=NOW):
    for number, name in enumerate(names):
        said = {"engagement": 2 if number else 0, "clarity": 2 if number > 1 else 1, "enps": 9}
        pulses.answer(cast.at(name, now), made, said | ({"enps": 3} if number == 2 else {}))


def told(actor, made, question="engagement"):
    found = pulse_results.trends(actor, made)
    return next(each for each in found if each.question.key == question)


@pytest.mark.req("LOOP-6", via="web")
def test_a_lead_asks_people_answer_without_names_and_all_read_it_when_it_is_over(cast):
    tuan, ana, now = client_of(cast.tuan), client_of(cast.ana), timezone.now()
    closes = (now + WEEK).date()
    form = {
        "unit": cast.units["Orders"],
        "closes_on": closes.isoformat(),
        "first": "Is <i>it</i> calm?",
    }
    assert tuan.post("/pulse/", form).status_code == 302
    [line] = pulse_results.show(cast.at("ana", now)).rounds
    address = f"/pulse/{line.id}/"
    assert "Answer, in half a minute" in ana.get("/pulse/").content.decode()
    assert f'href="{address}"' in ana.get("/inbox/").content.decode()
    page = ana.get(address).content.decode()
    assert "I know how my goal helps the company." in page
    assert "Is &lt;i&gt;it&lt;/i&gt; calm?" in page
    assert ana.post(address, {"engagement": "2", "enps": "10"}).status_code == 302
    assert f'href="{address}"' not in ana.get("/inbox/").content.decode()
    again = ana.post(address, {"engagement": "0"})
    assert again.status_code == 422 or "answered already" in again.content.decode()
    all_answer(cast, line.id, ("rui", "tuan", "ines", "lena", "omar"), now)
    assert "Say yes" not in ana.get(address).content.decode()
    trend = told(cast.at("ana", now + 2 * WEEK), line.id)
    assert [(g.unit.name, g.figures[-1].n) for g in trend.groups] == [("Orders", 6)]
    assert told(cast.at("ana", now + 2 * WEEK), line.id, "own_1").groups == ()


@pytest.mark.req("LOOP-6", via="api")
def test_a_program_asks_answers_and_reads_what_was_said_with_its_range(cast):
    tuan, now = Program(cast.tuan), timezone.now()
    closes = (now + WEEK).date()
    body = {"unit": cast.units["Orders"], "closes_on": closes.isoformat(), "statements": ["Calm?"]}
    made = tuan.post("/pulses", body)
    assert made.status_code == 201
    id_ = made.json()["id"]
    assert (made.json()["asked"], made.json()["answered"]) == (6, 0)
    keys = [question["key"] for question in made.json()["questions"]]
    assert keys == ["engagement", "clarity", "buy_in", "enps", "own_1"]
    said = Program(cast.rui).post(f"/pulses/{id_}/answer", {"answers": {"buy_in": 1, "enps": 0}})
    assert (said.json()["answered"], said.json()["mine"]) == (1, False)
    assert Program(cast.rui).get(f"/pulses/{id_}/results").json() == []
    assert Program(cast.amir).get(f"/pulses/{id_}").status_code in {200, 404}
    assert Program(cast.olga).get(f"/pulses/{id_}").status_code == 404
    wrong = Program(cast.ana).post(f"/pulses/{id_}/answer", {"answers": {"buy_in": 3}})
    assert wrong.status_code == 422
    all_answer(cast, id_, ("tuan", "ana", "ines", "lena", "omar"), now)
    trend = told(cast.at("tuan", now + 2 * WEEK), id_, "enps")
    [group] = trend.groups
    [figure] = group.figures
    assert (figure.n, round(figure.value)) == (6, 33)
    assert figure.low < figure.value < figure.high


@pytest.mark.req("LOOP-6", via="web")
def test_a_group_of_four_is_not_asked_and_the_page_offers_none(cast):
    with pytest.raises(Invalid, match="Fewer than 5"):
        asked(cast, "amir", "Billing")
    assert pulse_results.show(cast.amir).may_ask == ()
    closes = (timezone.now() + WEEK).date()
    body = {"unit": cast.units["Billing"], "closes_on": closes.isoformat()}
    refused = Program(cast.amir).post("/pulses", body)
    assert refused.status_code == 422
    assert "Fewer than 5" in refused.content.decode()


def test_what_could_be_subtracted_is_not_told(cast):
    """Care without Orders would be four people: so Orders is kept back, and Care is told."""
    made = asked(cast, "jo", "Care")
    all_answer(cast, made, (*TEAM, *OTHERS))
    trend = told(cast.at("jo", OVER), made)
    assert [(g.unit.name, g.figures[-1].n) for g in trend.groups] == [("Care", 10)]
    assert trend.kept_back == 3


def test_no_row_and_no_history_holds_what_one_person_said(cast):
    made = asked(cast)
    all_answer(cast, made)
    assert not Version.objects.filter(kind="pulsetally").exists()
    bodies = {str(v.body) for v in Version.objects.filter(kind="pulseseat", version=2)}
    assert len(bodies) == len(TEAM)
    assert not any(key in body for body in bodies for key in ("engagement", "clarity", "high"))
    counts = PulseTally.objects.filter(question="engagement").values_list("low", "middle", "high")
    assert list(counts) == [(1, 0, 5)]
    assert PulseSeat.objects.filter(taken=True).count() == len(TEAM)


def test_only_who_is_asked_answers_once_and_in_time(cast):
    made = asked(cast)
    pulses.answer(cast.ana, made, {"clarity": 2})
    with pytest.raises(Invalid, match="answered already"):
        pulses.answer(cast.ana, made, {"clarity": 0})
    for name in ("amir", "mira", "olga"):
        with pytest.raises(NotThere):
            pulses.answer(getattr(cast, name), made, {"clarity": 2})
    with pytest.raises(Invalid, match="over"):
        pulses.answer(cast.at("rui", OVER), made, {"clarity": 2})
    with pytest.raises(Invalid):
        pulses.answer(cast.rui, made, {})
    assert PulseTally.objects.get(question="clarity").high == 1


def test_only_whoever_leads_asks_and_not_the_same_people_again_within_weeks(cast):
    with pytest.raises(NotAllowed):
        asked(cast, "ana")
    with pytest.raises(NotThere):
        asked(cast, "olga")
    asked(cast)
    with pytest.raises(Invalid, match="asked lately"):
        asked(cast, "jo", "Care")
    later = NOW + datetime.timedelta(days=40)
    draft = PulseDraft(
        unit=cast.units["Orders"], closes_on=later.date() + datetime.timedelta(days=5)
    )
    again = pulses.begin(cast.at("tuan", later), draft)
    for number, name in enumerate(TEAM):
        pulses.answer(cast.at(name, later), again, {"engagement": number % 3})
    over = cast.at("tuan", later + datetime.timedelta(days=6))
    assert [len(g.figures) for g in told(over, again).groups] == [1]


@pytest.mark.req("LOOP-6", via="core")
def test_a_trend_has_the_rounds_before_with_their_ranges(cast):
    first = asked(cast)
    all_answer(cast, first)
    later = NOW + datetime.timedelta(days=40)
    draft = PulseDraft(
        unit=cast.units["Orders"], closes_on=later.date() + datetime.timedelta(days=5)
    )
    again = pulses.begin(cast.at("tuan", later), draft)
    for number, name in enumerate(TEAM):
        pulses.answer(cast.at(name, later), again, {"engagement": number % 3})
    [group] = told(cast.at("tuan", later + datetime.timedelta(days=6)), again).groups
    assert [round(figure.value, 2) for figure in group.figures] == [0.83, 0.33]
    assert all(figure.low < figure.value < figure.high for figure in group.figures)
