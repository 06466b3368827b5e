"""How I am told, over the interface."""

import pytest

from tests.api.program import Program
from trigpoint.services.letters import delivery

CHOSEN = {
    "zone": "Asia/Tokyo",
    "quiet_from": 20,
    "quiet_to": 7,
    "digest_at": 9,
    "wishes": {"asked": {"mail": "now"}},
}


def put(program: Program, body: dict, version: int):
    return program.send("PUT", "/delivery", body, If_Match=f'"{version}"')


def test_a_program_reads_and_chooses_how_its_person_is_told(ana: Program):
    usual = ana.get("/delivery").json()
    assert (usual["version"], usual["wishes"]["asked"]["mail"]) == (0, "digest")
    chosen = put(ana, CHOSEN, 0)
    assert (chosen.status_code, chosen.json()["wishes"]["asked"]["mail"]) == (200, "now")
    assert put(ana, CHOSEN, 0).status_code == 412
    assert ana.post("/delivery/switch", {"mail": "off"}).json()["off"]
    assert not ana.post("/delivery/switch", {"mail": "on"}).json()["off"]
    assert ana.get("/delivery/letters").json() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Nowhere/Atall"},
        {"quiet_from": 24},
        {"wishes": {"nonsense": {"mail": "now"}}},
        {"wishes": {"asked": {"pigeon": "now"}}},
        {"wishes": {"asked": {"mail": "yesterday"}}},
    ],
)
def test_what_cannot_be_chosen_is_refused(ana: Program, wrong: dict):
    assert put(ana, CHOSEN | wrong, 0).status_code == 422


def test_the_program_that_reads_what_comes_back_stops_mail_to_an_address(cast, ana: Program):
    dara = Program(cast.dara)
    body = {"address": "ANA@northwind.example", "words": "550 no such mailbox"}
    assert ana.post("/bounces", body).status_code == 403
    assert dara.post("/bounces", body).status_code == 200
    assert dara.post("/bounces", body | {"address": "nobody@x.example"}).status_code == 200
    assert delivery.show(cast.ana).bounced == "ana@northwind.example"
