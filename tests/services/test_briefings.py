"""A unit's review on one frozen page: read by those who may read everything on it."""

import datetime

import pytest
from django.test import Client

from tests.access.acts import goal
from tests.api.program import Program
from tests.cast import NOW
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.loop import briefings, check_ins, reviews
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.people import privacy

DAY = datetime.timedelta(days=1)


@pytest.fixture
def held(cast):
    """A goal at risk, with why, a decision, and somebody's own goal that is nobody's business."""
    made = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    own = goal(cast, "ana", cast.people["ana"], "OWN goal of Ana")
    told = CheckInDraft(status="at_risk", note="CANARY: two are ill.", new_hurdle="Old form")
    check_ins.check_in(cast.at("tuan", NOW), made, told)
    check_ins.check_in(cast.at("ana", NOW), own, CheckInDraft(status="at_risk", note="MINE"))
    reviews.decide(
        cast.at("tuan", NOW), cast.units["Orders"], made, "Ask Logistics", due=NOW.date() + 3 * DAY
    )
    return made


@pytest.fixture
def frozen(cast, held):
    return briefings.freeze(cast.at("tuan", NOW + DAY), cast.units["Orders"], "monthly")


def seen(cast, who, briefing):
    return briefings.show(cast.at(who, NOW + 9 * DAY), briefing)


def test_it_stays_as_it_was_whatever_is_said_afterwards(cast, held, frozen):
    before = seen(cast, "tuan", frozen)
    [risk] = before.body.at_risk
    assert (risk.title, risk.stated) == ("Answer within the hour", "at_risk")
    assert risk.why == ("CANARY: two are ill.", "Old form")
    assert [(d.title, d.state) for d in before.body.decided] == [("Ask Logistics", "due")]
    assert before.body.changed[0].status == "at_risk"
    later = CheckInDraft(status="on_track", note="All well again.")
    check_ins.check_in(cast.at("tuan", NOW + 5 * DAY), held, later)
    assert seen(cast, "tuan", frozen) == before
    assert "OWN goal" not in repr(before)
    assert "MINE" not in repr(before)
    assert before.line.at == NOW + DAY


def test_it_is_read_by_whoever_may_read_everything_on_it(cast, frozen):
    unit = cast.units["Orders"]
    assert seen(cast, "ana", frozen).unit.name == "Orders"
    with pytest.raises(NotThere):
        seen(cast, "pat", frozen)
    for who in ("tuan", "ana"):
        [line] = briefings.of_unit(cast.at(who, NOW + DAY), unit).lines
        assert line.id == frozen


def test_a_figure_on_it_keeps_out_whoever_may_not_see_it(cast):
    """Billing is too small a group for its figure to be seen from outside it."""
    unit = cast.units["Billing"]
    made = goal(cast, "amir", unit, "Fewer wrong bills")
    draft = MeasureDraft(kpi="csat", scope="unit", member=unit)
    measure = measures.add(cast.at("amir", NOW), draft)
    due = NOW.date() + 60 * DAY
    aim = TargetDraft(kind="raise", measure=measure, baseline=0.5, points=((due, 0.8),), due=due)
    targets.add(cast.at("amir", NOW), made, aim, reason="plan")
    frozen = briefings.freeze(cast.at("amir", NOW), unit, "monthly")
    body = seen(cast, "amir", frozen).body
    [shown] = body.figures
    [defined] = body.definitions
    assert (shown.definition, shown.definition_version) == (defined.key, defined.version)
    assert defined.meaning
    with pytest.raises(NotThere):
        seen(cast, "ana", frozen)
    assert briefings.of_unit(cast.at("ana", NOW), unit).lines == ()


def test_what_somebody_had_said_goes_with_them(cast, frozen):
    """The words stand apart from the page, so erasing reaches them though the page is frozen."""
    privacy.erase(cast.dara, cast.people["tuan"])
    page = briefings.show(cast.at("ana", NOW + 9 * DAY), frozen)
    assert page.body.at_risk[0].why in {(), ("\u2014",)}
    assert "CANARY" not in repr(page)


def test_whoever_decides_in_the_review_freezes_it(cast, held):
    unit = cast.units["Orders"]
    with pytest.raises(NotAllowed):
        briefings.freeze(cast.at("ana", NOW), unit, "monthly")
    with pytest.raises(Invalid):
        briefings.freeze(cast.at("tuan", NOW), unit, "weekly")


@pytest.mark.req("LOOP-3", via="web")
def test_the_pages_freeze_show_and_print_it_on_one_page(cast, held):
    client = Client()
    client.force_login(cast.tuan.user)
    unit = cast.units["Orders"]
    here = f"/u/{unit}/briefings/"
    assert here in client.get(f"/u/{unit}/review/").content.decode()
    made = client.post(here, {"rhythm": "quarterly"})
    assert made.status_code == 302
    assert made["Location"] in client.get(here).content.decode()
    page = client.get(made["Location"]).content.decode()
    for words in ("CANARY: two are ill.", "Ask Logistics", "as of", "Definitions"):
        assert words in page
    for paper in ("a4", "letter"):
        printed = client.get(f"{made['Location']}sheet.pdf?paper={paper}")
        assert printed["Content-Type"] == "application/pdf"
        assert printed.content.count(b"/Type /Page\n") <= 1
        assert printed.content.startswith(b"%PDF")


@pytest.mark.req("LOOP-3", via="api")
def test_the_same_by_program(cast, held):
    tuan = Program(cast.tuan)
    made = tuan.post(f"/units/{cast.units['Orders']}/briefings", {"rhythm": "monthly"})
    assert made.status_code == 201
    body = tuan.get(f"/briefings/{made.json()['line']['id']}").json()["body"]
    assert body["at_risk"][0]["why"] == ["CANARY: two are ill.", "Old form"]
    assert body["decided"][0]["title"] == "Ask Logistics"
    assert set(body["counts"]) == {"changed", "at_risk", "promised", "decided", "figures"}
