"""Any graph, taken along and written into an empty organisation, is taken along again the same."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tests.core.goal_file.documents import documents
from trigpoint.connectors.goal_files import dump, load
from trigpoint.core.goal_file.entries import Document, Written
from trigpoint.services import access
from trigpoint.services.goal_files import goals_file
from trigpoint.store.models import Direction, Period


@contextmanager
def undone() -> Iterator[None]:
    """Take back what a block writes."""
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


@contextmanager
def emptied(cast) -> Iterator[None]:
    """An organisation with nothing but its people, for as long as the block runs."""
    with undone():
        Direction.objects.filter(organisation=cast.organisation).delete()
        Period.objects.filter(organisation=cast.organisation).delete()
        access.forget(cast.dara)
        yield
    access.forget(cast.dara)


def taken_along(cast, document: Document | str) -> str:
    """Return what an empty organisation exports after a file was applied to it."""
    written = load(document) if isinstance(document, str) else Written(document)
    with emptied(cast):
        goals_file.apply(cast.dara, written, reason="to begin with")
        return dump(goals_file.export(cast.dara))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents())
def test_export_apply_to_an_empty_organisation_export_again_the_same_bytes(cast, document):
    first = taken_along(cast, document)
    assert taken_along(cast, first) == first


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=documents(), after=documents())
def test_a_file_applied_over_another_leaves_what_it_says(cast, before, after):
    """Goals that only the first file names stay; all others say what the second one does."""
    with emptied(cast):
        goals_file.apply(cast.dara, Written(before), reason="first")
        found = goals_file.plan(cast.dara, Written(after))
        if found.problems:
            return
        goals_file.apply(cast.dara, Written(after), reason="second")
        again = goals_file.plan(cast.dara, Written(after))
        assert (again.changes, again.problems) == ((), ())
        left = {goal.key for goal in goals_file.export(cast.dara).goals}
        assert left == {g.key for g in itertools.chain(before.goals, after.goals)}
