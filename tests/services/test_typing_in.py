"""Values that are typed in: with their evidence or not at all, and goals hold to them at once."""

import datetime
import re

import pytest
from django.test import Client

from tests.access.acts import goal
from tests.access.asking import of_web
from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.conftest import Desk, solved
from trigpoint.api.interface import api
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import cards, graph, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import figures, measures, typing_in
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.measures.typing_in import TypedValueDraft
from trigpoint.store.models import Measure, Version

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 10)
SHEET = "https://sheets.example/trained"


@pytest.fixture
def measure(cast: Cast) -> str:
    """Agents with the certificate, a number to raise, of the whole organisation."""
    name = {"name": "Agents with the certificate"}
    return measures.add(
        cast.at("mira", NOW), MeasureDraft(kpi="typed_number_to_raise", params=name)
    )


@pytest.fixture
def share(cast: Cast) -> str:
    name = {"name": "Calls reviewed and found good"}
    return measures.add(cast.at("mira", NOW), MeasureDraft(kpi="typed_share_to_raise", params=name))


def typed(cast: Cast, measure: str, **more) -> str:
    said = {"day": DAY, "value": 7.0, "link": SHEET} | more
    return typing_in.enter(cast.at("mira", NOW), measure, TypedValueDraft(**said))


def shown(cast: Cast, measure: str):
    return measures.show(cast.at("mira", NOW), measure)


@pytest.mark.req("MEASURE-3", via="core")
def test_a_value_stands_with_its_evidence_and_is_a_figure_at_once(cast, measure):
    typed(cast, measure)
    typed(cast, measure, day=DAY - datetime.timedelta(days=30), value=4.0, link="", note="A count")
    page = shown(cast, measure)
    assert page.measure.title == "Agents with the certificate"
    assert (page.standing.value, page.standing.low, page.standing.high) == (7, 7, 7)
    assert page.standing.start == DAY
    assert not page.standing.is_old
    assert [f.value for f in page.series] == [4, 7]
    [new, old] = typing_in.of_measure(cast.at("ana", NOW), measure)
    assert (new.link, new.note, new.by, new.may_change) == (SHEET, "", "Mira Rossi", False)
    assert (old.link, old.note) == ("", "A count")


def test_a_past_moment_shows_what_was_typed_in_by_then_and_nobody_changes_it_there(cast, measure):
    made = typed(cast, measure)
    later = cast.at("mira", NOW + datetime.timedelta(hours=1))
    better = TypedValueDraft(day=DAY, value=9.0, link=SHEET)
    typing_in.correct(later, measure, made, 1, better, "Two were missing.")
    [now] = typing_in.of_measure(later, measure)
    [then] = typing_in.of_measure(later, measure, NOW + datetime.timedelta(minutes=1))
    assert (now.value, now.may_change) == (9, True)
    assert (then.value, then.by, then.may_change) == (7, "Mira Rossi", False)
    with pytest.raises(NotThere):  # the measure was not there yet
        typing_in.of_measure(later, measure, NOW - datetime.timedelta(days=1))


@pytest.mark.req("MEASURE-3", via="core")
def test_a_goal_holds_to_what_is_typed_in(cast, measure):
    goal, target = cast_goal(cast, measure)
    assert card(cast, goal).figure is None
    typed(cast, measure)
    found = card(cast, goal)
    assert found.id == target
    assert found.figure.value == 7
    assert found.aimed == 10


def cast_goal(cast: Cast, measure: str) -> tuple[str, str]:
    """Return a goal of the organisation with ten as its target on a measure, and that target."""
    made = goal(cast, "mira", cast.units["Northwind"], "Everybody certified")
    until = datetime.date(2026, 12, 31)
    draft = TargetDraft(
        kind="raise", measure=measure, baseline=0.0, points=((until, 10.0),), due=until
    )
    return made, targets.add(cast.at("mira", NOW), made, draft, reason="Agreed.")


def card(cast: Cast, goal: str):
    """Return the target of a goal as its card shows it."""
    actor = cast.at("mira", NOW)
    state = graph.load(actor)
    record = state.by_public_id[goal]
    [held] = state.targets[record.pk]
    return cards.Cards(actor, state).target(held)


