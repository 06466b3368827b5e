"""Looking at warning signs, at ladders and at what stands out, also when no new figures came."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from trigpoint.services.insight import pattern_search
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


@task
def ask() -> int:
    """Ask people about what stands out in their tickets; return how many questions were put."""
    return pattern_search.watch_all(timezone.now())
