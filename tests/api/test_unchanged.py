"""What has no version is known by all that it says: the same again is not sent twice."""

import pytest

from tests.api.program import Program
from tests.api.test_versions import routes
from tests.cast import Cast
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.loop import needs
from trigpoint.services.loop.needs import NeedDraft


@pytest.mark.req("PLATFORM-2", via="api")
def test_every_answer_but_a_file_has_an_etag_of_its_version_or_of_what_it_says():
    bare = {
        entry["operationId"]
        for method, _path, entry in routes()
        if method == "get" and "ETag" not in entry["responses"][200].get("headers", {})
    }
    assert bare == {"measures.export"}


@pytest.mark.req("PLATFORM-2", via="api")
@pytest.mark.parametrize(
    "path",
    ["/needs", "/feedback", "/one-on-ones", "/imports", "/jobs", "/logins", "/mentors", "/pulses"],
)
def test_what_has_no_version_and_is_unchanged_is_a_304_without_a_body(dara: Program, path: str):
    first = dara.get(path)
    tag = first.headers["ETag"]
    again = dara.get(path, If_None_Match=f'"other", {tag}')
    assert (first.status_code, again.status_code) == (200, 304)
    assert tag.startswith('W/"')
    assert (again.content, again.headers["ETag"]) == (b"", tag)
    assert "Content-Type" not in again.headers
    assert dara.get(path, If_None_Match=tag.removeprefix("W/")).status_code == 304
    assert dara.get(path, If_None_Match='W/"other"').status_code == 200


@pytest.mark.req("PLATFORM-2", via="api")
def test_what_changed_meanwhile_is_told_in_full(cast: Cast, tuan: Program):
    goal = goals.add(
        cast.dara, GoalDraft(title="G", owner=cast.units["Orders"], period=cast.period)
    )
    before = tuan.get("/needs/leaders").json()
    empty = tuan.get(f"/goals/{goal}/needs")
    needs.ask(cast.tuan, goal, NeedDraft(kind="time", words="Two hours.", leader=before[0]["id"]))
    after = tuan.get(f"/goals/{goal}/needs", If_None_Match=empty.headers["ETag"])
    assert (after.status_code, len(after.json())) == (200, 1)
    assert after.headers["ETag"] != empty.headers["ETag"]


def test_another_language_says_other_things(ana: Program):
    english = ana.get("/kpis")
    german = ana.get("/kpis", If_None_Match=english.headers["ETag"], Accept_Language="de")
    assert german.status_code == 200


def test_what_has_a_version_is_told_in_full_for_its_figures_move_without_it(
    cast: Cast, ana: Program
):
    goal = goals.add(
        cast.dara, GoalDraft(title="G", owner=cast.units["Orders"], period=cast.period)
    )
    first = ana.get(f"/goals/{goal}")
    assert first.headers["ETag"] == '"1"'
    assert ana.get(f"/goals/{goal}", If_None_Match='"1"').status_code == 200


def test_a_refusal_has_no_etag(ana: Program):
    assert "ETag" not in ana.get("/goals/6fdc90ke4hd26").headers
