from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.history.chains import KEYS, LENGTH, ORG, body_of, chain
from trigpoint.core.history.chain import append, beginning, entry_hash, sign_head
from trigpoint.core.history.verify import Body, verify

ROWS, HEAD = chain()
THIEF = {"k2": b"a key of one's own" * 2}
places = st.integers(0, LENGTH - 1)
changes = st.one_of(
    st.builds(lambda at: {"at": at}, st.integers(0, 2**70)),
    st.sampled_from(
        [{"actor": "p9"}, {"acting_as": "p1"}, {"verb": "retire"}, {"record": "g9"}, {"kind": "x"}]
    ),
    st.sampled_from([{"digest": "0" * 64}, {"erases": (1,)}, {"actor": "\ud800"}]),
    st.integers(LENGTH + 1, 2**60).map(lambda number: {"number": number}),
)


def rehashed(rows, start):
    """The rows with all hashes from a place on computed anew, as one could without a key."""
    rows = list(rows)
    for at in range(start, len(rows)):
        previous = rows[at - 1].hash if at else beginning(ORG)
        try:
            found = entry_hash(previous, rows[at].entry)
        except ValueError:
            return rows
        rows[at] = replace(rows[at], hash=found)
    return rows


@st.composite
def tamperings(draw):
    """Rows after one tampering, and the first position at which it can be seen."""
    rows, at = list(ROWS), draw(places)
    what = draw(
        st.sampled_from(["edit", "hash", "seal", "delete", "insert", "swap", "cut", "forge"])
    )
    if what == "edit":
        rows[at] = replace(rows[at], entry=replace(rows[at].entry, **draw(changes)))
        rows = rehashed(rows, at) if draw(st.booleans()) else rows
    elif what == "hash":
        rows[at] = replace(rows[at], hash=draw(st.sampled_from(["0" * 64, "no", ROWS[0].seal])))
    elif what == "seal":
        rows[at] = replace(
            rows[at], seal=draw(st.sampled_from(["", "k9:00", "k1:é", ROWS[0].hash]))
        )
    elif what == "delete":
        end = draw(st.integers(at + 1, LENGTH))
        del rows[at:end]
    elif what == "insert":
        other = draw(places)
        rows.insert(at, ROWS[other])
        at += other == at
    elif what == "swap":
        other = draw(places.filter(lambda place: place != at))
        rows[at], rows[other] = rows[other], rows[at]
        at = min(at, other)
    elif what == "cut":
        del rows[at:]
    else:
        previous = ROWS[at - 1].hash if at else beginning(ORG)
        rows.insert(at, append(previous, replace(ROWS[at].entry, verb="retire"), THIEF, "k2"))
    return rows, at + 1


@pytest.mark.slow
@pytest.mark.req("PLATFORM-5", via="core")
@settings(max_examples=1000)
@given(tamperings())
def test_every_tampering_is_found_with_its_place(tampering):
    rows, position = tampering
    found = verify(rows, HEAD, KEYS)
    assert found
    assert found[0].position == position
    assert str(found[0].text)


@given(st.integers(0, LENGTH))
def test_an_untouched_chain_of_any_length_has_no_break(length):
    rows, head = chain(length)
    assert verify(rows, head, KEYS, body_of) == []


def test_a_single_edit_or_deletion_breaks_the_chain_at_one_place_only():
    edited = [*ROWS]
    edited[9] = replace(ROWS[9], entry=replace(ROWS[9].entry, actor="p9"))
    assert [at.position for at in verify(edited, HEAD, KEYS)] == [10]
    gone = verify([*ROWS[:4], *ROWS[7:]], HEAD, KEYS)
    assert [(at.position, str(at.text)) for at in gone] == [(5, "3 entries are missing, 5 to 7.")]


def test_a_chain_cut_and_signed_by_someone_else_is_not_ours():
    head = sign_head(ORG, 10, ROWS[9].hash, THIEF, "k2")
    assert [at.position for at in verify(ROWS[:10], head, KEYS)] == [0]


def test_a_head_kept_elsewhere_finds_an_end_put_back_with_its_own_head():
    earlier = sign_head(ORG, 10, ROWS[9].hash, KEYS, "k2")
    assert verify(ROWS[:10], earlier, KEYS) == []
    assert verify(ROWS[:10], HEAD, KEYS)[0].position == 11


def test_one_organisations_entries_are_no_others():
    head = sign_head("other", LENGTH, ROWS[-1].hash, KEYS, "k2")
    assert verify(ROWS, head, KEYS)[0].position == 1


@given(places, st.text(min_size=1))
def test_a_changed_text_is_found_although_the_entries_are_untouched(at, text):
    def tampered(entry):
        kept = body_of(entry)
        if entry.number != at + 1:
            return kept
        return Body(kept.body | {"title": f"Another {text!r}"}, kept.salt)

    assert [found.position for found in verify(ROWS, HEAD, KEYS, tampered)] == [at + 1]


@pytest.mark.req("PLATFORM-5", via="core")
def test_erasing_texts_with_their_salts_leaves_the_chain_whole():
    rows, head = chain(erasing={20: (3, 7)})

    def after(entry):
        return None if entry.number in {3, 7} else body_of(entry)

    assert verify(rows, head, KEYS, after) == []
    assert "title" not in repr([rows[2], rows[6]])


def test_a_text_that_vanished_without_an_erasure_is_found():
    def after(entry):
        return None if entry.number == 5 else body_of(entry)

    assert [at.position for at in verify(ROWS, HEAD, KEYS, after)] == [5]
