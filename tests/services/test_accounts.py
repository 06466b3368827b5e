"""Accounts of help desks that are nobody's yet: whom they may belong to."""

import pytest

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.services.errors import NotAllowed
from trigpoint.services.helpdesks import accounts
from trigpoint.services.people import privacy
from trigpoint.store.models import Account, Person, Source

pytestmark = pytest.mark.django_db


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
def test_the_name_of_somebody_erased_does_not_come_back_with_the_next_tickets(
    desk: Desk, cast: Cast
):
    desk.bring(solved(1, "11-03", owner="ana") + solved(2, "11-03", owner="rui"))
    desk.tie(ana="ana", rui="rui")
    privacy.erase(cast.dara, cast.people["ana"])
    desk.bring(solved(3, "11-04", owner="ana") + solved(4, "11-04", owner="rui"))
    named = {account.external_id: account.name for account in Account.objects.all()}
    assert named == {"ana": "", "rui": "rui"}
