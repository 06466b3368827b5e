"""Logging in at the company's provider opens the log-in that is there, and makes none."""

import urllib.request
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.accounts.provider import served
from tests.cast import PASSWORD
from trigpoint.config.environment import ConfigurationError, SignOn, read_environment
from trigpoint.services.people import logins
from trigpoint.store.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
WHOLE = {
    "TRIGPOINT_OIDC_ISSUER": "https://id.example.org/",
    "TRIGPOINT_OIDC_CLIENT": "trigpoint",
    "TRIGPOINT_OIDC_SECRET": "s",
}


@pytest.fixture
def provider(settings):
    with served() as found:
        settings.SOCIALACCOUNT_PROVIDERS = found.sign_on.settings()
        yield found


class Stay(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect to be looked at."""

    def redirect_request(self, *_said):
        return None


def through(client: Client, start: str):
    """Follow the browser's way to the provider and back; return the last answer."""
    away = client.get(start)
    assert away.status_code == 302, away.content
    try:
        urllib.request.build_opener(Stay).open(away["Location"], timeout=60)
    except HTTPError as answer:
        back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}", follow=True)


def start_of(page) -> str:
    """The address of the button on the page of logging in."""
    html = page.content.decode()
    found = html.split('href="/accounts/oidc/company/login/', 1)[1].split('"', 1)[0]
    return "/accounts/oidc/company/login/" + found.replace("&amp;", "&")


@pytest.mark.req("PLATFORM-2", via="web")
def test_a_person_logs_in_at_their_companys_provider(cast, provider):
    provider.person = {"sub": "42", "email": "Ana@Northwind.example", "email_verified": True}
    client = Client()
    page = client.get("/accounts/login/?next=/goals/")
    assert b"Log in with Northwind" in page.content
    end = through(client, start_of(page))
    assert end.redirect_chain[-1][0] == "/goals/"
    assert end.wsgi_request.user == cast.ana.user
    assert [login.ways for login in logins.logins(cast.dara) if login.name == "Ana Costa"] == [
        ("single_sign_on",)
    ]
    assert cast.ana.user.check_password(PASSWORD)  # for the day the provider is away


def test_the_identity_stays_theirs_when_the_mail_address_changes(cast, provider):
    provider.person = {"sub": "42", "email": "ana@northwind.example", "email_verified": True}
    through(Client(), "/accounts/oidc/company/login/")
    provider.person = {"sub": "42", "email": "rui@northwind.example", "email_verified": True}
    end = through(Client(), "/accounts/oidc/company/login/")
    assert end.wsgi_request.user == cast.ana.user


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "1", "email": "ana@northwind.example"},
        {"sub": "1", "email": "ana@northwind.example", "email_verified": False},
        {"sub": "1", "email": "nobody@northwind.example", "email_verified": True},
        {"sub": "1"},
    ],
    ids=["not vouched for", "said to be unverified", "nobody here", "without an address"],
)
def test_whom_the_provider_does_not_vouch_for_or_nobody_knows_stays_outside(cast, provider, person):
    provider.person = person
    count = User.objects.count()
    end = through(Client(), "/accounts/oidc/company/login/")
    assert b"Nobody we know" in end.content
    assert not end.wsgi_request.user.is_authenticated
    assert User.objects.count() == count
    assert not SocialAccount.objects.exists()


def test_a_log_in_that_was_closed_stays_closed(cast, provider):
    ana = next(login for login in logins.logins(cast.dara) if login.name == "Ana Costa")
    logins.set_rights(cast.dara, ana.id, role="member", active=False)
    provider.person = {"sub": "42", "email": "ana@northwind.example", "email_verified": True}
    end = through(Client(), "/accounts/oidc/company/login/")
    assert b"closed" in end.content
    assert not end.wsgi_request.user.is_authenticated


def test_an_answer_that_nobody_asked_for_is_refused(cast, provider):
    provider.person = {"sub": "42", "email": "ana@northwind.example", "email_verified": True}
    asked = Client().get("/accounts/oidc/company/login/")["Location"]
    state = parse_qs(urlsplit(asked).query)["state"][0]
    end = Client().get(f"/accounts/oidc/company/login/callback/?code=x&state={state}", follow=True)
    assert b"did not work" in end.content
    assert not end.wsgi_request.user.is_authenticated


def test_a_code_of_somebody_elses_is_refused_by_the_provider(cast, provider):
    provider.person = {"sub": "42", "email": "ana@northwind.example", "email_verified": True}
    client = Client()
    asked = client.get("/accounts/oidc/company/login/")["Location"]
    said = {k: v[0] for k, v in parse_qs(urlsplit(asked).query).items()}
    back = urlsplit(provider.authorize({**said, "code_challenge": "another"}))
    end = client.get(f"{back.path}?{back.query}", follow=True)
    assert provider.refusals == ["verifier"]
    assert b"did not work" in end.content


def test_without_a_provider_nobody_is_offered_one(cast):
    page = Client().get("/accounts/login/")
    assert b"/oidc/" not in page.content
    assert Client().get("/accounts/oidc/company/login/").status_code == 404


def test_the_host_says_where_people_log_in():
    found = read_environment({**WHOLE, "TRIGPOINT_OIDC_NAME": "Northwind"}).sign_on
    assert found == SignOn("https://id.example.org", "trigpoint", "s", "Northwind")
    assert read_environment(WHOLE).sign_on.name == "id.example.org"
    assert read_environment({}).sign_on is None


@pytest.mark.parametrize("name", WHOLE)
def test_half_a_provider_is_refused_with_what_is_missing(name):
    with pytest.raises(ConfigurationError, match=name):
        read_environment({key: value for key, value in WHOLE.items() if key != name})


def test_a_provider_in_the_clear_is_refused():
    with pytest.raises(ConfigurationError, match="https"):
        read_environment({**WHOLE, "TRIGPOINT_OIDC_ISSUER": "http://id.example.org"})
