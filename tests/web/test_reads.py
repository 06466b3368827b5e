"""Who looked at my data: for me by name, for those who watch over it as counts."""

import datetime

import pytest
from click.testing import CliRunner
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.plan import DUE, goal
from tests.services.test_foreseen import publish
from trigpoint.cli.commands import explain
from trigpoint.services.cascade import decision_rights
from trigpoint.services.cascade.decision_rights import RightDraft
from trigpoint.services.goals import drives, graph, handed_out, targets
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.insight import conflicts
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.measures import given, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.people import privacy
from trigpoint.services.people.people import log_read
from trigpoint.store.models import DecisionRight, Generation, Measure, Reading, ReadLogLine, Target

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


@pytest.mark.usefixtures("measured")
def test_the_figure_that_was_looked_at_is_named_for_me(cast: Cast):
    figure = Measure.objects.get(person=cast.ana.person)
    log_read(cast.tuan, cast.ana.person, f"measure {figure.public_id}")
    assert f'/m/{figure.public_id}/"><bdi>{figure.title}</bdi></a>' in page(cast.ana)
    assert privacy.reads_of_me(cast.ana)[0].measure == figure.title


@pytest.mark.req("BEYOND-7", via="web")
@pytest.mark.req("BEYOND-7", via="api")
def test_every_look_is_found_page_by_page_and_by_who_looked(cast: Cast):
    about = {"organisation": cast.organisation, "subject": cast.ana.person}
    looks = [
        ReadLogLine(
            reader=(cast.jo if number == 0 else cast.tuan).user,
            at=NOW - datetime.timedelta(days=600 - number),
            what=f"figures k{number}",
            **about,
        )
        for number in range(601)
    ]
    ReadLogLine.objects.bulk_create(looks)
    ana = Program(cast.ana)
    seen, page = [], {"pages": 1}
    for number in range(1, 5):
        page = ana.get(f"/reads/mine?per_page=200&page={number}").json()
        seen += [row["what"] for row in page["items"]]
    assert seen == [f"figures k{number}" for number in reversed(range(601))]
    assert (page["total"], page["pages"]) == (601, 4)
    [by_jo] = ana.get("/reads/mine?words=jo+silva").json()["items"]
    assert (by_jo["reader"], by_jo["what"]) == ("Jo Silva", "figures k0")
    client = Client()
    client.force_login(cast.ana.user)
    first, last = (client.get("/settings/reads/", {"page": n}).content.decode() for n in ("", 99))
    assert "1 to 50 of 601" in first
    assert "Jo Silva" not in first
    assert "601 to 601 of 601" in last
    assert "Jo Silva" in last
    found = client.get("/settings/reads/", {"words": "silva"}).content.decode()
    assert "Jo Silva" in found
    assert "Tuan Nguyen" not in found
    dara = Client()
    dara.force_login(cast.dara.user)
    assert "551 to 600 of 601" in dara.get("/settings/reads/", {"days": 12}).content.decode()


def test_administrators_see_how_often_and_never_who_or_whose(cast: Cast):
    log_read(cast.tuan, cast.ana.person, "measure 0000000000000")
    seen = page(cast.dara)
    assert "a figure about one person" in seen
    assert "Tuan Nguyen" not in seen
    assert "Ana Costa" not in seen


@pytest.fixture
def measured(cast: Cast) -> str:
    """A goal of Ana's with a target on a figure of her own, that one of her team has too."""
    made = goal(cast, "ana", cast.people["ana"], "Reopen less", cast.vision)
    draft = MeasureDraft(kpi="reopen_rate", scope="person", member=cast.people["ana"])
    held = measures.add(cast.ana, draft)
    points = ((DUE, 0.1),)
    aim = TargetDraft(kind="lower", measure=held, baseline=0.9, points=points, due=DUE)
    targets.add(cast.ana, made, aim, reason="It is counted now.")
    ours = goal(cast, "tuan", cast.units["Orders"], "Reopen less, together", cast.vision)
    targets.add(cast.tuan, ours, aim, reason="It is counted now.")
    Generation.objects.create(
        organisation=cast.organisation, number=1, published_at=NOW, data_as_of=NOW
    )
    record, end = Measure.objects.get(public_id=held), NOW.date()
    stretch = {"grain": "window", "start": end - datetime.timedelta(days=14), "end": end}
    Reading.objects.create(
        measure=record, n=40, value=0.1, low=0.05, high=0.2, generation=1, **stretch
    )
    return made


