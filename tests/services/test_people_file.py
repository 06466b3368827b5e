"""People from a file: all of them, or none with line, column and cure."""

import pytest

from tests.cast import Cast
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.people import people, people_file
from trigpoint.services.people.people_file import Misfit

pytestmark = pytest.mark.django_db
HEADING = "name,email,unit,role,share,from,to\n"


def bring(actor, text: str) -> list[str]:
    return people_file.bring(actor, (HEADING + text).encode())


@pytest.mark.req("PEOPLE-1", via="core")
def test_everybody_in_the_file_gets_their_place(cast: Cast):
    made = bring(
        cast.dara,
        "Nia Okoro,nia@northwind.example,Orders,lead,0.5,2026-01-01,2026-12-01\n"
        "Kim Berg,,Billing,,,2026-01-01,\n",
    )
    found = {p.id: p for p in people.people(cast.dara)}
    nia, kim = (found[m] for m in made)
    [place] = nia.memberships
    assert (place.unit_name, place.role, place.share) == ("Orders", "lead", 0.5)
    assert (kim.memberships[0].share, kim.valid_to) == (1.0, None)


def test_nothing_is_brought_in_where_a_line_does_not_fit(cast: Cast):
    before = len(people.people(cast.dara))
    with pytest.raises(Misfit) as misfit:
        bring(
            cast.dara,
            "Nia Okoro,nia@northwind.example,Orders,,,2026-01-01,\n"
            ",ana@northwind.example,Nowhere,boss,2,1st May,2026-01-01\n"
            "Kim,nia@northwind.example,Orders,,x,2026-02-01,2026-01-01\n"
            "Lu,,Orders,,nan,,\n",
        )
    assert [(p.line, p.column) for p in misfit.value.problems] == [
        (3, "name"),
        (3, "unit"),
        (3, "email"),
        (3, "role"),
        (3, "from"),
        (3, "share"),
        (4, "email"),
        (4, "to"),
        (4, "share"),
        (5, "from"),
        (5, "share"),
    ]
    assert all(str(p.cure) for p in misfit.value.problems)
    assert len(people.people(cast.dara)) == before


@pytest.mark.parametrize("data", [b"", b"name,unit\n", b"name,unit,from,colour\n", b"\xff\xfe,"])
def test_what_is_no_such_file_is_refused(cast: Cast, data: bytes):
    with pytest.raises(Invalid):
        people_file.bring(cast.dara, data)


def test_only_administrators_bring_people_in(cast: Cast):
    with pytest.raises(NotAllowed):
        bring(cast.tuan, "Nia Okoro,,Orders,,,2026-01-01,\n")
