"""Units that go under another one: tried with everybody in them, asked about, committed, undone."""

import datetime
from dataclasses import replace

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, PASSWORD, Cast, row
from tests.services.conftest import Desk, solved
from tests.services.plan import goal, write
from tests.services.test_realign import LATER, LATEST, begun, file_of, open_gates, version
from trigpoint.services import access
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import scope, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.inbox import inbox
from trigpoint.services.measures import measure_list, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.people import people
from trigpoint.services.people import units as parts
from trigpoint.services.realignment import realign, realign_page
from trigpoint.services.realignment.realign_units import MoveUnit
from trigpoint.store.models import Entry, Placement, Unit

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 12, 1)
AFTER = datetime.datetime(2026, 12, 2, 9, tzinfo=datetime.UTC)
IN_ORDERS = {
    "Tuan Nguyen",
    "Ana Costa",
    "Rui Matos",
    "Ines Faro",
    "Lena Bauer",
    "Omar Haddad",
}


@pytest.fixture
def claims(cast: Cast) -> str:
    """A second department, beside Care; the unit's public id."""
    made = people.add_units(
        cast.dara, [("Claims", "department", "Northwind")], datetime.date(2025, 1, 1)
    )
    cast.dara.memo.clear()
    return made[0].id


def move(cast: Cast, to: str, day: datetime.date = DAY, unit: str = "Orders") -> MoveUnit:
    return MoveUnit(unit=cast.units[unit], to=to, day=day)


def committed(cast: Cast, *edits: MoveUnit, at: datetime.datetime = NOW) -> str:
    actor = cast.at("dara", at)
    made = begun(actor, *edits)
    realign.commit(actor, made, version(actor, made), override="It was talked over.")
    return made


def above(cast: Cast, name: str, at: datetime.datetime, who: str = "dara") -> str:
    every = {u.id: u for u in people.units(cast.at(who, at))}
    return every[every[cast.units[name]].parent].name


@pytest.mark.req("PEOPLE-2", "CASCADE-5", "BEYOND-4", via="core")
def test_a_move_is_tried_with_everybody_below_and_every_team_above_and_changes_nothing(
    cast: Cast, claims: str
):
    plan = write(cast)
    care = goal(cast, "jo", cast.units["Care"], "One answer, not three", plan.top)
    tied = goal(cast, "tuan", cast.units["Orders"], "Claims answered at once", care)
    before, entries = file_of(cast.dara), Entry.objects.count()
    made = begun(cast.dara, move(cast, claims))
    page = realign_page.show(cast.dara, made)
    [change] = page.changes
    assert (change.kind, change.title, change.above, change.to) == (
        "unit", "Orders", "Care", "Claims",
    )  # fmt: skip
    assert change.due_after == DAY
    assert {p.holder.name for p in page.people} == IN_ORDERS
    heads = {u.holder.name: (u.people_before, u.people_after) for u in page.units_above}
    assert heads == {"Care": (10, 4), "Claims": (0, 6)}
    assert {u.holder.name for u in page.units} == {"Orders", "Care"}, "Claims has no lead to ask"
    [left] = [line for line in page.left if line.above]
    assert (left.goal, left.above) == (tied, "One answer, not three")
    assert open_gates(page) == {"left", "asked"}
    assert above(cast, "Orders", AFTER) == "Care"
    assert file_of(cast.dara) == before
    assert Entry.objects.count() == entries + 2, "the sandbox itself, and what it says"
    assert inbox.questions(cast.at("tuan", LATER)) == []


