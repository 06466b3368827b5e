"""What the weeks say of drives, from readings as they were published."""

import datetime

import numpy as np
import pytest

from tests.cast import Cast
from tests.services import plan
from tests.services.plan import Plan
from tests.services.test_foreseen import publish
from trigpoint.services.goals import drives, goal_page, graph, targets
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.insight import evidence
from trigpoint.services.insight.evidence import DriveEvidence, Verdict
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

pytestmark = pytest.mark.django_db

WEEKS = 130


def cause_and_effect(sign: float = 1.0, lag: int = 2) -> tuple[np.ndarray, np.ndarray]:
    """Return two shares, of which the first moves the second so many weeks later."""
    noise = np.random.default_rng(5).standard_normal((2, WEEKS))
    cause = noise[0]
    effect = 0.5 * noise[1]
    effect[lag:] += sign * cause[:-lag]
    return 0.7 + 0.02 * cause, 0.7 + 0.02 * effect


@pytest.fixture
def goals(cast: Cast) -> Plan:
    return plan.write(cast)


def measured(cast: Cast, who: str, goal: str, kpi: str, kind: str = "raise", **scope) -> str:
    """Hold a goal to a measure; return the measure."""
    actor = getattr(cast, who)
    made = measures.add(actor, MeasureDraft(kpi=kpi, **scope))
    due = cast.mira.today + datetime.timedelta(weeks=12)
    draft = TargetDraft(kind=kind, measure=made, baseline=0.5, points=((due, 0.75),), due=due)
    if kind == "lower":
        draft = TargetDraft(kind=kind, measure=made, baseline=0.9, points=((due, 0.6),), due=due)
    targets.add(actor, goal, draft, reason="plan")
    return made


def weeks_of(cast: Cast, goals: Plan, *, sign: float = 1.0, kind: str = "raise", number: int = 1):
    """Give the team's goal and the one above a past each, of which one moves the other."""
    orders = {"scope": "unit", "member": cast.units["Orders"]}
    cause = measured(cast, "tuan", goals.team, "first_contact_resolution", kind, **orders)
    effect = measured(cast, "mira", goals.top, "csat")
    for place, (measure, values) in enumerate(
        zip((cause, effect), cause_and_effect(sign), strict=True)
    ):
        publish(cast, measure, values, number + place)


def said(cast: Cast, who: str, goal: str) -> DriveEvidence:
    [drive] = goal_page.show(cast.at(who, cast.mira.now), goal).drives
    return drive.evidence


def believe(cast: Cast, goals: Plan, sign: str = "with", lag: int = 2) -> str:
    draft = DriveDraft(sign=sign, lag_weeks=lag, sentence="Solved at once, so content.")
    return drives.add(cast.tuan, goals.team, goals.top, draft)


@pytest.mark.req("MAP-4", via="core")
def test_a_drive_that_the_weeks_bear_out_says_lag_strength_and_that_it_is_no_proof(
    cast: Cast, goals: Plan
):
    weeks_of(cast, goals)
    made = believe(cast, goals)
    for who, goal in (("tuan", goals.team), ("mira", goals.top)):
        found = said(cast, who, goal)
        assert (found.drive, found.cause, found.effect) == (made, goals.team, goals.top)
        assert found.verdict is Verdict.SUPPORTED
        assert (found.lag_weeks, found.weeks > 100) == (2, True)
        assert 0.5 < (found.strength or 0) <= 1
        assert "2 weeks after" in str(found.words)
        assert "not proof" in str(found.words)


@pytest.mark.req("MAP-4", via="core")
def test_a_link_that_goes_the_other_way_than_believed_says_so(cast: Cast, goals: Plan):
    weeks_of(cast, goals)
    believe(cast, goals, sign="against")
    found = said(cast, "mira", goals.top)
    assert found.verdict is Verdict.AGAINST
    assert "not the way it was believed" in str(found.words)


def test_better_is_what_the_targets_want(cast: Cast, goals: Plan):
    """A cause that is to fall gets better as it falls: its effect rises, and that is "with"."""
    weeks_of(cast, goals, sign=-1.0, kind="lower")
    believe(cast, goals)
    assert said(cast, "mira", goals.top).verdict is Verdict.SUPPORTED


def test_chance_is_not_called_a_link(cast: Cast, goals: Plan):
    weeks_of(cast, goals, sign=0.0)
    believe(cast, goals)
    found = said(cast, "mira", goals.top)
    assert found.verdict is Verdict.NOT_SHOWN
    assert (found.lag_weeks, found.strength) == (None, None)


def test_goals_without_a_measure_and_short_pasts_say_why_they_are_not_tested(
    cast: Cast, goals: Plan
):
    believe(cast, goals)
    assert said(cast, "mira", goals.top).verdict is Verdict.UNMEASURED
    orders = {"scope": "unit", "member": cast.units["Orders"]}
    cause = measured(cast, "tuan", goals.team, "first_contact_resolution", **orders)
    effect = measured(cast, "mira", goals.top, "csat")
    assert said(cast, "mira", goals.top).verdict is Verdict.REFUSED
    publish(cast, cause, cause_and_effect()[0][:60], 1)
    publish(cast, effect, cause_and_effect()[1][:60], 2)
    found = said(cast, "mira", goals.top)
    assert found.verdict is Verdict.REFUSED
    assert "104 needed" in str(found.words)


def test_figures_of_a_person_carry_no_evidence_to_others(cast: Cast, goals: Plan):
    own = measured(
        cast, "ana", goals.own, "first_contact_resolution",
        scope="person", member=cast.people["ana"],
    )  # fmt: skip
    top = measured(cast, "mira", goals.top, "csat")
    for number, (measure, values) in enumerate(zip((own, top), cause_and_effect(), strict=True)):
        publish(cast, measure, values, number + 1)
    drives.add(cast.ana, goals.own, goals.top, DriveDraft(sentence="I believe so."))
    assert said(cast, "ana", goals.own).verdict is Verdict.SUPPORTED
    hidden = [
        drive.evidence for drive in goal_page.show(cast.at("bea", cast.mira.now), goals.top).drives
    ]
    assert [(each.verdict, each.weeks) for each in hidden] == [(Verdict.HIDDEN, 0)]


def test_all_drives_are_one_family_and_a_scope_shows_its_own(cast: Cast, goals: Plan):
    weeks_of(cast, goals)
    made = believe(cast, goals)
    actor = cast.at("mira", cast.mira.now)
    cards = Cards(actor, graph.load(actor))
    keys = {goal.public_id: pk for pk, goal in cards.state.goals.items()}
    assert set(evidence.among(cards, keys.values())) == {made}
    assert evidence.among(cards, [keys[goals.team]]) == {}
