"""Making the demo: simulate, write the files, fill in the organisation, hand the files in.

The work is done in three strides, because the files go in through the ordinary import, which the
worker does: `begin`, then the worker until nothing is left to do, then `finish`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trigpoint.demo import files, help_desk, truth
from trigpoint.demo import organisation as ours
from trigpoint.demo.figures import Figures
from trigpoint.demo.fill_adoption import fill_adoption
from trigpoint.demo.fill_announcements import fill_announcements
from trigpoint.demo.fill_briefings import fill_briefings
from trigpoint.demo.fill_changes import fill_changes
from trigpoint.demo.fill_closings import fill_closings
from trigpoint.demo.fill_everyday import fill_everyday
from trigpoint.demo.fill_experiments import fill_experiments
from trigpoint.demo.fill_goals import fill_goals
from trigpoint.demo.fill_knowledge import fill_knowledge
from trigpoint.demo.fill_ladders import fill_ladders
from trigpoint.demo.fill_last_words import fill_last_words
from trigpoint.demo.fill_maps import fill_maps, publish_map
from trigpoint.demo.fill_meetings import fill_meetings
from trigpoint.demo.fill_mentors import fill_mentors
from trigpoint.demo.fill_patterns import fill_patterns
from trigpoint.demo.fill_people import Filled, fill_people
from trigpoint.demo.fill_pitfalls import fill_pitfalls
from trigpoint.demo.fill_plans import fill_plans, watched
from trigpoint.demo.fill_pulse import fill_pulse
from trigpoint.demo.fill_review_papers import fill_review_papers
from trigpoint.demo.fill_signals import fill_signals
from trigpoint.demo.fill_story import fill_story
from trigpoint.demo.fill_talks import fill_talks
from trigpoint.demo.fill_targets import fill_targets
from trigpoint.demo.fill_trainings import fill_trainings
from trigpoint.demo.fill_voices import fill_voices
from trigpoint.demo.fill_weekly_numbers import fill_weekly_numbers
from trigpoint.demo.people import PEOPLE
from trigpoint.demo.simulation import FULL_TICKETS, Simulation, simulate
from trigpoint.services.helpdesks import accounts, imports, schedules
from trigpoint.services.insight import pattern_search
from trigpoint.services.measures import readings
from trigpoint.services.plans import warning_signs

SOURCE = "northwind-desk"
SOURCE_NAME = "Northwind help desk"


@dataclass(frozen=True)
class Begun:
    """The demo while its files wait to be imported: `runs` are the public ids of the imports."""

    simulation: Simulation
    filled: Filled
    runs: tuple[str, ...]


@dataclass(frozen=True)
class LogIn:
    """Somebody who can log in to the demo."""

    name: str
    title: str
    email: str
    password: str


def begin(end: int, folder: Path, *, seed: int = 1, tickets: int = FULL_TICKETS) -> Begun:
    """Simulate up to `end` (seconds since 1970 UTC), write files and truth.json, fill, hand in."""
    simulation = simulate(end, seed=seed, tickets=tickets)
    written = files.write(simulation, folder)
    truth.write(simulation, folder / "truth.json")
    filled = fill_people(simulation.timeline)
    fill_goals(filled)
    fill_closings(filled)
    fill_voices(filled)
    fill_everyday(filled)
    fill_pulse(filled)
    fill_meetings(filled)
    fill_mentors(filled)
    fill_talks(filled)
    fill_review_papers(filled)
    fill_knowledge(filled)
    fill_adoption(filled)
    fill_announcements(filled)
    fill_signals(filled)
    fill_maps(filled)
    hours = help_desk.hours_file(simulation.timeline)
    (folder / "opening-hours.yaml").write_text(hours, encoding="utf-8")
    schedules.start(filled.program(), hours, SOURCE, SOURCE_NAME)
    return Begun(simulation, filled, tuple(_hand_in(filled, file) for file in written))


def finish(begun: Begun) -> int:
    """Tie accounts to people, set targets; return how many readings follow.

    Targets come last, so that their readings are computed once and not with each file.
    """
    filled = begun.filled
    program = filled.program()
    known = {account.external_id: account.id for account in accounts.accounts(program)}
    pairs = [(known[key], id_) for key, id_ in filled.people.items() if key in known]
    accounts.tie(program, pairs, filled.timeline.first_day, reason="The accounts bear their names.")
    fill_targets(filled, Figures(begun.simulation))
    signs = watched(filled)
    organisation = program.organisation
    folder = imports.facts_folder()
    written = readings.refresh(organisation, folder, readings.bound(organisation))
    fill_plans(filled)
    fill_trainings(filled)
    fill_weekly_numbers(filled, begun.simulation.seed)
    publish_map(filled)
    fill_experiments(filled)
    signs += fill_story(filled, signs)
    fill_changes(filled)
    fill_pitfalls(filled)
    written += readings.refresh(organisation, folder, readings.bound_among(organisation, signs))
    fill_last_words(filled)
    warning_signs.watch(organisation, filled.moment(None))
    pattern_search.watch(organisation, filled.moment(None))
    fill_patterns(filled)
    fill_ladders(filled)
    fill_briefings(filled)
    return written


def log_ins() -> list[LogIn]:
    """Return who can log in, and how."""
    people = {person.key: person for person in PEOPLE}
    return [
        LogIn(people[key].name, ours.TITLES[people[key].role], people[key].email, ours.PASSWORD)
        for key in ours.LOGINS
    ]


def _hand_in(filled: Filled, file: files.Written) -> str:
    with file.path.open("rb") as stream:
        return imports.start(
            filled.program(),
            stream,
            file_name=file.path.name,
            mapping=file.mapping,
            source_key=SOURCE,
            source_name=SOURCE_NAME,
        )
