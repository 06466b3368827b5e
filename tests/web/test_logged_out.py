"""Whoever is not logged in any more is led to log in and back to the page that they were on."""

import pytest
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
