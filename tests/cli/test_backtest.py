"""`trigpoint backtest`: one object or a table, the page, and how it ends."""

import json
import os
import subprocess
import sys
from importlib import import_module

import pytest
from click.testing import CliRunner

from trigpoint.bench.report import Measured, Report
from trigpoint.cli.commands import backtest

HELD = Measured("alert: false", 0.05, "share", "Quiet series.", 0.04, 0.06).at_most(0.07)
MISSED = Measured("chance: Brier", 0.2, "Brier", "Random goals.", 0.1, 0.3).at_most(0.135)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Stand in for the long run: keep what it was asked for."""
    kept: dict[str, object] = {}

    def run(m4, **more):
        kept.update(more, m4=m4)
        return Report([HELD, MISSED], {"cores": 2})

    monkeypatch.setattr(import_module("trigpoint.bench.backtest.run"), "run", run)
    training = import_module("trigpoint.bench.backtest.demo_truth")
    monkeypatch.setattr(training, "training", lambda seed: f"past {seed}")
    return kept


def test_json_is_one_object_and_check_ends_with_1_on_a_miss(asked):
    answer = CliRunner().invoke(backtest.command, ["--json", "--check", "--seed", "7"])
    assert answer.exit_code == 1
    found = json.loads(answer.output)
    assert [check["holds"] for check in found["checks"]] == [True, False]
    assert found["checks"][0]["low"] == 0.04
    assert asked["seed"] == 7
    assert asked["truths"] == ["past 1"]


def test_without_check_a_miss_is_told_and_no_failure(asked):
    answer = CliRunner().invoke(backtest.command, [])
    assert answer.exit_code == 0
    assert "**no**" in answer.output


def test_the_page_is_written_beside_the_answer(asked, tmp_path):
    page = tmp_path / "backtest.md"
    CliRunner().invoke(backtest.command, ["--page", str(page)])
    assert "1 targets hold, 1 are missed." in page.read_text()


def test_real_series_that_lie_beside_the_project_are_taken(asked, tmp_path, monkeypatch):
    home = tmp_path / "project"
    home.mkdir()
    monkeypatch.chdir(home)
    CliRunner().invoke(backtest.command, [])
    assert asked["m4"] is None
    (tmp_path / "shared" / "data" / "m4_weekly").mkdir(parents=True)
    CliRunner().invoke(backtest.command, [])
    assert asked["m4"] == backtest.M4


def test_it_starts_where_nothing_is_set_up_yet():
    """In a process of its own: in this one Django has been started already."""
    program = (
        "import importlib, sys; from trigpoint.cli.commands import backtest; "
        "run = importlib.import_module('trigpoint.bench.backtest.run'); "
        "run.run = lambda *_, **__: sys.exit(7); backtest.command([])"
    )
    bare = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    ended = subprocess.run(
        [sys.executable, "-c", program], env=bare, capture_output=True, check=False, timeout=120
    )
    assert ended.returncode == 7, ended.stderr.decode()
