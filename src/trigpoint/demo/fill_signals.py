"""Signals from outside, written through the services."""

from __future__ import annotations

import datetime

from trigpoint.demo.fill_people import Filled
from trigpoint.demo.signals import SIGNALS
from trigpoint.services.outside import signals
from trigpoint.services.outside.signals import SignalDraft

LATER = datetime.timedelta(days=6)


def fill_signals(filled: Filled) -> None:
    """Log what happened and close what was decided."""
    for signal in SIGNALS:
        day = filled.timeline.day(signal.week) + datetime.timedelta(days=1)
        draft = SignalDraft(
            kind=signal.kind,
            title=signal.title,
            day=day,
            questions=[filled.goals[goal] for goal in signal.goals],
        )
        made = signals.log(filled.person(signal.by, day), draft)
        if signal.decision:
            signals.decide(filled.person(signal.decided_by, day + LATER), made, 1, signal.decision)
