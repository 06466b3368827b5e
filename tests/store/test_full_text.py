"""Full-text search: the same answers from both engines, whatever is typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOW, Cast
from trigpoint.store import full_text
from trigpoint.store.models import Person, Post

pytestmark = pytest.mark.django_db


def post(cast: Cast, title: str, words: str = "More of it.") -> Post:
    by = Person.objects.get(public_id=cast.people["ana"])
    return Post.objects.create(
        organisation=cast.organisation,
        kind_of_post="idea",
        by=by,
        at=NOW,
        title=title,
        words=words,
    )


def found(cast: Cast, words: str, *, every: bool = True) -> list[str]:
    keys = full_text.found("store_post", cast.organisation.pk, full_text.terms(words), every=every)
    titles = dict(Post.objects.values_list("pk", "title"))
    return [titles[key] for key in keys]


def test_words_are_found_by_their_beginning_whatever_their_case(cast: Cast):
    post(cast, "Carriers answer on Mondays")
    post(cast, "Refunds", "The carrier pays within ten days.")
    assert set(found(cast, "CARRIER")) == {"Carriers answer on Mondays", "Refunds"}
    assert found(cast, "carrier monday") == ["Carriers answer on Mondays"]
    assert found(cast, "arrier") == []
    assert set(found(cast, "monday refunds", every=False)) == {
        "Carriers answer on Mondays",
        "Refunds",
    }


def test_what_was_changed_retired_or_deleted_is_not_found_any_more(cast: Cast):
    row = post(cast, "Zanzibar")
    row.title = "Madagascar"
    row.save()
    assert (found(cast, "zanzibar"), found(cast, "madagascar")) == ([], ["Madagascar"])
    Post.objects.filter(pk=row.pk).update(retired=True)
    assert found(cast, "madagascar") == []
    Post.objects.filter(pk=row.pk).update(retired=False)
    row.delete()
    assert found(cast, "madagascar") == []


def test_what_fits_better_comes_first(cast: Cast):
    post(cast, "A long one", "claims " + "and other things that people do all day long " * 9)
    post(cast, "Claims", "claims, claims and claims again")
    assert found(cast, "claims") == ["Claims", "A long one"]


@pytest.mark.slow
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.text(max_size=40) | st.sampled_from(['"', "a AND", "NOT x", "a:*", "' OR 1=1 --"]))
def test_nothing_that_is_typed_breaks_the_search(cast: Cast, words: str):
    found(cast, words)
    found(cast, words, every=False)
