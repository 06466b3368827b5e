"""The opening hours that the help desk tells are those by which its tickets were worked on."""

import numpy as np

from trigpoint.connectors.schedules import load_schedules
from trigpoint.demo.calendars import Calendar
from trigpoint.demo.files import BOT
from trigpoint.demo.help_desk import hours_file, reference
from trigpoint.demo.ledger import Kind
from trigpoint.demo.opening import DESK_HOURS, opening_hours
from trigpoint.demo.simulation import Simulation
from trigpoint.demo.topics import DESK_NAMES, Desk
from trigpoint.tickets.records import Account, Author, Queue, QueueHours, Schedule


def test_every_queue_has_a_schedule_in_one_of_two_zones(small: Simulation) -> None:
    told = list(reference(small.timeline))
    schedules = {record.schedule: record for record in told if isinstance(record, Schedule)}
    hours = {record.queue: record.schedule for record in told if isinstance(record, QueueHours)}
    assert {record.queue for record in told if isinstance(record, Queue)} == set(DESK_NAMES)
    assert set(hours) == set(DESK_NAMES)
    assert set(hours.values()) == set(schedules)
    assert {schedule.zone for schedule in schedules.values()} == {
        "Europe/Lisbon",
        "America/Toronto",
    }
    assert any(opening.first for opening in schedules["lisbon"].openings)


def test_the_file_of_opening_hours_says_the_same(small: Simulation) -> None:
    timeline = small.timeline
    told = [r for r in reference(timeline) if isinstance(r, Schedule)]
    written = load_schedules(hours_file(timeline), timeline.end)
    assert [r for r in written if isinstance(r, Schedule)] == told
    assert {r.queue: r.schedule for r in written if isinstance(r, QueueHours)} == {
        r.queue: r.schedule for r in reference(timeline) if isinstance(r, QueueHours)
    }


def test_agents_have_names_and_the_automatic_reply_is_no_agent(small: Simulation) -> None:
    accounts = [r for r in reference(small.timeline) if isinstance(r, Account)]
    assert len(accounts) == 61
    assert [a.account for a in accounts if a.author is Author.BOT] == [BOT]


def test_tickets_are_taken_in_opening_hours(full: Simulation) -> None:
    timeline, events = full.timeline, full.events
    calendars = {
        hours.key: Calendar(hours, timeline.first_day, timeline.last_day)
        for hours in opening_hours(timeline)
    }
    taken = np.flatnonzero((events.kind == Kind.ASSIGNEE) & (events.actor == events.agent))
    for desk in Desk:
        calendar = calendars[DESK_HOURS[desk]]
        moments = events.at[taken[events.desk[taken] == desk]]
        slot = np.searchsorted(calendar.starts, moments, "right") - 1
        assert (slot >= 0).all()
        assert (moments <= calendar.ends[slot]).all()
