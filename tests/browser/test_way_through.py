"""The whole way: from log-in to the tickets behind my number, and back to why it matters."""

import re

import pytest

from tests.browser.conftest import Visitor

WORKER = 240_000
"""Milliseconds for the worker, who may have other work before this."""


@pytest.mark.req("GRAPH-3", "PYRAMID-4", via="web")
def test_an_agent_sees_why_their_work_matters_right_after_logging_in(visitor: Visitor):
    page = visitor.log_in("ana.costa")
    assert page.get_by_role("heading", name="Why my work matters").is_visible()
    sight = page.locator("section", has=page.locator("#sight-title"))
    assert "The support team people tell their friends about." in sight.inner_text()
    # What to do next stands above the fold of a laptop.
    box = page.get_by_text("What to do next").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 900


@pytest.mark.req("MEASURE-4", "MEASURE-5", "BEYOND-1", via="web")
def test_the_number_on_my_goal_leads_to_its_tickets_with_the_reason_each_counts(visitor: Visitor):
    page = visitor.log_in("ana.costa")
    link = page.get_by_role("link", name=re.compile(r"See the [\d,]+ tickets")).first
    said = int(re.sub(r"\D", "", link.inner_text()))
    link.click()
    page.wait_for_url(re.compile(r"/m/.*#tickets"))
    heading = page.locator("#tickets h2").inner_text()
    assert f"{said} count" in heading
    first = page.locator("#tickets tbody tr").first
    assert "Counts" in first.inner_text()
    assert page.get_by_role("heading", name="What it means").is_visible()


