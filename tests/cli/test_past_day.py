"""A goal's sight, its arithmetic and the file of goals as they stood on a past day."""

import datetime
import json

import pytest
from click.testing import CliRunner

from tests.cast import NOW, Cast
from tests.services import plan
from trigpoint.cli.commands import explain, goals, sight
from trigpoint.services.goals import goals as written

pytestmark = pytest.mark.django_db
THEN = NOW.date().isoformat()


@pytest.mark.req("GRAPH-6", via="cli")
def test_sight_explain_and_export_show_a_past_day(cast: Cast):
    drawn = plan.write(cast)
    later = cast.at("tuan", NOW + datetime.timedelta(days=2))
    written.edit(later, drawn.team, 1, {"title": "First touch"}, reason="Shorter.")
    for command, names in (
        (sight.command, [drawn.team]),
        (explain.command, [drawn.team]),
        (goals.command, ["export"]),
    ):
        asked = [*names, "--as", "tuan@northwind.example", "--json"]
        then, now = (CliRunner().invoke(command, [*asked, *day]) for day in (["--at", THEN], []))
        assert (then.exit_code, now.exit_code) == (0, 0), then.output
        assert "Right person, first touch" in json.dumps(json.loads(then.stdout))
        assert "Right person, first touch" not in now.stdout
        assert "First touch" in now.stdout
    before = CliRunner().invoke(
        sight.command, [drawn.team, "--as", "tuan@northwind.example", "--at", "2025-01-01"]
    )
    assert before.exit_code == 1
