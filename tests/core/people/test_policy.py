from datetime import date

import pytest
from tools.privacy_page import PAGE, current

from trigpoint.core.people.explain import explain
from trigpoint.core.people.facts import Actor, Thing
from trigpoint.core.people.kinds import Decision, Field, Kind, Mode, Outcome, Verb
from trigpoint.core.people.policy import decide_for
from trigpoint.core.people.units import Chart, Membership, Placement, Role, Unit, UnitKind
from trigpoint.core.people.words import FIELDS, KINDS, MODES, VERBS

ORG = "acme"
CHART = Chart.on(
    date(2026, 6, 1),
    [Unit("all", UnitKind.ORGANISATION), Unit("care"), Unit("chat"), Unit("p", UnitKind.PARTNER)],
    [Placement("care", "all"), Placement("chat", "care"), Placement("p", "care")],
    [
        Membership("agent", "chat"),
        Membership("mate", "chat"),
        Membership("lead", "chat", Role.LEAD),
        Membership("colead", "chat", Role.LEAD),
        Membership("head", "care", Role.LEAD),
        Membership("clerk", "all"),
        Membership("partner", "p"),
        Membership("partnerlead", "p", Role.LEAD),
    ],
)
SEE, ANY = Verb.SEE, list(Mode)
NO, YES, GROUP = Outcome.DENY, Outcome.ALLOW, Outcome.AGGREGATE
OF_AGENT = Thing.of_person(CHART, ORG, "agent")
OF_LEAD = Thing.of_person(CHART, ORG, "lead")


def who(name):
    return Actor.on_chart(CHART, ORG, name)


def seen(name, kind, thing, mode):
    return decide_for(who(name), SEE, kind, thing, mode).outcome


@pytest.mark.parametrize("mode", ANY)
def test_a_personal_figure_is_for_the_person_and_in_one_mode_for_the_lead(mode):
    lead = YES if mode is Mode.INDIVIDUAL else NO
    expected = {"agent": YES, "lead": lead, "colead": lead}
    for name in ("agent", "mate", "lead", "colead", "head", "clerk", "partner"):
        assert seen(name, Kind.FIGURE_OF_PERSON, OF_AGENT, mode) is expected.get(name, NO)


def test_a_leads_own_figure_is_for_the_lead_further_up_not_for_the_other_lead():
    assert seen("head", Kind.FIGURE_OF_PERSON, OF_LEAD, Mode.INDIVIDUAL) is YES
    assert seen("colead", Kind.FIGURE_OF_PERSON, OF_LEAD, Mode.INDIVIDUAL) is NO
    assert seen("lead", Kind.FIGURE_OF_PERSON, OF_LEAD, Mode.TEAM_ONLY) is YES


@pytest.mark.parametrize("mode", ANY)
def test_a_teams_figure_is_a_group_of_enough_people_but_for_its_lead(mode):
    team = Thing.of_unit(ORG, "chat")
    assert seen("mate", Kind.FIGURE_OF_UNIT, team, mode) is GROUP
    assert seen("clerk", Kind.FIGURE_OF_UNIT, team, mode) is GROUP
    assert seen("partner", Kind.FIGURE_OF_UNIT, team, mode) is NO
    assert seen("lead", Kind.FIGURE_OF_UNIT, team, mode) is (
        YES if mode is Mode.INDIVIDUAL else GROUP
    )


def test_a_partners_person_sees_why_and_no_more_of_a_goal_they_serve():
    goal = Thing.of_unit(ORG, "all", served_by={"p"})
    partner = decide_for(who("partner"), SEE, Kind.GOAL, goal, Mode.INDIVIDUAL)
    assert partner == Decision(
        Outcome.REDACT, frozenset({Field.FIGURES, Field.OWNERS, Field.WORDS})
    )
    assert seen("partner", Kind.GOAL, Thing.of_unit(ORG, "all"), Mode.INDIVIDUAL) is NO
    assert seen("partner", Kind.GOAL, Thing.of_unit(ORG, "p"), Mode.INDIVIDUAL) is YES
    assert seen("partner", Kind.PERSON, OF_AGENT, Mode.INDIVIDUAL) is NO


def test_a_personal_goal_is_private_until_shared():
    private = Thing.of_person(CHART, ORG, "agent")
    shared = Thing.of_person(CHART, ORG, "agent", recipients=["lead"])
    for name in ("mate", "lead", "head", "clerk"):
        assert seen(name, Kind.ASPIRATION, private, Mode.INDIVIDUAL) is NO
    assert seen("agent", Kind.ASPIRATION, private, Mode.INDIVIDUAL) is YES
    assert seen("lead", Kind.ASPIRATION, shared, Mode.INDIVIDUAL) is YES
    assert seen("mate", Kind.ASPIRATION, shared, Mode.INDIVIDUAL) is NO


def test_the_table_reads_as_sentences():
    said = [str(text) for text in explain(Kind.FIGURE_OF_PERSON, SEE, Mode.SELF_ONLY, 5)]
    assert said == [
        "The person it is about: yes.",
        "Leads of the team: no.",
        "Administrators, as such: no.",
        "Nobody else.",
    ]
    team = [str(text) for text in explain(Kind.FIGURE_OF_UNIT, SEE, Mode.SELF_ONLY, 7)]
    assert "The people of the same team: yes, where it is of 7 people or more." in team


@pytest.mark.parametrize(
    ("words", "named"), [(KINDS, Kind), (MODES, Mode), (VERBS, Verb), (FIELDS, Field)]
)
def test_every_word_of_the_policy_has_its_words_on_the_page(words, named):
    assert set(words) == set(named)


def test_the_page_on_privacy_says_what_the_table_says():
    page = PAGE.read_text(encoding="utf-8")
    assert page == current(page)
