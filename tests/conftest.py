"""What every test shares: the marks, the database it runs on, and the house rule of no network."""

import gc
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import FunctionType

import pytest
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from tests.cast import Cast, assemble, call, is_assembled
from trigpoint.services.goals import graph, handed_out
from trigpoint.services.inbox import inbox
from trigpoint.services.insight import (
    alerts,
    conflicts,
    effects,
    evidence,
    evidence_before,
    foreseen,
)

# No test asserts a time, so no example has a deadline: the machine may be busy.
# While one works a property is tried less often; `make test` tries it in full.
settings.register_profile("house", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=20)
settings.load_profile("house")

REPORT = Path("var/requirements.jsonl")
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
HERE = Path(__file__).parent
#: Folders and files whose tests take long: programs that are started, killed or measured; every
#: route for everybody; every connector, broken off everywhere; tickets that a worker brings into a
#: warehouse; figures of every KPI by hand; what plays over many weeks. Each room keeps tests that
#: are quick: of these, `services/test_imports.py`, `services/test_measures.py` and
#: `tickets/test_signs.py`, and in `access` the rules of the door.
LONG = {
    HERE / "faults",
    HERE / "cli",
    HERE / "bench",
    *(
        HERE / room / f"test_{noun}.py"
        for room, nouns in {
            "access": "canaries matrix person",
            "accounts": "single_sign_on",
            "connectors": "beside chatwoot django_helpdesk freshdesk intercom origin readings"
            " servicenow syncs warehouse warehouse_troubles zammad zendesk",
            "demo": "simulation",
            "laws": "goal_files one_graph",
            "services": "assessment behind closing coaching comments comparison conflicts cuts"
            " effect_questions exceptional_weeks experiments glance map_journey map_large maps"
            " newcomers patterns previewing pulse_figures ratios readings realign reorganisation"
            " scorecard schedules seasons syncs ticket_sight troubles warehouse_table written",
            "tickets": "dates_and_owners every_cut figures forgotten house_table kpis pitfalls"
            " real_data vendor_numbers vendors warehouse",
        }.items()
        for noun in nouns.split()
    ),
}
#: Folders whose tests ask the whole program: thousands of pages and answers. What asks for pages
#: or answers elsewhere is whole too.
WHOLE = {HERE / "api", HERE / "channels", HERE / "web"}
ASKING = {"Client", "Program"}
#: Of the pages' tests, those that alone bring some writing or several readings about: they run on
#: both databases. What else a page says is tried once; see docs/decisions/0339.
WRITING_PAGES = {
    HERE / "web" / f"test_{noun}.py"
    for noun in [
        "experiments",
        "house",
        "import_assistant",
        "knowledge",
        "ladders",
        "meetings",
        "outbox",
        "own_way",
        "plan_together",
        "pulse",
        "webhooks",
        "who_can_see",
        "who_is_who",
    ]
}
#: What these ask of the app's database, tests of other files ask as well: they run on SQLite alone.
ASKED_ELSEWHERE = {
    HERE / room / f"test_{noun}.py"
    for room, nouns in {
        "api": "past_days pyramid what_changes",
        "channels": "mail",
        "demo": "fill",
        "services": "assessment between cascade comparison cuts evidence foreseen goals help"
        " map_large map_templates previewing readings reviews ticket_sight trainings",
    }.items()
    for noun in nouns.split()
}
STRICT = bool(os.environ.get("CI"))


def pytest_configure(config: pytest.Config) -> None:
    if "not slow" in config.option.markexpr:
        settings.load_profile("quick")
    config.addinivalue_line("markers", "database: uses the app's database (set by itself)")
    config.addinivalue_line("markers", "xdist_group(name): runs in one process, also without xdist")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read what a run leaves out: the schema's cases alone take most of a minute."""
    left_out = {"not slow": LONG, "not whole": WHOLE, "not browser": {HERE / "browser"}}
    asked = config.option.markexpr
    if any(mark in asked and collection_path in places for mark, places in left_out.items()):
        return True
    return None


def pytest_collection_finish() -> None:
    """Leave what has been imported out of the search for garbage: it goes on for a tenth longer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the app's database, so that it can be run again on PostgreSQL.

    The faults bring databases of their own, and pages are read on both by tests/access.
    """
    for item in items:
        fixtures = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        places = {item.path, *item.path.parents}
        if LONG & places:
            item.add_marker(pytest.mark.slow)
        if WHOLE & places or asks(getattr(item, "function", None)):
            item.add_marker(pytest.mark.whole)
        page = HERE / "web" in places and item.path not in WRITING_PAGES
        if page or item.path in ASKED_ELSEWHERE or HERE / "faults" in places:
            continue
        if item.get_closest_marker("django_db") or fixtures:
            item.add_marker(pytest.mark.database)


def asks(test: Callable[..., object] | None, deep: int = 2) -> bool:
    """Whether a test, or a function of the tests that it calls, names a browser or a program."""
    if not isinstance(test, FunctionType):
        return False
    names = set(test.__code__.co_names)
    called = [test.__globals__.get(name) for name in names] if deep else []
    ours = (each for each in called if str(getattr(each, "__module__", "")).startswith("tests"))
    return bool(names & ASKING) or any(asks(each, deep - 1) for each in ours)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item):
    """Hold a test that says which routes it asks to it: see tests/access/elsewhere.py."""
    named = tuple(name for mark in item.iter_markers("asks") for name in mark.args)
    if not named:
        return (yield)
    from tests.access import heard  # noqa: PLC0415 - few tests need what it reads

    with heard.listening() as answers:
        result = yield
    assert heard.unheard(named, answers) == []
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Keep which rows of the requirements each test proves, for `make requirements`."""
    report = yield
    if report.when == "call" or (report.when == "setup" and report.outcome != "passed"):
        for mark in item.iter_markers("req"):
            REPORT.parent.mkdir(exist_ok=True)
            row = {
                "id": mark.args,
                "via": mark.kwargs.get("via"),
                "test": item.nodeid,
                "outcome": report.outcome,
            }
            with REPORT.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
    return report


def set_aside(what: str) -> None:
    """Skip, with a line that says what was not found."""
    pytest.skip(f"{what}: not found on this machine, so this test did not run")


def missing(what: str) -> None:
    """Skip for want of a part that is not installed; in CI that is an error, never a skip."""
    if STRICT:
        pytest.fail(f"{what}: needed in CI")
    set_aside(what)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data that lies beside the project, or a visible skip.

    A skip in CI too: these data are not ours to hand on, so no registry has them.
    """
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        set_aside("the real data sets in ../shared/data")
    return folder


@pytest.fixture(scope="session")
def assembled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The cast, committed once: each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        assemble()


@pytest.fixture
def cast(assembled: None, db: None) -> Cast:
    """Everybody; assembled anew where a test before has emptied the database."""
    if not is_assembled():
        assemble()
    forget()
    return call()


def forget() -> None:
    """Forget what is kept in memory.

    Rolled back generations come again with the same number and other readings, and rows that a
    test wrote without an entry with the same head.
    """
    for kept in (
        graph,
        handed_out,
        inbox,
        foreseen,
        evidence,
        evidence_before,
        effects,
        alerts,
        conflicts,
    ):
        kept.forget()
