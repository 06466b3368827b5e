"""Every route, by every member of the cast, for things of everybody: the policy's answer."""

import os
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tests.access import asking
from tests.access.acts import PLACES
from tests.access.conftest import MEMBERS
from tests.access.elsewhere import ELSEWHERE, NOBODYS
from tests.access.expecting import FORBIDDEN, NOT_THERE, OK, Row, expected
from tests.access.routes import API, FORMS, WEB
from tests.access.things import UNKNOWN, WHOSE, WHOSE_THING, Things
from trigpoint.services.actor import Actor, for_user
from trigpoint.store.models import Organisation

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


@dataclass(frozen=True)
class Share:
    """How much is asked: of what is there, of what is not there for anybody at home, of forms.

    Shares of the members; about each thing at least one of them asks. `places` is about how many
    things they ask on each route.
    """

    there: float
    gone: float
    written: float
    places: int = len(WHOSE)


#: On SQLite six of eleven ask about each thing that is there, others about another one, and one or
#: two about what is elsewhere, retired or removed: `TRIGPOINT_WHOLE_MATRIX=1` asks by everybody.
#: PostgreSQL is asked a part: the policy is the same code there, and tests/laws hold its SQL to it
#: on both.
WHOLE, USUAL, PART = Share(1, 1, 1), Share(0.55, 0.15, 0.1), Share(0.1, 0.1, 0.1, places=2)
SHARE = (
    WHOLE
    if "TRIGPOINT_WHOLE_MATRIX" in os.environ
    else USUAL
    if connection.vendor == "sqlite"
    else PART
)
#: In each of the other modes of privacy each route is asked by one member about one thing.
MODES, SAMPLED = ("self_only", "team_only"), Share(0, 0, 0, places=1)
#: Where nobody sees figures of others pay is closed, and everybody alike is told so first.
CLOSED = {"pay.add"}


FILE_LEFT = "a file that waits under its digest, which is no record"
TOLD_BY_THE_DESK = "stays as long as the help desk has it"
DONE = "what was done is not taken back"
#: of which kind none is elsewhere, and none is gone: why
LACKING = {
    ("elsewhere",): {"draft": FILE_LEFT},
    ("retired", "removed"): {
        "draft": FILE_LEFT,
        **dict.fromkeys(("account", "queue"), TOLD_BY_THE_DESK),
        **dict.fromkeys(("job", "message", "run", "sync"), DONE),
        "login": "is shut and stays on the list",
        "token": "is revoked and stays on the list",
        "view": "is deleted outright",
    },
}

PARTS = 3
"""In how many tests the routes are asked: no single one is what a run waits for at its end."""


def all_routes(things: Things) -> list[asking.Route]:
    return [*asking.of_interface(things), *asking.of_web()]


def row_of(route: asking.Route) -> Row | None:
    form = FORMS.get(route.name) if route.written else None
    return form or API.get(route.name) or WEB.get(route.name)


def afresh(actor: Actor) -> Actor:
    """Read anew who is asked about; once for all requests, since nothing that they write stays."""
    assert actor.user is not None
    return for_user(type(actor.user).objects.get(pk=actor.user.pk), actor.now)


def named(row: Row, params: tuple[str, ...], things: Things, whose: str) -> dict[str, str]:
    """Return the ids in an address."""
    kinds = {param: row.ids.get(param) or KINDS.get(param, "") for param in params}
    return {
        param: things.id_of(kind, place(row, kind, whose)) if kind else WORDS[param]
        for param, kind in kinds.items()
    }


def place(row: Row, kind: str, whose: str) -> str:
    """Return whose thing of a kind is named: what was removed is so from what is there."""
    return "own" if whose == "removed" and kind != row.part else whose


def places(row: Row, route: asking.Route, things: Things) -> tuple[str, ...]:
    """Return whose things of a row's kind there are; a part is removed where an id names it."""
    if not row.thing:
        return ("unknown",)
    ids = {row.ids.get(param) or KINDS.get(param) for param in route.params} | {*row.body.values()}
    return WHOSE if row.part in ids and (row.part, "removed") in things.records else WHOSE_THING


def fits(
    row: Row, route: asking.Route, actor: Actor, things: Things, whose: str, found: str
) -> str:
    """Return what should have been answered, "" where it was.

    Whoever sees a page may send it a form, and is let in or refused. A part that is not there any
    more is not looked for where its holder is not the actor's to change.
    """
    due = expected(row, actor, things, whose)
    if found == FORBIDDEN and whose == "removed":
        due = expected(row, actor, things, "own")
    if found == FORBIDDEN and route.written and due == OK:
        return ""
    due = OK if due == NOT_THERE and row.refused else due
    return "" if due == found else due


