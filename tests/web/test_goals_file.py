"""The page of goals as a file: taken along, looked at, written, taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.services import plan as small
from trigpoint.connectors import goal_files
from trigpoint.store.models import Goal


@pytest.fixture
def plan(cast):
    return small.write(cast)


@pytest.fixture
def tuan(cast):
    client = Client()
    client.force_login(cast.tuan.user)
    return client


def send(client, text, **more):
    return client.post("/goals/file/", {"text": text, **more})


@pytest.mark.req("GRAPH-8", via="web")
def test_a_file_is_taken_along_compared_written_and_taken_along_again(cast, tuan, plan):
    text = tuan.get("/goals/file.yaml").content.decode()
    assert text == goal_files.export(cast.tuan)
    changed = text.replace("first touch", "first time")
    page = send(tuan, changed)
    shown = page.content.decode()
    assert "<del><bdi>Right person, first touch</bdi></del>" in shown
    assert "<ins><bdi>Right person, first time</bdi></ins>" in shown
    token = page.context["form"].initial["token"]
    done = send(tuan, changed, apply="1", token=token, reason="It was unclear")
    assert done.status_code == 302
    assert tuan.get("/goals/file.yaml").content.decode() == changed


def test_what_is_wrong_stands_with_its_line_and_the_text_stays(cast, tuan, plan):
    page = send(tuan, "goals:\n  - id: a\n    title: T <b>\n    owner: Ordres\n    period: x\n")
    shown = page.content.decode()
    assert page.status_code == 422
    assert "4:12" in shown
    assert "Did you mean “Orders”?" in shown
    assert "title: T &lt;b&gt;" in shown


def test_a_missing_reason_is_asked_for_and_nothing_is_written(cast, tuan, plan):
    text = goal_files.export(cast.tuan).replace("first touch", "first time")
    page = send(tuan, text, apply="1")
    assert page.status_code == 422
    assert "Say why it changes" in page.content.decode()
    assert Goal.objects.filter(title="Right person, first touch").exists()


@pytest.mark.asks("goals_undo")
def test_what_was_written_is_taken_back_by_its_button(cast, tuan, plan):
    before = goal_files.export(cast.tuan)
    text = before.replace("first touch", "first time")
    page = tuan.post("/goals/file/", {"text": text, "apply": "1", "reason": "so"}, follow=True)
    [message] = page.context["messages"]
    rui = Client()
    rui.force_login(cast.rui.user)
    assert rui.post(message.extra_tags).status_code == 404
    tuan.post(message.extra_tags)
    assert tuan.get("/goals/file.yaml").content.decode() == before


def test_a_file_is_chosen_as_well_as_pasted(cast, tuan, plan):
    text = goal_files.export(cast.tuan).replace("first touch", "first time")
    sent = SimpleUploadedFile("goals.yaml", b"\xef\xbb\xbf" + text.encode())
    assert "first time" in tuan.post("/goals/file/", {"file": sent}).content.decode()
    binary = SimpleUploadedFile("goals.yaml", b"\xff\xfe\x00")
    assert "no text in UTF-8" in tuan.post("/goals/file/", {"file": binary}).content.decode()


def test_nothing_chosen_is_said(tuan):
    page = tuan.post("/goals/file/", {"text": " "})
    assert (page.status_code, "paste its text" in page.content.decode()) == (422, True)
