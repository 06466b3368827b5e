"""A person's own page in the browser."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.test_person_goals import built  # noqa: F401 - the same goals

pytestmark = pytest.mark.django_db


@pytest.mark.req("PYRAMID-4", via="web")
def test_my_page_shows_what_i_carry_and_what_comes_next(cast: Cast, built):  # noqa: F811 - the fixture that is imported
    ana = Client()
    ana.force_login(cast.ana.user)
    place = f"/p/{cast.people['ana']}/goals/"
    page = ana.get(place)
    assert [own.line.title for own in page.context["page"].goals] == [
        "Answer before lunch",
        "Tag every ticket",
    ]
    assert page.context["page"].goals[0].part == "75% of \u201cKeep customers\u201d"
    said = page.content.decode()
    assert "No step is written for this goal yet." in said
    assert "Lead a training one day" in said
    assert "Nobody else sees them until you share them." in said
    assert 'aria-current="page"' in said
    rui = Client()
    rui.force_login(cast.rui.user)
    other = rui.get(place).content.decode()
    assert "Answer before lunch" in other
    assert "Lead a training one day" not in other
    assert "What to do next" not in other
    ana.post(f"/g/{built['dream']}/share/")
    assert "Lead a training one day" in rui.get(place).content.decode()
