"""The whole programming interface from the terminal, without a server."""

import json

import pytest
from click.testing import CliRunner, Result

from tests.cast import Cast
from tests.services import plan
from trigpoint.api.interface import api as interface
from trigpoint.cli.commands import api
from trigpoint.store.models import Goal, ReadLogLine

pytestmark = pytest.mark.django_db


def run(*words: str, who: str = "tuan", piped: str = "") -> Result:
    asked = [*words, "--as", f"{who}@northwind.example", "--json"]
    return CliRunner().invoke(api.command, asked, input=piped)


def told(*words: str, who: str = "tuan", piped: str = "") -> object:
    found = run(*words, who=who, piped=piped)
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


@pytest.fixture
def drawn(cast: Cast) -> plan.Plan:
    return plan.write(cast)


def test_everything_that_programs_can_list_is_read_from_the_terminal(cast: Cast, drawn: plan.Plan):
    paths = interface.get_openapi_schema()["paths"]
    lists = [path for path, known in paths.items() if "get" in known and "{" not in path]
    read = [path for path in lists if run("get", path, who="dara").exit_code == 0]
    for noun in (
        "goals", "measures", "people", "units", "accounts", "queues", "history", "reads", "jobs",
        "outbox", "imports", "connections", "inbox", "organisation", "audit",
    ):  # fmt: skip
        assert f"/api/v1/{noun}" in read
    assert len(read) > 0.8 * len(lists), set(lists) - set(read)


@pytest.mark.req("GRAPH-6", via="cli")
def test_a_goal_is_written_changed_with_its_version_and_asked_what_if(cast: Cast, drawn: plan.Plan):
    new = {
        "title": "Answer today", "why": "Waiting costs trust.", "owner": cast.units["Orders"],
        "period": cast.period,
    }  # fmt: skip
    made = told("post", "goals", "--body", json.dumps(new), "--key", "once")
    assert told("post", "goals", "--body", "-", "--key", "once", piped=json.dumps(new)) == made
    goal = Goal.objects.get(title="Answer today").public_id
    change = json.dumps({"title": "Answer at once"})
    refused = run("patch", f"/api/v1/goals/{goal}", "--body", change)
    assert (refused.exit_code, json.loads(refused.stdout)["status"]) == (1, 428)
    told("patch", f"goals/{goal}", "--body", change, "--version", "1")
    late = json.loads(run("patch", f"goals/{goal}", "--body", change, "--version", "1").stdout)
    assert (late["status"], late["current"]["card"]["title"]) == (412, "Answer at once")
    edits = {"edits": [{"edit": "set_state", "goal": goal, "state": "retired"}]}
    assert told("post", "what-if", "--body", json.dumps(edits)) == {"effects": []}


def test_what_somebody_may_not_see_is_not_there_from_the_terminal_either(
    cast: Cast, drawn: plan.Plan
):
    for path in (f"goals/{drawn.team}", "no-such-thing"):
        asked = ["get", path, "--as", cast.olga.user.email, "--json"]
        found = CliRunner().invoke(api.command, asked)
        assert (found.exit_code, json.loads(found.stdout)["status"]) == (1, 404), found.output
    assert json.loads(run("get", "accounts", who="ana").stdout)["status"] == 403


def test_without_json_people_read_the_refusal_in_a_sentence(cast: Cast):
    asked = ["get", "nowhere", "--as", "ana@northwind.example"]
    found = CliRunner().invoke(api.command, asked)
    assert found.exit_code == 1
    assert found.stderr.strip().endswith(".")
    assert "{" not in found.stderr
    assert not ReadLogLine.objects.exists()
