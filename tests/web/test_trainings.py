"""Trainings and what others reach, on their pages."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import NOW, Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen
from tests.services.test_foreseen import publish
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

PLANNED = {
    "version": "0",
    "programme": "empathy",
    "title": "Kind words",
    "starts": "2026-01-01",
    "ends": "2026-01-02",
}


def client(cast: Cast, who: str) -> Client:
    made = Client()
    made.force_login(getattr(cast, who).user)
    return made


@pytest.mark.req("MAP-5", via="web")
def test_a_training_is_planned_attended_and_looked_at(cast: Cast):
    goal = plan.write(cast).team
    of_orders(cast, goal, risen(0.08))
    tuan, page = client(cast, "tuan"), f"/g/{goal}/trainings/"
    assert "No training is planned" in tuan.get(page).content.decode()
    wrong = tuan.post(f"{page}?edit=training", {**PLANNED, "aim": goal, "ends": "2025-01-02"})
    assert wrong.status_code == 422
    assert "Swap them" in wrong.content.decode()
    assert "Kind words" in wrong.content.decode()
    tuan.post(f"{page}?edit=training", {**PLANNED, "aim": goal})
    shown = tuan.get(page).content.decode()
    assert "Kind words" in shown
    assert "likely between" in shown
    assert "The same as a table" in shown
    training = shown.split("?edit=list-", 1)[1].split("#", 1)[0]
    text = "name\nAna Costa\nNobody At All\n"
    answer = tuan.post(f"{page}?edit=list-{training}", {"list": text}).content.decode()
    assert "Nobody At All" in answer
    assert "add the person under People" in answer
    assert "1 was there" in answer
    file = SimpleUploadedFile("there.csv", b"email\nana@northwind.example\nnobody@x.example\n")
    answer = tuan.post(f"{page}?edit=list-{training}", {"file": file}).content.decode()
    assert re.search(r"<textarea[^>]*>[^<]*nobody@x.example", answer), "to be mended here"
    assert "edit=training" not in client(cast, "ana").get(page).content.decode()
    assert client(cast, "ana").get(f"{page}?edit=training").status_code == 403


@pytest.mark.req("MAP-7", via="web")
def test_what_others_reach_stands_with_its_source_or_is_refused(cast: Cast):
    measure = measures.add(cast.at("mira", NOW), MeasureDraft(kpi="csat"))
    mira, page = client(cast, "mira"), f"/m/{measure}/others/"
    refused = mira.post(f"{page}?part=enter", {"value": "80", "day": "2026-05-01"})
    assert refused.status_code == 422
    assert "Say where the number comes from" in refused.content.decode()
    said = {"value": "80 %", "source": "A study", "day": "2026-05-01"}
    mira.post(f"{page}?part=enter", said)
    listed = "value,source,day\n0.7,A peer,2026-06-01\n0.6,,2026-06-01\n"
    answer = mira.post(f"{page}?part=list", {"list": listed}).content.decode()
    assert "Row 3" in answer
    shown = client(cast, "ana").get(page).content.decode()
    assert "A study" in shown
    assert "A peer" in shown
    assert "theirs" not in shown
    publish(cast, measure, risen(0.09))
    shown = client(cast, "ana").get(page).content.decode()
    assert "theirs 70%: ours is better." in shown
    assert "theirs 80%: not distinguishable" in shown
    assert "Enter a number" not in shown
