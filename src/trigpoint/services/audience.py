"""Who can see a thing, in the words of the rules that decide it: the same for pages and programs.

A thing that the actor may not see has no audience: it is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from trigpoint.core.people.beside import BESIDE
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.people.words import KINDS
from trigpoint.core.text import Text
from trigpoint.services import access, work
from trigpoint.services.actor import Actor
from trigpoint.services.cascade import incentives
from trigpoint.services.errors import NotThere
from trigpoint.services.experiments import experiments
from trigpoint.services.helpdesks import connections
from trigpoint.services.inbox import announcements
from trigpoint.services.knowledge import posts
from trigpoint.services.ladders import ladder_access
from trigpoint.services.loop import briefings, feedback, needs, pulse_results, review_papers
from trigpoint.services.maps import maps
from trigpoint.services.outside import signals
from trigpoint.services.plans import plan_access
from trigpoint.services.pyramid import meetings
from trigpoint.services.realignment import realign_access
from trigpoint.services.talks import partners
from trigpoint.services.trainings import trainings
from trigpoint.store.models import Measure

SEE = Verb.SEE


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may see something: its kind, what that is called, and a sentence for each who may.

    The kind is a word of the rule book (`rules.book`).
    """

    kind: str
    title: Text
    who: tuple[Text, ...]


def told(actor: Actor, kind: str) -> Audience:
    """Return who may see things of a kind, from the table or from the rules beside it."""
    beside = BESIDE.get(kind)
    if beside is not None:
        return Audience(kind, beside.title, beside.who)
    return Audience(kind, KINDS[Kind(kind)], tuple(access.told(actor, Kind(kind))))


def of(actor: Actor, thing: str, *ids: str) -> tuple[Audience, ...]:
    """Return who may see a thing: a name of `THINGS`, and the ids in its address.

    Several where a thing has parts that not the same people see: a person, and their figures.

    Raises:
        NotThere: where it is not for the actor to see, or there is none.
    """
    return tuple(told(actor, kind) for kind in THINGS[thing](actor, *ids))


def of_goal(actor: Actor, goal: str) -> Iterator[str]:
    """Yield the kind of a goal."""
    yield access.goal_kind(access.goal(actor, goal, SEE)).value


def of_measure(actor: Actor, measure: str) -> Iterator[str]:
    """Yield the kinds of a measure: its definition and its figures."""
    found = access.measure(actor, measure, SEE)
    yield Kind.MEASURE.value
    yield access.FIGURES[Measure.Scope(found.scope)].value


def of_person(actor: Actor, person: str) -> Iterator[str]:
    """Yield the kinds of a person: their name and place, and their figures."""
    access.person(actor, person, SEE)
    yield Kind.PERSON.value
    yield Kind.FIGURE_OF_PERSON.value


def of_unit(actor: Actor, unit: str) -> Iterator[str]:
    """Yield the kinds of a unit: its name and place, and its figures."""
    access.unit(actor, unit, SEE)
    yield Kind.UNIT.value
    yield Kind.FIGURE_OF_UNIT.value


def of_plan(actor: Actor, plan: str) -> Iterator[str]:
    """Yield the kind of a plan."""
    yield plan_access.kind_of(plan_access.plan(actor, plan, SEE)).value


def of_map(actor: Actor, plan: str) -> Iterator[str]:
    """Yield the kind of a strategy map."""
    yield plan_access.kind_of(maps.a_map(actor, plan, SEE)).value


def of_ladder(actor: Actor, ladder: str) -> Iterator[str]:
    """Yield the kind of a ladder."""
    yield ladder_access.kind_of(ladder_access.ladder(actor, ladder, SEE)).value


def of_coaching(actor: Actor, ladder: str, coaching: str) -> Iterator[str]:
    """Yield the kind of a coaching meeting of a ladder."""
    if ladder_access.coaching(actor, coaching, SEE).ladder.public_id != ladder:
        raise NotThere
    yield Kind.COACHING.value


def of_paper(actor: Actor, paper: str) -> Iterator[str]:
    """Yield the kind of a review paper."""
    yield review_papers.kind_of(review_papers.find(actor, paper)).value


def of_feedback(actor: Actor, row: str) -> Iterator[str]:
    """Yield the kind of feedback: private or open."""
    yield "private feedback" if feedback.find(actor, row).private else "open feedback"


def found_by(find: Callable[..., object], kind: str) -> Callable[..., Iterator[str]]:
    """Return what yields a kind, once the thing is found for the actor."""

    def of_thing(actor: Actor, *ids: str) -> Iterator[str]:
        find(actor, *ids)
        yield kind

    return of_thing


def seen_by(find: Callable[..., object], kind: str) -> Callable[..., Iterator[str]]:
    """Return the same for what is found for a verb."""
    return found_by(lambda actor, *ids: find(actor, *ids, SEE), kind)


THINGS: Mapping[str, Callable[..., Iterator[str]]] = {
    "goal": of_goal,
    "measure": of_measure,
    "person": of_person,
    "unit": of_unit,
    "plan": of_plan,
    "map": of_map,
    "ladder": of_ladder,
    "ladder round": seen_by(ladder_access.round_, Kind.LADDER.value),
    "coaching": of_coaching,
    "review paper": of_paper,
    "feedback": of_feedback,
    "meeting": seen_by(meetings.find, "meeting"),
    "proposal": seen_by(access.proposal, Kind.PROPOSAL.value),
    "dispute": seen_by(access.dispute, Kind.DISPUTE.value),
    "training": seen_by(trainings.find, "training"),
    "experiment": seen_by(experiments.find, "experiment"),
    "need": found_by(needs.find, "need"),
    "post": found_by(posts.find, "post"),
    "announcement": found_by(announcements.find, "announcement"),
    "signal": found_by(signals.show, "signal"),
    "realignment": found_by(realign_access.find, "realignment"),
    "briefing": found_by(briefings.show, "briefing"),
    "pulse": found_by(pulse_results.one, "pulse"),
    "one-on-one": found_by(partners.find, "one-on-one"),
    "pay": found_by(incentives.find, "pay"),
    "connection": found_by(connections.find, Kind.SOURCE.value),
    "import": found_by(access.import_run, Kind.SOURCE.value),
    "job": found_by(work.work, Kind.JOB.value),
}
"""By what a thing is called, what finds it for an actor and yields the kinds to tell of."""
