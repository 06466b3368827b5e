"""Comments of customers: none unless switched on, redacted, and no longer than is said."""

import datetime
import io
from pathlib import Path

import pytest
from django.utils import timezone

from tests.cast import NOW, Cast
from tests.services.conftest import Desk
from trigpoint.jobs.housekeeping import tidy
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.helpdesks import imports
from trigpoint.services.helpdesks.imports import Run
from trigpoint.services.organisation import comments, organisation
from trigpoint.store.models import SurveyComment

pytestmark = pytest.mark.django_db

RATED = """
shape: survey
dates: {formats: [iso], zone: Etc/UTC}
columns: {rating: number, ticket: number, sent_at: at, score: score, comment: said}
survey: {kind: csat, lowest: 1, highest: 5, name: after}
"""
CANARY = "Kanarizqxcomment"


@pytest.fixture(autouse=True)
def now(monkeypatch) -> None:
    """Comments come in, and grow old, by the clock of the test."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def switch(cast: Cast, days: int, reason: str = "We want to read them") -> None:
    version = organisation.show(cast.dara).version
    organisation.edit(cast.dara, version, {"comment_days": days}, reason)
    cast.dara.organisation.refresh_from_db()


def rated(desk: Desk, *said: str, day: str = "2026-11-20", mapping: str = RATED) -> Run:
    rows = "".join(f"{n},{day}T09:00:00Z,5,{words}\n" for n, words in enumerate(said))
    file = io.BytesIO(("number,at,score,said\n" + rows).encode())
    run = imports.start(desk.cast.dara, file, file_name="a.csv", mapping=mapping, source_key="desk")
    desk.work()
    return desk.show(run)


def on_disk(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if CANARY.encode() in path.read_bytes()]


@pytest.mark.req("MAP-6", via="core")
def test_where_nobody_switched_it_on_a_comment_is_nowhere(desk: Desk, cast: Cast, settings):
    run = rated(desk, CANARY)
    assert (run.state, run.counts["comments"]) == ("done", 0)
    assert "said" in run.counts["dropped_columns"]
    assert not SurveyComment.objects.exists()
    assert on_disk(Path(settings.TRIGPOINT_DATA)) == []


@pytest.mark.req("MAP-6", via="core")
def test_comments_are_kept_redacted_and_in_one_table_alone(desk: Desk, cast: Cast, settings):
    switch(cast, 90)
    run = rated(desk, f"{CANARY} ana.p@shop.example", "Rui Matos was kind", "12345678", "")
    assert run.counts["comments"] == 2
    kept = SurveyComment.objects.order_by("ticket")
    assert [row.words for row in kept] == [f"{CANARY} [...]", "[...] [...] was kind"]
    assert (kept[0].ticket, kept[0].score, kept[0].highest) == ("0", 5, 5)
    assert on_disk(Path(settings.TRIGPOINT_DATA)) == []


def test_an_import_brought_in_twice_or_taken_out_keeps_once_or_not_at_all(desk: Desk, cast: Cast):
    switch(cast, 90)
    run = rated(desk, "slow")
    SurveyComment.objects.update(words="")
    rated(desk, "slow")
    assert [row.words for row in SurveyComment.objects.all()] == [""]
    imports.undo(cast.dara, run.id)
    desk.work()
    assert not SurveyComment.objects.exists()


@pytest.mark.req("MAP-6", via="core")
def test_comments_go_when_their_days_are_over_or_nobody_wants_them(
    desk: Desk, cast: Cast, monkeypatch
):
    switch(cast, 30)
    rated(desk, "slow", "kind")
    rated(desk, "far too old", day="2025-01-05")
    assert SurveyComment.objects.count() == 2
    SurveyComment.objects.filter(ticket="1").update(day=datetime.date(2026, 11, 21))
    assert comments.forget(cast.organisation, NOW + datetime.timedelta(days=28)) == 0
    monkeypatch.setattr(timezone, "now", lambda: NOW + datetime.timedelta(days=29))
    assert tidy.call()["comments"] == 1
    switch(cast, 0)
    assert not SurveyComment.objects.exists()


def test_only_administrators_say_so_with_a_reason_and_within_bounds(cast: Cast):
    version = organisation.show(cast.dara).version
    for days in (1, 6, 366, -1):
        with pytest.raises(Invalid) as refused:
            organisation.edit(cast.dara, version, {"comment_days": days}, "Why not")
        assert "comment_days" in refused.value.fields
    with pytest.raises(Invalid):
        organisation.edit(cast.dara, version, {"comment_days": 90}, " ")
    with pytest.raises(NotAllowed):
        organisation.edit(cast.mira, version, {"comment_days": 90}, "We want to read them")


def test_a_survey_that_asks_something_else_keeps_none(desk: Desk, cast: Cast):
    switch(cast, 90)
    rated(desk, "slow", mapping=RATED.replace("csat", "nps"))
    assert not SurveyComment.objects.exists()