@pytest.mark.req("GRAPH-1", "GRAPH-4", via="web")
def test_a_lead_writes_a_goal_sets_a_target_and_reads_it_back(visitor: Visitor):
    page = visitor.log_in("tuan.nguyen")
    visitor.go("/goals/new/")
    page.get_by_label("What is to be reached").fill("Fewer tickets come back")
    page.get_by_label("Why", exact=True).fill("A reopened ticket is a promise not kept.")
    page.get_by_label("Whose goal").select_option(label="Orders & delivery")
    page.get_by_label("Which goal it carries").select_option(label="Right person, first touch")
    page.get_by_label("How it helps the goal above").fill("What is right stays closed.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/g/"))
    assert "Right person, first touch" in page.locator("#links").inner_text()
    page.get_by_role("link", name="Set a target").click()
    page.get_by_label("What to do").select_option("lower")
    measure = page.get_by_label("Which number shows it")
    measure.select_option(index=1)
    chosen = measure.input_value()
    page.get_by_role("button", name="Save").click()
    # Nothing typed is lost, and each missing part says what it needs.
    assert page.get_by_text("Not saved yet. What you wrote is still here.").is_visible()
    assert page.get_by_label("Which number shows it").input_value() == chosen
    page.get_by_label("From", exact=True).fill("50")
    page.get_by_label("To", exact=True).fill("20")
    page.get_by_label("By", exact=True).fill("2027-06-30")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/g/[a-z0-9]+/(#.*)?$"))
    assert "or less" in page.locator(".whatwhyhow").inner_text()


@pytest.mark.req("GRAPH-1", via="web")
def test_a_lead_changes_several_goals_at_once_with_the_keyboard(visitor: Visitor):
    page = visitor.log_in("tuan.nguyen")
    visitor.go("/goals/?words=Fewer+tickets+come+back")
    bar = page.locator(".savebar.chosen")
    assert not bar.is_visible()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert bar.is_visible()
    bar.get_by_label("State").select_option("retired")
    bar.get_by_role("button", name="Change them").click()
    page.get_by_text("1 goal changed.").wait_for()
    assert "Retired" in page.locator("tbody").inner_text()
    page.get_by_text("Keep this view").click()
    page.get_by_placeholder("Name of the view").fill("Tickets that come back")
    page.get_by_role("button", name="Keep it").click()
    assert page.get_by_role("link", name="Tickets that come back").is_visible()


@pytest.mark.req("LOOP-1", via="web")
def test_a_check_in_takes_two_actions(visitor: Visitor):
    page = visitor.log_in("ana.costa")
    form = page.locator(".checkin")
    # A status stands there already only where the whole range decides; else the form says so.
    open_to_me = form.get_by_text("Nothing is chosen for you").count() == 1
    assert form.locator("input[type=radio]:checked").count() == (0 if open_to_me else 1)
    form.get_by_text("At risk").click()
    form.get_by_role("button", name="Send").click()
    page.wait_for_url(visitor.site.url("/"))
    assert "You said at risk" in page.locator(".home-checkin").inner_text()


@pytest.mark.req("MEASURE-1", via="web")
def test_an_administrator_tries_a_file_out_brings_it_in_and_takes_it_out(
    visitor: Visitor, tmp_path
):
    file = tmp_path / "few.csv"
    file.write_text(
        "number,state,updated,opened,group,agent\n"
        "T1,New,01-06-2026 10:00,01-06-2026 10:00,Desk,\n"
        "T1,Resolved,01-06-2026 12:00,01-06-2026 10:00,Desk,bea\n"
    )
    mapping = tmp_path / "few.yaml"
    mapping.write_text(
        "name: few\nshape: state\n"
        "dates:\n  formats: ['%d-%m-%Y %H:%M']\n  zone: UTC\n"
        "columns:\n  ticket: number\n  at: updated\n  status: state\n  created_at: opened\n"
        "  queue: group\n  assignee: agent\n"
        "statuses:\n  New: new\n  Resolved: solved\n"
    )
    page = visitor.log_in("dara.kelly")
    visitor.go("/settings/imports/")
    page.get_by_label("File (CSV, XLSX or Parquet)").set_input_files(file)
    page.get_by_label("Mapping (YAML)").set_input_files(mapping)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Bring it in").click(timeout=WORKER)
    out = page.get_by_role("button", name="Take it out again")
    out.wait_for(timeout=WORKER)
    out.click(timeout=WORKER)
    page.get_by_text("Taken out").first.wait_for(timeout=WORKER)


@pytest.mark.req("MEASURE-1", via="web")
def test_a_file_that_nobody_described_shows_the_guess_and_a_bad_one_line_column_and_cure(
    visitor: Visitor, tmp_path
):
    rows = [
        "number,state,updated,opened,group,agent",
        *(
            f"T{n},{state},{n:02}-06-2026 {hour}:00,{n:02}-06-2026 10:00,Desk,bea"
            for n in range(1, 25)
            for hour, state in ((10, "New"), (12, "Resolved"))
        ),
        "T25,New,31-06-2026 10:00,01-06-2026 10:00,Desk,bea",
    ]
    file = tmp_path / "bad.csv"
    file.write_text("\n".join(rows) + "\n")
    page = visitor.log_in("dara.kelly")
    visitor.go("/settings/imports/")
    page.get_by_label("File (CSV, XLSX or Parquet)").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="Columns of your file, and what they become").wait_for()
    columns = page.locator("table").first.inner_text()
    assert "Ticket number" in columns
    assert "Sure" in columns
    assert page.get_by_text("lines 2, 3").is_visible()
    # What was guessed wrong is corrected in its place.
    page.get_by_text("Write the recipe by hand (YAML)").click()
    mapping = page.get_by_label("The mapping (YAML)")
    mapping.fill(mapping.input_value().replace("at: opened", "at: updated"))
    page.get_by_role("button", name="Try this recipe out").click()
    problem = page.locator("table tbody tr").first
    page.get_by_text("Not brought in").first.wait_for(timeout=WORKER)
    refused = problem.inner_text()
    assert "50" in refused
    assert "updated" in refused
    assert "31-06-2026 10:00" in refused
    assert "Correct it in the source" in refused


@pytest.mark.req("PLATFORM-2", via="web")
def test_what_one_may_not_see_answers_like_what_does_not_exist(visitor: Visitor):
    page = visitor.log_in("ana.costa")
    unknown = page.request.get(visitor.site.url("/settings/imports/0000000000000/"))
    assert unknown.status == 404
    assert page.request.get(visitor.site.url("/g/0000000000000/")).status == 404
