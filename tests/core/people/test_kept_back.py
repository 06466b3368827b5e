"""What is kept back in a table is not found out from its total and its other rows."""

from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.people.kept_back import kept_back

FLOOR = 5
TABLES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12), max_size=8)


@given(TABLES, st.booleans())
def test_what_is_left_over_is_of_several_rows_and_large_or_nothing_is_told(
    sizes: dict[str, int], known: bool
):
    kept = kept_back(sizes, FLOOR, known=known)
    told = sizes.keys() - kept
    assert all(not 0 < sizes[row] < FLOOR for row in told)
    left_over = sum(sizes.values()) - sum(sizes[row] for row in told)
    assert not kept or (len(kept) > 1 and left_over >= FLOOR) or not any(sizes[r] for r in told)


@given(TABLES)
def test_every_row_that_is_kept_back_could_have_been_of_another_size(sizes: dict[str, int]):
    """Exchanged with another row it is, and nothing that is told would be otherwise."""
    kept = kept_back(sizes, FLOOR, known=False)
    if not any(sizes[row] for row in sizes.keys() - kept):
        return
    for row in kept:
        other = next(one for one in kept if sizes[one] != sizes[row])
        exchanged = {**sizes, row: sizes[other], other: sizes[row]}
        assert kept_back(exchanged, FLOOR, known=False) == kept


@given(TABLES)
def test_nothing_is_kept_back_where_nothing_is_small(sizes: dict[str, int]):
    large = {row: size for row, size in sizes.items() if size == 0 or size >= FLOOR}
    assert not kept_back(large, FLOOR, known=False)


def test_the_smallest_others_go_with_a_small_one_and_the_largest_stay():
    sizes = {"pt": 40, "de": 9, "fr": 3, "en": 20}
    assert kept_back(sizes, FLOOR, known=False) == {"fr", "de"}
    assert kept_back({**sizes, "es": 2}, FLOOR, known=False) == {"fr", "es"}


def test_two_equal_groups_whose_size_everybody_knows_keep_no_third_back():
    sizes = {"ours": 200, "one agency": 3, "another": 3}
    assert kept_back(sizes, FLOOR, known=True) == {"one agency", "another"}
    assert kept_back(sizes, FLOOR, known=False) == sizes.keys()


def test_a_closed_row_that_is_large_needs_a_second_one():
    sizes = {"ours": 200, "theirs": 30, "partner": 12}
    assert kept_back(sizes, FLOOR, closed={"theirs"}, known=True) == {"theirs", "partner"}
