"""A measure as it stood at an earlier moment: its title, its scope, what was declared by then."""

from __future__ import annotations

import datetime

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThen
from trigpoint.store.models import Measure
from trigpoint.store.state import records

MENTIONED = ("unit", "person", "queue__source")
"""What is told of a measure besides itself."""


def of(actor: Actor, measure: Measure, at: datetime.datetime | None) -> Measure:
    """Return a measure that the actor sees today as it stood `at` a moment.

    Raises:
        NotThen: where it was not there then.
    """
    if at is None:
        return measure
    then = records(Measure, actor.organisation, at, *MENTIONED, public_id=measure.public_id)
    if not then:
        raise NotThen
    return then[0]