@pytest.mark.req("PEOPLE-3", via="web")
def test_a_figure_of_mine_on_any_page_is_noted_once_a_day(
    cast: Cast, measured: str, django_capture_on_commit_callbacks
):
    ana = cast.people["ana"]
    pages = (
        f"/g/{measured}/", "/goals/", f"/p/{ana}/", f"/p/{ana}/goals/", "/", "/measures/",
        "/pyramid/", "/cascade/",
    )  # fmt: skip
    for name in ("ana", "tuan"):
        client = Client()
        client.force_login(cast.actors[name].user)
        for address in pages:
            ReadLogLine.objects.all().delete()
            handed_out.forget()
            for _again in range(2):
                with django_capture_on_commit_callbacks(execute=True):
                    assert client.get(address).status_code == 200
            lines = [line.subject.public_id for line in ReadLogLine.objects.all()]
            assert lines == ([ana] if name == "tuan" else []), address
    assert page(cast.ana).count("Tuan Nguyen") == 1
    ReadLogLine.objects.all().delete()
    handed_out.forget()
    assert "Reopen less, together" in client.get(f"/g/{measured}/alike/").content.decode()
    assert not ReadLogLine.objects.exists(), "titles alone hand nothing out"
    handed_out.forget()
    Program(cast.tuan).get(f"/goals/{measured}/explain")
    assert ReadLogLine.objects.count() == 1


@pytest.mark.req("PEOPLE-3", via="api")
def test_an_observer_reads_the_counts_by_program_and_nobodys_own(cast: Cast):
    log_read(cast.tuan, cast.ana.person, "measure 0000000000000")
    wanda = Program(cast.wanda)
    seen = wanda.get("/reads")
    assert [row["count"] for row in seen.json()["items"]] == [1]
    for who in ("tuan", "ana"):
        assert cast.people[who] not in seen.content.decode()
    assert wanda.get("/reads/mine").json()["items"] == []
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


@pytest.fixture
def weeks(cast: Cast, measured: str) -> str:
    """The figure that Ana has, with seventy-six weeks behind it; its public id."""
    record = Measure.objects.get(person=cast.ana.person)
    values = [(0.2 if week < 60 else 0.1) + (week % 5) / 200 for week in range(76)]
    publish(cast, record.public_id, values, number=2)
    return record.public_id


def nothing_noted() -> None:
    ReadLogLine.objects.all().delete()
    handed_out.forget()


def noted() -> list[str]:
    return [line.subject.name for line in ReadLogLine.objects.all()]


@pytest.mark.req("PEOPLE-3", via="web")
def test_the_figure_beside_a_check_in_is_noted_also_when_its_target_is_gone(
    cast: Cast, measured: str
):
    check_ins.check_in(cast.ana, measured, CheckInDraft(status="on_track"))
    held = Target.objects.get(goal__public_id=measured)
    targets.remove(cast.ana, held.public_id, reason="Another one counts.")
    nothing_noted()
    client = Client()
    client.force_login(cast.tuan.user)
    assert client.get(f"/g/{measured}/").status_code == 200
    assert noted() == ["Ana Costa"]


