"""Who looked at my data: for me by name, for those who watch over it as counts."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from trigpoint.services.people.people import log_read

pytestmark = pytest.mark.django_db


def page(actor) -> str:
    client = Client()
    client.force_login(actor.user)
    return client.get("/settings/reads/").content.decode()


@pytest.mark.req("BEYOND-7", via="web")
def test_i_see_who_looked_at_a_figure_of_mine_and_others_do_not(cast: Cast):
    log_read(cast.tuan, cast.ana.person, "measure 0000000000000")
    assert "Tuan Nguyen" in page(cast.ana)
    assert "/m/0000000000000/" in page(cast.ana)
    assert "a figure about one person" not in page(cast.rui)


def test_administrators_see_how_often_and_never_who_or_whose(cast: Cast):
    log_read(cast.tuan, cast.ana.person, "measure 0000000000000")
    seen = page(cast.dara)
    assert "a figure about one person" in seen
    assert "Tuan Nguyen" not in seen
    assert "Ana Costa" not in seen


@pytest.mark.req("PEOPLE-3", via="api")
def test_an_observer_reads_the_counts_by_program_and_nobodys_own(cast: Cast):
    log_read(cast.tuan, cast.ana.person, "measure 0000000000000")
    wanda = Program(cast.wanda)
    seen = wanda.get("/reads")
    assert [row["count"] for row in seen.json()["items"]] == [1]
    for who in ("tuan", "ana"):
        assert cast.people[who] not in seen.content.decode()
    assert wanda.get("/reads/mine").json() == []
    assert wanda.get(f"/people/{cast.people['ana']}/data").status_code in {403, 404}
    assert wanda.get("/organisation").status_code == 200


@pytest.mark.req("PEOPLE-3", via="web")
def test_an_observer_of_the_works_council_reads_settings_and_counts_without_persons(cast: Cast):
    log_read(cast.tuan, cast.ana.person, "measure 0000000000000")
    seen = page(cast.wanda)
    assert "a figure about one person" in seen
    assert "Tuan Nguyen" not in seen
    assert "Ana Costa" not in seen
    client = Client()
    client.force_login(cast.wanda.user)
    assert client.get("/settings/").status_code == 200