@pytest.mark.req("PEOPLE-2", "CASCADE-5", via="core")
def test_one_commit_moves_it_from_the_day_on_with_notices_and_one_undo_takes_it_back(
    cast: Cast, claims: str
):
    dara = cast.at("dara", NOW)
    made = begun(dara, move(cast, claims))
    realign.ask(dara, made, version(dara, made))
    for who in ("tuan", "jo"):
        [question] = inbox.questions(cast.at(who, LATER))
        assert "accept its part" in question.asks.msgid
        inbox.answer(cast.at(who, LATER), question.kind, question.id, "accepted", "")
    before = Entry.objects.count()
    realign.commit(dara, made, version(dara, made))
    assert Entry.objects.count() == before + 1
    assert (above(cast, "Orders", NOW), above(cast, "Orders", AFTER)) == ("Care", "Claims")
    [told] = inbox.questions(cast.at("ana", LATEST))
    assert told.asks.msgid.startswith("Teams move")
    assert told.terms
    later = cast.at("dara", LATEST)
    realign.undo(later, made, version(later, made))
    assert above(cast, "Orders", AFTER) == "Care"
    assert [u.moves for u in people.units(cast.at("dara", LATEST)) if u.name == "Orders"] == [()]


@pytest.mark.req("PEOPLE-1", "PEOPLE-2", "GRAPH-6", via="core")
def test_who_sees_whom_and_whose_goals_are_whose_follow_the_day(cast: Cast, claims: str):
    committed(cast, move(cast, claims))
    jo_now, jo_then = cast.at("jo", NOW), cast.at("jo", AFTER)
    assert cast.units["Orders"] in below(jo_now, cast.units["Care"])
    assert cast.units["Orders"] not in below(jo_then, cast.units["Care"])
    assert cast.units["Orders"] in below(jo_then, claims)
    drawn = access.viewer_of(jo_then).chart
    assert len(drawn.everyone(str(Unit.objects.get(public_id=claims).pk))) == 6


def below(actor, unit: str) -> set[str]:
    """The units that stand below one in the list from which one chooses."""
    found = scope.find(actor).units
    at = next(n for n, u in enumerate(found) if u.id == unit)
    under = []
    for each in found[at + 1 :]:
        if each.depth <= found[at].depth:
            break
        under.append(each.id)
    return set(under)


@pytest.mark.req("GRAPH-6", "PEOPLE-2", via="core")
def test_the_past_reads_as_it_was(cast: Cast, claims: str):
    committed(cast, move(cast, claims, datetime.date(2026, 11, 16)))
    assert above(cast, "Orders", NOW) == "Claims"
    past = datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)
    then = {u.id: u for u in people.units(cast.at("dara", LATER), past)}
    assert then == {}, "nothing of the organisation was written by then"
    second = committed(cast, move(cast, cast.units["Billing"]), at=LATER)
    found = next(u for u in people.units(cast.at("dara", AFTER)) if u.name == "Orders")
    assert [(m.since.isoformat(), m.parent_name) for m in found.moves] == [
        ("2025-01-01", "Care"),
        ("2026-11-16", "Claims"),
        ("2026-12-01", "Billing"),
    ]
    assert realign_page.show(cast.at("dara", AFTER), second).changes[0].above == "Claims"


@pytest.mark.req("PEOPLE-2", via="core")
def test_figures_are_tried_on_past_weeks_and_what_was_done_before_stays_with_the_old_team(
    cast: Cast, claims: str, desk: Desk
):
    """Claims is large enough for figures of its own."""
    rows = [replace(row(f"{n} Claims", "Claims", "member"), email="") for n in range(5)]
    people.add_people(cast.at("dara", NOW), rows)
    desk.bring("".join(solved(n, f"11-{2 + n % 18:02}", "ana") for n in range(36)))
    desk.tie(ana="ana")
    plan = write(cast)
    for name, unit in (("Care", cast.units["Care"]), ("Claims", claims)):
        one = measures.add(
            cast.at("dara", NOW),
            MeasureDraft(kpi="solved_tickets", scope="unit", member=unit, title=name, pinned=True),
        )
        draft = TargetDraft(kind="raise", measure=one, baseline=0, points=((DAY, 900),), due=DAY)
        targets.add(cast.at("mira", NOW), plan.top, draft, reason="Peak.")
    desk.work()
    made = begun(cast.at("dara", NOW), move(cast, claims, datetime.date(2026, 11, 16)))
    page = realign_page.show(cast.at("dara", NOW), made)
    told = {u.holder.name: [(f.before, f.after) for f in u.figures] for u in page.units_above}
    [(care, without)], [(nothing, gained)] = told["Care"], told["Claims"]
    assert (without, nothing) == (0.0, 0.0)
    assert care == gained > 0
    realign.commit(
        cast.at("dara", NOW), made, version(cast.at("dara", NOW), made), override="Talked over."
    )
    desk.work()
    weeks = {"Care": by_week(cast, "jo", "Care"), "Claims": by_week(cast, "dara", "Claims")}
    assert sum(v for day, v in weeks["Care"].items() if day >= datetime.date(2026, 11, 16)) == 0
    assert sum(v for day, v in weeks["Claims"].items() if day < datetime.date(2026, 11, 16)) == 0
    assert sum(weeks["Care"].values()) + sum(weeks["Claims"].values()) == 36
    assert min(sum(weeks["Care"].values()), sum(weeks["Claims"].values())) > 0


