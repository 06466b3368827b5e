"""Looking at warning signs and at ladders, also when no new figures came."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from trigpoint.services.ladders import climbing
from trigpoint.services.plans import warning_signs


@task
def watch() -> int:
    """Let the warning signs that have come say so; return how many did."""
    return warning_signs.watch_all(timezone.now())


@task
def climb() -> int:
    """Let steps be reached, such as by a training; return how many were."""
    return climbing.watch_all(timezone.now())
