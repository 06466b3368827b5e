"""The outlook of a target, from figures as pages have them."""

import datetime
from dataclasses import replace

import pytest

from trigpoint.core.graph.status import Status
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.insight import outlook, pasts
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure

START = datetime.date(2025, 1, 6)


def after(count):
    """Return the first day after so many weeks."""
    return START + datetime.timedelta(weeks=count)


def expected(view, past):
    return outlook.of_target(view, past, after(len(past)))


def changed(past):
    return outlook.real_change(past, "share", after(len(past)))


MEASURE = MeasureRef(
    "m1", "First-contact resolution", "first_contact_resolution", "share", "raise", "share", {},
    "organisation",
)  # fmt: skip


def weeks(values, *, n=200, flags=()):
    return [
        Figure(
            measure="m1",
            grain="week",
            start=START + datetime.timedelta(weeks=number),
            end=START + datetime.timedelta(weeks=number + 1),
            value=value,
            low=None if value is None else value - 0.05,
            high=None if value is None else value + 0.05,
            n=0 if value is None else n,
            numerator=None,
            denominator=None,
            as_of=None,
            is_old=False,
            flags=tuple(flags),
        )
        for number, value in enumerate(values)
    ]


def target(aimed, *, weeks_ahead, past, kind="raise", hidden=False):
    due = START + datetime.timedelta(weeks=past + weeks_ahead)
    return TargetView(
        id="t1", version=1, kind=kind, title="", measure=MEASURE, figure=None, hidden=hidden,
        baseline=0.6, asked=aimed, aimed=aimed, points=((due, aimed),),
        growth=None, last_year=None, grew=None, low=None, high=None,
        tolerance=None, weight=1.0, due=due, done_on=None, guard=None, progress_low=0.0,
        progress_high=1.0, status=Status.UNDECIDED,
    )  # fmt: skip


def wave(count):
    return [0.7 + 0.02 * ((number * 7) % 5 - 2) / 2 for number in range(count)]


@pytest.mark.req("LADDER-3", "PITFALL-6", via="core")
def test_an_easy_target_has_a_better_chance_than_a_hard_one_and_both_say_so_in_words():
    past = weeks(wave(110))
    easy = expected(target(0.6, weeks_ahead=8, past=110), past)
    hard = expected(target(0.95, weeks_ahead=8, past=110), past)
    assert easy is not None
    assert hard is not None
    assert str(easy.chance).startswith("More than 98 in 100")
    assert str(hard.chance).startswith("Less than 2 in 100")
    assert "points" in str(hard.reason)
    assert easy.fan[-1].day <= START + datetime.timedelta(weeks=118)
    assert easy.fan[-1].low < easy.fan[-1].middle < easy.fan[-1].high


def test_a_short_past_is_refused_with_the_weeks_it_has():
    found = expected(target(0.8, weeks_ahead=4, past=19), weeks(wave(19)))
    assert found is not None
    assert found.chance is None
    assert "19" in str(found.refused)


def test_a_date_that_has_passed_is_refused():
    found = expected(target(0.8, weeks_ahead=-2, past=110), weeks(wave(110)))
    assert found is not None
    assert found.chance is None
    assert found.refused is not None


def test_a_figure_that_may_not_be_seen_has_no_outlook():
    hidden = target(0.8, weeks_ahead=4, past=110, hidden=True)
    assert expected(hidden, weeks(wave(110))) is None


def test_the_week_that_goes_on_is_left_out():
    past = weeks(wave(110)) + weeks([0.1], flags=["open"])
    found = pasts.of_figures(past, "share", after(110))
    assert found.history.values.size == 110
    assert found.last_day == after(110) - datetime.timedelta(days=1)


def test_a_date_in_the_week_that_goes_on_still_has_a_chance():
    past = weeks(wave(110))
    soon = replace(target(0.6, weeks_ahead=1, past=110), due=after(110))
    assert expected(soon, past).chance is not None
    gone = replace(soon, due=after(110) - datetime.timedelta(days=1))
    assert "passed" in str(expected(gone, past).refused)


def test_data_that_stopped_are_old_and_carry_no_chance():
    found = outlook.of_target(target(0.8, weeks_ahead=20, past=110), weeks(wave(110)), after(115))
    assert found.chance is None
    assert "Data is old" in str(found.refused)
    assert found.fan == found.steps == ()


@pytest.mark.req("LADDER-3", via="core")
def test_steps_are_offered_with_their_chances_the_surest_first():
    found = expected(target(0.75, weeks_ahead=20, past=110), weeks(wave(110)))
    assert [step.hundredths for step in found.steps] == [80, 50, 20]
    values = [step.value for step in found.steps]
    assert values == sorted(values)
    assert "80 times in 100" in str(found.steps[0].words)
    lower = expected(target(0.6, weeks_ahead=20, past=110, kind="lower"), weeks(wave(110)))
    values = [step.value for step in lower.steps]
    assert values == sorted(values, reverse=True)
    thin = expected(target(0.75, weeks_ahead=8, past=40), weeks(wave(40)))
    assert thin.chance is not None
    assert thin.steps == ()


@pytest.mark.req("MEASURE-6", via="core")
def test_a_jump_is_told_and_ordinary_weeks_are_not():
    calm = wave(116)
    assert not changed(weeks(calm)).found
    assert "Nothing beyond" in str(changed(weeks(calm)).words)
    jumped = weeks(calm[:110] + [value - 0.2 for value in calm[110:]])
    assert changed(jumped).found
    assert "was usual" in str(changed(jumped).words)
    assert changed(jumped).since == after(110)


@pytest.mark.req("MEASURE-6", via="core")
def test_a_real_change_is_told_beside_the_target_and_calm_is_not():
    calm = wave(116)
    jumped = weeks(calm[:110] + [value - 0.2 for value in calm[110:]])
    view = target(0.75, weeks_ahead=20, past=116)
    assert expected(view, jumped).change == changed(jumped)
    assert expected(view, weeks(calm)).change is None


def test_nothing_provisional_is_told():
    jumped = weeks(wave(40) + [0.1] * 10)
    assert not changed(jumped).found
    assert str(changed(jumped).words) == "Too little history: 50 weeks, 64 needed."
    assert outlook.real_change([], "share", after(0)) is None
