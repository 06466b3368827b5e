"""What the demo grows by, against its truth: ladders, an experiment, a pain, a training."""

import datetime
import re

from django.test import Client

from trigpoint.demo import experiments, fill_ladders, maps, trainings
from trigpoint.demo.effects import TRAINED_TEAM
from trigpoint.demo.make import Begun
from trigpoint.demo.topics import SITES
from trigpoint.demo.truth import truth
from trigpoint.services.errors import NotThere
from trigpoint.services.experiments.experiments import Stage, of_goal
from trigpoint.services.ladders import ladder_page
from trigpoint.services.maps import map_page
from trigpoint.services.measures import cuts
from trigpoint.services.plans import editions
from trigpoint.services.trainings import training_effects
from trigpoint.services.trainings import trainings as service
from trigpoint.store.models import Ladder, User


def figures_are_cut_by_employer_and_site(begun: Begun, measure: str) -> None:
    """Of the four of Brightdesk nothing is told, nor of Maple Support's five, for these to hide."""
    reader = begun.filled.person("mira.rossi")
    rows = {by: cuts.cut(reader, measure, by).rows for by in ("employer", "site")}
    assert {row.name for row in rows["employer"]} == {"Northwind Care"}
    assert {row.name for row in rows["site"]} == set(SITES)
    assert all(row.value is not None for found in rows.values() for row in found)


def ladders_are_climbed_and_stepped_off(begun: Begun) -> None:
    """Ana reached her training's step on the day she was there; Ben's ladder is his alone."""
    filled = begun.filled
    ana, lead = filled.person(fill_ladders.CLIMBER), filled.person(fill_ladders.LEAD)
    [hers] = Ladder.objects.filter(owner_person=ana.person)
    climbed = ladder_page.show(lead, hers.public_id)
    lowest = climbed.rungs[0]
    learned = (
        begun.simulation.timeline.last_day
        - datetime.timedelta(weeks=fill_ladders.WEEKS_AGO)
        + fill_ladders.LEARNING
    )
    assert (climbed.state, lowest.state, lowest.reached_on) == ("climbing", "reached", learned)
    assert lowest.criteria[0].met_on == learned
    assert [rung.state for rung in climbed.rungs].count("here") == 1
    ben = filled.person(fill_ladders.DECLINER)
    [his] = Ladder.objects.filter(owner_person=ben.person)
    assert ladder_page.show(ben, his.public_id).state == "declined"
    try:
        ladder_page.show(lead, his.public_id)
    except NotThere:
        return
    raise AssertionError("Stepping off is seen by somebody else.")


def the_experiment_ended_with_its_result(begun: Begun) -> None:
    """What was tried with the routing is over; its range covers what was built into the tickets.

    Every passing on became so many times as likely, so so much of what was usual fell away.
    """
    filled = begun.filled
    ours = next(each for each in experiments.EXPERIMENTS if each.decision)
    lead = filled.person(ours.planned_by)
    [over] = [e for e in of_goal(lead, filled.goals[ours.goal]) if e.stage is Stage.OVER]
    assert (over.title, over.decision) == (ours.title, ours.decision)
    assert over.result is not None
    effect = over.result.effect
    [first] = effect.stages
    usual = [week.value for week in effect.weeks if week.end <= over.starts][-26:]
    before = sum(value for value in usual if value is not None) / len(usual)
    times = truth(begun.simulation)["effects"]["routing"]["chance_of_being_passed_on_times"]
    assert first.months == 3
    assert first.low <= before * (times - 1) <= first.high
    clear = "did what was hoped" if first.clear else "No difference can be told"
    assert clear in str(over.result.verdict)
    assert effect.teams
    assert len(effect.beside) > 52


def a_pain_point_is_served_by_nobody(begun: Begun) -> None:
    """The one pain that no goal serves is the one that the map's page says so of."""
    filled = begun.filled
    [alone] = [p.title for stage in maps.STAGES for p in stage.pains if not p.serves]
    reader = Client()
    writer = filled.person(maps.WRITER).person
    reader.force_login(User.objects.get(person=writer))
    page = reader.get("/map/", {"owner": filled.units[maps.OWNER]}).content.decode()
    rows = re.findall(r"<tr\b.*?</tr>", page, re.DOTALL)
    [unserved] = [row for row in rows if "Nobody serves this" in row]
    assert alone in unserved


def the_map_is_published_once_and_changed_again(begun: Begun) -> None:
    """Its one version differs from the map as it stands by the arrow that was learned later."""
    filled = begun.filled
    writer = filled.person(maps.WRITER)
    shown = map_page.find(writer, filled.units[maps.OWNER]).map
    assert shown is not None
    assert [each.number for each in editions.editions(writer, shown.id)] == [1]
    [change] = editions.compare(writer, shown.id, 1).changes
    assert maps.LEARNED.sentence in f"{change.text} {change.before} {change.after}"


def the_training_is_found(begun: Begun) -> None:
    """What is said of the training covers what it added to the tickets."""
    filled = begun.filled
    true = truth(begun.simulation)["effects"]["training"]
    held = next(t for t in trainings.TRAININGS if t.aim == "invoice" and t.planned_by)
    lead = filled.person(held.planned_by)
    [made] = [t for t in service.of_goal(lead, filled.goals[held.goal]) if t.title == held.title]
    found = training_effects.show(lead, filled.goals[held.goal], made.id)
    effect = next(e for e in found.effects if e.measure.kpi == "first_contact_resolution")
    assert true["team"] == TRAINED_TEAM
    assert effect.stages
    for stage in effect.stages:
        assert stage.low <= true["added_to_first_contact_rate"] <= stage.high
