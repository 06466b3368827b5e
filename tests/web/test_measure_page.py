"""The measure page: what the past said otherwise, what has no value, why each ticket counts."""

import csv
import datetime
import io

import pytest
from django.test import Client

from tests.access.acts import goal
from tests.cast import Cast
from tests.services.conftest import Desk, change, moment, solved
from tests.services.plan import DUE
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.helpdesks import imports
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

pytestmark = pytest.mark.django_db

SURVEY = """
name: How satisfied are you
shape: survey
dates: {formats: [iso], zone: Etc/UTC}
columns: {rating: survey, sent_at: sent, answered_at: answered, score: score}
survey: {kind: csat, lowest: 1, highest: 5, name: after}
"""
WEEK = datetime.date(2026, 10, 12)


def answers(first: int, positive: int, negative: int, day: str = "10-14") -> str:
    """Return the rows of answers to a survey, numbered from `first`."""
    scores = [5] * positive + [1] * negative
    at = f"2026-{day}T09:00:00Z"
    return "".join(f"{first + n},{at},{at},{score}\n" for n, score in enumerate(scores))


def bring(desk: Desk, rows: str) -> None:
    """Bring in answers to a survey."""
    file = io.BytesIO(("survey,sent,answered,score\n" + rows).encode())
    imports.start(desk.cast.dara, file, file_name="survey.csv", mapping=SURVEY, source_key="survey")
    desk.work()


def page(actor, address: str) -> str:
    client = Client()
    client.force_login(actor.user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def desk(cast: Cast, tmp_path, settings) -> Desk:
    settings.TRIGPOINT_DATA = tmp_path
    return Desk(cast)


def restated(cast: Cast, measure: str) -> list[dict]:
    """Return the weeks of which the interface says that they said something else before."""
    client = Client()
    client.force_login(cast.mira.user)
    series = client.get(f"/api/v1/measures/{measure}").json()["series"]
    return [week for week in series if week["was"] is not None]


@pytest.mark.req("MEASURE-5", via="web")
def test_late_answers_are_named_with_what_they_changed(desk: Desk, cast: Cast):
    measure = measures.add(cast.mira, MeasureDraft(kpi="csat", pinned=True))
    bring(desk, answers(0, 74, 26) + answers(200, 5, 1, "11-10"))
    assert "Changes to past figures" not in page(cast.mira, f"/m/{measure}/")
    bring(desk, answers(300, 27, 14))
    said = page(cast.mira, f"/m/{measure}/")
    assert "was 74%, now 72%: 41 late answers." in " ".join(said.split())
    [told] = restated(cast, measure)
    assert (round(told["was"], 2), round(told["value"], 2), told["why"]) == (
        0.74,
        0.72,
        "41 late answers",
    )


def test_a_help_desk_that_says_another_number_is_explained(desk: Desk, cast: Cast):
    measure = measures.add(cast.mira, MeasureDraft(kpi="one_touch", pinned=True))
    said = " ".join(page(cast.mira, f"/m/{measure}/").split())
    assert "Why does my help desk say another number?" in said
    assert "<b>Zendesk</b>" in said
    assert "Who can see this?" in said
    assert "solved without any reply counts as well" in said


@pytest.mark.asks("measure_tickets_csv")
@pytest.mark.req("MEASURE-4", via="web")
def test_from_a_point_to_its_tickets_with_the_reason_and_out_as_a_file(desk: Desk, cast: Cast):
    measure = measures.add(cast.mira, MeasureDraft(kpi="reopen_rate", pinned=True))
    back = change(7, moment("10-14"), moment("10-16"), "Open")
    desk.bring("".join(solved(n, "10-14") for n in range(40)) + back + solved(99, "11-10"))
    point = f"?start={WEEK}&grain=week"
    said = page(cast.mira, f"/m/{measure}/{point}")
    assert "It stayed solved within the days given." in said
    assert "Opened again within the days given, after this solve." in said
    client = Client()
    client.force_login(cast.mira.user)
    file = client.get(f"/m/{measure}/tickets.csv{point}")
    client.force_login(cast.olga.user)
    assert client.get(f"/m/{measure}/tickets.csv{point}").status_code == 404
    lines = csv.DictReader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig")))
    whys = {line["ticket"]: line["why"] for line in lines}
    assert len(whys) == 40
    assert whys["7"] == "Opened again within the days given, after this solve."


def test_a_measure_is_named_anew_kept_and_taken_out_of_use_by_who_set_it_up(
    cast: Cast, client: Client
):
    made = measures.add(cast.tuan, MeasureDraft(kpi="backlog"))
    here, edit = f"/m/{made}/", f"/m/{made}/?edit=name"
    assert 'href="?edit=name"' not in page(cast.ana, here), "she did not set it up"
    assert 'href="?edit=name"' in page(cast.tuan, here)
    assert "Take it out of use" not in page(cast.ana, edit)
    client.force_login(cast.tuan.user)
    assert "Take it out of use" in client.get(edit).content.decode()
    assert client.post(edit, {"version": 1, "title": " "}).status_code == 422
    named = {"version": 1, "title": "What waits", "pinned": "on"}
    assert client.post(edit, named).headers["Location"] == here
    clash = client.post(edit, {**named, "title": "Queue"})
    assert "Somebody changed this while you were writing." in clash.content.decode()
    found = measures.show(cast.tuan, made)
    assert (found.measure.title, found.pinned) == ("What waits", True)
    held = goal(cast, "tuan", cast.units["Orders"], "Nobody waits")
    draft = TargetDraft(kind="lower", measure=made, baseline=90, due=DUE, points=((DUE, 50),))
    target = targets.add(cast.tuan, held, draft, reason="Agreed.")
    away = {"remove": "1", "version": "2"}
    refused = " ".join(client.post(edit, away, follow=True).content.decode().split())
    assert "These goals hold to it: Nobody waits." in refused
    targets.remove(cast.tuan, target, reason="Met.")
    assert client.post(edit, away).headers["Location"] == "/measures/"
    assert client.get(here).status_code == 404
