"""The house in the browser: people move, teams end, periods and priorities change, keys open."""

import datetime
import json
import re

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, PASSWORD, Cast
from trigpoint.services.history import trail
from trigpoint.services.measures import disputes, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.organisation import organisation
from trigpoint.services.people import logins, people, privacy, tokens
from trigpoint.services.work import defer
from trigpoint.store.models import Job, Membership, Person
from trigpoint.web.shapes import people as shapes_of_people

pytestmark = pytest.mark.django_db


def browser(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def dara(cast: Cast) -> Client:
    """The administrator."""
    return browser(cast.dara)


def person(cast: Cast, name: str):
    cast.dara.memo.clear()
    return next(p for p in people.people(cast.dara) if p.id == cast.people[name])


@pytest.mark.req("PEOPLE-1", via="web")
def test_somebody_moves_to_another_team_and_the_past_stays_with_the_old_one(cast, dara):
    [place] = person(cast, "rui").memberships
    page = f"/p/{cast.people['rui']}/"
    assert "Move" in dara.get(page).content.decode()
    sent = {
        "version": place.version,
        "unit": cast.units["Billing"],
        "day": "2026-12-01",
        "reason": "Billing grows",
    }
    answer = dara.post(f"{page}?edit=move-{place.id}", sent)
    assert (answer.status_code, answer["Location"]) == (302, page)
    before, after = person(cast, "rui").memberships
    assert (before.unit_name, str(before.valid_to)) == ("Orders", "2026-12-01")
    assert (after.unit_name, str(after.valid_from), after.valid_to) == (
        "Billing",
        "2026-12-01",
        None,
    )


@pytest.mark.req("PEOPLE-1", via="web")
def test_somebody_is_on_two_teams_with_shares_and_an_end_date(cast, dara):
    page = f"/p/{cast.people['rui']}/"
    sent = {
        "unit": cast.units["Billing"],
        "role": "member",
        "share": "0.4",
        "valid_from": "2026-11-01",
        "valid_to": "2027-02-01",
    }
    assert dara.post(f"{page}?edit=new", sent).status_code == 302
    shown = dara.get(page).content.decode()
    assert "40" in shown
    assert "Billing" in shown
    added = next(m for m in person(cast, "rui").memberships if m.unit_name == "Billing")
    change = {
        "version": added.version,
        "role": "member",
        "share": "0.5",
        "valid_from": "2026-11-01",
        "valid_to": "2026-12-01",
        "reason": "shorter",
    }
    assert dara.post(f"{page}?edit=place-{added.id}", change).status_code == 302
    assert next(m.share for m in person(cast, "rui").memberships if m.id == added.id) == 0.5


def test_a_move_that_cannot_be_is_sent_back_with_what_is_wrong_and_nothing_is_lost(cast, dara):
    [place] = person(cast, "rui").memberships
    sent = {
        "version": place.version,
        "unit": cast.units["Billing"],
        "day": "2020-01-01",
        "reason": "because",
    }
    answer = dara.post(f"/p/{cast.people['rui']}/?edit=move-{place.id}", sent)
    assert answer.status_code == 422
    assert "on which they are in the team" in answer.content.decode()
    assert "because" in answer.content.decode()


def test_of_two_who_change_a_person_the_second_sees_both_and_decides(cast, dara):
    found = person(cast, "rui")
    people.edit(cast.dara, found.id, found.version, {"title": "Senior agent"})
    sent = {
        "version": found.version,
        "name": found.name,
        "title": "Team coach",
        "functional_area": "",
        "email": found.email,
        "valid_from": found.valid_from.isoformat(),
        "valid_to": "",
        "reason": "",
    }
    answer = dara.post(f"/p/{found.id}/?edit=words", sent)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Senior agent" in shown
    assert "Team coach" in shown
    version = re.search(r'name="version" value="(\d+)"', shown)[1]
    assert dara.post(f"/p/{found.id}/?edit=words", {**sent, "version": version}).status_code == 302
    assert person(cast, "rui").title == "Team coach"


def test_people_change_how_they_are_called_and_nothing_else(cast):
    rui = browser(cast.rui)
    page = f"/p/{cast.people['rui']}/"
    found = person(cast, "rui")
    sent = {"version": found.version, "name": "Rui M.", "title": "", "functional_area": "Chat"}
    assert rui.post(f"{page}?edit=words", sent).status_code == 302
    assert person(cast, "rui").functional_area == "Chat"
    assert b"edit=move" not in rui.get(page).content
    other = browser(cast.ana).get(f"{page}?edit=words")
    assert b"<form" in other.content
    assert b'name="functional_area"' not in other.content


@pytest.mark.req("GRAPH-6", via="web")
def test_a_person_and_a_team_are_shown_as_they_stood(cast, dara):
    found = person(cast, "rui")
    people.edit(cast.dara, found.id, found.version, {"name": "Rui Renamed"})
    day = cast.dara.today.isoformat()
    assert b"Rui Renamed" in dara.get(f"/p/{found.id}/").content
    for page in (f"/p/{found.id}/", f"/u/{cast.units['Orders']}/", "/people/"):
        assert b"Rui" in dara.get(page, {"at": day}).content
        gone = dara.get(page, {"at": "2020-01-01"})
        assert b"Rui Renamed" not in gone.content


@pytest.mark.req("PEOPLE-1", via="web")
def test_a_team_ends_once_nobody_is_in_it(cast, dara):
    page = f"/u/{cast.units['Billing']}/"
    found = next(u for u in people.units(cast.dara) if u.id == cast.units["Billing"])
    sent = {"version": found.version, "valid_to": "2026-12-31", "reason": "merged"}
    refused = dara.post(f"{page}?edit=end", sent)
    assert refused.status_code == 422
    assert "Amir Patel" in refused.content.decode()
    for name in ("amir", "bea"):
        [place] = person(cast, name).memberships
        move = {
            "version": place.version,
            "unit": cast.units["Orders"],
            "day": "2026-12-01",
            "reason": "merged",
        }
        assert dara.post(f"/p/{cast.people[name]}/?edit=move-{place.id}", move).status_code == 302
    assert dara.post(f"{page}?edit=end", sent).status_code == 302


@pytest.mark.req("GRAPH-3", via="web")
def test_what_we_work_for_is_said_anew_with_a_reason_and_its_past_is_kept(cast, dara):
    assert b"tell their friends" in dara.get("/settings/direction/").content
    sent = {"kind": "priority", "rank": "2", "text": "One answer, once."}
    assert dara.post("/settings/direction/?edit=new", sent).status_code == 302
    said = next(d for d in organisation.directions(cast.dara) if d.kind == "priority")
    anew = {"version": said.version, "text": "Answered once.", "reason": "shorter"}
    assert dara.post(f"/settings/direction/?edit=say-{said.id}", anew).status_code == 302
    assert b"Answered once." in dara.get("/settings/direction/").content
    drop = {"remove": "1", "reason": "done", "version": "2", "text": "x"}
    assert dara.post(f"/settings/direction/?edit=say-{said.id}", drop).status_code == 302
    assert b"Answered once." not in dara.get("/settings/direction/").content
    assert browser(cast.ana).post("/settings/direction/?edit=new", sent).status_code == 200
    assert len(organisation.directions(cast.dara)) == 1


def test_periods_are_added_changed_and_taken_out_of_use(cast, dara):
    sent = {"name": "2027", "starts": "2027-01-01", "ends": "2027-12-31"}
    assert dara.post("/settings/periods/?edit=new", sent).status_code == 302
    wrong = dara.post("/settings/periods/?edit=new", {**sent, "ends": "2026-01-01"})
    assert wrong.status_code == 422
    made = next(p for p in organisation.periods(cast.dara) if p.name == "2027")
    change = {**sent, "name": "2027 whole", "version": made.version, "reason": ""}
    assert dara.post(f"/settings/periods/?edit=change-{made.id}", change).status_code == 302
    assert b"2027 whole" in dara.get("/settings/periods/").content
    gone = dara.post(f"/settings/periods/?edit=change-{made.id}", {"remove": "1"})
    assert gone.status_code == 302
    assert b"2027 whole" not in dara.get("/settings/periods/").content


@pytest.mark.req("PLATFORM-2", via="web")
def test_a_key_is_shown_once_opens_what_it_may_and_is_revoked(cast):
    ana = browser(cast.ana)
    form = ana.get("/settings/keys/?edit=new").content.decode()
    assert re.search(r'class="legend">\s*What it may do', form)
    wish = {"name": "Report", "scopes": ["read:goals"], "days": "30"}
    shown = ana.post("/settings/keys/?edit=new", wish)
    text = re.search(r"tp_[0-9a-z]{13}_[0-9A-Za-z_-]{43}", shown.content.decode())[0]
    assert shown["Cache-Control"] == "no-store"
    assert text not in ana.get("/settings/keys/").content.decode()
    bearer = {"Authorization": f"Bearer {text}"}
    assert Client().get("/api/v1/goals", headers=bearer).status_code == 200
    assert Client().get("/api/v1/people", headers=bearer).status_code == 403
    [key] = tokens.mine(cast.ana)
    assert ana.post(f"/settings/keys/?edit=revoke-{key.id}").status_code == 302
    assert Client().get("/api/v1/goals", headers=bearer).status_code == 401
    assert ana.post("/settings/keys/?edit=new", {**wish, "scopes": []}).status_code == 422
    assert browser(cast.rui).get(f"/settings/keys/?edit=revoke-{key.id}").status_code == 404


def login_of(cast: Cast, name: str):
    return next(found for found in logins.logins(cast.dara) if found.name.startswith(name))


@pytest.mark.req("PLATFORM-2", via="web")
def test_rights_are_given_and_a_log_in_is_shut_at_once(cast, dara):
    ana, found = browser(cast.ana), login_of(cast, "Ana")
    sent = {"role": "observer"}
    assert dara.post(f"/settings/log-ins/?edit=rights-{found.id}", sent).status_code == 302
    assert not login_of(cast, "Ana").active
    assert ana.get("/").status_code == 302
    again = {"role": "member", "active": "on"}
    assert dara.post(f"/settings/log-ins/?edit=rights-{found.id}", again).status_code == 302
    assert login_of(cast, "Ana").active


@pytest.mark.req("PEOPLE-1", via="web")
@pytest.mark.req("PEOPLE-1", via="api")
def test_a_log_in_of_somebody_who_left_says_so_and_what_they_may_still_do(cast, dara):
    login = login_of(cast, "Ana")
    assert login.left is None
    ended = NOW.date() - datetime.timedelta(days=3)
    places = Membership.objects.filter(person=cast.ana.person, retired=False)
    places.update(valid_from=ended - datetime.timedelta(days=90), valid_to=ended)
    assert "left on" in dara.get("/settings/log-ins/").content.decode()
    right = {"role": "administrator", "active": "on"}
    dara.post(f"/settings/log-ins/?edit=rights-{login.id}", right)
    assert "may still change settings" in dara.get("/settings/log-ins/").content.decode()
    told = Program(cast.dara).get(f"/logins/{login.id}").json()
    assert (told["left"], told["role"]) == (ended.isoformat(), "administrator")


def test_the_last_administrator_stays_one(cast, dara):
    found = login_of(cast, "Dara")
    answer = dara.post(f"/settings/log-ins/?edit=rights-{found.id}", {"role": "member"})
    assert answer.status_code == 422
    assert login_of(cast, "Dara").role == "administrator"


def test_whoever_cannot_get_in_is_given_a_new_password(cast, dara):
    found = login_of(cast, "Ana")
    weak = dara.post(f"/settings/log-ins/?edit=password-{found.id}", {"password": "password1234"})
    assert weak.status_code == 422
    sent = {"password": "another long sentence", "forget_factors": "on"}
    assert dara.post(f"/settings/log-ins/?edit=password-{found.id}", sent).status_code == 302
    old = {"login": "ana@northwind.example", "password": PASSWORD}
    assert Client().post("/accounts/login/", old).status_code == 200
    new = {**old, "password": "another long sentence"}
    assert Client().post("/accounts/login/", new).status_code == 302
    assert b"another long sentence" not in dara.get("/settings/log-ins/").content


@pytest.mark.parametrize(
    "address",
    ["signup/", "email/", "password/reset/", "3rdparty/signup/", "2fa/webauthn/signup/"],
)
def test_nobody_makes_a_log_in_or_changes_its_address_by_themselves(cast, address):
    assert Client().get(f"/accounts/{address}").status_code == 404
    assert browser(cast.ana).post(f"/accounts/{address}").status_code == 404
    assert address not in Client().get("/accounts/login/").content.decode()


def test_before_there_is_an_organisation_the_page_says_who_can_make_one(monkeypatch):
    # The people of all tests are there before the first of them.
    monkeypatch.setattr(organisation, "only", lambda: None)
    page = Client().get("/accounts/login/").content.decode()
    assert "Nobody can log in yet" in page
    assert "trigpoint organisation" in page


def test_where_there_is_an_organisation_the_page_asks_for_mail_and_password_alone(cast):
    shown = Client().get("/accounts/login/").content.decode()
    assert "Nobody can log in yet" not in shown
    for label in ("Mail address</label>", "Password</label>", "Stay logged in on this computer"):
        assert label in shown
    assert "placeholder" not in shown.partition("<form")[2], "typing would hide it"


def test_a_wrong_password_is_told_in_our_words_and_has_to_be_typed_again(cast):
    sent = {"login": cast.ana.user.email, "password": "not this one"}
    shown = Client().post("/accounts/login/", sent).content.decode()
    assert "This mail address and this password do not go together." in shown
    assert "Type it once more" in shown
    assert cast.ana.user.email in shown
    assert "not this one" not in shown


@pytest.mark.req("BEYOND-7", via="web")
def test_a_person_takes_their_data_along_and_nobody_elses(cast):
    answer = browser(cast.ana).get(f"/p/{cast.people['ana']}/data.json")
    found = json.loads(answer.content)
    assert found["person by pk"][0]["name"] == "Ana Costa"
    assert answer["Content-Disposition"].startswith("attachment")
    for other in (cast.tuan, cast.dara):
        assert browser(other).get(f"/p/{cast.people['ana']}/data.json").status_code == 403


@pytest.mark.req("BEYOND-7", via="web")
def test_a_person_is_erased_from_their_page(cast, dara):
    page = f"/p/{cast.people['rui']}/?edit=erase"
    assert dara.post(page, {"reason": "asked for it"}).status_code == 422
    done = dara.post(page, {"reason": "asked for it", "sure": "on"})
    assert (done.status_code, done["Location"]) == (302, "/people/")
    assert "A job takes the name out" in dara.get("/people/").content.decode()
    assert not Person.objects.filter(name="Rui Matos").exists()
    assert trail.check(cast.dara).holds
    assert b"edit=erase" not in browser(cast.tuan).get(f"/p/{cast.people['ana']}/").content


@pytest.mark.req("PEOPLE-5", via="web")
def test_a_lead_answers_what_was_said_against_a_figure(cast):
    about_ana = MeasureDraft(kpi="reopen_rate", scope="person", member=cast.people["ana"])
    measure = measures.add(cast.ana, about_ana)
    said = disputes.add(cast.ana, measure, cast.ana.today, "That ticket was Rui's.")
    assert b"That ticket was Rui" in browser(cast.ana).get("/disputes/").content
    assert b"That ticket was Rui" not in browser(cast.bea).get("/disputes/").content
    tuan = browser(cast.tuan)
    sent = {"version": "1", "answer": "Right, it is his now."}
    assert tuan.get(f"/disputes/?edit=answer-{said}").status_code == 200
    assert browser(cast.ana).post(f"/disputes/?edit=answer-{said}", sent).status_code == 404
    assert tuan.post(f"/disputes/?edit=answer-{said}", sent).status_code == 302
    assert b"Right, it is his now." in browser(cast.ana).get("/disputes/").content


@pytest.mark.req("PLATFORM-5", via="web")
def test_an_administrator_reads_and_verifies_the_record_of_changes(cast, dara):
    shown = dara.get("/settings/history/", {"verify": "1"}).content.decode()
    assert "as they were written" in shown
    assert "What we work for: said anew" in shown, "in words"
    assert json.loads(dara.get("/settings/history/head.json").content)["length"] > 1
    assert browser(cast.ana).get("/settings/history/").status_code == 403


@pytest.mark.req("PLATFORM-2", via="web")
def test_one_page_explains_who_may_see_what(cast):
    shown = browser(cast.ana).get("/settings/rules/").content.decode()
    assert "A figure of a person" in shown
    assert "The person it is about: yes." in shown
    assert "Administrators, as such: no." in shown


def test_opening_hours_become_work_for_the_worker(cast, dara):
    sent = {"source": "desk", "text": "schedules: {}"}
    assert dara.post("/settings/opening-hours/", sent).status_code == 302
    assert Job.objects.filter(task="trigpoint.jobs.schedules.bring").exists()
    assert browser(cast.ana).get("/settings/opening-hours/").status_code == 403


def test_pages_of_my_password_and_second_factor_stand_in_the_frame_in_our_words(cast):
    ours = {
        "2fa/": "A second step at log-in",
        "2fa/webauthn/": "Passkeys and security keys",
        "password/change/": "The password you have now",
        "3rdparty/": "It is not set up here",
    }
    for address, words in ours.items():
        shown = browser(cast.ana).get(f"/accounts/{address}").content.decode()
        assert "Ana Costa" in shown
        assert 'href="/goals/"' in shown
        assert words in shown
        assert "Forgot" not in shown  # administrators give passwords: a link would lead nowhere


def test_before_ways_in_are_changed_and_before_signing_out_one_is_asked(cast):
    ana = browser(cast.ana)
    again = ana.get("/accounts/2fa/totp/activate/", follow=True).content.decode()
    assert "Is it you?" in again
    assert "Forgot" not in again
    assert "What you saved stays" in ana.get("/accounts/logout/").content.decode()


def test_administrators_find_their_pages_by_name_and_others_do_not(cast):
    def labels(actor, words: str) -> list[str]:
        found = browser(actor).get("/commands.json", {"q": words}).json()
        return [line["label"] for line in found if line["detail"] == "page"]

    for words in ("Log-ins", "Opening hours", "Jobs", "The record of all changes"):
        assert words in labels(cast.dara, words)
        assert words not in labels(cast.ana, words)


def test_reads_are_counted_by_day_and_kind(cast):
    for what in ("measure abc", "measure def", "export"):
        people.log_read(cast.tuan, Person.objects.get(name="Ana Costa"), what)
    found = privacy.access_log(cast.dara)
    assert [(line.what, line.count) for line in found] == [("measure", 2), ("export", 1)]
    assert {line.day for line in found} == {cast.dara.today}


def test_work_that_was_laid_aside_is_seen_with_its_reason_and_started_again(cast, dara):
    defer("tests.jobs.tasks.fail", organisation=cast.organisation, arguments={"words": "No."})
    Job.objects.update(
        state=Job.State.DEAD, last_error="ValueError: No.", finished_at=cast.dara.now
    )
    job = Job.objects.get()
    assert "ValueError" in dara.get("/settings/jobs/").content.decode()
    assert dara.post(f"/settings/jobs/{job.public_id}/retry/").status_code == 302
    job.refresh_from_db()
    assert job.state == Job.State.READY


def test_who_may_not_see_jobs_is_told_so_and_not_that_there_are_none(cast):
    defer("tests.jobs.tasks.fail", organisation=cast.organisation, arguments={"words": "No."})
    page = browser(cast.tuan).get("/settings/jobs/").content.decode()
    assert "Jobs are not for you to see" in page
    assert "Nothing runs" not in page


def test_work_that_was_laid_aside_stays_in_sight_under_everything_done_since(cast, dara):
    def put_down(times: int, **values: object) -> list[Job]:
        at = {"run_after": cast.dara.now, "created_at": cast.dara.now}
        here = {"organisation": cast.organisation, "task": "tests.jobs.tasks.fail"}
        return Job.objects.bulk_create(Job(**here, **at, **values) for _time in range(times))

    (dead,) = put_down(1, state=Job.State.DEAD, last_error="ValueError: No.")
    newest = put_down(101, state=Job.State.DONE)[-1]
    shown = dara.get("/settings/jobs/").content.decode()
    assert f"/settings/jobs/{dead.public_id}/retry/" in shown
    assert 0 < shown.index(dead.public_id) < shown.index(newest.public_id)


def test_people_are_found_by_name_or_team_and_a_long_list_comes_in_pages(cast, dara, monkeypatch):
    found = dara.get("/people/?words=rui+orders").content.decode()
    assert f"/p/{cast.people['rui']}/" in found
    assert f"/p/{cast.people['amir']}/" not in found
    assert "Nobody fits" in dara.get("/people/?words=nobody-of-that-name").content.decode()
    monkeypatch.setattr(shapes_of_people, "PAGE", 2)
    second = dara.get("/people/?page=2").content.decode()
    assert "3 to 4 of" in second
    assert "?page=3" in second
    assert dara.get("/people/?page=999999999999").status_code == 200
