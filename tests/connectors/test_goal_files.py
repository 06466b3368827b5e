"""Files of goals: what is written is read, and what cannot be read says line, column and cure."""

import pytest
from hypothesis import given

from tests.core.goal_file.documents import documents
from trigpoint.connectors.files.yamltree import MappingError
from trigpoint.connectors.goal_files import dump, load
from trigpoint.core.goal_file.entries import Document, GoalEntry, Place

SMALL = """\
goals:
  - id: answer-today
    title: Answer today
    owner: Northwind / Care
    period: '2026'
    targets:
      - kind: milestone
        due: 2026-06-30
"""


@given(documents())
def test_what_is_written_is_read_again(document):
    assert load(dump(document)).document == document


def test_what_has_its_default_is_left_out_and_long_texts_are_blocks():
    why = "Waiting costs trust, and every question that is asked twice costs a day. " * 2
    goal = GoalEntry(id="a", title="T", owner="O", period="P", why=why.strip(), how="One.\n\nTwo.")
    text = dump(Document(goals=(goal,)))
    head, _why, rest = text.partition("    why: >-\n")
    assert head == "goals:\n  - id: a\n    title: T\n    owner: O\n    period: P\n"
    folded, how = rest.split("    how: |-\n")
    assert how == "      One.\n\n      Two.\n"
    assert " ".join(line.strip() for line in folded.splitlines()) == why.strip()
    assert max(map(len, folded.splitlines())) < 100


def test_every_part_has_its_place():
    written = load(SMALL)
    assert written.place("goals.0.owner") == Place(4, 12)
    assert written.place("goals.0.targets.0.due") == Place(8, 14)
    assert written.place("goals.0.targets.0.measure") == Place(7, 9)


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        (SMALL.replace("title:", "titel:"), 3, 12, "means nothing here"),
        (SMALL.replace("2026-06-30", "30.6.2026"), 8, 14, "is no day"),
        (SMALL + "    title: Again\n", 9, 5, "stands here twice"),
        (SMALL + SMALL.split("\n", 1)[1], 9, 5, "stands here twice"),
        (SMALL.replace("    owner: Northwind / Care\n", ""), 2, 5, "is missing"),
        (SMALL.replace("period: '2026'", "period: [a, b]"), 5, 13, "one word"),
        (SMALL.replace("kind: milestone", "weight: heavy"), 7, 17, "is not a number"),
        (SMALL.replace("kind: milestone", "weight: .nan"), 7, 17, "is not a number"),
        (SMALL.replace("Answer today", "x" * 201), 3, 12, "201 letters"),
        (SMALL.replace("kind: milestone", "kind: &a milestone"), 7, 0, "Anchors"),
        (SMALL.replace("milestone", "!!python/object:os.system x"), 7, 0, "Tags"),
        ("goals: {id: a", 2, 0, "not YAML"),
        ("", 1, 0, "empty"),
        ("[" * 30, 1, 0, "nested too deeply"),
        ("goals: 5", 1, 8, "a list"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_helps(text, line, column, says):
    with pytest.raises(MappingError) as refused:
        load(text)
    problem = next(p for p in refused.value.problems if says in str(p.what))
    assert (problem.line, problem.column) == (line, column)
    assert str(problem.cure)


def test_a_bomb_is_refused_before_it_is_read():
    laughs = "a: &a [x,x]\n" + "".join(f"b{n}: [*a,*a]\n" for n in range(9))
    with pytest.raises(MappingError, match="Anchors"):
        load(laughs)
    with pytest.raises(MappingError, match="letters"):
        load("#" * 8_000_001)
