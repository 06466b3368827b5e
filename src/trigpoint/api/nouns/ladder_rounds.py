"""Rounds in which the people of a unit say where a ladder helps most."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id, Line, Sentence
from trigpoint.services.ladders import ladder_rounds
from trigpoint.services.ladders.ladder_rounds import RoundLine, RoundPage

routes = Noun("/ladder-rounds", "goals")


class NewRound(Body):
    """A round of a unit; without a question the usual one is asked."""

    unit: Id
    question: Line = ""


class RoundVoiceSaid(Body):
    """Where a ladder helps most: a KPI's key, or process or constraint; with a sentence."""

    key: Annotated[str, Field(min_length=1, max_length=60)]
    words: Sentence = ""


@routes.show("")
def index(request: Request) -> list[RoundLine]:
    """The rounds of units that you may see, open ones first."""
    return ladder_rounds.index(request.auth)


@routes.make("")
def begin(request: Request, body: NewRound) -> RoundPage:
    """Ask the people of a unit that you lead."""
    made = ladder_rounds.begin(request.auth, body.unit, body.question)
    return ladder_rounds.show(request.auth, made)


@routes.show("/{round_id}")
def show(request: Request, round_id: Id) -> RoundPage:
    """A round with what was said, without names."""
    return ladder_rounds.show(request.auth, round_id)


@routes.act("/{round_id}/say")
def say(request: Request, round_id: Id, body: RoundVoiceSaid) -> RoundPage:
    """Say where a ladder helps most, or change what you said."""
    ladder_rounds.say(request.auth, round_id, body.key, body.words)
    return ladder_rounds.show(request.auth, round_id)


@routes.act("/{round_id}/end")
def end(request: Request, round_id: Id) -> RoundPage:
    """End a round; what was said stays."""
    ladder_rounds.end(request.auth, round_id)
    return ladder_rounds.show(request.auth, round_id)
