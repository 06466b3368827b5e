"""What has served its time is removed: done jobs, kept answers, files, sessions that ran out."""

from __future__ import annotations

import datetime

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from trigpoint.services.chats import requests
from trigpoint.services.helpdesks import imports
from trigpoint.services.organisation import comments
from trigpoint.store.models import Job, KeptAnswer, Organisation

KEEP_JOBS = datetime.timedelta(days=30)
KEEP_ANSWERS = datetime.timedelta(days=1)


@task
def tidy() -> dict[str, int]:
    """Remove done jobs after a month, files that came in after a week, kept answers after a day.

    Comments of customers go when they are as old as the organisation says. Returns how many of
    each.

    Jobs that were laid aside stay until somebody has looked at them.
    """
    now = timezone.now()
    done = Job.objects.filter(state=Job.State.DONE, finished_at__lt=now - KEEP_JOBS)
    answers = KeptAnswer.objects.filter(created_at__lt=now - KEEP_ANSWERS)
    call_command("clearsessions")
    return {
        "jobs": done.delete()[0],
        "answers": answers.delete()[0],
        "requests": requests.forget(now),
        "files": imports.forget_files(now),
        "comments": sum(comments.forget(one, now) for one in Organisation.objects.all()),
    }
