"""Language and site of tickets come from the help desk's own fields, where these are named."""

import pytest

from tests.connectors.cases import CASES, HERE
from tests.connectors.desks.answers import Case
from tests.connectors.desks.syncing import Store
from trigpoint.connectors.sync import connector_of

NAMED = {
    "zendesk": ("41", "42"),
    "freshdesk": ("cf_language", "cf_site"),
    "zammad": ("spoken", "place"),
    "chatwoot": ("language", "site"),
    "intercom": ("Language", "Site"),
    "request_tracker": ("Language", "Site"),
    "django_helpdesk": ("spoken", "place"),
}
SAID = [case for case in CASES if case.key in NAMED]


def known(store: Store) -> tuple[set[tuple[str, str]], bool]:
    """Return what there is of languages and sites, and whether every ticket of its own has them."""
    found = store.warehouse._db.execute("SELECT language, site FROM origin").fetchall()
    [(tickets,)] = store.warehouse._db.execute(
        "SELECT count(*) FROM ticket WHERE category <> 'merged'"
    ).fetchall()
    return set(found), len(found) == tickets


@pytest.mark.req("MEASURE-2", via="core")
@pytest.mark.parametrize("case", SAID, ids=lambda case: case.key)
def test_fields_that_are_named_later_tell_language_and_site_of_old_tickets_too(case: Case):
    desk, store, connector = case.make(6), Store(), connector_of(case.key)
    store.sync(connector, desk, HERE)
    assert known(store)[0] == set()
    language, site = NAMED[case.key]
    store.warehouse.begin_anew("desk")
    store.sync(connector, desk, {**HERE, "language": language, "site": site})
    assert known(store) == ({("de", "Porto")}, True)


@pytest.mark.parametrize(("key", "several"), [("intercom", "Both"), ("request_tracker", "Sites")])
def test_a_field_of_several_values_is_no_language_and_refuses_no_ticket(key: str, several: str):
    case = next(case for case in SAID if case.key == key)
    store = Store()
    store.sync(connector_of(key), case.make(6), {**HERE, "language": several})
    assert store.refused == set()
    assert known(store)[0] == set()
