"""The end of an experiment: sooner than planned, with a reason, and what follows from it."""

from __future__ import annotations

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.experiments import experiments
from trigpoint.services.experiments.experiments import Stage
from trigpoint.services.wording import Wording
from trigpoint.store.models import Experiment

LONGEST = 2000


def stop(actor: Actor, goal_id: str, experiment_id: str, version: int, why: str) -> None:
    """End a running experiment today.

    Raises:
        Invalid: without a reason, or for one that does not run.
        Stale: where somebody changed it since `version`.
    """
    idle = _("It does not run: nothing to end.")
    record = at(actor, goal_id, experiment_id, version, Stage.RUNNING, idle)
    wording = Wording()
    needed = _("Say why it ends sooner than was said.")
    record.stopped_why = wording.text("why", why, LONGEST, needed)
    wording.refuse()
    record.stopped_on = actor.today
    with command(actor, "experiment.stop") as journal:
        journal.save(record, expected=version)
        journal.tell("goal.changed", goal=record.goal.public_id)


def decide(actor: Actor, goal_id: str, experiment_id: str, version: int, words: str) -> None:
    """Say what follows from an experiment that is over; it may be said anew.

    Raises:
        Invalid: without words, or for one that is not over yet.
        Stale: where somebody changed it since `version`.
    """
    early = _("It is not over yet. Wait for its last day, or end it with a reason.")
    record = at(actor, goal_id, experiment_id, version, Stage.OVER, early)
    wording = Wording()
    needed = _("Say what follows: is it kept, dropped, or tried again?")
    record.decision = wording.text("decision", words, LONGEST, needed)
    wording.refuse()
    record.decided_by, record.decided_at = actor.person, actor.now
    with command(actor, "experiment.decide") as journal:
        journal.save(record, expected=version)
        journal.tell("goal.changed", goal=record.goal.public_id)


def at(
    actor: Actor, goal_id: str, experiment_id: str, version: int, stage: Stage, otherwise: Text
) -> Experiment:
    """Return an experiment that is at a stage, or raise `Invalid` with what is wrong.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    record = experiments.find(actor, goal_id, experiment_id, Verb.CHANGE)
    as_read(record, version)
    if experiments.stage_of(record, actor.today) is not stage:
        raise Invalid({"": otherwise})
    return record
