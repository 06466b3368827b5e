"""Proposals: what somebody asks somebody else to agree to, and the ledger of who said what."""

from typing import Annotated, Any, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import AsOf, Body, Day, Essay, Id, Note, Number, Sentence, Weight
from trigpoint.services.cascade import ledger as ledgers
from trigpoint.services.cascade import proposals
from trigpoint.services.cascade.ledger import Ledger
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposal_views import ProposalView
from trigpoint.services.cascade.proposals import Question

routes = Noun("/proposals", "goals")
of_goals = Noun("/goals/{goal_id}/proposals", "goals")
voices = Noun("/goals/{goal_id}/ledger", "goals")

Words = Annotated[Note, Field(min_length=1)]


class AskedTerms(Body):
    """What is asked for; what is left out stays as it is."""

    title: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    why: Essay = ""
    sentence: Sentence = ""
    answers_for: Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")] = ""
    weight: Weight | None = None
    target: Id | None = None
    value: Number | None = None
    due: Day | None = None

    def terms(self) -> Terms:
        """Return them as the services know them."""
        given: dict[str, Any] = self.model_dump(exclude={"target"})
        return Terms(target=self.target or "", **given)


class NewProposal(Body):
    """What to propose to whom."""

    kind: Literal["carry", "share", "take"]
    holder: Id
    terms: AskedTerms = AskedTerms()
    words: Note = ""


class NewChange(Body):
    """A change to a goal, for its owner to decide, with the reason."""

    terms: AskedTerms
    words: Words


class Taken(Body):
    """A part of a goal that one takes up of one's own accord."""

    holder: Id
    terms: AskedTerms


class Counter(Body):
    """Other terms, with the reason."""

    terms: AskedTerms
    words: Words


class Declined(Body):
    """Why not, in a sentence."""

    words: Words


class Word(Body):
    """A word with the answer, if one likes."""

    words: Note = ""


@routes.show("")
def waiting(request: Request) -> tuple[ProposalView, ...]:
    """What waits for my answer, the oldest first."""
    return tuple(proposals.waiting(request.auth))


@routes.show("/mine")
def mine(request: Request, as_of: AsOf | None = None) -> tuple[ProposalView, ...]:
    """What I have proposed, the newest first, with the answers."""
    return tuple(proposals.mine(request.auth, as_of))


@routes.show("/{proposal_id}")
def show(request: Request, proposal_id: Id, as_of: AsOf | None = None) -> ProposalView:
    """One proposal with its answer."""
    return proposals.show(request.auth, proposal_id, as_of)


@routes.act("/{proposal_id}/accept")
def accept(request: Request, proposal_id: Id, body: Word) -> ProposalView:
    """Agree; what was proposed is done at once."""
    proposals.accept(request.auth, proposal_id, body.words)
    return proposals.show(request.auth, proposal_id)


@routes.act("/{proposal_id}/decline")
def decline(request: Request, proposal_id: Id, body: Declined) -> ProposalView:
    """Say no, with a word."""
    proposals.decline(request.auth, proposal_id, body.words)
    return proposals.show(request.auth, proposal_id)


@routes.act("/{proposal_id}/counter")
def counter(request: Request, proposal_id: Id, body: Counter) -> ProposalView:
    """Propose other terms to the one who asked; the answer is the counter-proposal."""
    made = proposals.counter(request.auth, proposal_id, body.terms.terms(), body.words)
    return proposals.show(request.auth, made)


@routes.act("/{proposal_id}/withdraw")
def withdraw(request: Request, proposal_id: Id, body: Word) -> ProposalView:
    """Take back what nobody has answered yet."""
    proposals.withdraw(request.auth, proposal_id, body.words)
    return proposals.show(request.auth, proposal_id)


@routes.act("/{proposal_id}/read")
def read(request: Request, proposal_id: Id) -> ProposalView:
    """Say that I have read it."""
    proposals.mark_read(request.auth, proposal_id)
    return proposals.show(request.auth, proposal_id)


@routes.act("/{proposal_id}/seen")
def seen(request: Request, proposal_id: Id) -> ProposalView:
    """Say that I have seen the answer to what I proposed."""
    proposals.mark_seen(request.auth, proposal_id)
    return proposals.show(request.auth, proposal_id)


@of_goals.show("")
def of_goal(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[ProposalView, ...]:
    """What was proposed about a goal, the oldest first."""
    return tuple(proposals.of_goal(request.auth, goal_id, as_of))


@of_goals.make("")
def ask(request: Request, goal_id: Id, body: NewProposal) -> ProposalView:
    """Propose to a unit or a person to carry, share or take over the goal."""
    question = Question(
        kind=body.kind,
        goal=goal_id,
        holder=body.holder,
        terms=body.terms.terms(),
        words=body.words,
    )
    return proposals.show(request.auth, proposals.ask(request.auth, question))


@of_goals.make("/change")
def propose_change(request: Request, goal_id: Id, body: NewChange) -> ProposalView:
    """Propose a change to the goal to whoever owns it."""
    made = proposals.propose_change(request.auth, goal_id, body.terms.terms(), body.words)
    return proposals.show(request.auth, made)


@of_goals.make("/adopt")
def adopt(request: Request, goal_id: Id, body: Taken) -> tuple[ProposalView, ...]:
    """Carry a part of the goal of one's own accord."""
    made = proposals.adopt(request.auth, goal_id, body.holder, body.terms.terms())
    return tuple(proposals.of_goal(request.auth, made))


@voices.show("")
def ledger(request: Request, goal_id: Id, as_of: AsOf | None = None) -> Ledger:
    """Who was asked about a goal, read, agreed and objected, and what became of it."""
    return ledgers.of_goal(request.auth, goal_id, as_of)
