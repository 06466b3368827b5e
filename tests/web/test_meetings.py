"""Meetings in the browser: called, proposed in, spoken in, settled, ended."""

import pytest
from django.test import Client

from tests.cast import Cast
from trigpoint.services.pyramid import meeting_pages

pytestmark = pytest.mark.django_db


def as_(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name).user)
    return client


@pytest.mark.req("PYRAMID-2", via="web")
def test_a_meeting_from_its_call_to_the_goal_that_came_of_it(cast: Cast):
    tuan, ana = as_(cast, "tuan"), as_(cast, "ana")
    form = tuan.get("/meetings/new/").context["form"]
    assert "round of agreement" in form.initial["agenda"]
    called = tuan.post(
        "/meetings/new/",
        {
            "title": "Goals for spring",
            "unit": cast.units["Orders"],
            "period": cast.period,
            "day": "2026-11-25",
            "agenda": "What hurts\nProposals",
            "people": [cast.people["ana"]],
        },
    )
    place = called.headers["Location"]
    page = ana.get(place)
    assert "What hurts" in page.content.decode()
    proposed = {
        "title": "<b>Answer</b> before lunch",
        "why": "Most mail comes in the morning.",
        "owner": cast.units["Orders"],
        "above": cast.vision,
        "sentence": "Quick answers are told of.",
    }
    assert ana.post(place, {**proposed, "why": ""}).status_code == 422
    assert ana.post(place, proposed).status_code == 302
    [motion] = meeting_pages.show(cast.ana, place.split("/")[2]).motions
    ana.post(f"{place}do/", {"do": "speak", "motion": motion.id, "answer": "agree"})
    tuan.post(f"{place}do/", {"do": "agree", "motion": motion.id})
    version = tuan.get(place).context["page"].version
    tuan.post(f"{place}do/", {"do": "end", "notes": "One goal, to begin with.", "version": version})
    page = ana.get(place).content.decode()
    assert "&lt;b&gt;Answer&lt;/b&gt; before lunch" in page
    assert "1 agree, 0 with a reservation, 0 disagree" in page
    assert "Open the goal that came of it" in page
    assert "One goal, to begin with." in page
    assert "1 goal of 1 proposals" in ana.get("/meetings/").content.decode()


def test_what_is_refused_is_said_on_the_page(cast: Cast):
    tuan = as_(cast, "tuan")
    called = tuan.post(
        "/meetings/new/",
        {"title": "Ours", "unit": cast.units["Orders"], "period": cast.period, "day": "2026-11-25"},
    )
    place = called.headers["Location"]
    said = tuan.post(f"{place}do/", {"do": "speak", "motion": "0" * 13}, follow=False)
    assert said.status_code == 404
    nothing = tuan.post(f"{place}do/", {"do": "dance"}, follow=True)
    assert "Choose what to do." in nothing.content.decode()
    refused = as_(cast, "ana").post(f"{place}do/", {"do": "end"}, follow=True)
    assert "Whoever leads this unit leads its meetings." in refused.content.decode()


def test_words_that_were_refused_stay_where_they_were_typed(cast: Cast):
    tuan = as_(cast, "tuan")
    called = tuan.post(
        "/meetings/new/",
        {"title": "Ours", "unit": cast.units["Orders"], "period": cast.period, "day": "2026-11-25"},
    )
    place = called.headers["Location"]
    asked = {"title": "Answer today", "why": "They wait.", "owner": cast.units["Orders"]}
    tuan.post(place, asked)
    [motion] = meeting_pages.show(cast.tuan, place.split("/")[2]).motions
    spoken = tuan.post(
        f"{place}do/", {"do": "speak", "motion": motion.id, "answer": "", "words": "It is <late>."}
    )
    assert spoken.status_code == 422
    page = spoken.content.decode()
    assert 'value="It is &lt;late&gt;."' in page
    assert "Choose agree, agree with a reservation, or disagree." in page
    ended = tuan.post(f"{place}do/", {"do": "end", "notes": "Two things.\nOne open."})
    assert ended.status_code == 422
    page = ended.content.decode()
    assert "Two things.\nOne open.</textarea>" in page
    assert "Agree on each proposal or drop it before the meeting ends." in page


