"""A job is put down in a transaction, run by one worker, tried again, or laid aside."""

import datetime
import threading

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from tests.jobs import tasks
from trigpoint.jobs.attempt import attempt
from trigpoint.jobs.beside import beside
from trigpoint.jobs.claim import claim, take_back
from trigpoint.jobs.lifeline import anyone_alive, dead, lifeline
from trigpoint.services.work import Lease, LeaseLost, defer, progress, settle
from trigpoint.store.models import Job

pytestmark = pytest.mark.django_db


def due(path: str, **arguments: object) -> Job:
    return defer(f"tests.jobs.tasks.{path}", organisation=None, arguments=arguments)


def test_a_task_is_enqueued_through_the_standard_interface_and_gives_its_value(run_all):
    result = tasks.add.enqueue(2, right=3)
    assert result.status == TaskResultStatus.READY
    run_all()
    result.refresh()
    assert (result.status, result.return_value, result.attempts) == ("SUCCESSFUL", 5, 1)


def test_an_unknown_result_is_said_to_be_unknown():
    with pytest.raises(TaskResultDoesNotExist):
        tasks.add.get_result("nothing")


def test_a_job_put_down_in_a_transaction_that_fails_never_was():
    with transaction.atomic():
        due("add", left=1, right=1)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_job_with_a_once_key_is_put_down_once():
    first = defer("a.b", organisation=None, arguments={}, once_key="k")
    assert defer("a.b", organisation=None, arguments={}, once_key="k") == first


def test_a_job_waits_for_its_time(quick):
    later = timezone.now() + datetime.timedelta(hours=1)
    job = defer("a.b", organisation=None, arguments={}, run_after=later)
    assert claim("w", timezone.now(), quick) is None
    lease = claim("w", later, quick)
    assert lease is not None
    assert lease.job == job.public_id


def test_one_worker_gets_the_job(quick):
    due("add", left=1, right=1)
    now = timezone.now()
    assert claim("one", now, quick) is not None
    assert claim("two", now, quick) is None


def test_a_failed_job_is_tried_again_after_a_growing_pause_and_then_laid_aside(quick):
    job = due("fail", words="no luck")
    now, pauses = timezone.now(), []
    for _try in range(job.max_attempts):
        lease = claim("w", now, quick)
        assert lease is not None
        attempt(lease, quick)
        job.refresh_from_db()
        pauses.append((job.run_after - timezone.now()).total_seconds())
        now = job.run_after
    assert job.state == Job.State.DEAD
    assert job.last_error.startswith("builtins.ValueError: no luck")
    assert claim("w", now + datetime.timedelta(days=9), quick) is None
    for number, pause in enumerate(pauses[:-1]):
        longest = min(100, 10 * 2**number)
        assert longest / 2 - 1 < pause <= longest


def test_what_was_refused_in_words_is_not_tried_again(run_all):
    job = due("refuse")
    run_all()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DEAD, 1)
    assert "This cannot be done." in job.last_error


def test_a_failing_job_does_not_hold_up_the_others(run_all):
    due("fail", words="poison")
    result = tasks.add.enqueue(1, 1)
    run_all()
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL


def test_a_job_whose_task_is_gone_is_kept_with_the_reason(run_all):
    job = defer("tests.jobs.tasks.removed", organisation=None, arguments={})
    run_all()
    job.refresh_from_db()
    assert job.state == Job.State.READY
    assert "removed" in job.last_error


def test_the_job_of_a_silent_worker_goes_to_another_and_the_first_can_no_longer_write(quick):
    due("steps", total=3)
    now = timezone.now()
    first = claim("silent", now, quick)
    assert first is not None
    second = claim("other", now + datetime.timedelta(seconds=31), quick)
    assert second == Lease(first.job, "other", 2)
    with pytest.raises(LeaseLost):
        settle(first)
    with pytest.raises(LeaseLost):
        progress(first, 1, 3)
    settle(second)
    assert Job.objects.get().state == Job.State.DONE


def test_the_job_of_a_dead_worker_is_due_at_once(quick, tmp_path):
    due("add", left=1, right=1)
    now = timezone.now()
    with lifeline(tmp_path, "alive"):
        assert claim("alive", now, quick)
        take_back(tmp_path, now)
        assert claim("other", now, quick) is None
        assert anyone_alive(tmp_path)
        # What a killed process leaves behind: its file, and nobody who holds the lock.
        (tmp_path / "killed.alive").touch()
        Job.objects.update(worker="killed")
        assert dead(tmp_path) == ["killed"]
        take_back(tmp_path, now)
        assert claim("other", now, quick) is not None
        assert dead(tmp_path) == []
    assert not anyone_alive(tmp_path)


def test_a_job_that_takes_its_worker_down_every_time_is_laid_aside(quick):
    job = due("add", left=1, right=1)
    now = timezone.now()
    for number in range(job.max_attempts):
        assert claim(f"w{number}", now, quick) is not None
        now += datetime.timedelta(seconds=31)
    assert claim("last", now, quick) is None
    job.refresh_from_db()
    assert job.state == Job.State.DEAD
    assert job.last_error.startswith("WorkerDied")


def test_progress_is_seen(run_all):
    job = due("steps", total=3)
    run_all()
    job.refresh_from_db()
    assert (job.done_count, job.total_count, job.state) == (3, 3, Job.State.DONE)


def test_whoever_waits_is_told_how_far_it_is_while_this_process_does_it():
    told = threading.Event()
    with beside("progress", 0.05, told.set):
        assert told.wait(30), "between jobs alone would be too late: nothing ends before this"
