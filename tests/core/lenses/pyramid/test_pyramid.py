"""The pyramid's rules: which goal rests on which, what is weak, and that every goal has a place."""

from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.lenses.pyramid.blocks import LAYERS, Block, Row, aligned, seats
from trigpoint.core.lenses.pyramid.health import Weakness, health
from trigpoint.core.lenses.pyramid.layout import ROOM, Kind, Stone, plan


@st.composite
def pyramids(draw: st.DrawFn) -> list[Block]:
    """Blocks in any rows, each carrying some of those before it."""
    rows = draw(st.lists(st.sampled_from(Row), max_size=120))
    blocks: list[Block] = []
    for number, row in enumerate(rows):
        parents = st.lists(st.sampled_from(blocks), max_size=2, unique=True) if blocks else None
        up = tuple(p.id for p in draw(parents)) if parents is not None else ()
        holder = draw(st.sampled_from("abcd"))
        blocks.append(Block(f"g{number:03}", row, holder, up, draw(st.booleans())))
    return blocks


def overlap(one: Stone, other: Stone) -> bool:
    rows = one.first <= other.last and other.first <= one.last
    columns = one.left < other.right - 1e-9 and other.left < one.right - 1e-9
    deep = one.top < other.bottom - 1e-9 and other.top < one.bottom - 1e-9
    return rows and columns and deep


@given(pyramids())
def test_every_goal_has_one_place_and_no_two_stones_lie_on_each_other(blocks: list[Block]):
    drawn = plan(blocks, ())
    shown = [goal for s in drawn.stones if s.kind in {Kind.GOAL, Kind.GROUP} for goal in s.goals]
    assert sorted(shown) == sorted(block.id for block in blocks)
    assert drawn.columns <= ROOM
    for number, stone in enumerate(drawn.stones):
        assert 0 <= stone.left < stone.right <= drawn.columns + 1e-9
        assert not any(overlap(stone, other) for other in drawn.stones[number + 1 :])


@given(pyramids())
def test_a_goal_lies_under_what_it_carries(blocks: list[Block]):
    drawn = plan(blocks, ())
    place = {s.goals[0]: s for s in drawn.stones if s.kind is Kind.GOAL}
    for stone in place.values():
        if stone.under in place:
            above = place[stone.under]
            assert above.last < stone.first
            assert above.left - 1e-9 <= stone.left
            assert stone.right <= above.right + 1e-9


@given(pyramids())
def test_an_open_group_shows_just_what_it_kept_together(blocks: list[Block]):
    drawn = plan(blocks, ())
    groups = [s for s in drawn.stones if s.kind is Kind.GROUP]
    for group in groups:
        opened = plan(blocks, (), after=group.after, seat=group.under)
        shown = {g for s in opened.stones if s.kind is not Kind.HOLE for g in s.goals}
        assert set(group.goals) <= shown
        assert len(shown) < len(blocks)


def test_a_stone_is_as_wide_as_what_it_stands_on():
    team = Block("team", Row.TEAM, "t")
    people = [Block(f"p{n}", Row.PERSON, f"p{n}", ("team",)) for n in range(5)]
    drawn = plan([team, *people], ())
    wide = {s.goals[0]: s.right - s.left for s in drawn.stones}
    assert wide == {"team": 5, **{p.id: 1 for p in people}}


def test_seats_pass_goals_of_the_same_row():
    top = Block("top", Row.ORGANISATION, "o")
    first = Block("first", Row.TEAM, "t", ("top",))
    second = Block("second", Row.TEAM, "t", ("first",))
    assert seats([top, first, second]) == {"top": None, "first": "top", "second": "top"}


@given(pyramids())
def test_seats_end_even_where_goals_carry_each_other_in_a_ring(blocks: list[Block]):
    ring = [Block("a", Row.TEAM, "t", ("b",)), Block("b", Row.TEAM, "t", ("a",))]
    assert set(seats([*blocks, *ring])) == {b.id for b in [*blocks, *ring]}


def test_what_is_empty_thin_overloaded_and_loose_is_found():
    blocks = [
        Block("carried", Row.ORGANISATION, "o"),
        Block("empty", Row.ORGANISATION, "o"),
        Block("draft", Row.ORGANISATION, "o", live=False),
        Block("thin", Row.TEAM, "t", ("carried",)),
        Block("by draft", Row.TEAM, "t", ("carried",)),
        *(Block(f"ben {n}", Row.PERSON, "ben", ("thin",) if n == 0 else ()) for n in range(4)),
        Block("idea", Row.PERSON, "ana", ("by draft",), live=False),
        Block("dream", Row.PERSON, "ana", private=True),
    ]
    ups = {block.id: block.up for block in blocks}
    in_line = aligned(ups, {"carried", "empty", "draft"})
    organisation, teams, people = health(blocks, in_line)
    assert [(f.weakness, f.goals) for f in organisation.findings] == [(Weakness.EMPTY, ("empty",))]
    assert [(f.weakness, f.goals) for f in teams.findings] == [
        (Weakness.EMPTY, ("by draft",)),
        (Weakness.THIN, ("thin",)),
    ]
    assert [(f.weakness, f.holder, f.goals) for f in people.findings] == [
        (Weakness.OVERLOADED, "ben", ("ben 0", "ben 1", "ben 2", "ben 3")),
        (Weakness.LOOSE, "", ("ben 1", "ben 2", "ben 3")),
    ]
    assert people.aligned == 2


@given(pyramids())
def test_the_layers_hold_every_goal_once(blocks: list[Block]):
    layers = health(blocks, ())
    assert [layer.rows for layer in layers] == list(LAYERS)
    assert sorted(g for layer in layers for g in layer.goals) == sorted(b.id for b in blocks)


def test_goals_without_room_of_their_own_share_all_the_room_there_is():
    tops = [Block(f"t{n:02}", Row.ORGANISATION, "a", (), live=True) for n in range(12)]
    teams = [Block(f"u{n:03}", Row.TEAM, "b", (f"t{n % 12:02}",), live=True) for n in range(240)]
    groups = [stone for stone in plan([*tops, *teams], ()).stones if stone.kind is Kind.GROUP]
    assert [(stone.right - stone.left, len(stone.goals)) for stone in groups] == [(3, 20)] * 12
