"""Who can see this? For programs, thing by thing, in the words of the pages."""

from collections.abc import Callable
from typing import TypeAlias

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Id
from trigpoint.services import audience
from trigpoint.services.audience import Audience

Seen: TypeAlias = tuple[Audience, ...]
View: TypeAlias = Callable[..., Seen]
ROUTERS: list[Noun] = []


def of(address: str, scope: str) -> Callable[[View], View]:
    """Answer GET of the audience of what is at an address, under the scope of its noun."""
    noun = Noun(f"{address}/audience", scope)
    ROUTERS.append(noun)
    return noun.show("")


@of("/goals/{goal_id}", "goals")
def goal(request: Request, goal_id: Id) -> Seen:
    """Who may see a goal."""
    return audience.of(request.auth, "goal", goal_id)


@of("/measures/{measure_id}", "figures")
def measure(request: Request, measure_id: Id) -> Seen:
    """Who may see a measure, and who its figures."""
    return audience.of(request.auth, "measure", measure_id)


@of("/people/{person_id}", "people")
def person(request: Request, person_id: Id) -> Seen:
    """Who may see a person, and who their figures."""
    return audience.of(request.auth, "person", person_id)


@of("/units/{unit_id}", "people")
def unit(request: Request, unit_id: Id) -> Seen:
    """Who may see a unit, and who its figures."""
    return audience.of(request.auth, "unit", unit_id)


@of("/plans/{plan_id}", "goals")
def plan(request: Request, plan_id: Id) -> Seen:
    """Who may see a plan."""
    return audience.of(request.auth, "plan", plan_id)


@of("/maps/{map_id}", "goals")
def a_map(request: Request, map_id: Id) -> Seen:
    """Who may see a strategy map."""
    return audience.of(request.auth, "map", map_id)


@of("/ladders/{ladder_id}", "goals")
def ladder(request: Request, ladder_id: Id) -> Seen:
    """Who may see a ladder."""
    return audience.of(request.auth, "ladder", ladder_id)


@of("/ladder-rounds/{round_id}", "goals")
def ladder_round(request: Request, round_id: Id) -> Seen:
    """Who may see a round that asks where a ladder helps most."""
    return audience.of(request.auth, "ladder round", round_id)


@of("/ladders/{ladder_id}/coachings/{coaching_id}", "goals")
def coaching(request: Request, ladder_id: Id, coaching_id: Id) -> Seen:
    """Who may see a coaching meeting."""
    return audience.of(request.auth, "coaching", ladder_id, coaching_id)


@of("/review-papers/{paper_id}", "people")
def review_paper(request: Request, paper_id: Id) -> Seen:
    """Who may read a review paper."""
    return audience.of(request.auth, "review paper", paper_id)


@of("/feedback/{feedback_id}", "goals")
def feedback(request: Request, feedback_id: Id) -> Seen:
    """Who may read feedback."""
    return audience.of(request.auth, "feedback", feedback_id)


@of("/meetings/{meeting_id}", "goals")
def meeting(request: Request, meeting_id: Id) -> Seen:
    """Who may see a meeting."""
    return audience.of(request.auth, "meeting", meeting_id)


@of("/proposals/{proposal_id}", "goals")
def proposal(request: Request, proposal_id: Id) -> Seen:
    """Who may see a proposal."""
    return audience.of(request.auth, "proposal", proposal_id)


@of("/disputes/{dispute_id}", "figures")
def dispute(request: Request, dispute_id: Id) -> Seen:
    """Who may see what was said against a figure."""
    return audience.of(request.auth, "dispute", dispute_id)


@of("/goals/{goal_id}/trainings/{training_id}", "goals")
def training(request: Request, goal_id: Id, training_id: Id) -> Seen:
    """Who may see a training."""
    return audience.of(request.auth, "training", goal_id, training_id)


@of("/goals/{goal_id}/experiments/{experiment_id}", "goals")
def experiment(request: Request, goal_id: Id, experiment_id: Id) -> Seen:
    """Who may see an experiment."""
    return audience.of(request.auth, "experiment", goal_id, experiment_id)


@of("/needs/{need_id}", "goals")
def need(request: Request, need_id: Id) -> Seen:
    """Who may see what was asked for."""
    return audience.of(request.auth, "need", need_id)


@of("/knowledge/{post_id}", "goals")
def post(request: Request, post_id: Id) -> Seen:
    """Who may read a story, a problem or an idea."""
    return audience.of(request.auth, "post", post_id)


@of("/announcements/{announcement_id}", "goals")
def announcement(request: Request, announcement_id: Id) -> Seen:
    """Who may read an announcement."""
    return audience.of(request.auth, "announcement", announcement_id)


@of("/signals/{signal_id}", "goals")
def signal(request: Request, signal_id: Id) -> Seen:
    """Who may see a signal from outside."""
    return audience.of(request.auth, "signal", signal_id)


@of("/realignments/{realignment_id}", "goals")
def realignment(request: Request, realignment_id: Id) -> Seen:
    """Who may see a realignment."""
    return audience.of(request.auth, "realignment", realignment_id)


@of("/briefings/{briefing_id}", "goals")
def briefing(request: Request, briefing_id: Id) -> Seen:
    """Who may read a briefing."""
    return audience.of(request.auth, "briefing", briefing_id)


@of("/pulses/{round_id}", "goals")
def pulse(request: Request, round_id: Id) -> Seen:
    """Who may see the answers of a round of the pulse."""
    return audience.of(request.auth, "pulse", round_id)


@of("/one-on-ones/{person_id}", "goals")
def one_on_one(request: Request, person_id: Id) -> Seen:
    """Who may read what is written for a 1:1."""
    return audience.of(request.auth, "one-on-one", person_id)


@of("/pay/incentives/{incentive_id}", "goals")
def pay(request: Request, incentive_id: Id) -> Seen:
    """Who may see an incentive."""
    return audience.of(request.auth, "pay", incentive_id)


@of("/connections/{connection_id}", "imports")
def connection(request: Request, connection_id: Id) -> Seen:
    """Who may see a connection to a help desk."""
    return audience.of(request.auth, "connection", connection_id)


@of("/imports/{run_id}", "imports")
def import_run(request: Request, run_id: Id) -> Seen:
    """Who may see an import."""
    return audience.of(request.auth, "import", run_id)


@of("/jobs/{job_id}", "imports")
def job(request: Request, job_id: Id) -> Seen:
    """Who may see work in the background."""
    return audience.of(request.auth, "job", job_id)
