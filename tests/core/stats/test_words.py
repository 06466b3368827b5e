"""What a lead reads."""

import pytest

from trigpoint.core.stats import words
from trigpoint.core.stats.alerts import Alarm, Sort, Watch
from trigpoint.core.stats.attainability import Chance, FanWeek, Rung
from trigpoint.core.stats.comparison import Standing
from trigpoint.core.stats.conflict import Conflict
from trigpoint.core.stats.effect import Effect, Method, Placebo, Stage
from trigpoint.core.stats.history import Scale
from trigpoint.core.stats.links import Evidence
from trigpoint.core.stats.season import Phased
from trigpoint.core.stats.units import ByScale

SHARES = ByScale(Scale.RATE)
HOURS = ByScale(Scale.DURATION)


def chance(value: float, *, thin: bool = False, needed: float = 0.04) -> Chance:
    return Chance(value, thin, 104, 24, 0.7, needed, 0.02)


def test_a_chance_is_said_in_hundredths_with_its_reason():
    found = chance(0.352)
    assert str(words.chance(found)) == "About 35 in 100, from how it moved in 104 weeks."
    assert (
        str(words.reason(found, SHARES))
        == "Needs +4 points; the usual change in 24 weeks is 2 points, either way."
    )


def test_a_target_that_is_met_today_needs_nothing():
    said = str(words.reason(chance(0.8, needed=0.0), SHARES))
    assert said == "Met today; the usual change in 24 weeks is 2 points, either way."


@pytest.mark.parametrize(("value", "said"), [(0.001, "Less than 2"), (0.999, "More than 98")])
def test_no_chance_is_said_to_be_certain(value, said):
    assert str(words.chance(chance(value))).startswith(said)


@pytest.mark.parametrize(
    ("value", "said"), [(0.9, "Likely."), (0.5, "Could go either way."), (0.1, "Unlikely.")]
)
def test_thin_history_gives_a_word_and_no_number(value, said):
    assert str(words.chance(chance(value, thin=True))) == (
        f"{said} Too little history for a number: 104 weeks."
    )


def test_the_fan_and_a_step():
    assert (
        str(words.fan(FanWeek(24, 0.71, 0.74, 0.78), SHARES))
        == "In 24 weeks, 8 in 10 end between 71 % and 78 %."
    )
    assert str(words.rung(Rung(0.8, 0.5), SHARES)) == "80 %: reached about 50 times in 100."


def test_an_alarm_says_how_often_such_a_call_is_false():
    alarm = Alarm(Sort.SHIFT, 130, 121, 9.1, 6.2)
    assert str(words.watched(Watch(alarm, 104, provisional=False), HOURS)) == (
        "Changed for 10 weeks: 9.1, where 6.2 was usual. "
        "False alarms of this kind: at most 7 in 100 measures and years."
    )
    assert "at most 14" in str(words.watched(Watch(alarm, 60, provisional=False), HOURS))
    assert "Provisional" in str(words.watched(Watch(alarm, 30, provisional=True), HOURS))
    week = Alarm(Sort.WEEK, 130, 130, 9.1, 6.2)
    assert "One week far out" in str(words.watched(Watch(week, 104, provisional=False), HOURS))
    quiet = words.watched(Watch(None, 104, provisional=False), HOURS)
    assert str(quiet) == "Nothing beyond the usual ups and downs."


@pytest.mark.parametrize(("strength", "said"), [(0.2, "weak"), (0.4, "clear"), (0.7, "strong")])
def test_a_link_is_an_association(strength, said):
    found = Evidence(True, False, 2, 1, strength, 151)
    assert str(words.link(found, "Training", "FCR")) == (
        f"FCR tends to rise 2 weeks after Training rises. A {said} association, not proof: "
        "something else may drive both."
    )


def test_a_link_the_data_do_not_show_and_one_the_other_way():
    none = Evidence(False, False, 2, 1, 0.1, 151)
    assert "do not show" in str(words.link(none, "Training", "FCR"))
    back = Evidence(False, True, 2, -1, 0.1, 151)
    assert "the other way: FCR moves before Training" in str(words.link(back, "Training", "FCR"))
    falls = Evidence(True, False, 1, -1, 0.5, 151)
    assert "FCR tends to fall 1 week after" in str(words.link(falls, "Training", "FCR"))


def effect(*stages: Stage, found: int = 0, method: Method = Method.OWN_PAST) -> Effect:
    return Effect(Scale.DURATION, method, stages, Placebo(found, 10), 104)


CLEAR = Stage(3, -0.36, -0.25, -0.12)
UNCLEAR = Stage(6, -0.2, -0.05, 0.1)


