"""What every route of the interface has, by its method: a version, a key against repetition."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.program import Program, problem
from tests.cast import Cast
from trigpoint.api.interface import api

CHANGES = {"put", "patch", "delete"}

WITHOUT_VERSION = {
    "audit.unmute": "one's own word that a finding is left alone",
    "calendar.revoke": "one's own address, known by a digest alone",
    "chats.disconnect": "a chat is connected or it is not",
    "chats.forget": "one's own tie to a chat",
    "logins.set_password": "nobody reads a password before they set one",
    "logins.set_rights": "a log-in has no version; its rights are said as a whole",
    "maps.take_comment_away": "what somebody said is not changed, only taken away",
    "me.choose": "one's own choices",
    "mentors.take_back": "one's own word",
    "pay.state_purpose": "said as a whole, kept with its history",
    "plan_editions.revoke": "a link opens or it does not",
    "thanks.prefer": "one's own choice",
    "tokens.revoke": "one's own token works or it does not",
    "voices.rhythm": "one number, said as a whole",
}
"""What is changed without saying which version was read, and why nothing is lost by it."""

WITHOUT_KEY = {
    "adoption.say": "a key would lead from words without a name to whoever sent them",
    "plan_editions.say_unnamed": "a key would lead from words without a name to whoever sent them",
    "calendar.make": "its answer holds a secret, and no such answer is kept",
    "chats.code": "its answer holds a secret, and no such answer is kept",
    "plan_editions.share": "its answer holds a secret, and no such answer is kept",
    "tokens.make": "its answer holds a secret, and no such answer is kept",
    "webhooks.add": "its answer holds a secret, and no such answer is kept",
    "webhooks.rotate": "its answer holds a secret, and no such answer is kept",
}
"""What is done anew when it is sent again, and why its answer is not kept."""


def routes() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield method, address and entry of every route."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, entry in methods.items():
            yield method, path, entry


def headers(entry: dict[str, Any]) -> set[str]:
    return {known["name"] for known in entry.get("parameters", ()) if known["in"] == "header"}


@pytest.mark.req("PLATFORM-2", via="api")
def test_what_is_changed_names_the_version_that_was_read_or_says_why_not():
    without = {
        entry["operationId"]
        for method, _path, entry in routes()
        if method in CHANGES and "If-Match" not in headers(entry)
    }
    assert without == set(WITHOUT_VERSION)


@pytest.mark.req("PLATFORM-2", via="api")
def test_what_has_a_version_is_changed_at_its_address_by_that_version_alone():
    tagged = {
        path
        for method, path, entry in routes()
        if method == "get"
        and "ETag" in entry["responses"][200].get("headers", {})
        and 304 not in entry["responses"]
    }
    changed = [(p, entry) for method, p, entry in routes() if method in CHANGES and p in tagged]
    assert len(changed) > 50
    assert [p for p, entry in changed if "If-Match" not in headers(entry)] == []


@pytest.mark.req("PLATFORM-2", via="api")
def test_what_is_done_by_post_takes_a_key_against_repetition_or_says_why_not():
    without = {
        entry["operationId"]
        for method, _path, entry in routes()
        if method == "post" and "Idempotency-Key" not in headers(entry)
    }
    assert without == set(WITHOUT_KEY)


@pytest.mark.req("PLATFORM-2", via="api")
def test_a_change_from_an_old_version_is_told_so_before_a_reason_is_asked_for(
    cast: Cast, dara: Program
):
    person = cast.people["ana"]
    held = dara.get(f"/people/{person}").json()["memberships"][0]["id"]
    direction = {"text": "Another", "reason": ""}
    for place, method, change in (
        (f"/organisation/directions/{cast.vision}", "PUT", direction),
        ("/organisation", "PATCH", {"name": "Another"}),
        (f"/people/{person}/memberships/{held}", "PATCH", {"share": 0.5}),
        (f"/people/{person}", "PATCH", {"valid_to": "2030-01-01"}),
    ):
        late = dara.send(method, place, change, If_Match='"99"')
        assert problem(late) == (412, "stale"), place
        tag = dara.get(place).headers["ETag"]
        asked = dara.send(method, place, change, If_Match=tag)
        assert [f["field"] for f in asked.json()["fields"]] == ["reason"], place
