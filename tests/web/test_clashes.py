"""Two write at once: neither undoes the other, and where both wrote the same both are shown."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.plan import write
from trigpoint.services.goals import goals
from trigpoint.store.models import Goal

pytestmark = pytest.mark.django_db

BANNER = "Somebody changed this while you were writing."


@pytest.fixture
def team(cast: Cast) -> str:
    return write(cast).team


@pytest.fixture
def tuan(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


def sent(cast: Cast, **changes: str) -> dict[str, str]:
    """Return what the form on the team's goal sends, made from its first version."""
    return {
        "version": "1",
        "title": "Right person, first touch",
        "owner": cast.units["Orders"],
        "period": cast.period,
        "state": "active",
        "reason": "So we said.",
        **changes,
    }


def selected(page: str, name: str) -> str:
    """Return which choice of a form is made."""
    choices = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)[0]
    return re.search(r'value="(\w+)"\s+selected', choices)[1]


def test_what_only_the_other_one_changed_is_taken_into_the_form_and_both_changes_are_kept(
    cast: Cast, team: str, tuan: Client
):
    theirs = {"state": "agreed", "owner": cast.people["tuan"]}
    goals.edit(cast.tuan, team, 1, theirs, reason="It waits.")
    form = f"/g/{team}/?edit=title"
    mine = sent(cast, title="Right person at once")
    clash = tuan.post(form, mine)
    page = clash.content.decode()
    assert clash.status_code == 422
    assert BANNER in page
    assert "You wrote" not in page, "nothing was changed by both"
    assert 'value="Right person at once"' in page
    shown = {name: selected(page, name) for name in ("owner", "period", "state")}
    assert shown == {**theirs, "period": cast.period}
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert tuan.post(form, {**mine, **shown, "version": version}).status_code == 302
    found = Goal.objects.get(public_id=team)
    assert (found.title, found.state) == ("Right person at once", "agreed")
    assert found.owner_person.public_id == theirs["owner"]


def test_what_both_changed_is_shown_as_it_was_as_it_is_and_as_it_was_typed(
    cast: Cast, team: str, tuan: Client
):
    theirs = {"title": "First touch", "state": "agreed"}
    goals.edit(cast.tuan, team, 1, theirs, reason="Shorter.")
    mine = sent(cast, title="Right person at once", state="proposed")
    page = tuan.post(f"/g/{team}/?edit=title", mine).content.decode()
    assert BANNER in page
    table = page[: page.index("You wrote")].rpartition("<table")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", page[len(table) :].partition("</table>")[0], re.DOTALL)
    told = [[t.strip() for t in re.findall(r">([^<>]*\w[^<>]*)<", row)] for row in rows[1:]]
    assert told == [
        ["What is to be reached", "Right person, first touch", "First touch", mine["title"]],
        ["State", "Active", "Agreed", "Proposed"],
    ]
