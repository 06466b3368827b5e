import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.history.canonical import canonical
from trigpoint.core.history.digest import digest

texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15)
bodies = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(bodies)
def test_a_body_that_went_through_a_database_has_the_same_bytes(body):
    again = json.loads(json.dumps(body))
    assert canonical(again) == canonical(body)
    assert canonical(json.loads(canonical(body))) == canonical(body)


@given(st.dictionaries(texts, numbers, max_size=6))
def test_the_order_of_keys_does_not_matter(body):
    assert canonical(dict(reversed(body.items()))) == canonical(body)


def test_the_form_is_short_and_readable():
    assert canonical({"b": (1.0, 0.5, -0.0), "a": "é ✓"}) == '{"a":"é ✓","b":[1,0.5,0]}'.encode()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, -1e300, "\ud800"])
def test_what_would_be_rounded_or_garbled_is_refused(value):
    with pytest.raises(ValueError, match=r"not exact|surrogates"):
        canonical([value])


@pytest.mark.parametrize("value", [{1: 2}, {None: 1}, object(), b"x", {1, 2}])
def test_what_is_not_json_is_refused(value):
    with pytest.raises(TypeError):
        canonical(value)


@given(bodies, bodies)
def test_digests_differ_with_the_body_and_with_the_salt(one, other):
    salt, more = b"0" * 16, b"1" * 16
    assert (digest(one, salt) == digest(other, salt)) is (canonical(one) == canonical(other))
    assert digest(one, salt) != digest(one, more)


def test_a_salt_that_can_be_guessed_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        digest({}, b"short")
