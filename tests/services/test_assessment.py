"""Where somebody stands before they climb: by measure, channel and topic, and who may see it."""

import datetime
from random import Random

import pytest
from django.test import Client

from tests.cast import NOW, Cast
from tests.services.conftest import Desk, change, moment
from trigpoint.core.text import Text
from trigpoint.services.ladders import assessment, ladder_help, ladders, rungs
from trigpoint.services.ladders.assessment import Assessment, Side, StandPart
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft
from trigpoint.services.organisation import organisation as organisations
from trigpoint.store.models import ReadLogLine

pytestmark = pytest.mark.django_db
TEAM = ("ana", "rui", "ines", "lena", "omar", "tuan")


def tickets() -> str:
    """Return sixty tickets each: two in ten are opened again, of Omar's eight in ten."""
    dice, rows = Random(7), []
    for place, who in enumerate(TEAM):
        for n in range(60):
            number = 1000 * place + n
            opened = moment(f"09-{1 + n % 28:02}") + datetime.timedelta(minutes=n)
            done = opened + datetime.timedelta(hours=dice.uniform(1, 4))
            rows.append(change(number, opened, opened, "New", who))
            rows.append(change(number, opened, done, "Solved", who))
            if dice.random() < (0.8 if who == "omar" else 0.2):
                again = done + datetime.timedelta(hours=5)
                rows.append(change(number, opened, again, "Open", who))
    rows.append(change(9999, moment("11-16"), moment("11-16"), "New", "ana"))
    return "".join(rows)


@pytest.fixture
def brought(desk: Desk, cast: Cast) -> Desk:
    desk.bring(tickets())
    desk.tie(**{who: who for who in TEAM})
    return desk


def ladder(cast: Cast, who: str, owner: str = "") -> str:
    """Return a ladder that is climbed, so that a lead may see it."""
    actor = cast.at(who, NOW)
    made = ladders.add(actor, LadderDraft(owner=owner or cast.people[who], title="Better"))
    taught = CriterionDraft(kind="training", words="Rules")
    step = RungDraft(title="Learn", due=datetime.date(2026, 12, 31), criteria=(taught,))
    rungs.add(cast.at(who, NOW), made, [step])
    ladders.begin(cast.at(who, NOW), made)
    return made


def on(found: Assessment, kpi: str) -> dict[tuple[StandPart, str], Side]:
    [measure] = [each for each in found.measures if each.kpi == kpi]
    return {(line.part, line.name): line.side for line in measure.lines}


@pytest.mark.req("LADDER-1", via="api")
def test_a_weakness_is_said_on_similar_tickets_with_n_and_range(brought: Desk, cast: Cast):
    found = assessment.show(cast.at("omar", NOW), ladder(cast, "omar"))
    assert found.group == "Orders"
    assert on(found, "reopen_rate")[StandPart.ALL, ""] is Side.WEAKNESS
    [measure] = [each for each in found.measures if each.kpi == "reopen_rate"]
    line = measure.lines[0]
    assert line.n >= 50
    assert line.low < line.middle < line.high
    assert "higher than the team on similar tickets" in str(line.words)


@pytest.mark.req("LADDER-1", via="api")
def test_whoever_does_as_the_others_is_told_so_and_few_tickets_say_nothing(
    brought: Desk, cast: Cast
):
    found = assessment.show(cast.at("ana", NOW), ladder(cast, "ana"))
    assert on(found, "reopen_rate")[StandPart.ALL, ""] is Side.ALIKE
    liked = [line for each in found.measures if each.kpi == "csat" for line in each.lines]
    assert all(line.side is Side.FEW and line.low is None for line in liked)
    assert all("needed" in str(line.words) for line in liked)


@pytest.mark.req("LADDER-1", "BEYOND-7", via="api")
def test_it_is_seen_as_the_privacy_mode_allows(brought: Desk, cast: Cast):
    made = ladder(cast, "omar")
    assert assessment.show(cast.at("tuan", NOW), made).refused is None
    read = ReadLogLine.objects.filter(subject__name="Omar Haddad")
    assert any("assessment" in line.what for line in read)
    for mode in ("self_only", "team_only"):
        home = organisations.show(cast.at("dara", NOW))
        organisations.edit(
            cast.at("dara", NOW), home.version, {"privacy_mode": mode}, reason="works council"
        )
        assert assessment.show(cast.at("tuan", NOW), made).measures == ()
        assert "person alone" in str(assessment.show(cast.at("tuan", NOW), made).refused)
        assert assessment.show(cast.at("omar", NOW), made).refused is None


@pytest.mark.req("LADDER-1", via="api")
def test_skills_by_both_and_what_hinders_stand_beside_it_also_without_a_ticket(cast: Cast):
    made = ladder(cast, "ana")
    skill = ladder_help.add_skill(cast.at("ana", NOW), made, "Hard conversations")
    ladder_help.assess(cast.at("ana", NOW), skill, 1, 2, "Nearly.")
    ladder_help.assess(cast.at("tuan", NOW), skill, 2, 1, "Not on the phone.")
    ladder_help.add_hindrance(cast.at("ana", NOW), made, "process", "Two systems.")
    found = assessment.show(cast.at("ana", NOW), made)
    assert isinstance(found.refused, Text)
    [seen] = found.skills
    assert (seen.own_level, seen.lead_level) == (2, 1)
    assert [each.words for each in found.hindrances] == ["Two systems."]


def test_a_team_is_compared_with_the_teams_beside_it(brought: Desk, cast: Cast):
    made = ladder(cast, "tuan", cast.units["Orders"])
    found = assessment.show(cast.at("tuan", NOW), made)
    assert found.group == "Care"
    lines = [line for each in found.measures for line in each.lines]
    assert all(line.side is Side.FEW for line in lines), "nobody beside them had tickets"


@pytest.mark.req("LADDER-1", via="web")
def test_the_page_shows_what_stands_out_first_and_then_each_measure_over_all_tickets(
    brought: Desk, cast: Cast
):
    made = ladder(cast, "omar")
    reader = Client()
    reader.force_login(cast.at("omar", NOW).user)
    page = reader.get(f"/l/{made}/stand/").content.decode()
    out, overall = page.split("All tickets</h2>")
    assert "A ladder could help here" in out
    assert "Likely between" in out
    assert "Not distinguishable" in overall
    assert '<details class="panel folded' not in page, "there is no channel to fold away"
