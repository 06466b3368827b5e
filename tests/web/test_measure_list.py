"""All measures in the browser: found, narrowed, sorted, taken along; names alone are no look."""

import csv
import io
import re

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from trigpoint.services.goals import handed_out
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Generation, Measure, Reading, ReadLogLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast: Cast) -> Cast:
    """Three measures, two of them alike but for their weeks, and one of Ana's own."""
    measures.add(cast.dara, MeasureDraft(kpi="reopen_rate", window_weeks=4))
    measures.add(cast.dara, MeasureDraft(kpi="reopen_rate", window_weeks=8))
    measures.add(cast.dara, MeasureDraft(kpi="backlog", title="=1+1"))
    own = MeasureDraft(kpi="backlog", scope="person", member=cast.people["ana"])
    mine = Measure.objects.get(public_id=measures.add(cast.ana, own))
    Generation.objects.create(
        organisation=cast.organisation, number=1, published_at=NOW, data_as_of=NOW
    )
    end = NOW.date()
    Reading.objects.create(
        measure=mine, grain="window", start=end, end=end, n=9, value=9, low=9, high=9, generation=1
    )
    return cast


def page(cast: Cast, address: str, who: str = "tuan") -> str:
    client = Client()
    client.force_login(cast.actors[who].user)
    return client.get(address).content.decode()


def names(text: str) -> list[str]:
    return re.findall(r'data-row href="/m/\w+/[^"]*"><bdi>([^<]+)</bdi>', text)


@pytest.mark.req("MEASURE-3", via="web")
def test_measures_are_found_by_words_whose_they_are_and_what_is_counted(made: Cast):
    everything = page(made, "/measures/")
    assert "4 measures" in everything
    assert {"over 4 weeks", "over 8 weeks"} <= set(re.findall(r"over \d weeks", everything))
    assert names(page(made, "/measures/?words=ana")) == ["Backlog, Ana Costa"]
    assert len(names(page(made, "/measures/?kpi=reopen_rate"))) == 2
    assert names(page(made, "/measures/?scope=person")) == ["Backlog, Ana Costa"]
    none = page(made, "/measures/?words=moon")
    assert "No measure fits" in none
    assert "Leave out a filter" in none


def test_a_heading_sorts_and_turns_round_and_filters_stay(made: Cast):
    up = names(page(made, "/measures/?kpi=backlog&sort=whose"))
    down = names(page(made, "/measures/?kpi=backlog&sort=-whose"))
    assert up == down[::-1]
    assert up[-1] == "Backlog, Ana Costa"
    assert "/measures/?kpi=backlog&amp;sort=-whose" in page(
        made, "/measures/?kpi=backlog&sort=whose"
    )


def test_the_file_holds_the_measures_of_the_view_and_runs_nothing(made: Cast):
    text = page(made, "/measures.csv?kpi=backlog")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["measure"] for row in rows] == ["'=1+1", "Backlog, Ana Costa"]
    assert [row["value"] for row in rows] == ["", "9"]


@pytest.mark.req("MEASURE-3", via="api")
def test_a_program_finds_them_by_the_same_words(made: Cast):
    asked = Program(made.tuan).get("/measures?scope=person&kpi=backlog&words=ana&sort=-used")
    assert [line["measure"]["title"] for line in asked.json()["items"]] == ["Backlog, Ana Costa"]
    assert Program(made.tuan).get("/measures?sort=moon").status_code == 422


@pytest.mark.req("PEOPLE-3", via="web")
def test_the_name_of_my_figure_in_a_choice_or_in_the_palette_is_no_look_at_it(made: Cast):
    ReadLogLine.objects.all().delete()
    handed_out.forget()
    assert "Ana Costa" in page(made, "/commands.json?q=backlog")
    assert not ReadLogLine.objects.exists()
    assert "Ana Costa" in page(made, "/measures/")
    assert [line.subject.name for line in ReadLogLine.objects.all()] == ["Ana Costa"]


def test_where_there_are_none_the_way_on_depends_on_whether_tickets_are_in(cast: Cast):
    assert "Bring in tickets first" in page(cast, "/measures/", "dara")
    Generation.objects.create(
        organisation=cast.organisation, number=1, published_at=NOW, data_as_of=NOW
    )
    there = page(cast, "/measures/", "dara")
    assert "Bring in tickets first" not in there
    assert "Tickets are in" in there