def by_week(cast: Cast, who: str, title: str) -> dict[datetime.date, float]:
    """What a measure shows somebody for each week."""
    actor = cast.at(who, NOW)
    found = next(m for m, _whose in measure_list.titles(actor) if m.title == title)
    return {f.start: f.value or 0.0 for f in measures.show(actor, found.id).series}


@pytest.mark.req("PEOPLE-2", "PEOPLE-5", via="core")
def test_the_difference_of_two_figures_gives_no_small_team_away(
    cast: Cast, claims: str, desk: Desk
):
    desk.bring("".join(solved(n, f"11-{2 + n % 18:02}", "bea") for n in range(20)))
    plan = write(cast)
    one = measures.add(
        cast.at("dara", NOW),
        MeasureDraft(kpi="solved_tickets", scope="unit", member=cast.units["Care"], pinned=True),
    )
    draft = TargetDraft(kind="raise", measure=one, baseline=0, points=((DAY, 900),), due=DAY)
    targets.add(cast.at("mira", NOW), plan.top, draft, reason="Peak.")
    made = begun(cast.at("dara", NOW), move(cast, claims, unit="Billing"))
    care = next(
        u
        for u in realign_page.show(cast.at("dara", NOW), made).units_above
        if u.holder.name == "Care"
    )
    assert (care.figures, care.withheld) == ((), True)


@pytest.mark.parametrize(
    ("unit", "to", "day", "words"),
    [
        ("Northwind", "Care", DAY, "stands under nothing"),
        ("Care", "Orders", DAY, "stand under themselves: "),
        ("Orders", "Orders", DAY, "stand under themselves: "),
        ("Orders", "Care", DAY, "stands under {above} already"),
        ("Orders", "Billing", datetime.date(2024, 1, 1), "is not there on that day"),
    ],
)
@pytest.mark.req("PEOPLE-2", via="core")
def test_what_cannot_be_is_refused_with_the_place_and_the_cure(
    cast: Cast, unit: str, to: str, day: datetime.date, words: str
):
    with pytest.raises(Invalid) as refused:
        begun(cast.dara, move(cast, cast.units[to], day, unit))
    assert list(refused.value.fields) == ["edits.0"]
    assert words in refused.value.text.msgid


def test_a_second_move_is_later_than_the_first_and_an_undo_makes_no_circle(cast: Cast, claims: str):
    first = committed(cast, move(cast, claims, unit="Care"))
    with pytest.raises(Invalid, match="later day"):
        begun(cast.at("dara", NOW), move(cast, cast.units["Northwind"], DAY, "Care"))
    committed(cast, move(cast, cast.units["Northwind"], DAY + datetime.timedelta(days=1), "Care"))
    under = MoveUnit(unit=claims, to=cast.units["Care"], day=DAY + datetime.timedelta(days=2))
    last = committed(cast, under)
    second = next(
        line.id
        for line in realign_page.index(cast.at("dara", LATER))
        if line.id not in {first, last}
    )
    with pytest.raises(Invalid, match="under themselves"):
        realign.undo(cast.at("dara", LATER), second, version(cast.at("dara", LATER), second))
    assert above(cast, "Care", AFTER) == "Northwind"