@pytest.mark.req("PEOPLE-3", via="api")
def test_figures_of_effects_and_of_last_years_weeks_are_noted(
    cast: Cast, measured: str, weeks: str
):
    tuan = Program(cast.tuan)
    nothing_noted()
    assert tuan.get(f"/goals/{measured}/effect").json()["effects"][0]["weeks"]
    assert noted() == ["Ana Costa"]
    nothing_noted()
    mine = goal(cast, "tuan", cast.units["Orders"], "As last year, and less", cast.vision)
    draft = {"kind": "lower", "measure": weeks, "growth": -0.01, "due": DUE.isoformat()}
    assert tuan.post(f"/goals/{mine}/targets/preview", draft).status_code == 200
    assert noted() == ["Ana Costa"]


def beside(cast: Cast, weeks: str) -> str:
    """A measure of the team with as many weeks as that of a person; its public id."""
    ours = measures.add(
        cast.tuan, MeasureDraft(kpi="first_reply_time", scope="unit", member=cast.units["Orders"])
    )
    record = Measure.objects.get(public_id=ours)
    rows = list(Reading.objects.filter(measure__public_id=weeks, generation=2))
    for number, row in enumerate(rows):
        row.pk, row.measure, row.value = None, record, 100 + number % 7
        row.low, row.high = row.value - 1, row.value + 1
    Reading.objects.bulk_create(rows)
    return ours


@pytest.mark.req("PEOPLE-3", via="api")
def test_the_evidence_of_a_drive_from_a_persons_figure_is_noted_and_that_person_sees_it(
    cast: Cast, measured: str, weeks: str
):
    mine = goal(cast, "tuan", cast.units["Orders"], "Answer sooner", cast.vision)
    points = ((DUE, 90.0),)
    aim = TargetDraft(
        kind="lower", measure=beside(cast, weeks), baseline=120.0, points=points, due=DUE
    )
    targets.add(cast.tuan, mine, aim, reason="It is counted now.")
    drives.add(cast.ana, measured, mine, DriveDraft(sentence="Done once is done sooner."))
    tuan, ana = Program(cast.tuan), Program(cast.ana)
    nothing_noted()
    [said] = tuan.get("/evidence").json()
    assert said["verdict"] not in {"unmeasured", "hidden"}
    assert noted() == ["Ana Costa"]
    assert "Tuan Nguyen" in ana.get("/reads/mine").content.decode()


@pytest.mark.req("PEOPLE-3", via="web")
def test_a_conflict_with_a_persons_figure_is_noted(cast: Cast, measured: str, weeks: str):
    held = Target.objects.get(goal__public_id=measured)
    held.guard = Measure.objects.get(public_id=beside(cast, weeks))
    held.guard_limit = 200
    held.save()
    cards = Cards(cast.tuan, graph.load(cast.tuan))
    nothing_noted()
    cast.tuan.memo.pop(given.GIVEN, None)
    assert conflicts.of_goal(cards, held.goal)
    handed_out.note(cast.tuan)
    assert noted() == ["Ana Costa"]


@pytest.mark.req("PEOPLE-3", via="web")
def test_the_effect_of_a_right_on_a_persons_figure_is_noted(cast: Cast, weeks: str):
    draft = RightDraft(role="member", topic="refund", title="Refund", limit="20 €", measure=weeks)
    made = decision_rights.add(cast.tuan, cast.units["Orders"], draft)
    began = NOW.date() - datetime.timedelta(weeks=16)
    DecisionRight.objects.filter(public_id=made).update(widened_on=began)
    for name, told in (("ana", []), ("tuan", ["Ana Costa"])):
        nothing_noted()
        client = Client()
        client.force_login(cast.actors[name].user)
        page = client.get(f"/u/{cast.units['Orders']}/decides/").content.decode()
        assert "After 3 months" in page
        assert noted() == told


@pytest.mark.req("PEOPLE-3", via="cli")
def test_what_the_terminal_hands_somebody_is_noted_too(cast: Cast, measured: str):
    for name, told in (("ana", []), ("tuan", ["Ana Costa"])):
        nothing_noted()
        asked = CliRunner().invoke(explain.command, [measured, "--as", f"{name}@northwind.example"])
        assert asked.exit_code == 0, asked.output
        assert noted() == told
