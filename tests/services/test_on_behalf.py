"""What writes on somebody's behalf is in the record with them: sealed, told and verified."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.plan import write
from trigpoint.services.actor import for_user, through
from trigpoint.services.goals import goal_page, goals
from trigpoint.services.history import trail
from trigpoint.store.models import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.req("GRAPH-1", via="core")
def test_the_entry_names_whose_word_it_is_and_what_wrote_and_its_seal_holds_both(cast: Cast):
    goal = write(cast).own
    terminal = through(for_user(cast.ana.user, NOW), "terminal")
    goals.edit(terminal, goal, 1, {"why": "They wait."}, reason="Said at the desk.")
    newest = Entry.objects.filter(organisation=cast.organisation).order_by("-seq")[0]
    assert newest.on_behalf_of == cast.ana.user.public_id
    assert newest.actor == f"{cast.ana.user.public_id}/terminal"
    assert trail.check(cast.at("dara", NOW)).flaws == ()
    change = goal_page.show(cast.at("tuan", NOW), goal).changes[0]
    assert (change.by, change.through) == ("Ana Costa", "terminal")


@pytest.mark.req("GRAPH-1", via="api")
@pytest.mark.req("GRAPH-1", via="web")
def test_what_a_program_wrote_for_me_is_said_on_the_page_and_to_programs(cast: Cast):
    goal = write(cast).own
    ana = Program(cast.ana)
    assert (
        ana.patch(f"/goals/{goal}", {"why": "They wait.", "reason": "Asked."}, 1).status_code == 200
    )
    newest = ana.get(f"/goals/{goal}/history").json()[0]
    assert (newest["by"], newest["through"]) == ("Ana Costa", "token")
    client = Client()
    client.force_login(cast.tuan.user)
    assert "a program for Ana Costa" in client.get(f"/g/{goal}/history/").content.decode()
    row = Program(cast.dara).get("/history").json()
    said = [(one["by"], one["through"]) for one in row if one["command"] == "goal.edit"]
    assert said == [("Ana Costa", "token")]
