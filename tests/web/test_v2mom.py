"""V2MOMs in the browser: read, written in place, ranked, published, answered, printed."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.services.v2moms import V2mom, fresh, write_v2mom
from trigpoint.services.goals import goals, steps, targets
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.plans import plan_requests, plan_values, plans, v2mom_page
from trigpoint.store.models import Generation, Measure, Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def v2mom(cast: Cast) -> V2mom:
    return write_v2mom(cast)


def browser(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def tuan(cast: Cast) -> Client:
    return browser(cast.tuan)


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def show(cast: Cast, v2mom: V2mom):
    return v2mom_page.show(fresh(cast.tuan), v2mom.plan)


@pytest.mark.req("V2MOM-1", via="web")
@pytest.mark.req("V2MOM-3", via="web")
def test_the_page_has_all_five_parts_and_is_found_from_the_bar(cast, v2mom, tuan):
    found = tuan.get("/v2mom/", {"unit": cast.units["Orders"], "period": cast.period})
    assert found.url.startswith(f"/v2mom/{v2mom.plan}/")
    page = read(tuan, f"/v2mom/{v2mom.plan}/")
    for words in ("One right answer.", "Own it", "Right person, first touch", "Hiring lags"):
        assert words in page
    assert "Serves <b>Own it</b>" in page
    assert "Nothing measures it yet." in page
    assert 'aria-current="page">V2MOM' in page


@pytest.mark.req("V2MOM-1", via="web")
@pytest.mark.req("START-1", via="web")
def test_one_is_begun_from_words_of_the_sector_and_changed_in_place(cast):
    client = browser(cast.amir)
    empty = read(client, f"/v2mom/?unit={cast.units['Billing']}")
    assert "No V2MOM is written for this choice yet" in empty
    sent = {"owner": cast.units["Billing"], "period": cast.period, "template": "v2mom-bank"}
    made = client.post("/v2mom/new/", sent).url
    assert "Customers trust us with their worries" in read(client, made)
    client.post(f"{made}?edit=vision", {"version": "1", "vision": "Right, safe and kind."})
    assert "Right, safe and kind." in read(client, made)


@pytest.mark.req("V2MOM-1", via="web")
@pytest.mark.req("V2MOM-10", via="web")
def test_values_are_written_with_behaviours_and_ranked(cast, v2mom, tuan):
    path = f"/v2mom/{v2mom.plan}/"
    tuan.post(f"{path}?edit=value", {"title": "Plain", "meaning": "", "behaviour": "Short."})
    seen = {"text": "Is the first sentence clear?", "tie": "qa", "ticket": "4711", "day": ""}
    tuan.post(f"{path}?edit=behaviour-{v2mom.value}", seen)
    decided = {"text": "No scripts.", "tie": "decision", "ticket": "", "day": "2026-11-02"}
    tuan.post(f"{path}?edit=behaviour-{v2mom.value}", decided)
    thanked = {"text": "Stayed till nine.", "tie": "thanks", "ticket": "", "day": "2026-11-03"}
    tuan.post(f"{path}?edit=behaviour-{v2mom.value}", thanked)
    page = read(tuan, path)
    for words in ("a QA question, such as 4711", "a decision, 2 Nov", "thanks, 3 Nov", "Short."):
        assert words in page
    last = show(cast, v2mom).values[1].id
    tuan.post(f"{path}rank/", {"section": "values", "part": last, "place": "1"})
    assert [v.title for v in show(cast, v2mom).values] == ["Plain", "Own it"]


@pytest.mark.req("V2MOM-4", via="web")
def test_an_obstacle_says_everything_and_that_its_sign_has_come(cast, v2mom, tuan):
    page = read(tuan, f"/v2mom/{v2mom.plan}/")
    for words in (
        "Likelihood high · impact high", "Warning sign", "Open positions for six weeks.",
        "If it happens", "Cross-train.", "Rui Matos", "Hire in spring.",
    ):  # fmt: skip
        assert words in page
    path = f"/v2mom/{v2mom.plan}/?edit=come-{v2mom.obstacle}"
    assert tuan.post(path, {"version": "1", "reason": "Three."}).status_code == 302
    assert "Warning sign · has come" in read(tuan, f"/v2mom/{v2mom.plan}/")


def test_a_bad_obstacle_is_sent_back_with_the_place_and_everything_typed(cast, v2mom, tuan):
    sent = {"title": "", "likelihood": "2", "impact": "2", "sign_side": "above", "sign_days": "1",
            "contingency": "Kept words."}  # fmt: skip
    answer = tuan.post(f"/v2mom/{v2mom.plan}/?edit=obstacle", sent)
    assert answer.status_code == 422
    assert "Kept words." in answer.content.decode()


@pytest.mark.req("V2MOM-2", via="web")
def test_people_are_invited_by_area_and_departments_answer(cast, v2mom, tuan):
    path = f"/v2mom/{v2mom.plan}/"
    version = show(cast, v2mom).version
    sent = {
        "version": version,
        "area": "",
        "person": cast.people["rui"],
        "open_sections": ["values"],
    }
    tuan.post(f"{path}?edit=people", sent)
    rui = browser(cast.rui)
    rui.post(f"{path}?edit=suggest", {"section": "values", "text": "Say it plainly."})
    plans.edit(fresh(cast.tuan), v2mom.plan, show(cast, v2mom).version, {"areas": ["Data"]})
    tuan.post(f"{path}?edit=ask", {"unit": cast.units["Billing"], "part": "Refunds", "goal": ""})
    [request] = show(cast, v2mom).requests
    amir = browser(cast.amir)
    sent = {"version": "1", "yes": "no", "words": "Not before May."}
    amir.post(f"{path}?edit=ask-{request.id}", sent)
    page = read(tuan, path)
    for words in (
        "Say it plainly.",
        "Data",
        "has not been heard yet.",
        "Refused",
        "Not before May.",
    ):
        assert words in page
    [said] = show(cast, v2mom).suggestions
    tuan.post(f"{path}?edit=suggestion-{said.id}", {"version": "1", "yes": "yes", "words": ""})
    assert "1 suggested, 1 taken" in read(tuan, path)


def test_a_source_that_fell_silent_is_told_as_its_own_fault_and_not_as_an_obstacle(
    cast, v2mom, tuan, monkeypatch
):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.tuan.now)
    day = cast.tuan.today - datetime.timedelta(days=20)
    then = cast.tuan.now - datetime.timedelta(days=20)
    home = cast.organisation
    measure = Measure.objects.create(organisation=home, title="Transfers", kpi="transfers")
    due = datetime.date(2026, 12, 31)
    aim = TargetDraft(
        kind="lower", measure=measure.public_id, baseline=0.6, points=((due, 0.3),), due=due
    )
    targets.add(fresh(cast.tuan), v2mom.goals.team, aim, reason="Agreed.")
    Generation.objects.create(organisation=home, number=1, published_at=then, data_as_of=then)
    Reading.objects.create(
        measure=measure, grain="window", start=day, end=day, n=400, value=0.6, low=0.5,
        high=0.7, generation=1,
    )  # fmt: skip
    page = read(tuan, f"/v2mom/{v2mom.plan}/")
    fault = page.partition('class="source-fault"')[2].partition("</p>")[0]
    assert "Transfers" in fault
    assert "2 Nov" in fault
    assert "Data is old" in page


@pytest.mark.req("V2MOM-5", via="web")
def test_above_and_below_stand_side_by_side(cast, v2mom, tuan):
    page = read(tuan, f"/v2mom/{v2mom.plan}/above/")
    assert "Keep the customers we win" in page
    assert "Right person, first touch" in page
    value = v2mom_page.show(fresh(cast.mira), v2mom.top).values[0].id
    version = show(cast, v2mom).version
    sent = {"version": version, "vision": "on", "values": [value]}
    tuan.post(f"/v2mom/{v2mom.plan}/?edit=take", sent)
    assert show(cast, v2mom).vision == "Friends are told."
    below = read(browser(cast.mira), f"/v2mom/{v2mom.top}/above/?below={v2mom.plan}")
    assert "Kind" in below
    tuan.post(f"/v2mom/{v2mom.plan}/?edit=method", {"title": "Rewrite macros", "why": "Old."})
    mira = browser(cast.mira)
    mira.post(f"/v2mom/{v2mom.top}/?edit=method", {"title": "Cost less", "why": "We must."})
    page = read(tuan, f"/v2mom/{v2mom.plan}/above/")
    assert "Rewrite macros" in page.partition("serves no method and no vision")[2]
    assert "nobody here serves it" in page.partition("Cost less")[2]


@pytest.mark.req("V2MOM-6", via="web")
def test_it_is_published_with_gates_and_people_answer(cast, v2mom, tuan):
    path = f"/v2mom/{v2mom.plan}/"
    page = read(tuan, f"{path}?edit=publish")
    assert "What is missing" in page
    assert "has no steps yet" in page
    refused = tuan.post(f"{path}?edit=publish", {"version": "1", "override_reason": ""})
    assert refused.status_code == 422
    tuan.post(f"{path}?edit=publish", {"version": "1", "override_reason": "For now."})
    ana = browser(cast.ana)
    ana.post(f"{path}answer/", {"answer": "reservations", "words": "If it stays short."})
    ana.post(f"{path}answer/", {"unnamed": "1", "words": "Nobody dares."})
    browser(cast.rui).post(f"{path}answer/", {"answer": "agree"})
    page = read(tuan, path)
    assert "1 agree, 1 with reservations, 0 disagree, 0 have read it, 3 have not answered." in page
    assert "If it stays short." in page
    assert "Nobody dares." in page
    plan_values.edit(fresh(cast.tuan), v2mom.value, 1, "Own it to the end")
    changed = read(tuan, f"{path}versions/?from=1")
    assert "The value “Own it” is called otherwise." in changed
    assert "For now." in changed


@pytest.mark.req("V2MOM-7", via="web")
def test_a_plan_that_was_left_is_called_stale_until_it_is_reviewed(cast, v2mom, tuan, monkeypatch):
    later = cast.tuan.now + datetime.timedelta(days=30)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    tuan.force_login(cast.tuan.user)
    assert "Stale: the review is 2 days late." in read(tuan, f"/v2mom/{v2mom.plan}/")
    sent = {"version": "1", "cadence_days": "14", "reason": "Still right.", "next_review": ""}
    tuan.post(f"/v2mom/{v2mom.plan}/?edit=review", sent)
    page = read(tuan, f"/v2mom/{v2mom.plan}/")
    assert "Stale" not in page
    assert "Reviewed every 14 days" in page


@pytest.mark.req("V2MOM-8", via="web")
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_is_one_page_of_pdf_a_picture_and_slides(cast, v2mom, tuan, paper):
    path = f"/v2mom/{v2mom.plan}/"
    pdf = tuan.get(f"{path}sheet.pdf", {"paper": paper})
    assert pdf.content.startswith(b"%PDF")
    assert pdf.content.count(b"/Type /Page\n") + pdf.content.count(b"/Type/Page\n") <= 1
    png = tuan.get(f"{path}sheet.png", {"paper": paper})
    assert png.content.startswith(b"\x89PNG")
    assert "<svg" in read(tuan, f"{path}print/?paper={paper}")
    assert "data-slides" in read(tuan, f"{path}present/")


@pytest.mark.req("V2MOM-9", via="web")
def test_steps_and_work_that_serves_no_goal_are_seen(cast, v2mom, tuan):
    steps.add(cast.tuan, v2mom.goals.team, "Sort by topic", person=cast.people["rui"])
    idle = GoalDraft(title="Rewrite macros", owner=cast.units["Orders"], period=cast.period)
    goals.add(fresh(cast.tuan), idle)
    page = read(tuan, f"/v2mom/{v2mom.plan}/")
    for words in (
        "0 of 1 steps done",
        "Sort by topic",
        "Work that serves no goal",
        "Rewrite macros",
    ):
        assert words in page


@pytest.mark.req("START-2", via="web")
def test_the_guide_shows_what_is_next_and_steps_can_be_skipped(cast, v2mom, tuan):
    page = read(tuan, f"/v2mom/{v2mom.plan}/")
    assert 'aria-current="step"' in page
    tuan.post(f"/v2mom/{v2mom.plan}/skip/", {"step": "people", "skipped": "1"})
    assert "skipped" in read(tuan, f"/v2mom/{v2mom.plan}/")


def test_the_later_one_of_two_writers_is_shown_the_difference(cast, v2mom, tuan):
    path = f"/v2mom/{v2mom.plan}/"
    jo = browser(cast.jo)
    jo.post(f"{path}writers/", {"section": "vision"})
    assert "Jo Silva" in tuan.post(f"{path}writers/", {}).content.decode()
    jo.post(f"{path}?edit=vision", {"version": "1", "vision": "Jo's words."})
    late = tuan.post(f"{path}?edit=vision", {"version": "1", "vision": "Tuan's words."})
    page = late.content.decode()
    assert late.status_code == 422
    assert "Jo&#x27;s words." in page
    assert "Tuan&#x27;s words." in page


def test_the_page_asks_the_database_as_often_however_much_stands_in_it(cast, v2mom, tuan):
    def queries() -> int:
        read(tuan, f"/v2mom/{v2mom.plan}/")
        with CaptureQueriesContext(connection) as captured:
            read(tuan, f"/v2mom/{v2mom.plan}/")
        return len(captured)

    few = queries()
    for number in range(20):
        plan_values.add(fresh(cast.tuan), v2mom.plan, f"Value {number}", behaviour="Seen.")
        plan_requests.ask(fresh(cast.tuan), v2mom.plan, cast.units["Billing"], f"Part {number}")
    assert queries() == few <= 12


def test_a_method_opens_in_the_same_sheet_as_in_every_view(cast, v2mom, tuan):
    page = read(tuan, f"/v2mom/{v2mom.plan}/")
    opened = f"/v2mom/{v2mom.plan}/?goal={v2mom.goals.team}"
    assert f'href="{opened}"' in page
    sheet = read(tuan, opened).partition('id="sheet"')[2]
    assert "Open the whole page" in sheet
    assert "Keep the customers we win" in sheet
