"""The 1:1s of Tuan and Ana: what he promised is carried over, and what she noted is both theirs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.demo.fill_people import Filled
from trigpoint.services.talks import talks
from trigpoint.services.talks.talks import TalkDraft


@dataclass(frozen=True)
class Written:
    """A line: who wrote it to whom, how many days ago, and in how many days it is due."""

    by: str
    to: str
    days_ago: int
    kind: str
    words: str
    due_in: int | None = None


LINES = (
    Written(
        "tuan.nguyen",
        "ana.costa",
        19,
        "promise",
        "I ask Logistics for one number that answers before nine.",
        due_in=-2,
    ),
    Written(
        "ana.costa",
        "tuan.nguyen",
        5,
        "note",
        "Claims first, chats after ten: we try it for two weeks.",
    ),
)


def fill_talks(filled: Filled) -> None:
    """Write the lines, each on the day on which the two met."""
    last = filled.timeline.last_day
    for one in LINES:
        due = None if one.due_in is None else last + datetime.timedelta(days=one.due_in)
        by = filled.person(one.by, last - datetime.timedelta(days=one.days_ago))
        draft = TalkDraft(kind=one.kind, words=one.words, shared=True, due=due)
        talks.write(by, filled.people[one.to], draft)
