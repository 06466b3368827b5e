"""Accounts of help desks that are nobody's yet: whom they may belong to."""

import datetime

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.services.conftest import QUICK, Desk, solved
from trigpoint.jobs.attempt import attempt
from trigpoint.jobs.claim import claim
from trigpoint.services import work
from trigpoint.services.errors import NotAllowed
from trigpoint.services.helpdesks import accounts, imports
from trigpoint.services.people import privacy
from trigpoint.store.models import Account, AccountTie, Person, Source
from trigpoint.tickets import records as tickets
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.publish import manifest_path

pytestmark = pytest.mark.django_db

LATE = 1_800_000_000  # after all that files say of an account


@pytest.fixture
def source(cast: Cast) -> Source:
    return Source.objects.create(organisation=cast.organisation, key="desk", name="Desk")


def account(cast: Cast, source: Source, name: str, mail: str = "") -> None:
    Account.objects.create(
        organisation=cast.organisation,
        source=source,
        external_id=name,
        name=name,
        mail_hash=accounts.mail_hash(cast.organisation, mail) if mail else "",
    )


def work_once() -> None:
    """Do the first job that is due two minutes from now."""
    soon = timezone.now() + datetime.timedelta(minutes=2)
    lease = claim("test", soon, QUICK)
    assert lease is not None
    attempt(lease, QUICK)


def suggested(cast: Cast) -> dict[str, str]:
    return {each.name: each.suggested_name for each in accounts.accounts(cast.dara)}


def test_an_account_is_offered_to_whoever_has_its_address_then_to_whoever_has_its_name(
    cast: Cast, source: Source
):
    account(cast, source, "a.c.", mail=" ANA@northwind.example")
    account(cast, source, "rui MATOS")
    account(cast, source, "Rui Matos", mail="ana@northwind.example")
    account(cast, source, "somebody", mail="somebody@example.org")
    assert suggested(cast) == {
        "a.c.": "Ana Costa", "rui MATOS": "Rui Matos", "Rui Matos": "Ana Costa", "somebody": "",
    }  # fmt: skip
    assert not Account.objects.filter(mail_hash__contains="@").exists()


def test_of_two_people_with_one_name_neither_is_offered_by_it(cast: Cast, source: Source):
    account(cast, source, "Rui Matos")
    account(cast, source, "r.m.", mail="rui@northwind.example")
    Person.objects.create(
        organisation=cast.organisation, name="Rui Matos", email="other@x.example",
        valid_from=cast.dara.today,
    )  # fmt: skip
    assert suggested(cast) == {"Rui Matos": "", "r.m.": "Rui Matos"}


def test_administrators_confirm_and_nobody_else_is_told(cast: Cast, source: Source):
    account(cast, source, "Rui Matos")
    with pytest.raises(NotAllowed):
        accounts.accounts(cast.tuan)
    [before] = accounts.accounts(cast.dara)
    assert (before.person, before.suggested) == (None, cast.people["rui"])
    accounts.tie(cast.dara, [(before.id, cast.people["rui"])], cast.dara.today)
    [after] = accounts.accounts(cast.dara)
    assert (after.person, after.suggested) == (cast.people["rui"], None)


@pytest.mark.req("BEYOND-7", via="core")
def test_a_name_that_is_the_id_of_somebody_erased_does_not_come_back_with_the_next_tickets(
    desk: Desk, cast: Cast
):
    desk.bring(solved(1, "11-03", owner="ana") + solved(2, "11-03", owner="rui"))
    desk.tie(ana="ana", rui="rui")
    privacy.erase(cast.dara, cast.people["ana"])
    desk.bring(solved(3, "11-04", owner="ana") + solved(4, "11-04", owner="rui"))
    named = {account.external_id: account.name for account in Account.objects.all()}
    [(stands_in, name)] = [pair for pair in named.items() if pair[0] != "rui"]
    assert (stands_in[:7], name, named["rui"]) == ("erased-", "", "rui")
    assert AccountTie.objects.filter(account__external_id=stands_in).exists()


@pytest.mark.req("BEYOND-7", via="core")
def test_of_somebody_erased_no_reading_of_the_help_desk_brings_the_name_back(
    desk: Desk, cast: Cast
):
    read = [
        tickets.Account(account=own, name=name, seen_at=LATE, email=mail)
        for own, name, mail in (
            ("77", "Ana Costa", "ana@northwind.example"),
            ("78", "Rui Matos", "rui@northwind.example"),
        )
    ]
    desk.bring(solved(1, "11-03", owner="77") + solved(2, "11-03", owner="78"))
    with imports.warehouse_of(cast.organisation) as warehouse:
        warehouse.land("desk", read, batch="sync", landed_at=9)
    desk.bring(solved(3, "11-04", owner="77"))
    assert suggested(cast) == {"Ana Costa": "Ana Costa", "Rui Matos": "Rui Matos"}
    desk.tie(**{"77": "ana"})
    told = privacy.erase(cast.dara, cast.people["ana"])
    Account.objects.filter(external_id="77").update(name="Ana Costa")  # by a reading beside it
    with Facts.open(imports.facts_folder()) as reader:
        desk.work()
        work_once()
        assert manifest_path(imports.facts_folder(), reader.generation).exists()
    work_once()
    assert len(list(imports.facts_folder().glob("generation-*"))) == 1
    assert work.work(cast.dara, told.job).state == "done"
    with imports.warehouse_of(cast.organisation) as warehouse:
        again = warehouse.land("desk", read, batch="sync", landed_at=9)
    assert again.new == 0
    with Facts.open(imports.facts_folder()) as facts:
        assert [(a.name, a.email) for a in facts.accounts()] == [
            ("\u2014", None), ("Rui Matos", "rui@northwind.example"),
        ]  # fmt: skip
    assert suggested(cast) == {"": "", "Rui Matos": "Rui Matos"}
    assert privacy.erase(cast.dara, cast.people["rui"]).job == "", "no account was theirs"
