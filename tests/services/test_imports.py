"""Files on their way in: tried, approved, refused, undone, together and after a failure."""

import datetime
import io

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.services.conftest import Desk, moment, solved
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.helpdesks import imports
from trigpoint.services.measures.figures import published
from trigpoint.store.models import Generation, ImportRun, Job, Queue

pytestmark = pytest.mark.django_db

ROWS = solved(1, "11-02") + solved(2, "11-03")


@pytest.mark.req("MEASURE-1", via="core")
def test_a_file_that_is_tried_out_brings_nothing_until_it_is_approved(desk: Desk, cast: Cast):
    run = desk.send(ROWS, trial=True)
    desk.work()
    tried = desk.show(run)
    assert (tried.state, tried.counts["rows"], tried.counts["tickets"]) == ("ready", 4, 2)
    assert published(cast.organisation).number == 0
    imports.approve(cast.dara, run)
    desk.work()
    assert desk.show(run).state == "done"
    assert desk.show(run).counts["tickets_touched"] == 2
    assert published(cast.organisation).number == 1


def test_the_same_file_twice_changes_nothing(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    again = desk.bring(ROWS)
    assert again.state == "done"
    assert again.counts["new"] == 0
    assert Generation.objects.filter(organisation=cast.organisation).count() == 1


@pytest.mark.req("MEASURE-1", via="core")
def test_an_import_can_be_taken_out_again(desk: Desk, cast: Cast):
    run = desk.bring(ROWS)
    imports.undo(cast.dara, run.id)
    desk.work()
    assert desk.show(run.id).state == "undone"
    assert published(cast.organisation).number == 2
    assert desk.bring(ROWS).counts["new"] == run.counts["new"]


def test_only_what_waits_can_be_approved_and_only_what_is_in_undone(desk: Desk, cast: Cast):
    run = desk.bring(ROWS)
    with pytest.raises(Invalid):
        imports.approve(cast.dara, run.id)
    tried = desk.send(ROWS, trial=True)
    desk.work()
    with pytest.raises(Invalid):
        imports.undo(cast.dara, tried)


@pytest.mark.req("MEASURE-1", via="core")
def test_a_file_with_one_bad_row_is_refused_whole_with_line_column_and_cure(desk: Desk, cast: Cast):
    run = desk.bring(ROWS + "3,yesterday,0,New,2026-11-04 09:00,ana,Front\n")
    assert run.state == "refused"
    [problem] = run.problems
    assert (problem["line"], problem["column"], problem["value"]) == (6, "at", "yesterday")
    assert problem["cure"]
    assert published(cast.organisation).number == 0


def test_a_mapping_that_cannot_be_used_is_refused_with_its_line(desk: Desk):
    run = desk.send(ROWS, mapping="shape: circle\n")
    desk.work()
    shown = desk.show(run)
    assert shown.state == "refused"
    assert any(problem["column"] == "shape" for problem in shown.problems)


def test_files_that_wait_go_in_together_each_with_its_own_counts(desk: Desk, cast: Cast):
    runs = [desk.send(ROWS), desk.send(solved(3, "11-04") + solved(2, "11-03"))]
    desk.work()
    first, second = (desk.show(run) for run in runs)
    assert (first.state, second.state) == ("done", "done")
    assert (first.counts["tickets_touched"], second.counts["tickets_touched"]) == (2, 1)
    assert second.counts["repeated"] >= 2
    assert published(cast.organisation).number == 1


def lose(run: str) -> None:
    imports.file_path(ImportRun.objects.get(public_id=run).file_digest).unlink()


def test_a_file_that_cannot_go_in_does_not_keep_the_others_out(desk: Desk, cast: Cast):
    lost = desk.send(ROWS, trial=True)
    desk.work()
    imports.approve(cast.dara, lost)
    lose(lost)
    good = desk.send(solved(3, "11-04"))
    desk.work()
    Job.objects.filter(state="ready").update(run_after=moment("01-01"))
    desk.work()
    assert desk.show(good).state == "done"
    assert desk.show(lost).state == "importing"


def test_a_run_whose_work_was_laid_aside_shows_as_failed(desk: Desk, cast: Cast):
    run = desk.send(ROWS, trial=True)
    desk.work()
    imports.approve(cast.dara, run)
    lose(run)
    Job.objects.update(max_attempts=1)
    desk.work()
    assert desk.show(run).state == "failed"


def test_who_may_not_import_neither_hands_in_nor_sees(desk: Desk, cast: Cast):
    run = desk.send(ROWS)
    with pytest.raises(NotThere):
        imports.show(cast.ana, run)
    with pytest.raises(NotAllowed):
        imports.runs(cast.tuan)


def test_an_empty_file_is_refused_at_the_door(cast: Cast, desk: Desk):
    with pytest.raises(Invalid) as refused:
        imports.start(cast.dara, io.BytesIO(b""), file_name="a.csv", mapping="", source_key="desk")
    assert "file" in refused.value.fields
    assert not Queue.objects.filter(organisation=cast.organisation).exists()


def test_a_file_goes_once_it_is_in_or_after_a_week_and_stays_while_it_waits(cast: Cast, desk: Desk):
    done = desk.bring(ROWS)
    assert not imports.file_path(done.digest).exists()
    desk.send(ROWS + solved(77, "10-20"), trial=True)
    desk.work()
    digest, _size = imports.keep_file(io.BytesIO(b"nobody went on with this"))
    now = timezone.now()
    assert imports.forget_files(now) == 0
    assert imports.forget_files(now + datetime.timedelta(days=8)) == 1
    assert not imports.file_path(digest).exists()
    imports.undo(cast.dara, done.id)
    desk.work()
    assert desk.show(done.id).state == "undone"


@pytest.mark.req("MEASURE-1", via="core")
def test_every_refused_row_is_reported_however_many_the_page_shows(desk: Desk, cast: Cast):
    bad = "".join(f"{n},never,0,New,2026-11-04 09:00,ana,Front\n" for n in range(300))
    run = desk.bring(ROWS + bad)
    assert (run.state, run.problem_count, len(run.problems)) == ("refused", 300, 200)
    told = imports.problems(cast.dara, run.id)
    assert [row["line"] for row in told] == list(range(6, 306))
    with pytest.raises(NotThere):
        imports.problems(cast.ana, run.id)
    assert imports.forget_files(timezone.now() + datetime.timedelta(days=8)) >= 1
    left = imports.problems(cast.dara, run.id)
    assert len(left) == 200
    assert {row["value"] for row in told} == {"never"}
    assert {row["value"] for row in left} == {None}, "a wrong column may hold names"
