"""Every route, by every member of the cast, for things of everybody: the policy's answer."""

import logging
import random
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests.access import asking
from tests.access.elsewhere import ELSEWHERE, NOBODYS
from tests.access.expecting import NOT_THERE, OK, Row, expected
from tests.access.routes import API, WEB
from tests.access.things import UNKNOWN, WHOSE, Things, make
from trigpoint.api import auth
from trigpoint.pictures import paper
from trigpoint.services.actor import Actor, for_user
from trigpoint.services.goals import graph
from trigpoint.services.limits import Limit

MEMBERS = ("ana", "rui", "tuan", "jo", "mira", "bea", "dara", "wanda", "pat", "fern", "olga")
KINDS = {
    "meeting": "meeting", "meeting_id": "meeting", "motion_id": "motion",
    "ladder": "ladder", "ladder_id": "ladder", "rung": "rung", "rung_id": "rung",
    "criterion": "criterion", "criterion_id": "criterion",
    "goal_id": "goal", "goal": "goal", "person_id": "person", "person": "person", "unit": "unit",
    "measure_id": "measure", "measure": "measure", "link_id": "link", "target_id": "target",
    "step_id": "step", "training_id": "training", "experiment_id": "experiment",
    "proposal_id": "proposal",
    "proposal": "proposal", "co_owner_id": "co_owner", "drive_id": "drive",
    "run_id": "run", "paper_id": "review_paper", "paper": "review_paper",
    "connection_id": "connection", "connection": "connection", "sync_id": "sync",
    "webhook_id": "webhook", "webhook": "webhook",
    "run": "run", "job_id": "job", "job": "job",
    "digest": "draft", "benchmark_id": "benchmark",
    "message_id": "message", "message": "message", "token_id": "token", "login_id": "login",
    "unit_id": "unit", "membership_id": "membership",
    "map_id": "map", "perspective_id": "perspective", "theme_id": "theme",
    "objective_id": "objective", "stage_id": "stage", "pain_id": "pain",
    "plan_id": "plan", "plan": "plan", "value_id": "value", "behaviour_id": "behaviour",
    "method_id": "method", "obstacle_id": "obstacle", "share_id": "share",
    "resource_id": "resource", "skill_id": "skill", "hindrance_id": "hindrance",
    "coaching_id": "coaching", "coaching": "coaching", "round": "ladder_round",
    "signal_id": "signal", "signal": "signal", "use_id": "method",
    "participant_id": "participant", "suggestion_id": "suggestion", "request_id": "request",
    "feedback_id": "feedback", "line_id": "line", "line": "line", "need_id": "need",
    "need": "need", "post_id": "post", "post": "post", "thanks_id": "thanks",
    "dispute_id": "dispute", "pattern_id": "pattern", "pattern": "pattern",
    "announcement_id": "announcement", "announcement": "announcement",
    "right_id": "right", "widening_id": "widening",
    "voice_id": "resistance", "word_id": "word", "word": "word", "pair_id": "pair", "pair": "pair",
    "realignment_id": "realignment", "realignment": "realignment",
    "mute_id": "mute", "mute": "mute",
    "briefing_id": "briefing", "briefing": "briefing", "incentive_id": "incentive",
    "check_in_id": "check_in", "check": "check_in",
    "period_id": "period", "direction_id": "direction", "view": "view",
}  # fmt: skip

WORDS = {"month": "2026-11", "number": "1", "kind": "request_tracker"}
"""What stands in an address and is nobody's thing."""

HERE = Path(__file__).parents[1]
NAMED = re.compile(r"\((tests/\w+/test_\w+)\)$")
#: the routes that a test says it asks, and is held to: see tests/access/heard.py
ASKS = re.compile(r"@pytest\.mark\.asks\(([^)]*)\)")

#: SQLite is asked everything. PostgreSQL is asked a fifth: the policy is the same code there, and
#: tests/laws hold its SQL to it on both.
SHARES = [1.0] if connection.vendor == "sqlite" else [0.2]


PARTS = 3
"""In how many tests the routes are asked: no single one is what a run waits for at its end."""