def asked_by(
    dice: random.Random, share: Share, every: tuple[str, ...], written: bool
) -> dict[str, list[str]]:
    """Return about whose things each member asks. About what is Olga's she always does."""
    found: dict[str, list[str]] = {}
    if "elsewhere" in every and share.places >= len(every):
        found["olga"] = ["elsewhere"]
    for whose in dice.sample(every, min(len(every), share.places)):
        part = share.written if written else share.there if whose in PLACES else share.gone
        for name in dice.sample(MEMBERS, max(1, round(part * len(MEMBERS)))):
            found.setdefault(name, []).append(whose)
    return found


@dataclass
class Asking:
    """One member on one route: what was asked, and what was answered otherwise than is due."""

    things: Things
    client: Client
    route: asking.Route
    row: Row
    actor: Actor
    told: dict[str, HttpResponse] = field(default_factory=dict)

    def sent(self, whose: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the ids in the address and in the body."""
        said = {
            name: self.things.id_of(kind, place(self.row, kind, whose))
            for name, kind in self.row.body.items()
        }
        return named(self.row, self.route.params, self.things, whose), said

    def about(self, whose: str) -> HttpResponse:
        """Ask about somebody's thing, once; what is of no kind there is like what is unknown."""
        ids, said = self.sent(whose)
        nowhere = {*ids.values(), *said.values()} == {UNKNOWN}
        key = "unknown" if nowhere else whose
        if key not in self.told:
            self.told[key] = asking.ask(self.client, self.route, ids, said)
        return self.told[key]

    def wrong(self, whose: str) -> str:
        """Return what is wrong with an answer; what is not there is like what never was."""
        answer = self.about(whose)
        found = asking.said(answer)
        due = fits(self.row, self.route, self.actor, self.things, whose, found)
        if due:
            return f"{found}, not {due}"
        return "told apart from unknown" if found == NOT_THERE and self.apart(answer, whose) else ""

    def apart(self, answer: HttpResponse, whose: str) -> bool:
        """Whether an answer differs from that about what is unknown, but for ids in the body."""
        _ids, said = self.sent(whose)
        unknown = self.about("unknown")
        return asking.whole(answer, said.values()) != asking.whole(unknown, said.values())


def compared(
    things: Things, clients: dict[str, Client], share: Share, part: int = 0
) -> tuple[int, list[str]]:
    """Ask by a share of the members about things on a part of the routes.

    Return how many answers there were, and what differs.
    """
    dice = random.Random(part)
    wrong, asked = [], 0
    actors = {name: afresh(getattr(things.cast, name)) for name in MEMBERS}
    for route in all_routes(things)[part::PARTS]:
        row = row_of(route)
        if row is None or (share == SAMPLED and route.name in CLOSED):
            continue
        every = places(row, route, things)
        for name, about in asked_by(dice, share, every, route.written).items():
            one = Asking(things, clients[name], route, row, actors[name])
            said = {whose: one.wrong(whose) for whose in about}
            wrong += [
                f"{route.method} {route.name} {name} {w}: {why}" for w, why in said.items() if why
            ]
            asked += len(one.told)
    return asked, wrong


def test_every_route_has_a_row(things):
    names = {route.name for route in all_routes(things)}
    rows = {*API, *WEB, *ELSEWHERE, *NOBODYS}
    assert names - rows == set(), "give these a row in tests/access/routes.py"
    assert rows - names - {"gallery"} == set(), "these routes are gone"
    assert not {*ELSEWHERE, *NOBODYS} & {*API, *WEB}
    assert not ELSEWHERE.keys() & NOBODYS.keys()


@pytest.mark.parametrize("where", LACKING)
def test_of_every_kind_there_is_one_that_is_elsewhere_and_one_that_is_gone(things, where):
    rows = [*API.values(), *WEB.values()]
    in_rows = {kind for row in rows for kind in (row.thing, row.part, *row.ids.values())}
    kinds = ({*KINDS.values()} | in_rows | {kind for kind, _whose in things.records}) - {""}
    there = {kind for kind, whose in things.records if whose in where}
    assert kinds - there == LACKING[where].keys(), "make one in copies.py, or say why there is none"


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
@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_route_answers_everybody_as_the_policy_says(things, clients, part):
    asked, wrong = compared(things, clients, SHARE, part)
    assert asked > (400 if SHARE == PART else 3000)
    assert wrong == [], "\n".join(wrong)


@pytest.mark.req("BEYOND-7", via="web")
@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("mode", MODES)
def test_every_route_answers_as_the_policy_says_in_the_other_modes_of_privacy(
    things, clients, mode
):
    Organisation.objects.filter(pk=things.cast.organisation.pk).update(privacy_mode=mode)
    parts = [compared(things, clients, SAMPLED, part) for part in range(PARTS)]
    wrong = [line for _asked, lines in parts for line in lines]
    assert sum(asked for asked, _lines in parts) > 600
    assert wrong == [], "\n".join(wrong)
