"""The example mappings, on the real tables they were written for."""

from collections import Counter
from pathlib import Path

from tests.connectors.tables import records
from trigpoint.connectors.files import check, load_mapping
from trigpoint.tickets.records import Change, Field, Rating

EXAMPLES = Path("docs/examples/mappings")


def test_the_airport_interviews_fit_and_keep_answers_that_are_none(shared_data: Path) -> None:
    path = shared_data / "airport_nps" / "survey.csv"
    mapping = load_mapping((EXAMPLES / "airport-nps.yaml").read_text("utf-8"))
    assert check(path, mapping).fits
    scores = Counter(r.score for r in records(path, mapping) if isinstance(r, Rating))
    assert scores.total() == 2831
    assert (scores[11], scores[None]) == (84, 1)
    valid = {score: n for score, n in scores.items() if score is not None and score <= 10}
    assert sum(valid.values()) == 2746


def test_a_log_of_changed_fields_fits(shared_data: Path) -> None:
    path = shared_data / "zendesk_tables" / "ticket_field_history_data.csv"
    mapping = load_mapping((EXAMPLES / "row-per-change.yaml").read_text("utf-8"))
    report = check(path, mapping)
    assert report.fits
    assert report.left_out == (("requester_id", 1),)
    found = Counter(r.field for r in records(path, mapping) if isinstance(r, Change))
    assert found[Field.STATUS] > found[Field.ASSIGNEE] > 0