def test_only_teams_that_one_leads_are_offered_and_who_leads_none_is_told(cast: Cast):
    form = as_(cast, "tuan").get("/meetings/new/").content.decode()
    offered = form.partition('name="unit"')[2].partition("</select>")[0]
    assert ">Orders<" in offered
    assert ">Billing<" not in offered
    assert "/meetings/new/" in as_(cast, "tuan").get("/meetings/").content.decode()
    assert "/meetings/new/" not in as_(cast, "ana").get("/meetings/").content.decode()
    told = as_(cast, "ana").get("/meetings/new/")
    assert told.status_code == 403
    assert "Whoever leads a team" in told.content.decode()


def test_what_was_typed_stays_where_it_is_not_for_one_to_do(cast: Cast):
    typed = {
        "title": "Answered within the hour",
        "owner": cast.units["Billing"],
        "period": cast.period,
    }
    answer = as_(cast, "ana").post("/goals/new/", typed)
    assert answer.status_code in {403, 422}
    assert 'value="Answered within the hour"' in answer.content.decode()


def called(client: Client, cast: Cast) -> str:
    """Call a meeting of Orders; return its address."""
    sent = {
        "title": "Ours",
        "unit": cast.units["Orders"],
        "period": cast.period,
        "day": "2026-11-25",
        "people": [cast.people["ana"]],
    }
    return client.post("/meetings/new/", sent).headers["Location"]


def version_on(client: Client, address: str) -> str:
    return client.get(address).context["form"]["version"].value()


def test_a_meeting_is_changed_and_two_who_change_it_see_each_other(cast: Cast):
    tuan, ana = as_(cast, "tuan"), as_(cast, "ana")
    place = called(tuan, cast)
    sent = {
        "version": version_on(tuan, f"{place}edit/"),
        "title": "Ours, and early",
        "day": "2026-11-26",
        "agenda": "One thing",
        "notes": "",
    }
    assert tuan.post(f"{place}edit/", sent).status_code == 302
    page = ana.get(place).content.decode()
    assert "Ours, and early" in page
    assert "One thing" in page
    late = tuan.post(f"{place}edit/", {**sent, "title": "Theirs"})
    assert late.status_code == 422
    assert "Somebody changed this while you were writing." in late.content.decode()
    unseen = tuan.post(f"{place}do/", {"do": "end", "notes": "Done.", "version": sent["version"]})
    assert unseen.status_code == 422, "it was changed since that page was read"
    assert ana.get(f"{place}edit/").status_code == 403


def test_a_meeting_is_called_off_while_nothing_came_of_it(cast: Cast):
    tuan, ana = as_(cast, "tuan"), as_(cast, "ana")
    place = called(tuan, cast)
    proposed = {"title": "Answer today", "why": "They wait.", "owner": cast.units["Orders"]}
    ana.post(place, proposed)
    [motion] = meeting_pages.show(cast.ana, place.split("/")[2]).motions
    ana.post(f"{place}do/", {"do": "speak", "motion": motion.id, "answer": "agree"})
    tuan.post(f"{place}do/", {"do": "agree", "motion": motion.id})
    off = {"remove": "1", "version": version_on(tuan, f"{place}edit/")}
    kept = tuan.post(f"{place}edit/", off, follow=True).content.decode()
    assert "A goal came of this meeting. End it instead." in kept
    other = called(tuan, cast)
    off = {"remove": "1", "version": version_on(tuan, f"{other}edit/")}
    page = tuan.post(f"{other}edit/", off, follow=True).content.decode()
    assert "Called off." in page
    assert other not in page
    assert ana.get(other).status_code == 404
