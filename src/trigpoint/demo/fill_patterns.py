"""One of those who were asked about a sign of gaming has answered, so that the lead can read both.

The other one, who can log in, has not yet: so that one can see what an agent is asked, and answer.
"""

from __future__ import annotations

from trigpoint.demo import churn
from trigpoint.demo.fill_people import Filled
from trigpoint.services.insight import patterns


def fill_patterns(filled: Filled) -> None:
    """Answer what the tickets of the last weeks led to be asked; in a small demo nobody is."""
    agent = filled.person(churn.WHO, None)
    for asked in patterns.waiting(agent):
        if asked.sign == churn.SIGN:
            patterns.answer(agent, asked.id, asked.version, churn.ANSWER)
