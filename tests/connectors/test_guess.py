"""The import assistant's guesses: right where the file decides, a question where it does not."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.connectors.tables import as_csv, as_parquet, as_xlsx, text_file
from trigpoint.connectors.files import (
    Choices,
    MappingDraft,
    Shape,
    Sure,
    Survey,
    check,
    dump_mapping,
    first_tickets,
    guess,
    load_mapping,
)
from trigpoint.tickets.beside import Doing
from trigpoint.tickets.records import Category, Snapshot

CASES = ("case_no", "changed_at", "state", "queue", "handled_by", "prio", "via", "topic_tags",
         "reopen_flag", "sat", "ts_2", "cust_id", "subject")  # fmt: skip
CASE_ROWS = [
    (f"C-{20411 + n // 3}", f"{13 + n // 3}/10/2026 08:{10 + n}", ("New", "In work", "Done")[n % 3],
     "ORD-CLAIMS", "acosta" if n % 3 else "", "P2", "mail", "claim;carrier", "0", "5",
     f"{13 + n // 3}/10/2026 09:31", "88213", "Where is my parcel? I have been waiting for weeks.")
    for n in range(12)
]  # fmt: skip


def roles(draft: MappingDraft) -> dict[str, str | None]:
    return {column.name: column.role for column in draft.columns}


@pytest.fixture
def cases(tmp_path: Path) -> MappingDraft:
    return guess(as_csv(tmp_path / "cases.csv", CASES, CASE_ROWS), zone="Europe/Lisbon")


def test_the_columns_of_an_export_are_recognised(cases: MappingDraft) -> None:
    assert roles(cases) == {
        "case_no": "ticket",
        "changed_at": "at",
        "state": "status",
        "queue": "queue",
        "handled_by": "assignee",
        "prio": "priority",
        "via": "channel",
        "topic_tags": "tags",
        "reopen_flag": None,
        "sat": "score",
        "ts_2": None,
        "cust_id": "requester",
        "subject": None,
    }
    assert cases.mapping is not None
    assert cases.mapping.columns["tags"].split == ";"


def test_the_shape_the_dates_and_the_zone_come_with_their_reason(cases: MappingDraft) -> None:
    assert (cases.shape, cases.shape_sure) == (Shape.STATE, Sure.SURE)
    assert "3.0 times" in str(cases.shape_why)
    assert (cases.formats, cases.formats_sure) == (("%d/%m/%Y %H:%M",), Sure.SURE)
    assert "13/10/2026 08:10" in str(cases.formats_why)
    assert (cases.zone, cases.zone_sure) == ("Europe/Lisbon", Sure.LIKELY)


def test_text_of_customers_is_not_even_shown(cases: MappingDraft) -> None:
    [subject] = [column for column in cases.columns if column.name == "subject"]
    assert (subject.values, subject.sure) == ((), Sure.DROPPED)
    assert "parcel" not in repr(cases)


def test_status_words_are_matched_and_unknown_ones_are_asked(tmp_path: Path) -> None:
    rows = [(*row[:2], "Xyzzy" if n == 4 else row[2], *row[3:]) for n, row in enumerate(CASE_ROWS)]
    path = as_csv(tmp_path / "a.csv", CASES, rows)
    draft = guess(path)
    found = {word.word: (word.category, word.sure) for word in draft.statuses}
    assert found == {
        "New": (Category.NEW, Sure.SURE),
        "In work": (Category.OPEN, Sure.SURE),
        "Done": (Category.SOLVED, Sure.SURE),
        "Xyzzy": (None, Sure.CHOOSE),
    }
    assert draft.mapping is not None
    assert check(path, draft.mapping).refused == 1


def test_the_first_tickets_are_shown_as_they_would_become(
    cases: MappingDraft, tmp_path: Path
) -> None:
    assert [(t.ticket, t.lines) for t in cases.first] == [
        ("C-20411", (2, 3, 4)),
        ("C-20412", (5, 6, 7)),
        ("C-20413", (8, 9, 10)),
    ]
    states = [r.category.value for r in cases.first[0].records if isinstance(r, Snapshot)]
    assert states == ["new", "open", "solved"]
    assert cases.mapping is not None
    [fourth] = first_tickets(tmp_path / "cases.csv", cases.mapping, skip=3)
    assert fourth.ticket == "C-20414"


def test_the_draft_is_a_mapping_that_fits_and_can_be_kept_as_a_recipe(
    cases: MappingDraft, tmp_path: Path
) -> None:
    assert cases.mapping is not None
    assert check(tmp_path / "cases.csv", cases.mapping).fits
    assert load_mapping(dump_mapping(cases.mapping)) == cases.mapping


@pytest.mark.parametrize("path", sorted(Path("docs/examples/mappings").glob("*.yaml")), ids=str)
def test_every_example_survives_being_written_again(path: Path) -> None:
    mapping = load_mapping(path.read_text("utf-8"))
    assert load_mapping(dump_mapping(mapping)) == mapping


def test_a_second_time_that_follows_the_opening_is_a_question(tmp_path: Path) -> None:
    header = ("number", "opened_at", "ts_2", "status")
    rows = [(f"T{n}", f"2026-07-{n:02} 08:00", f"2026-07-{n:02} 09:00", "New") for n in range(1, 9)]
    draft = guess(as_csv(tmp_path / "a.csv", header, rows))
    assert draft.shape is Shape.TICKET
    [asked] = [column for column in draft.columns if column.sure is Sure.CHOOSE]
    assert asked.name == "ts_2"
    assert "8 of 8" in str(asked.why)


def test_a_column_whose_name_fits_and_whose_values_do_not_is_asked_about(tmp_path: Path) -> None:
    rows = [("T1", "2026-07-01 08:00"), ("T2", "the day before"), ("T3", "2026-07-03 08:00")]
    draft = guess(as_csv(tmp_path / "a.csv", ("ticket", "opened"), rows))
    [asked] = [column for column in draft.columns if column.sure is Sure.CHOOSE]
    assert asked.name == "opened"
    assert "not all of its values" in str(asked.why)


def test_dates_that_could_be_read_both_ways_are_likely_and_never_sure(tmp_path: Path) -> None:
    rows = [(f"T{n}", f"0{n}/07/2026", "New") for n in range(1, 8)]
    draft = guess(as_csv(tmp_path / "a.csv", ("ticket", "opened", "status"), rows))
    assert draft.formats == ("%d/%m/%Y",)
    assert draft.formats_sure is Sure.LIKELY


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2026-07-01T08:00:00Z", "iso"),
        ("01.07.2026 08:00", "%d.%m.%Y %H:%M"),
        ("7/25/2026 8:00 AM", "%m/%d/%Y %I:%M %p"),
        ("25-Jul-2026 08:00:00", "%d-%b-%Y %H:%M:%S"),
        ("1782892800", "epoch"),
        ("1782892800123", "epoch_ms"),
    ],
)
def test_the_way_times_are_written_is_found(tmp_path: Path, stamp: str, expected: str) -> None:
    path = text_file(tmp_path / "a.csv", f"ticket,created_at,status\nT1,{stamp},New\n")
    assert guess(path).formats == (expected,)


def test_times_with_an_offset_need_no_zone(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", "ticket,created_at\nT1,2026-07-01T08:00:00+02:00\n")
    assert guess(path).zone_sure is Sure.SURE


@pytest.mark.parametrize(
    ("header", "row", "shape"),
    [
        ("ticket_id,field_name,value,updated", "1,status,open,2026-07-01 08:00", Shape.CHANGE),
        ("ticket_id,created,public,author_role", "1,2026-07-01 08:00,true,agent", Shape.MESSAGE),
        ("response_id,sent_at,score,ticket", "1,2026-07-01 08:00,9,7", Shape.SURVEY),
        ("id,created_at,status,closed_at", "1,2026-07-01 08:00,closed,", Shape.TICKET),
        ("review,review date,agent,score,max score", "1,2026-07-01 08:00,kim,80,90", Shape.REVIEW),
    ],
)
def test_each_shape_is_recognised(tmp_path: Path, header: str, row: str, shape: Shape) -> None:
    draft = guess(text_file(tmp_path / "a.csv", f"{header}\n{row}\n"))
    assert (draft.shape, draft.missing) == (shape, ())
    assert draft.mapping is not None
    assert check(tmp_path / "a.csv", draft.mapping).fits


STATES = ("agent_id", "agent_state", "start_time", "end_time", "queue")
STATE_ROWS = [
    (
        "kim",
        word,
        f"2026-11-02 {8 + n // 2:02}:{n % 2 * 30:02}",
        f"2026-11-02 {9 + n // 2:02}:00",
        "",
    )
    for n, word in enumerate(["Ready", "Talking", "After-call work", "Not ready - Break", "Xyzzy"])
]


@pytest.mark.req("MEASURE-1", via="core")
def test_agents_states_of_workforce_management_are_recognised_word_by_word(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "states.csv", STATES, STATE_ROWS)
    draft = guess(path)
    assert (draft.shape, draft.missing, draft.doing) == (Shape.WORK, (), None)
    assert roles(draft) | {"queue": None} == {
        "agent_id": "assignee",
        "agent_state": "doing",
        "start_time": "started_at",
        "end_time": "ended_at",
        "queue": None,
    }
    assert dict(draft.doings) == {
        "Ready": "available",
        "Talking": "handling",
        "After-call work": "handling",
        "Not ready - Break": "away",
        "Xyzzy": "",
    }
    assert draft.mapping is not None
    assert check(path, draft.mapping).refused == 1
    chosen = guess(path, choices=Choices(doings={"Xyzzy": Doing.AWAY}))
    assert chosen.mapping is not None
    assert check(path, chosen.mapping).fits
    assert load_mapping(dump_mapping(chosen.mapping)) == chosen.mapping


@pytest.mark.req("MEASURE-1", via="core")
def test_a_file_of_shifts_without_a_word_for_them_counts_every_row_as_a_shift(
    tmp_path: Path,
) -> None:
    header = ("employee", "shift_start", "shift_end")
    rows = [("kim", f"2026-11-0{n} 08:00", f"2026-11-0{n} 16:00") for n in range(2, 7)]
    path = as_csv(tmp_path / "shifts.csv", header, rows)
    draft = guess(path)
    assert (draft.shape, draft.doing, draft.missing) == (Shape.WORK, Doing.SHIFT, ())
    assert draft.mapping is not None
    report = check(path, draft.mapping)
    assert (report.fits, report.accounts) == (True, (("kim", 5),))
    away = guess(path, choices=Choices(doing=Doing.AWAY))
    assert away.mapping is not None
    assert away.mapping.columns["doing"].value == "away"


@pytest.mark.req("MEASURE-1", via="file")
def test_calls_are_recognised_by_their_begin_their_end_and_the_phone(tmp_path: Path) -> None:
    header = ("Call ID", "Queue", "Offered at", "Answered at", "Ended at", "Agent", "Talk time")
    rows = [
        (f"c{n}", "Hotline", f"2026-10-13 08:{10 + n}:00", f"2026-10-13 08:{10 + n}:20" if n % 4
         else "", f"2026-10-13 08:{11 + n}:00", "acosta" if n % 4 else "", "40" if n % 4 else "0")
        for n in range(12)
    ]  # fmt: skip
    draft = guess(as_csv(tmp_path / "calls.csv", header, rows))
    assert (draft.shape, draft.shape_sure, draft.missing) == (Shape.CALL, Sure.SURE, ())
    assert roles(draft) == {
        "Call ID": "call",
        "Queue": "queue",
        "Offered at": "offered_at",
        "Answered at": "answered_at",
        "Ended at": "ended_at",
        "Agent": "assignee",
        "Talk time": "talk",
    }
    assert draft.mapping is not None
    assert check(tmp_path / "calls.csv", draft.mapping).records == 12


@pytest.mark.req("MEASURE-1", via="file")
@pytest.mark.parametrize(
    ("names", "day", "clock", "form"),
    [
        (("Date", "Time"), "{}/10/2026", "08:{}", "%d/%m/%Y %H:%M"),
        (("Changed date", "Changed time"), "2026-10-{}", "08:{}:05", "iso"),
        (("Time", "Date"), "{}.10.2026", "08:{}:05", "%d.%m.%Y %H:%M:%S"),
    ],
)
def test_a_day_and_its_time_of_day_in_two_columns_are_one_time(
    tmp_path: Path, names: tuple[str, str], day: str, clock: str, form: str
) -> None:
    header = ("case_no", "state", *names)
    rows = []
    for n, row in enumerate(CASE_ROWS):
        pair = (day.format(13 + n // 3), clock.format(10 + n))
        rows.append((row[0], row[2], *(pair if "ate" in names[0] else pair[::-1])))
    path = as_csv(tmp_path / "apart.csv", header, rows)
    draft = guess(path, zone="Etc/UTC")
    assert (draft.missing, draft.twice) == ((), ())
    assert roles(draft) == {"case_no": "ticket", "state": "status", names[0]: "at", names[1]: "at"}
    assert draft.formats == (form,)
    assert draft.mapping is not None
    first, *_rest = draft.first[0].records
    assert isinstance(first, Snapshot)
    assert first.at % 86_400 // 60 == 8 * 60 + 10
    left = guess(path, choices=Choices(roles={next(n for n in names if "ime" in n): ""}))
    assert left.twice == ()


def test_tickets_with_a_begin_and_an_end_are_no_shifts(tmp_path: Path) -> None:
    rows = [(f"T{n}", "kim", "Open", f"2026-11-0{n} 08:00", f"2026-11-0{n} 16:00") for n in (2, 3)]
    header = ("ticket", "agent", "state", "start time", "end time")
    assert guess(as_csv(tmp_path / "a.csv", header, rows)).shape is Shape.TICKET


def test_a_shape_that_a_person_chose_is_kept_and_what_it_lacks_is_said(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", "ticket_id,created,public\n1,2026-07-01 08:00,true\n")
    draft = guess(path, shape=Shape.MESSAGE)
    assert draft.missing == ("author",)
    assert draft.mapping is None


def test_sheets_and_parquet_are_guessed_alike(tmp_path: Path, cases: MappingDraft) -> None:
    for path in (
        as_xlsx(tmp_path / "a.xlsx", CASES, CASE_ROWS),
        as_parquet(tmp_path / "a.parquet", CASES, CASE_ROWS),
    ):
        assert roles(guess(path)) == roles(cases)


def test_letters_of_another_encoding_are_recognised(tmp_path: Path) -> None:
    text = "ticket;opened;status;agent\nT1;2026-07-01;New;José\n"
    draft = guess(text_file(tmp_path / "a.csv", text, "cp1252"))
    assert draft.layout.encoding == "cp1252"
    assert draft.columns[3].values == ("José",)


def test_a_file_that_cannot_be_read_is_a_stated_problem(tmp_path: Path) -> None:
    draft = guess(text_file(tmp_path / "a.csv", ""))
    assert draft.problem is not None
    assert draft.mapping is None


def test_the_servicenow_log_is_guessed_as_its_example_says(shared_data: Path) -> None:
    draft = guess(shared_data / "servicenow_incidents" / "events.csv")
    example = load_mapping(Path("docs/examples/mappings/servicenow.yaml").read_text("utf-8"))
    assert draft.mapping is not None
    assert draft.mapping.statuses == example.statuses
    assert draft.mapping.nulls == example.nulls
    assert draft.mapping.formats == example.formats
    named = {role: s for role, s in draft.mapping.columns.items() if not role.startswith("custom")}
    assert named == {r: s for r, s in example.columns.items() if not r.startswith("custom")}


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(["id", "status", "created_at", "tags", "score", ""]), max_size=6),
    st.lists(st.lists(st.text(max_size=8), max_size=6), max_size=5),
)  # fmt: skip
def test_any_small_table_is_guessed_without_a_crash(
    header: list[str], rows: list[list[str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = as_csv(Path(folder, "a.csv"), header, rows)
        draft = guess(path)
        assert (draft.mapping is None) == bool(draft.missing or draft.problem)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return as_csv(tmp_path / "cases.csv", CASES, CASE_ROWS)


def test_what_a_person_chose_goes_over_the_guess_and_nothing_else_changes(path: Path) -> None:
    before = guess(path)
    chosen = {column.name: column.role or "" for column in before.columns}
    chosen |= {"ts_2": "first_replied_at", "cust_id": "", "reopen_flag": "custom.reopen_flag"}
    after = guess(path, choices=Choices(shape=Shape.STATE, roles=chosen, zone="Asia/Tokyo"))
    assert roles(after) == roles(before) | {
        "ts_2": "first_replied_at",
        "cust_id": None,
        "reopen_flag": "custom.reopen_flag",
    }
    changed = {column.name for column in after.columns if str(column.why) == "You chose it."}
    assert changed == {"ts_2", "cust_id", "reopen_flag"}
    assert (after.zone, after.zone_sure) == ("Asia/Tokyo", Sure.SURE)
    assert after.mapping is not None
    assert check(path, after.mapping).fits


def test_leaving_a_questionable_column_out_settles_the_question(path: Path) -> None:
    draft = guess(path, choices=Choices(shape=Shape.STATE, roles={"ts_2": ""}))
    assert next(c for c in draft.columns if c.name == "ts_2").sure is Sure.DROPPED


def test_a_word_of_the_file_means_what_a_person_says(path: Path) -> None:
    draft = guess(path, choices=Choices(statuses={"Done": Category.CLOSED, "New": None}))
    found = {word.word: word.category for word in draft.statuses}
    assert found == {"New": None, "In work": Category.OPEN, "Done": Category.CLOSED}
    assert draft.mapping is not None
    assert check(path, draft.mapping).refused == 4


def test_two_columns_cannot_be_the_same_and_it_is_said_which(path: Path) -> None:
    draft = guess(path, choices=Choices(shape=Shape.STATE, roles={"via": "queue"}))
    assert (draft.twice, draft.mapping) == (("queue",), None)


def test_a_shape_that_was_chosen_brings_its_own_columns(path: Path) -> None:
    draft = guess(path, choices=Choices(shape=Shape.TICKET, roles={"changed_at": "at"}))
    assert draft.shape is Shape.TICKET
    assert "at" not in roles(draft).values()
    assert draft.missing == ()


def test_the_scale_of_a_survey_can_be_chosen(tmp_path: Path) -> None:
    rows = [(n, f"2026-10-01 0{n}:00:00", 3) for n in range(9)]
    path = as_csv(tmp_path / "s.csv", ("response_id", "sent", "rating"), rows)
    draft = guess(path, choices=Choices(survey=Survey(lowest=1, highest=3)))
    assert draft.mapping is not None
    assert (draft.mapping.survey.lowest, draft.mapping.survey.highest) == (1, 3)


@pytest.mark.parametrize(
    ("name", "header"), [("issue", Shape.CHANGE), ("conversation", Shape.MESSAGE)]
)
def test_the_names_that_help_desks_give_their_tickets_are_known(
    tmp_path: Path, name: str, header: Shape
) -> None:
    more = {
        Shape.CHANGE: ("field", "old value", "new value"),
        Shape.MESSAGE: ("sender_type", "is_public", "body"),
    }[header]
    cells = {Shape.CHANGE: ("status", "New", "Done"), Shape.MESSAGE: ("agent", "true", "text")}
    rows = [(f"T{n % 3}", f"2026-10-01 0{n}:00:00", *cells[header]) for n in range(9)]
    draft = guess(as_csv(tmp_path / "a.csv", (name, "timestamp", *more), rows))
    assert (draft.shape, draft.missing) == (header, ())


def test_a_quick_look_reads_no_further_than_it_was_told(path: Path) -> None:
    draft = guess(path)
    assert draft.mapping is not None
    assert check(path, draft.mapping, most=5).rows == 5


@pytest.mark.parametrize("comments", [True, False])
def test_what_customers_wrote_is_read_only_where_comments_are_kept(tmp_path, comments):
    rows = "".join(f"{n},{n},2026-11-0{n}T09:00:00Z,5,They were kind to me\n" for n in range(1, 9))
    path = tmp_path / "survey.csv"
    path.write_text("response id,ticket id,survey sent at,csat score,comment\n" + rows)
    draft = guess(path, comments=comments)
    said = next(column for column in draft.columns if column.name == "comment")
    assert draft.shape is Shape.SURVEY
    assert said.values == ()
    assert said.role == ("comment" if comments else None)
    assert ("in the settings" in str(said.why)) is not comments
