"""Experiments on their pages and by program."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen, weekly
from tests.services.test_experiments import draft, measure_of, planned
from trigpoint.services.experiments import experiments
from trigpoint.services.insight import similar_teams


@pytest.fixture
def goal(cast: Cast) -> str:
    made = plan.write(cast).team
    of_orders(cast, made, risen(0.08))
    return made


def client(cast: Cast, who: str) -> Client:
    made = Client()
    made.force_login(getattr(cast, who).user)
    return made


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def form(cast: Cast, goal: str, **more) -> dict[str, object]:
    said = draft(cast, goal)
    return {
        "version": "0",
        "title": said.title,
        "hypothesis": said.hypothesis,
        "measure": said.measure,
        "guard": "",
        "starts": "2026-12-01",
        "ends": "2027-03-15",
        "who": [cast.units["Orders"]],
        **more,
    }


@pytest.mark.req("BEYOND-8", via="web")
def test_an_experiment_is_planned_ended_and_its_result_read_on_the_page(cast: Cast, goal: str):
    tuan, page = client(cast, "tuan"), f"/g/{goal}/experiments/"
    assert "Nothing is being tried" in text(tuan.get(page))
    wrong = tuan.post(f"{page}?edit=experiment", form(cast, goal, ends="2026-12-20"))
    assert wrong.status_code == 422
    assert "at least 13 weeks" in text(wrong)
    assert "A call settles at once" in text(wrong)
    tuan.post(f"{page}?edit=experiment", form(cast, goal))
    shown = text(tuan.get(page))
    assert "Planned" in shown
    assert "What came of it is read on 16 Mar" in shown
    over = planned(cast, goal, title="A word before the mail")
    shown = text(tuan.get(page))
    assert "It did what was hoped" in shown
    assert "likely between" in shown
    assert "The next time: 28 Dec" in shown
    assert "Nobody has said yet what follows." in shown
    assert "A word before the mail" in text(tuan.get("/inbox/"))
    said = {"version": "1", "decision": "Kept: everybody calls first."}
    tuan.post(f"{page}?edit=decide-{over}", said)
    assert "everybody calls first" in text(client(cast, "ana").get("/experiments/"))
    assert "edit=" not in client(cast, "ana").get(page).content.decode()
    assert client(cast, "ana").get(f"{page}?edit=experiment").status_code == 403


@pytest.mark.req("BEYOND-8", via="web")
def test_who_takes_part_and_who_does_not_are_two_lines_with_a_table_as_their_twin(
    cast: Cast, goal: str, monkeypatch: pytest.MonkeyPatch
):
    tuan, page = client(cast, "tuan"), f"/g/{goal}/experiments/"
    over = planned(cast, goal)
    alone = tuan.get(page).content.decode()
    assert alone.count("stroke-dasharray") == 1  # the day from which on it is judged
    others = weekly(cast, risen(0.0))
    monkeypatch.setattr(similar_teams, "ask", lambda *_asked: {cast.units["Billing"]: others})
    monkeypatch.setattr(similar_teams.access, "may_see_figures_of_unit", lambda *_asked: True)
    drawn = tuan.get(page).content.decode()
    assert drawn.count("stroke-dasharray") == 2
    assert "Those who take part: First-contact resolution, Orders" in drawn
    head = drawn[drawn.index("<thead>") : drawn.index("</thead>")]
    assert "Those who do not: Billing" in head
    assert f'href="{page}#{over}"' in tuan.get("/experiments/").content.decode()


@pytest.mark.req("BEYOND-8", via="api")
def test_an_experiment_is_planned_ended_and_its_result_read_by_program(cast: Cast, goal: str):
    tuan, place = Program(cast.tuan), f"/goals/{goal}/experiments"
    body = form(cast, goal)
    del body["version"]
    made = tuan.send("POST", place, body)
    assert made.status_code == 201
    assert (made.json()["stage"], made.json()["result"]) == ("planned", None)
    one = f"{place}/{made.json()['id']}"
    moved = tuan.send("PUT", one, {**body, "title": "Call first"}, If_Match='"1"')
    assert moved.json()["title"] == "Call first"
    early = tuan.send("PUT", f"{one}/end", {"why": "Enough."}, If_Match='"2"')
    assert early.status_code == 422
    assert "does not run" in early.content.decode()
    assert tuan.send("DELETE", one, None, If_Match='"2"').status_code == 204
    over = planned(cast, goal)
    found = tuan.send("GET", f"{place}/{over}", None).json()
    assert "what was hoped" in str(found["result"]["verdict"])
    assert [stage["months"] for stage in found["result"]["effect"]["stages"]] == [3, 6]
    decided = tuan.send("PUT", f"{place}/{over}/decision", {"decision": "Kept."}, If_Match='"1"')
    assert decided.json()["decision"] == "Kept."
    assert [each["id"] for each in tuan.send("GET", "/experiments", None).json()] == [over]
    assert experiments.of_goal(cast.at("tuan", NOW), goal)[0].measure.id == measure_of(goal)
