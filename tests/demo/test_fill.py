"""The demo goes in through the ordinary ways, and what comes out is what is true."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from django.conf import LazySettings
from django.core.management import call_command

from tests.demo import grown
from tests.demo.also_found import ALSO_FOUND, REASONS
from tests.demo.conftest import END
from trigpoint.core.graph.status import target_status
from trigpoint.core.graph.target import Numeric
from trigpoint.demo import changes, everyday, maps, story
from trigpoint.demo.figures import Cases, Figures
from trigpoint.demo.fill_goals import GOALS
from trigpoint.demo.fill_last_words import teams_goals
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.make import Begun, begin, finish, log_ins
from trigpoint.demo.people import AGENTS
from trigpoint.demo.simulation import SMALL_TICKETS
from trigpoint.demo.staffing import AGENT_TEAM, TEAMS
from trigpoint.demo.truth import truth
from trigpoint.jobs.worker import Worker
from trigpoint.services import work
from trigpoint.services.audit import findings
from trigpoint.services.cascade import decision_rights, incentives, proposals, unaligned
from trigpoint.services.cascade.cascade import Wanted
from trigpoint.services.goals import graph
from trigpoint.services.helpdesks import accounts, imports
from trigpoint.services.inbox import inbox
from trigpoint.services.maps import map_page
from trigpoint.services.measures import measures, readings
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.organisation import organisation
from trigpoint.services.people import people
from trigpoint.services.realignment import realign_page
from trigpoint.web.shapes import words

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WEEKS = 26


@pytest.fixture
def begun(tmp_path: Path, settings: LazySettings) -> Begun:
    settings.TRIGPOINT_DATA = tmp_path
    call_command("flush", interactive=False)  # the cast's organisation has the tickets otherwise
    made = begin(END, tmp_path / "demo", tickets=SMALL_TICKETS)
    program = made.filled.program()
    Worker().run_until(lambda: all(job.state in {"done", "dead"} for job in work.works(program)))
    finish(made)
    return made


def settled(cases: Cases, begun: Begun, days: int, team: str) -> tuple[int, float]:
    """Return number and sum of the cases in the window, of all or of a team."""
    timeline = begun.simulation.timeline
    until = int(timeline.midnights[-(timeline.last_day.weekday() + 2)])
    start = int(timeline.moment(timeline.day(timeline.weeks - 1 - WEEKS)))
    last = int(begun.simulation.events.at.max())
    counted = (cases.at >= start) & (cases.at < until) & (cases.at + days * 86_400 <= last)
    if team:
        counted &= AGENT_TEAM[cases.agent] == TEAMS.index(team)
    amount = cases.of(counted)
    return len(amount), float(amount.sum())


def test_the_whole_way(begun: Begun) -> None:
    filled, program = begun.filled, begun.filled.program()

    runs = imports.runs(program)
    assert [run.state for run in runs] == ["done"] * 4
    assert all(run.counts["refused"] == 0 for run in runs)

    assert set(filled.goals) == {goal.key for goal in GOALS}
    assert len(people.people(program)) == len(filled.people)
    assert {view.kind for view in organisation.directions(program)} == {
        "mission",
        "vision",
        "priority",
    }
    assert len(log_ins()) == 5
    known = {account.external_id: account for account in accounts.accounts(program)}
    assert {agent.key for agent in AGENTS} >= set(known)
    assert all(known[key].person == filled.people[key] for key in known)

    figures = Figures(begun.simulation)
    for kpi, days in (
        ("transfers", 0),
        ("reopen_rate", 14),
        ("first_contact_resolution", 7),
    ):
        for team in ("", "billing"):
            draft = MeasureDraft(
                kpi=kpi,
                scope="unit" if team else "organisation",
                member=filled.units[team] if team else "",
                window_weeks=WEEKS,
                pinned=True,
            )
            asking = filled.person("sofia.lind" if team else "mira.rossi")
            made = measures.add(asking, draft)
            home = program.organisation
            readings.refresh(home, imports.facts_folder(), readings.bound(home))
            shown = measures.show(asking, made).standing
            assert shown is not None
            count, total = settled(figures.cases[kpi], begun, days, team)
            assert shown.n == count
            assert shown.value == pytest.approx(total / count)
            if not team:
                grown.figures_are_cut_by_employer_and_site(begun, made)

    state = graph.load(program)
    told_by = filled.person("mira.rossi")
    found = unaligned.show(told_by, Wanted())
    assert story.ORPHAN[0] in {card.title for card in found.loose}
    assert filled.people[story.OVERLOADED] in {line.person.id for line in found.overloaded}
    split = proposals.of_goal(filled.person(story.LEAD), filled.goals[story.SPLIT_GOAL])
    assert {view.state for view in split} == {"accepted", "countered", "open"}
    assert [q.about.kind for q in inbox.questions(filled.person("ana.costa"))].count(
        "proposal"
    ) == 1
    changed_for_many(filled)
    links_are_those_built_in(begun)
    pitfalls_are_those_built_in(begun)
    owners_say_what_the_figures_say(filled)
    grown.ladders_are_climbed_and_stepped_off(begun)
    grown.the_experiment_ended_with_its_result(begun)
    grown.a_pain_point_is_served_by_nobody(begun)
    grown.the_map_is_published_once_and_changed_again(begun)
    grown.the_training_is_found(begun)
    told = {
        target_status(target, state.known).value
        for goal in state.graph.goals.values()
        for target in goal.targets
    }
    assert {"achieved", "can't tell yet", "off track"} <= told
    for goal in state.graph.goals.values():
        for target in goal.targets:
            assert not isinstance(target.aim, Numeric) or np.isfinite(target.aim.baseline)


def links_are_those_built_in(begun: Begun) -> None:
    """The map finds the arrow that truth.json calls driven, and not the one that it does not."""
    filled = begun.filled
    ours = filled.person(maps.WRITER)
    shown = map_page.find(ours, filled.units[maps.OWNER]).map
    assert shown is not None
    goal = {each.id: each.goal.id for each in shown.objectives}
    said = {(goal[link.cause], goal[link.effect]): link for link in shown.links}
    true = truth(begun.simulation)["links"]
    driven, undriven = (
        said[filled.goals[ends["cause"]], filled.goals[ends["effect"]]]
        for ends in (true["driven"], true["undriven"])
    )
    assert driven.evidence.verdict == "supported"
    assert driven.evidence.lag_weeks == true["driven"]["lag_weeks"]
    assert (undriven.evidence.verdict, undriven.unseen) == ("not_shown", True)
    supported = {pair for pair, link in said.items() if link.evidence.verdict == "supported"}
    assert len(supported) == 1


def owners_say_what_the_figures_say(filled: Filled) -> None:
    """On the map the numbers say otherwise than owners who hope on, or have long said nothing."""
    ours = filled.person(maps.WRITER)
    shown = map_page.find(ours, filled.units[maps.OWNER]).map
    assert shown is not None
    said = {o.goal.title: o.goal for o in shown.objectives}
    apart = {title for title, g in said.items() if words.said_by_numbers(g) not in {"", "open"}}
    hopeful = {goal.title for goal in GOALS if goal.key in everyday.HOPEFUL}
    spoken = {goal.title for goal in teams_goals()}
    silent = {goal.title for goal in GOALS} - spoken
    assert hopeful <= apart <= hopeful | silent


def pitfalls_are_those_built_in(begun: Begun) -> None:
    """What the audit finds is what truth.json says was built in, and a list with reasons."""
    program = begun.filled.program()
    state = graph.load(program)
    names = {goal.public_id: goal.title for goal in state.goals.values()}
    names |= {unit.public_id: unit.name for unit in state.units.values()}
    names |= {person.public_id: person.name for person in state.people.values()}
    everything = findings.everything(program).found
    found = {(one.rule.key, names.get(one.seen.about.id, "")) for one in everything}
    true = truth(begun.simulation)["pitfalls"]
    built_in = {(rule, name) for rule, held in true.items() for name in held}
    assert built_in - found == set()
    also = {(rule, name) for rule, names in ALSO_FOUND.items() for name in names}
    assert found - built_in == also
    assert ALSO_FOUND.keys() == REASONS.keys()
    rules = {one.rule.key: one.rule.pitfall for one in everything}
    told = Counter(rules.values())
    assert {pitfall: told[pitfall] for pitfall in range(1, 11) if told[pitfall] < 2} == {}


def changed_for_many(filled: Filled) -> None:
    """A change that all agreed to, a right that was widened, pay of which some is void."""
    [tried] = realign_page.index(filled.person(changes.REALIGNED_BY))
    shown = realign_page.show(filled.person(changes.REALIGNED_BY), tried.id)
    assert (shown.state, bool(shown.override_reason)) == ("committed", True)
    said = {each.voice.answer for each in shown.units if each.voice}
    assert said == {"accepted"}
    rights = decision_rights.show(filled.person("ana.costa"), filled.units["orders"]).rights
    assert [right.widened_on is not None for right in rights].count(True) == 1
    pays = incentives.show(filled.person(story.LEAD)).incentives
    assert [pay.void is not None for pay in pays].count(True) == 1