def test_a_unit_under_which_one_moves_later_cannot_end_before(cast: Cast, claims: str):
    committed(cast, move(cast, claims))
    found = next(u for u in people.units(cast.at("dara", NOW)) if u.id == claims)
    with pytest.raises(Invalid, match="Orders"):
        parts.end(
            cast.at("dara", NOW), claims, found.version, datetime.date(2026, 11, 30), reason="Done."
        )


@pytest.mark.req("PEOPLE-1", via="core")
def test_anybody_may_try_a_move_and_only_an_administrator_commits_one(cast: Cast, claims: str):
    made = begun(cast.mira, move(cast, claims))
    page = realign_page.show(cast.at("mira", NOW), made)
    assert "units" in open_gates(page)
    with pytest.raises(Invalid, match="administrator"):
        realign.commit(cast.at("mira", NOW), made, page.version, override="I want it.")
    assert not Placement.objects.exists()
    with pytest.raises(NotThere):
        begun(cast.olga, move(cast, claims))


@pytest.mark.req("PEOPLE-2", "CASCADE-5", via="api")
def test_a_program_tries_commits_reads_and_undoes_a_move(cast: Cast, claims: str):
    dara = Program(cast.dara)
    made = dara.post("/realignments", {"title": "Orders moves", "reason": "Peak."}).json()
    here = f"/realignments/{made['id']}"
    change = {"kind": "unit", "unit": cast.units["Orders"], "to": claims, "day": "2036-12-01"}
    page = dara.send("PUT", f"{here}/changes", {"changes": [change]}, If_Match='"1"').json()
    assert {p["holder"]["name"] for p in page["people"]} == IN_ORDERS
    assert {u["holder"]["name"] for u in page["units_above"]} == {"Care", "Claims"}
    around = {**change, "unit": cast.units["Care"], "to": cast.units["Orders"]}
    refused = dara.send("PUT", f"{here}/changes", {"changes": [around]}, If_Match='"2"')
    assert refused.status_code == 422
    assert (
        "Orders → Care" in refused.content.decode() or "Care → Orders" in refused.content.decode()
    )
    assert dara.post(f"{here}/commit", {"override": "Agreed."}).json()["state"] == "committed"
    unit = dara.get(f"/units/{cast.units['Orders']}").json()
    assert unit["moves"][-1]["parent"] == claims
    assert dara.post(f"{here}/undo").json()["state"] == "undone"
    assert dara.get(f"/units/{cast.units['Orders']}").json()["moves"] == []


@pytest.mark.req("PEOPLE-2", "CASCADE-5", via="web")
def test_an_administrator_moves_a_team_from_its_page(cast: Cast, claims: str, client: Client):
    write(cast)
    assert client.login(username="dara@northwind.example", password=PASSWORD)
    page = client.get(f"/u/{cast.units['Orders']}/").content.decode()
    assert f"/cascade/changes/?unit={cast.units['Orders']}" in page
    begin = f"/cascade/changes/?unit={cast.units['Orders']}"
    assert "Orders moves" in client.get(begin).content.decode()
    to_form = client.post(begin, {"title": "Orders moves"}).headers["Location"]
    form = client.get(to_form).content.decode()
    assert f'value="{claims}"' in form
    sent = {
        "version": 1,
        "unit": cast.units["Orders"],
        "to": cast.units["Orders"],
        "day": "2036-12-01",
    }
    wrong = client.post(to_form, sent)
    assert (wrong.status_code, "under themselves" in wrong.content.decode()) == (422, True)
    here = client.post(to_form, {**sent, "to": claims}).headers["Location"]
    shown = client.get(here).content.decode()
    for words in (
        "under Care",
        "under Claims from",
        "10 → 4 people",
        "6 people below",
        "Ana Costa",
    ):
        assert words in shown, words
    client.post(here, {"title": "Orders moves", "reason": "Peak.", "version": 2})
    act = f"{here}do/"
    client.post(act, {"do": "commit", "version": 3, "override": "Agreed with all."})
    assert "In force since" in client.get(here).content.decode()
    team = client.get(f"/u/{cast.units['Orders']}/").content.decode()
    assert "under Claims since" in team
    assert "under Care" in team
    client.post(act, {"do": "undo"})
    assert not Placement.objects.filter(retired=False).exists()
