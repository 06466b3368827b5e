"""What rounds of the pulse that are over say of working here becomes a figure."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from trigpoint.services.loop import pulse_figures


@task
def land() -> int:
    """Land what is told of rounds that are over; return how many answers are new."""
    return pulse_figures.land_all(timezone.now())
