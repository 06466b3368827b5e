"""Whoever is not logged in any more is led to log in and back to the page that they were on."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLATFORM-2", via="web")]


def test_a_part_fetched_beside_a_page_is_told_401_in_place_of_a_log_in_page():
    answer = Client().get("/inbox/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (401, b"")


def test_a_form_leads_back_to_the_page_it_was_on_and_to_no_other_house():
    place = "/goals/new/?owner=me"
    answer = Client().post(
        "/settings/delivery/mail/", headers={"Referer": f"http://testserver{place}"}
    )
    assert answer.url == "/accounts/login/?next=/goals/new/%3Fowner%3Dme"
    answer = Client().post("/goals/new/", headers={"Referer": "http://elsewhere.example/bad/"})
    assert answer.url == "/accounts/login/?next=/goals/new/"


def test_a_form_from_before_a_new_log_in_is_refused_with_the_way_back(cast: Cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ana.user)
    answer = client.post("/goals/new/", {"title": "A goal"})
    assert answer.status_code == 403
    assert 'href="/goals/new/" data-typed' in answer.content.decode()


def test_who_sends_a_large_file_after_their_session_has_ended_is_led_back(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = Client().post(
        "/settings/imports/",
        {"file": "x" * 2000},
        headers={"Referer": "http://testserver/settings/imports/"},
    )
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "log in and send it again" in page
    assert 'href="/accounts/login/?next=/settings/imports/"' in page


def test_more_text_than_is_taken_at_once_is_said_and_nothing_is_lost(cast: Cast, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client = Client()
    client.force_login(cast.ana.user)
    sent = "why=" + "x" * 2000
    answer = client.post("/goals/new/", sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert 'href="/goals/new/" data-typed' in answer.content.decode()


def test_what_was_typed_for_something_taken_away_meanwhile_stands_there_to_be_copied(cast: Cast):
    client = Client()
    client.force_login(cast.ana.user)
    place = "/g/0000000000000/"
    sent = {"why": "Because <they> wait.", "password": "two words", "weight": "3"}
    answer = client.post(
        f"{place}?edit=why", sent, headers={"Referer": f"http://testserver{place}?edit=why"}
    )
    said = answer.content.decode()
    assert answer.status_code == 404
    assert "Because &lt;they&gt; wait." in said
    assert "two words" not in said
    assert f'<a class="button primary" href="{place}">' in said
    assert 'class="rail"' in said, "one is not lost"
    assert "What you typed" not in client.get(place).content.decode()


@pytest.mark.parametrize("send", [Client.get, Client.post])
def test_an_address_that_leads_nowhere_is_answered_like_what_one_may_not_see(cast: Cast, send):
    """With the menu for whoever is logged in; to strangers it shows none."""
    client = Client()
    client.force_login(cast.ana.user)
    nowhere, unseen = (send(client, at) for at in ("/no/such/page/", "/g/0000000000000/"))
    assert (nowhere.status_code, unseen.status_code) == (404, 404)
    assert ours(nowhere) == ours(unseen)
    assert nowhere.headers == unseen.headers
    assert 'class="rail"' in ours(nowhere)
    assert 'class="rail"' not in ours(send(Client(), "/no/such/page/"))


def ours(answer: HttpResponse) -> str:
    """Return a page without the tokens against forgery, which differ from each to the next."""
    return re.sub(r"\b\w{64}\b", "", answer.content.decode())
