"""Experiments as their pages show them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from trigpoint.core.text import Text
from trigpoint.services.experiments.experiments import ExperimentView, Stage
from trigpoint.services.insight.effects import MeasuredEffect
from trigpoint.web import addresses, formats
from trigpoint.web.shapes import effects
from trigpoint.web.shapes.effects import EffectPart
from trigpoint.web.shapes.measure_chart import Beside

STAGES = {
    Stage.PLANNED: gettext_lazy("Planned"),
    Stage.RUNNING: gettext_lazy("Running"),
    Stage.OVER: gettext_lazy("Over"),
}


@dataclass(frozen=True, slots=True)
class ExperimentLine:
    """An experiment: what is tried and expected, by which rule it ends, and what came of it.

    `tells` says when it is read, as long as it runs; `act` is where it is edited, ended or decided,
    with its `label`, "" where the reader may not. `picture` is where the weeks are drawn, "" where
    they are here.
    """

    id: str
    title: str
    goal: str
    goal_href: str
    stage: str
    dates: str
    hypothesis: str
    measure: str
    measure_href: str
    guard: str
    who: str
    stopped: str
    warning: Text | None
    tells: str
    over: bool
    verdict: Text | None
    effect: EffectPart | None
    stages: tuple[Text, ...]
    picture: str
    decision: str
    decided: str
    act: str
    label: str


def line(view: ExperimentView, today: datetime.date) -> ExperimentLine:
    """Return one experiment."""
    effect = view.result.effect if view.result else None
    act, label = act_of(view)
    return ExperimentLine(
        id=view.id,
        title=view.title,
        goal=view.goal_title,
        goal_href=addresses.goal(view.goal),
        stage=str(STAGES[view.stage]),
        dates=formats.days(view.starts, view.last_day),
        hypothesis=view.hypothesis,
        measure=view.measure.title if view.measure else "",
        measure_href=addresses.measure(view.measure.id) if view.measure else "",
        guard=view.guard.title if view.guard else "",
        who=who(view),
        stopped=view.stopped_why,
        warning=view.warning,
        tells="" if view.stage is Stage.OVER else tells(view, today),
        over=view.stage is Stage.OVER,
        verdict=view.result.verdict if view.result else None,
        effect=effects.part(effect, today, lines_of(effect)) if effect else None,
        stages=stages(effect),
        picture=picture(view) if effect and not effect.weeks else "",
        decision=view.decision,
        decided=decided(view),
        act=act,
        label=label,
    )


def stages(effect: MeasuredEffect | None) -> tuple[Text, ...]:
    """Return the stages one by one, where there are more than the news has said."""
    found = effect.stages if effect else ()
    return tuple(stage.words for stage in found) if len(found) > 1 else ()


def lines_of(effect: MeasuredEffect) -> Beside | None:
    """Return how the lines of who takes part and of who does not are called."""
    own = gettext("Those who take part: {title}").format(title=effect.measure.title)
    theirs = gettext("Those who do not: {teams}").format(teams=", ".join(effect.teams))
    return effects.of_teams(effect, own, theirs)


def picture(view: ExperimentView) -> str:
    """Return where the weeks of an experiment are drawn."""
    return f"{reverse('goal_experiments', args=[view.goal])}#{view.id}"


def who(view: ExperimentView) -> str:
    """Return who takes part: units, people whom the reader may know of, and how many more."""
    named = [each.name for each in (*view.units, *view.people) if each.name]
    if view.others:
        named.append(gettext("{count} more").format(count=view.others))
    return ", ".join(named)


def tells(view: ExperimentView, today: datetime.date) -> str:
    """Return when the result is read."""
    after = view.ends + datetime.timedelta(days=1)
    said = gettext(
        "What came of it is read on {day}. Whoever looks sooner and ends on a good day finds "
        "effects that are none."
    )
    return said.format(day=formats.day(after, today))


def decided(view: ExperimentView) -> str:
    """Return who decided and when."""
    if view.decided_at is None:
        return ""
    by = view.decided_by.name if view.decided_by else ""
    return ", ".join(part for part in (by, formats.when(view.decided_at)) if part)


def act_of(view: ExperimentView) -> tuple[str, str]:
    """Return where the reader does what is next, and the button's word."""
    if not view.may_change:
        return "", ""
    part, label = {
        Stage.PLANNED: ("experiment", gettext("Edit")),
        Stage.RUNNING: ("end", gettext("End it now")),
        Stage.OVER: ("decide", gettext("Say it anew") if view.decision else gettext("Decide")),
    }[view.stage]
    place = reverse("goal_experiments", args=[view.goal])
    return f"{place}?edit={part}-{view.id}#edit", label