@pytest.fixture
def things(cast, monkeypatch) -> Things:
    monkeypatch.setattr(auth, "REQUESTS", Limit(burst=1_000_000, per_second=1_000_000))
    # Who may have a sheet is asked, not what is on it: a picture takes longer than all else.
    monkeypatch.setattr(paper, "png", lambda *_given, **_more: b"PNG")
    monkeypatch.setattr(paper, "printed", lambda *_given: b"PDF")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)  # it tells each 404
    # What `make` writes past the journal, an earlier test's state of the same entry does not have.
    monkeypatch.setattr(graph, "_cache", graph.Cache())
    return make(cast)


@pytest.fixture
def clients(cast) -> dict[str, Client]:
    found = {}
    for name in MEMBERS:
        found[name] = Client(raise_request_exception=False)
        found[name].force_login(getattr(cast, name).user)
    return found


def all_routes(things: Things) -> list[asking.Route]:
    return [*asking.of_interface(things), *asking.of_web()]


def afresh(actor: Actor) -> Actor:
    """Read anew who is asked about; once for all requests, since nothing that they write stays."""
    assert actor.user is not None
    return for_user(type(actor.user).objects.get(pk=actor.user.pk), actor.now)


def named(row: Row, params: tuple[str, ...], things: Things, whose: str) -> dict[str, str]:
    """Return the ids in an address."""
    kinds = {param: row.ids.get(param) or KINDS.get(param, "") for param in params}
    return {
        param: things.id_of(kind, whose) if kind else WORDS[param] for param, kind in kinds.items()
    }


def compared(
    things: Things, clients: dict[str, Client], share: float, part: int = 0
) -> tuple[int, list[str]]:
    """Ask a share of the members about a share of things on a part of the routes.

    Return how many answers there were, and what differs. Where there is nothing of a kind in a
    place, the address is the one that is unknown, which is asked once.
    """
    dice = random.Random(share)
    wrong, asked = [], 0
    asked_for = {name: afresh(getattr(things.cast, name)) for name in MEMBERS}
    for route in all_routes(things)[part::PARTS]:
        row = API.get(route.name) or WEB.get(route.name)
        if row is None:
            continue
        for name in dice.sample(MEMBERS, max(1, round(share * len(MEMBERS)))):
            every = WHOSE if row.thing else ("unknown",)
            chosen = dice.sample(every, max(1, round(share * len(every))))
            unknown = None
            for whose in sorted({*chosen, "unknown"}, key=lambda w: w != "unknown"):
                actor = asked_for[name]
                ids = named(row, route.params, things, whose)
                said = {field: things.id_of(kind, whose) for field, kind in row.body.items()}
                if unknown is not None and {*ids.values(), *said.values()} == {UNKNOWN}:
                    continue
                answer = asking.ask(clients[name], route, ids, said)
                asked += 1
                due, found = expected(row, actor, things, whose), asking.said(answer)
                if whose == "unknown":
                    unknown = asking.whole(answer, said.values())
                if (OK if due == NOT_THERE and row.refused else due) != found:
                    wrong.append(f"{route.name} {name} {whose}: {found}, not {due}")
                elif due == NOT_THERE and asking.whole(answer, said.values()) != unknown:
                    wrong.append(f"{route.name} {name} {whose}: told apart from unknown")
    return asked, wrong


def test_every_route_has_a_row(things):
    names = {route.name for route in all_routes(things)}
    rows = {*API, *WEB, *ELSEWHERE, *NOBODYS}
    assert names - rows == set(), "give these a row in tests/access/routes.py"
    assert rows - names - {"gallery"} == set(), "these routes are gone"
    assert not {*ELSEWHERE, *NOBODYS} & {*API, *WEB}
    assert not ELSEWHERE.keys() & NOBODYS.keys()


def test_what_the_matrix_does_not_ask_is_asked_by_a_test_that_says_so_and_is_held_to_it():
    wrong = {}
    for name, why in ELSEWHERE.items():
        told = NAMED.search(why)
        module = HERE.parent / f"{told[1]}.py" if told else None
        if module is None or not module.is_file():
            wrong[name] = "names no module of tests"
        elif f'"{name}"' not in "".join(ASKS.findall(module.read_text())):
            wrong[name] = f"no test in {told[1]} says that it asks it"
    assert wrong == {}


@pytest.mark.req("BEYOND-7", via="web")
@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("part", range(PARTS))
def test_every_route_answers_everybody_as_the_policy_says(things, clients, share, part):
    asked, wrong = compared(things, clients, share, part)
    assert asked > 4000 * share * share
    assert wrong == [], "\n".join(wrong)
