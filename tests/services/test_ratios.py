"""A ratio of two measures without code: by page, API and file; refused where there is none."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.connectors import goal_files
from trigpoint.services.errors import Invalid
from trigpoint.services.measures import measure_changes, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Measure
from trigpoint.web import addresses

pytestmark = pytest.mark.django_db

ROWS = "".join(
    solved(n, f"11-{2 + n % 5:02}", "ana" if n % 2 else "rui", 1 + n % 3) for n in range(40)
)
BOTH = tuple[str, str]


@pytest.fixture
def both(desk: Desk, cast: Cast) -> BOTH:
    desk.bring(ROWS)
    drafts = [MeasureDraft(kpi="solved_tickets"), MeasureDraft(kpi="new_tickets")]
    return tuple(measures.add(cast.dara, draft) for draft in drafts)  # type: ignore[return-value]  # two


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.dara.user)
    return client


def ratio(both: BOTH, **more: object) -> MeasureDraft:
    said = {"part": both[0], "whole": both[1]}
    return MeasureDraft(kpi="ratio_to_raise", params=said, pinned=True, **more)  # type: ignore[arg-type]  # a draft's own


@pytest.mark.req("MEASURE-3", via="core")
def test_its_readings_are_one_divided_by_the_other_in_its_own_scope(
    desk: Desk, cast: Cast, both: BOTH
):
    made = measures.add(cast.dara, ratio(both))
    desk.work()
    page = measures.show(cast.at("dara", cast.dara.now), made)
    assert {f.value for f in page.series} == {1.0}
    assert all((f.low, f.high, f.n) == (1.0, 1.0, f.n) for f in page.series)
    assert sum(f.n for f in page.series) == 40
    assert [m.id for m in page.made_of] == list(both)
    assert page.measure.unit == "ratio"
    assert not page.tickets_visible, "the tickets are behind each of the two"


@pytest.mark.req("MEASURE-3", via="web")
def test_the_page_asks_for_both_and_shows_the_weeks_meanwhile(
    client: Client, both: BOTH, cast: Cast
):
    said = {"kpi": "ratio_to_lower", "part": both[0], "whole": both[1], "scope": "organisation"}
    new = "/measures/new/"
    begun = client.get(new, {"kpi": "ratio_to_lower"}).content.decode()
    assert "divided by this one" in begun
    assert "This field is required." not in begun
    assert "This field is required." in client.post(new, {"kpi": "ratio_to_lower"}).content.decode()
    weeks = client.get(new, said).content.decode()
    assert "<b>1</b>" in weeks
    assert "counted, not estimated" in weeks
    assert "between 1 and 1" not in weeks
    assert Measure.objects.count() == 2, "nothing is kept before it is saved"
    same = client.post(new, {**said, "whole": both[0]})
    assert same.status_code == 422
    assert "Choose two different measures." in same.content.decode()
    one = MeasureDraft(kpi="solved_tickets", scope="unit", member=cast.units["Orders"])
    hers = measures.add(cast.dara, one)
    alike = client.post(new, {**said, "whole": hers})
    assert "Both count the same" in alike.content.decode(), "its scope is not taken along"
    page = client.get(client.post(new, said).headers["Location"]).content.decode()
    assert all(f'href="{addresses.measure(part)}"' in page for part in both)


@pytest.mark.req("MEASURE-3", via="api")
def test_programs_preview_and_make_it(client: Client, both: BOTH):
    body = {"kpi": "ratio_to_raise", "params": {"part": both[0], "whole": both[1]}}
    json = "application/json"
    weeks = client.post("/api/v1/measures/preview", body, content_type=json)
    assert weeks.status_code == 200
    assert {week["value"] for week in weeks.json()} == {1.0, None}
    made = client.post("/api/v1/measures", body, content_type=json)
    assert made.status_code == 201
    assert made.json()["made_of"][1]["id"] == both[1]
    for params in ({}, {"part": both[0]}, {"part": both[0], "whole": "nothing"}):
        refused = client.post("/api/v1/measures", {**body, "params": params}, content_type=json)
        assert refused.status_code == 422
    figures = "/api/v1/kpis/ratio_to_raise/figures?start=2026-01-01&last=2026-02-01"
    assert client.get(figures).status_code == 422


def test_a_file_makes_it_and_the_file_that_comes_out_changes_nothing(cast: Cast, both: BOTH):
    text = (
        "measures:\n  - title: Kept up\n    kpi: ratio_to_raise\n    scope: organisation\n"
        f"    settings:\n      part: {both[0]}\n      whole: {both[1]}\n    pinned: true\n"
    )
    tuan = cast.at("tuan", cast.tuan.now)
    goal_files.apply(tuan, text)
    assert Measure.objects.get(title="Kept up").params == {"part": both[0], "whole": both[1]}
    tuan = cast.at("tuan", cast.tuan.now)
    assert goal_files.plan(tuan, goal_files.export(tuan)).changes == ()


def test_what_cannot_be_a_ratio_is_refused_and_its_parts_stay_in_use(cast: Cast, both: BOTH):
    one = measures.add(cast.dara, ratio(both))
    with pytest.raises(Invalid):
        measures.add(cast.dara, ratio((one, both[1])))
    part = Measure.objects.get(public_id=both[0])
    with pytest.raises(Invalid, match="A ratio is made of it"):
        measure_changes.retire(cast.dara, both[0], part.version)