@pytest.mark.req("MEASURE-3", via="core")
def test_a_share_out_of_some_has_its_likely_range(cast, share):
    typed(cast, share, value=0.8, n=40)
    found = shown(cast, share).standing
    assert (round(found.low, 3), round(found.high, 3)) == (0.652, 0.895)
    assert (found.numerator, found.denominator, found.n) == (32, 40, 40)


@pytest.mark.req("MEASURE-3", via="core")
@pytest.mark.parametrize(
    ("wrong", "field", "cure"),
    [
        ({"link": " ", "note": ""}, "note", "Say what it rests on"),
        ({"link": "javascript:alert(1)"}, "link", "beginning with https://"),
        ({"link": "https://a b"}, "link", "beginning with https://"),
        ({"day": datetime.date(2027, 1, 1)}, "day", "not ahead"),
        ({"value": 80.0}, "value", "between 0 and 100 %"),
        ({"value": 0.5, "n": 0}, "n", "above nought"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(cast, share, wrong, field, cure):
    with pytest.raises(Invalid) as refused:
        typed(cast, share, **({"value": 0.5} | wrong))
    assert cure in str(refused.value.fields[field])


def test_a_day_has_one_value_and_its_correction_says_why_and_keeps_the_old_one(cast, measure):
    made = typed(cast, measure)
    with pytest.raises(Invalid, match="Correct it instead"):
        typed(cast, measure)
    new = TypedValueDraft(day=DAY, value=6.0, link=SHEET)
    actor = cast.at("mira", NOW)
    with pytest.raises(Invalid, match="why it changes"):
        typing_in.correct(actor, measure, made, 1, new, " ")
    typing_in.correct(actor, measure, made, 1, new, "One had left.")
    assert shown(cast, measure).standing.value == 6
    kept = Version.objects.filter(kind="typedvalue").order_by("version")
    assert [row.body["value"] for row in kept] == [7.0, 6.0]
    assert kept.last().entry.reason == "One had left."
    [told] = typing_in.of_measure(actor, measure)
    assert (told.value, told.was, told.reason) == (6, 7, "One had left.")
    typing_in.remove(cast.at("mira", NOW), measure, made, 2)
    assert shown(cast, measure).standing is None


def test_a_past_day_shows_what_was_typed_in_for_it(cast, measure):
    typed(cast, measure, day=DAY - datetime.timedelta(days=30), value=4.0)
    typed(cast, measure)
    then = datetime.datetime(2026, 10, 20, 12, tzinfo=datetime.UTC)
    record = Measure.objects.get(public_id=measure)
    found = figures.standing([record], figures.Published(), then)
    assert found[record.pk].value == 4


def test_whoever_may_not_change_the_measure_only_reads(cast, measure):
    draft = TypedValueDraft(day=DAY, value=1.0, note="x")
    with pytest.raises(NotAllowed):
        typing_in.enter(cast.at("ana", NOW), measure, draft)


def test_who_may_not_know_the_measure_finds_nothing_there(cast):
    name = {"name": "Private count"}
    about = measures.add(
        cast.at("ana", NOW),
        MeasureDraft(
            kpi="typed_number_to_raise", params=name, scope="person", member=cast.people["ana"]
        ),
    )
    there, nowhere = f"/m/{about}/values/", "/m/6frzzzzzzzzzz/values/"
    for who in ("amir", "olga"):
        client = Client()
        client.force_login(getattr(cast, who).user)
        answers = [client.get(path) for path in (there, nowhere)]
        assert [a.status_code for a in answers] == [404, 404]
        program = Program(getattr(cast, who))
        assert program.get(f"/measures/{about}/values").status_code == 404
        said = {"day": "2026-11-01", "value": 1, "note": "x"}
        assert program.post(f"/measures/{about}/values", said).status_code == 404


def test_nothing_is_typed_in_where_tickets_are_counted(cast):
    counted = measures.add(cast.at("mira", NOW), MeasureDraft(kpi="csat"))
    with pytest.raises(Invalid, match="worked out from tickets"):
        typed(cast, counted)
    assert typing_in.of_measure(cast.at("mira", NOW), counted) == ()


@pytest.mark.req("MEASURE-3", via="web")
def test_the_page_types_in_corrects_and_takes_a_list(cast, measure, monkeypatch):
    client = Client()
    client.force_login(cast.mira.user)
    here = f"/m/{measure}/values/"
    day = (cast.mira.today - datetime.timedelta(days=3)).isoformat()
    bad = client.post(f"{here}?edit=new", {"day": day, "value": "7"})
    assert bad.status_code == 422
    assert "Say what it rests on" in bad.content.decode()
    assert 'value="7"' in bad.content.decode()
    sent = {"day": day, "value": "7", "link": SHEET, "note": "<b>Sheet</b> of November"}
    assert client.post(f"{here}?edit=new", sent).status_code == 302
    page = client.get(f"/m/{measure}/").content.decode()
    assert "&lt;b&gt;Sheet&lt;/b&gt; of November" in page
    assert f'href="{SHEET}"' in page
    assert "evidence" in page
    edit = re.search(r'href="([^"]*edit=value-[^"#]*)', client.get(here).content.decode())[1]
    form = client.get(edit).content.decode()
    assert 'name="reason"' in form
    corrected = sent | {"value": "6", "version": "1", "reason": "One had left."}
    assert client.post(edit, corrected).status_code == 302
    shown_again = client.get(here).content.decode()
    assert "Corrected; before it was 7" in shown_again
    assert "One had left." in shown_again
    listed = {"list": f"day,value,note\n2026-10-01,4,Count\n{day},9,Kept\n2026-10-02,5,\n"}
    answer = client.post(f"{here}?edit=list", listed)
    assert answer.status_code == 422
    assert "Say what it rests on" in answer.content.decode()
    values = typing_in.of_measure(cast.at("mira", NOW), measure)
    assert [v.value for v in values] == [6, 4]


@pytest.mark.req("MEASURE-3", via="api")
def test_a_program_does_the_same(cast, share):
    program = Program(cast.mira)
    here = f"/measures/{share}/values"
    refused = program.post(here, {"day": "2026-11-01", "value": 0.8})
    assert refused.status_code == 422
    made = program.post(here, {"day": "2026-11-01", "value": 0.8, "n": 40, "link": SHEET})
    assert made.status_code == 201
    assert made.json()["by"] == "Mira Rossi"
    at = f"{here}/{made.json()['id']}"
    body = {"day": "2026-11-01", "value": 0.7, "n": 40, "note": "Recount", "reason": "Recounted."}
    assert program.send("PUT", at, body, If_Match='"1"').json()["value"] == 0.7
    taken = program.post(f"{here}/import", {"list": "day,value,note\n2026-11-02,0.9,x\n"})
    assert taken.json()["added"] == 1
    assert program.send("DELETE", at, If_Match='"2"').status_code == 204
    assert [v["value"] for v in program.get(here).json()] == [0.9]


@pytest.mark.req("MEASURE-3", via="web")
@pytest.mark.req("MEASURE-3", via="api")
def test_every_page_and_answer_about_what_is_typed_in_holds(desk: Desk, cast: Cast, measure: str):
    desk.bring(solved(1, "11-03"))
    typed(cast, measure)
    client, program = Client(), Program(cast.mira)
    client.force_login(cast.mira.user)
    pages = [r for r in of_web() if r.params == ("measure",) and r.method == "GET"]
    answers = [
        address
        for address, does in api.get_openapi_schema(path_prefix="")["paths"].items()
        if "get" in does and re.findall("{(.*?)}", address) == ["measure_id"]
    ]
    for page in pages:
        assert client.get(page.address.format(measure=measure)).status_code < 500, page
    for answer in answers:
        assert program.get(answer.format(measure_id=measure)).status_code < 500, answer
    assert len(pages) > 5
    assert len(answers) > 5


def test_a_correction_after_a_new_generation_is_told_with_its_cause(
    desk: Desk, cast: Cast, measure: str
):
    made = typed(cast, measure)
    desk.bring(solved(1, "11-03"))
    draft = TypedValueDraft(day=DAY, value=6.0, link=SHEET)
    typing_in.correct(cast.at("mira", NOW), measure, made, 1, draft, "One had left.")
    [change] = measures.show(cast.at("mira", NOW), measure).changes
    assert (change.was, change.value) == (7, 6)
    assert change.why.msgid == "somebody corrected it"
