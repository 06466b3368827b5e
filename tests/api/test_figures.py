"""From a file of tickets to the tickets behind a figure, through the interface alone."""

import csv
import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.program import ROOT, Program, problem
from tests.cast import Cast
from trigpoint.jobs.worker import Worker

MAPPING = Path("docs/examples/mappings/servicenow.yaml").read_text(encoding="utf-8")
COLUMNS = (
    "number,incident_state,sys_mod_count,caller_id,opened_at,sys_updated_by,sys_updated_at,"
    "contact_type,location,category,subcategory,priority,assignment_group,assigned_to"
)
TICKETS = range(40)
#: Whoever comes back does so within 14 days; the newest ticket is of the 28th.
OLD_ENOUGH = [n for n in TICKETS if n % 28 + 1 <= 14]
OLD_AND_REOPENED = [n for n in OLD_ENOUGH if n % 4 == 0]


def export() -> bytes:
    """Return 40 incidents of four weeks; every fourth one was reopened."""
    lines = [COLUMNS]
    for n in TICKETS:
        day = f"{n % 28 + 1:02d}-10-2026"
        states = ["New", "Resolved"] + (["Active", "Resolved"] if n % 4 == 0 else [])
        lines += [
            f"INC{n:05d},{state},{seq},Caller {n},{day} 09:00,Agent 1,{day} {9 + seq}:30,"
            f"Phone,Porto,Order,Late,3 - Moderate,Group 1,Agent 1"
            for seq, state in enumerate(states)
        ]
    return "\n".join(lines).encode()


def work(program: Program) -> None:
    """Let the worker do all that is waiting."""

    def done() -> bool:
        jobs = program.get("/jobs").json()["items"]
        return all(job["state"] in {"done", "dead"} for job in jobs)

    Worker().run_until(done)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.asks("imports.start", "measures.tickets", "measures.export", "measures.figures")
@pytest.mark.req("MEASURE-1", via="api")
@pytest.mark.req("MEASURE-4", "MEASURE-5", via="api")
def test_a_file_becomes_figures_with_the_tickets_behind_them(
    cast: Cast, tmp_path: Path, settings: LazySettings
):
    settings.TRIGPOINT_DATA = tmp_path
    dara = Program(cast.dara)
    file = SimpleUploadedFile("incidents.csv", export())
    sent = dara.client.post(
        f"{ROOT}/imports",
        {"file": file, "mapping": MAPPING, "source": "desk"},
        headers={"Authorization": f"Bearer {dara.text}"},
    )
    assert sent.status_code == 201, sent.content
    work(dara)
    run = dara.get(f"/imports/{sent.json()['id']}").json()
    assert (run["state"], run["problem_count"]) == ("done", 0), run

    made = dara.post("/measures", {"kpi": "reopen_rate", "window_weeks": 8, "pinned": True})
    assert made.status_code == 201, made.content
    work(dara)
    page = dara.get(f"/measures/{made.json()['measure']['id']}?grain=month").json()
    [october] = [f for f in page["series"] if f["start"] == "2026-10-01"]
    assert (october["numerator"], october["n"]) == (len(OLD_AND_REOPENED), len(OLD_ENOUGH))
    assert october["low"] < october["value"] < october["high"]

    address = f"/measures/{page['measure']['id']}/tickets?start=2026-10-01&grain=month"
    behind = dara.get(address).json()
    assert behind["counted"] == len(OLD_ENOUGH)
    assert {row["reason"] for row in behind["rows"]}
    told = {tally["code"]: tally["n"] for tally in behind["counts"] if tally["counts"]}
    assert told["came_back"] == len(OLD_AND_REOPENED)
    assert sum(told.values()) == behind["counted"]
    file = dara.get(address.replace("/tickets", "/tickets.csv"))
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    body = b"".join(file.streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(body)))
    assert len(lines) == behind["total"]
    assert sum(line["counts"] == "yes" for line in lines) == behind["counted"]
    assert {line["why"] for line in lines} == {tally["reason"] for tally in behind["counts"]}

    days = "start=2026-10-01&last=2026-10-31&grain=whole"
    [cell] = dara.get(f"/kpis/reopen_rate/figures?{days}").json()["items"]
    assert cell["value"] == october["value"]
    by_queue = dara.get(f"/kpis/full_resolution_time/figures?{days}&by=queue&setting=quantile:p90")
    assert by_queue.json()["items"][0]["name"] == "Group 1"

    for hidden in (address, address.replace("/tickets", "/tickets.csv")):
        assert problem(Program(cast.olga).get(hidden)) == (404, "not-there")
    lent = Program(cast.pat)
    assert problem(lent.get(f"/kpis/reopen_rate/figures?{days}")) == (403, "not-allowed")
    more = {"file": SimpleUploadedFile("more.csv", export()), "mapping": MAPPING, "source": "desk"}
    headers = {"Authorization": f"Bearer {lent.text}"}
    assert problem(lent.client.post(f"{ROOT}/imports", more, headers=headers))[0] == 403
    undone = dara.post(f"/imports/{run['id']}/undo")
    assert undone.json()["state"] == "undoing"
    work(dara)
    assert dara.get(f"/imports/{run['id']}").json()["state"] == "undone"


def test_the_catalogue_says_what_each_kpi_means(ana: Program):
    known = {kpi["key"]: kpi for kpi in ana.get("/kpis").json()}
    assert known["reopen_rate"]["meaning"]
    assert ana.get("/kpis/reopen_rate").json() == known["reopen_rate"]
    assert problem(ana.get("/kpis/nothing_of_the_kind"))[0] in {404, 422}


def test_a_figure_about_somebody_else_is_not_mine_to_dispute(ana: Program, dara: Program):
    made = dara.post("/measures", {"kpi": "reopen_rate"}).json()["measure"]["id"]
    words = {"start": "2026-10-01", "words": "I was on leave."}
    assert problem(ana.post(f"/measures/{made}/disputes", words)) == (403, "not-allowed")


@pytest.mark.asks("imports.guessed")
@pytest.mark.req("MEASURE-1", via="api")
def test_a_file_is_guessed_and_the_guess_brings_it_in(dara: Program, ana: Program):
    file = SimpleUploadedFile("incidents.csv", export())
    headers = {"Authorization": f"Bearer {dara.text}"}
    found = dara.client.post(f"{ROOT}/imports/guess", {"file": file}, headers=headers)
    assert found.status_code == 200, found.content
    draft = found.json()
    assert (draft["shape"], draft["missing"], draft["rows"]) == ("state", [], 100)
    assert draft["fitting"] == 100
    assert "shape: state" in draft["mapping"]
    roles = {column["name"]: column["role"] for column in draft["columns"]}
    assert (roles["number"], roles["sys_updated_at"]) == ("ticket", "at")
    headers = {"Authorization": f"Bearer {ana.text}"}
    file.seek(0)
    refused = ana.client.post(f"{ROOT}/imports/guess", {"file": file}, headers=headers)
    assert problem(refused)[0] == 403
