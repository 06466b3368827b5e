"""Mappings in YAML: what they may say, and messages with line, key and cure."""

from pathlib import Path

import pytest

from tests.connectors.tables import STATE
from trigpoint.connectors.files import MappingError, Shape, Source, load_mapping
from trigpoint.connectors.files.mapping import ROLES
from trigpoint.tickets.records import Category

EXAMPLES = sorted(Path("docs/examples/mappings").glob("*.yaml"))


def complaints(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(MappingError) as caught:
        load_mapping(text)
    assert all(str(problem.cure) for problem in caught.value.problems)
    return [(p.line, p.key, f"{p.what} {p.cure}") for p in caught.value.problems]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_valid(path: Path) -> None:
    assert load_mapping(path.read_text("utf-8")).name


def test_there_is_an_example_of_every_shape() -> None:
    assert {load_mapping(path.read_text("utf-8")).shape for path in EXAMPLES} == set(Shape)


def test_a_mapping_without_a_shape_or_columns_says_both() -> None:
    found = complaints("name: nothing")
    assert any("what a row is" in text for _line, _key, text in found)
    assert any("“ticket” is needed" in text for _line, _key, text in found)


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "said"),
    [
        ("shape: state", "shape: stat", 2, "shape", "Did you mean “state”?"),
        ("zone: Europe/Lisbon", "zone: Lisboa", 3, "dates.zone", "no time zone “Lisboa”"),
        ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %Q", 3, "dates.formats", "“%Q”"),
        ("%Y-%m-%d %H:%M:%S", "%H:%M", 3, "dates.formats", "lacks the day"),
        ("ticket: case, ", "", 4, "columns", "“ticket” is needed"),
        ("assignee: who", "asignee: who", 4, "columns.asignee", "Did you mean “assignee”?"),
        ("assignee: who", "subject: who", 4, "columns.subject", "means nothing here"),
        (
            "ticket: case",
            "ticket: {column: case, value: x}",
            4,
            "columns.ticket",
            "name of a column",
        ),
        ("ticket: case", "ticket: {colum: case}", 4, "columns.ticket.colum", "“column”"),
        ("Done: solved", "Done: resolved", 5, "statuses.Done", "Did you mean “solved”?"),
        ("Done: solved", "Done: solved, DONE: closed", 5, "statuses.DONE", "twice"),
        ("Done: solved", "Done: solved, Done: closed", 5, "statuses.Done", "twice"),
    ],
)
def test_a_mistake_is_named_with_line_key_and_cure(
    old: str, new: str, line: int, key: str, said: str
) -> None:
    found = complaints(STATE.replace(old, new))
    assert any((at, where) == (line, key) and said in text for at, where, text in found), found


def test_all_mistakes_are_named_at_once() -> None:
    text = STATE.replace("Lisbon", "Lisbonne").replace("Done: solved", "Done: fixed")
    assert {key for _line, key, _text in complaints(text)} == {"dates.zone", "statuses.Done"}


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("{encoding: klingon}", "file.encoding"),
        ("{encoding: base64}", "file.encoding"),
        ("{encoding: idna}", "file.encoding"),
        ("{encoding: unicode_escape}", "file.encoding"),
        ("{delimiter: ab}", "file.delimiter"),
        ("{delimiter: a}", "file.delimiter"),
        ("{colour: red}", "file.colour"),
        ("nothing", "file"),
    ],
)
def test_a_mistake_about_the_file_is_named(file: str, key: str) -> None:
    assert key in {where for _line, where, _text in complaints(f"{STATE}\nfile: {file}")}


def test_text_that_is_no_yaml_is_named_by_its_line() -> None:
    assert complaints("shape: state\ncolumns: {ticket: [}")[0][0] == 2


@pytest.mark.parametrize("word", ["No", "on", "1", "1.0", "null", "~", "2026-01-01"])
def test_a_status_word_stays_the_word_that_is_in_the_file(word: str) -> None:
    mapping = load_mapping(STATE.replace("New: new", f"{word}: new"))
    assert mapping.statuses[word.casefold()] is Category.NEW


def test_words_are_compared_whatever_their_case_and_spaces() -> None:
    mapping = load_mapping(STATE.replace("New: new", "'  Not   NEW ': open"))
    assert mapping.statuses["not new"] is Category.OPEN


def test_a_column_can_be_joined_hashed_constant_or_split() -> None:
    mapping = load_mapping(
        STATE.replace("ticket: case", "ticket: [site, case]")
        .replace("assignee: who", "assignee: {column: who, hash: true}")
        .replace("queue: team", "queue: {value: Desk}, tags: {column: labels, split: ';'}")
    )
    assert mapping.columns["ticket"] == Source(("site", "case"))
    assert mapping.columns["assignee"] == Source(("who",), hashed=True)
    assert mapping.columns["queue"] == Source(value="Desk")
    assert mapping.columns["tags"] == Source(("labels",), split=";")


def test_custom_fields_and_due_times_are_named_one_by_one() -> None:
    text = STATE.replace(
        "queue: team", "queue: team, custom: {site: Location}, due: {resolution: due}"
    )
    assert load_mapping(text).columns["custom.site"] == Source(("Location",))
    assert load_mapping(text).columns["due.resolution"] == Source(("due",))


def test_status_words_are_demanded_where_a_status_is_mapped() -> None:
    text = STATE[: STATE.index("statuses:")]
    assert any("“statuses” is missing" in said for _line, _key, said in complaints(text))


def test_the_scale_of_a_survey_has_to_make_sense() -> None:
    text = (
        "shape: survey\ncolumns: {rating: a, score: b, sent_at: c}\n"
        "survey: {kind: nps, lowest: 10, highest: 0}"
    )
    assert complaints(text)[0][1] == "survey"


def test_every_role_of_every_shape_is_documented() -> None:
    page = Path("docs/reference/mapping.md").read_text("utf-8")
    for shape, roles in ROLES.items():
        section = page.split(f"### `{shape.value}`")[1].split("\n### ")[0]
        for role in roles:
            assert f"`{role}`" in section, f"{role} of {shape.value} is not in docs/reference"
