"""Looking at the warning signs of obstacles, also when no new figures came."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from trigpoint.services import warning_signs


@task
def watch() -> int:
    """Let the warning signs that have come say so; return how many did."""
    return warning_signs.watch_all(timezone.now())
