"""The order of perspectives, themes and journey stages of a map."""

from __future__ import annotations

from typing import TypeVar

from trigpoint.store.journal import Journal
from trigpoint.store.models import JourneyStage, MapTheme, Perspective

P = TypeVar("P", Perspective, MapTheme, JourneyStage)


def save(journal: Journal, record: P, version: int, place: int | None) -> None:
    """Save a part of a map; with a place, counted from 1, put it there, and the others make room.

    Raises:
        StaleRecord: where somebody changed it since `version`.
    """
    moved: list[P] = []
    if place is not None:
        journal.hold()
        found = type(record)._default_manager.filter(plan=record.plan, retired=False)
        parts = [part for part in found.order_by("rank", "pk") if part.pk != record.pk]
        parts.insert(max(0, place - 1), record)
        for rank, part in enumerate(parts, 1):
            if part.rank != rank:
                part.rank = rank
                moved.append(part)
    journal.save(record, expected=version)
    journal.save_many(part for part in moved if part is not record)
