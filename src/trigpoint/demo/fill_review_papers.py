"""A review paper on a year that its agent has read and commented on, and has yet to release."""

from __future__ import annotations

import datetime

from trigpoint.demo.fill_people import Filled
from trigpoint.services.loop import review_papers

ABOUT = "ana.costa"
LEAD = "tuan.nguyen"
COMMENT = (
    "October was the flood of claims after the carrier's strike. The list of numbers came out of "
    "it, and I would like that to be read beside the figures."
)
DAY = datetime.timedelta(days=1)


def fill_review_papers(filled: Filled) -> None:
    """Ask for the paper, and comment on it."""
    last = filled.timeline.last_day
    since = max(filled.timeline.first_day, last - 365 * DAY)
    asking = filled.person(LEAD, last - 6 * DAY)
    made = review_papers.ask(asking, filled.people[ABOUT], since, last)
    review_papers.comment(filled.person(ABOUT, last - 4 * DAY), made.id, COMMENT)