def test_an_effect_is_said_against_what_would_have_happened():
    assert str(words.stage(CLEAR, effect(CLEAR), HOURS)) == (
        "After 3 months: -25 % (likely between -36 % and -12 %), against what would have "
        "happened anyway."
    )
    assert "no clear change" in str(words.stage(UNCLEAR, effect(UNCLEAR), HOURS))


def test_whether_it_lasted():
    assert "Too early" in str(words.lasting(effect(CLEAR)))
    assert "Not clear any more after 6" in str(words.lasting(effect(CLEAR, UNCLEAR)))
    assert "It lasted" in str(words.lasting(effect(CLEAR, CLEAR._replace(months=6))))
    assert "no clear effect" in str(words.lasting(effect(UNCLEAR, CLEAR)))


def test_a_look_that_finds_changes_in_quiet_weeks_is_not_to_be_relied_on():
    assert "Do not rely on it" in str(words.trust(effect(CLEAR, found=3)))
    assert "own past" in str(words.trust(effect(CLEAR)))
    assert "did not change" in str(words.trust(effect(CLEAR, method=Method.COMPARISON)))


@pytest.mark.req("BEYOND-6", via="core")
def test_people_are_different_or_not_distinguishable_and_never_ranked():
    alike = Standing(18, 14, 13, 0.6, 0.7, 0.8, different=False)
    assert str(words.standing(alike)) == (
        "Not distinguishable from the team on similar tickets (18 tickets)."
    )
    higher = Standing(400, 380, 300, 0.9, 0.95, 0.97, different=True)
    lower = Standing(400, 200, 300, 0.4, 0.5, 0.6, different=True)
    assert "higher than the team" in str(words.standing(higher))
    assert "lower than the team" in str(words.standing(lower))


def test_conflict_and_growth():
    found = Conflict(found=True, correlation=-0.5, weeks=104)
    assert "gets better, Quality tends to get worse" in str(
        words.conflict(found, "Speed", "Quality")
    )
    quiet = Conflict(found=False, correlation=0.1, weeks=104)
    assert "No sign" in str(words.conflict(quiet, "Speed", "Quality"))
    year = Phased([], 0.74, 0.02, 2)  # type: ignore[arg-type]  # changed by name, or of a kind that the test gives
    assert str(words.growth(year, Scale.RATE, SHARES)) == (
        "Last year's mean: 74 %, +2 points on the year before."
    )
    assert "after two years" in str(words.growth(Phased([], 7.0, None, 1), Scale.DURATION, HOURS))  # type: ignore[arg-type]  # changed by name, or of a kind that the test gives


def test_an_interval_alone_is_said_in_the_units_of_the_figure():
    assert str(words.likely(0.63, 0.85, SHARES)) == "Likely between 63 % and 85 %."
    assert str(words.likely(3, 5.5, HOURS)) == "Likely between 3 and 5.5."


def judged(scale: Scale, *stages: Stage) -> Effect:
    return Effect(scale, Method.COMPARISON, stages, Placebo(0, 20), 104)


def test_an_effect_is_news_and_what_others_did_stands_beside_it():
    fell = judged(Scale.DURATION, Stage(3, -0.19, -0.12, -0.05))
    assert str(words.headline(fell.stages[0], fell, HOURS, "Resolution time")) == (
        "Resolution time fell 12 % (likely between 5 % and 19 %) in the 3 months since."
    )
    assert str(words.others(Stage(3, -0.05, -0.03, -0.01), fell, HOURS)) == (
        "Similar teams fell 3 %."
    )
    rose = judged(Scale.RATE, Stage(6, 0.02, 0.06, 0.1))
    assert str(words.headline(rose.stages[0], rose, SHARES, "Solved at once")) == (
        "Solved at once rose 6 points (likely between 2 points and 10 points) in months 4 to 6 "
        "since."
    )


def test_a_range_that_says_nothing_is_not_said():
    wide = judged(Scale.DURATION, Stage(3, -0.803, 0.3, 8.88))
    assert str(words.headline(wide.stages[0], wide, HOURS, "First reply")) == (
        "First reply: the weeks differ too much to tell what changed in the 3 months since."
    )
    assert "differ too much" in str(words.stage(wide.stages[0], wide, HOURS))


def test_what_is_not_clear_is_not_told_as_an_effect():
    found = judged(Scale.RATE, Stage(12, -0.02, 0.01, 0.04))
    assert str(words.headline(found.stages[0], found, SHARES, "CSAT")) == (
        "CSAT: no clear change in months 7 to 12 since (likely between -2 points and +4 points)."
    )
    assert str(words.others(found.stages[0], found, SHARES)) == (
        "Similar teams did not clearly change."
    )
