"""What the services return, as JSON: the same converter for everything."""

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from ninja.openapi.schema import OpenAPISchema
from pydantic import TypeAdapter

from trigpoint.api import terms
from trigpoint.api.interface import api
from trigpoint.api.nouns.me import Own
from trigpoint.api.paging import Page, page_of
from trigpoint.api.shapes import plain, shape, version_of
from trigpoint.core.graph.goal import State
from trigpoint.core.graph.status import Status
from trigpoint.core.text import Text, _, ngettext
from trigpoint.services.people import tokens
from trigpoint.store.models import Goal, Membership, Target, Unit, User
from trigpoint.store.models.goals import Evidence
from trigpoint.store.models.measures import Measure
from trigpoint.store.models.organisation import PrivacyMode


class Colour(enum.Enum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Inner:
    """Something inside."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Outer:
    """Something with everything."""

    day: datetime.date
    moment: datetime.datetime
    said: Text
    colour: Colour
    inner: Inner | None
    pairs: tuple[tuple[datetime.date, float], ...]
    names: frozenset[str]
    counts: Mapping[str, Any]
    anything: object
    _hidden: bool = True


def outer(**more: object) -> Outer:
    values: dict[str, Any] = {
        "day": datetime.date(2026, 3, 1),
        "moment": datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC),
        "said": _("There is no unit called {name}.", name="Ops"),
        "colour": Colour.RED,
        "inner": Inner("a", 3),
        "pairs": ((datetime.date(2026, 3, 1), 0.5),),
        "names": frozenset({"b", "a"}),
        "counts": {"rows": 2},
        "anything": [1, None],
        **more,
    }
    return Outer(**values)


def test_a_dataclass_becomes_json():
    assert plain(outer()) == {
        "day": "2026-03-01",
        "moment": "2026-03-01T12:00:00Z",
        "said": "There is no unit called Ops.",
        "colour": "red",
        "inner": {"id": "a", "version": 3},
        "pairs": [["2026-03-01", 0.5]],
        "names": ["a", "b"],
        "counts": {"rows": 2},
        "anything": [1, None],
    }
    assert plain(outer(inner=None))["inner"] is None


def test_the_schema_says_what_is_sent():
    schema = TypeAdapter(shape(Outer)).json_schema()
    assert schema["description"] == "Something with everything."
    assert set(schema["required"]) == set(plain(outer()))
    assert schema["properties"]["said"] == {"title": "Said", "type": "string"}
    assert schema["properties"]["day"]["format"] == "date"


def test_sentences_are_said_in_the_language_of_the_request(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(translation, "gettext", lambda said: f"DE {said}")
    monkeypatch.setattr(translation, "ngettext", lambda _one, many, _n: f"DE {many}")
    assert plain(outer())["said"] == "DE There is no unit called Ops."
    counted = ngettext("{count} ticket", "{count} tickets", 2)
    assert plain(outer(said=counted))["said"] == "DE 2 tickets"


def test_pages_are_cut_and_shaped_by_what_they_hold():
    rows = [Inner(str(n), n) for n in range(5)]
    assert [page_of(rows, page, 2).items for page in (1, 3, 4)] == [
        tuple(rows[:2]),
        tuple(rows[4:]),
        (),
    ]
    assert page_of([], 1, 2).pages == 1
    schema = TypeAdapter(shape(Page[Inner])).json_schema()
    assert schema["title"] == "PageOfInner"
    assert schema["properties"]["items"]["items"] == {"$ref": "#/$defs/Inner"}


def test_the_version_is_the_things_own_or_that_of_its_card_or_link():
    class Carded:
        card = Inner("a", 7)

    class Linked:
        link = Inner("a", 8)

    assert [version_of(v) for v in (Inner("a", 3), Carded(), Linked(), 5)] == [3, 7, 8, None]


def test_no_two_shapes_share_a_name(monkeypatch: pytest.MonkeyPatch):
    seen: dict[str, Any] = {}
    twice: set[str] = set()
    add = OpenAPISchema.add_schema_definitions

    def adding(self: OpenAPISchema, found: dict[str, Any]) -> None:
        for name, schema in found.items():
            if seen.setdefault(name, schema) != schema:
                twice.add(name)
        add(self, found)

    monkeypatch.setattr(OpenAPISchema, "add_schema_definitions", adding)
    monkeypatch.setattr(api, "_schemas", {})
    assert api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    assert twice == set()


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (terms.GoalState, Goal.State.values),
        (terms.GoalState, [state.value for state in State]),
        (terms.GoalStatus, [status for status in Goal.Status.values if status]),
        (terms.Evidence, Evidence.values),
        (terms.TargetKind, Target.Kind.values),
        (terms.UnitKind, Unit.Kind.values),
        (terms.MembershipRole, Membership.Role.values),
        (terms.UserRole, User.Role.values),
        (terms.PrivacyMode, PrivacyMode.values),
        (terms.Scope, Measure.Scope.values),
        (terms.TokenScope, tokens.SCOPES),
    ],
)
def test_the_words_of_the_interface_are_those_of_the_records(words: Any, known: Any):
    assert set(words.__args__) == set(known)


def test_one_may_choose_every_language_that_there_is():
    offered = Own.model_fields["language"].annotation.__args__
    assert set(offered) == {"", *(code for code, _name in settings.LANGUAGES)}


def test_the_computed_status_has_words_of_its_own():
    assert Status.UNDECIDED.value not in terms.GoalStatus.__args__
